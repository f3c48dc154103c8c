// GMime's objects, given back when their holder goes, and the library's start.
#pragma once

#include <gmime/gmime.h>
#include <memory>
#include <mutex>
#include <string>

namespace styk::courier {

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};

template <class T>
using Owned = std::unique_ptr<T, Unref>;

// The library's own tables, for the life of the process.
inline void start_gmime() {
    static std::once_flag started;
    std::call_once(started, g_mime_init);
}

// What a part holds, decoded; empty without content.
inline std::string bytes_of(GMimePart* part) {
    GMimeDataWrapper* content = g_mime_part_get_content(part);
    if (content == nullptr) {
        return {};
    }
    const Owned<GMimeStream> stream(g_mime_stream_mem_new());
    g_mime_data_wrapper_write_to_stream(content, stream.get());
    const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
    return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

}  // namespace styk::courier
