// GMime's objects, given back when their holder goes, and the library's start.
#pragma once

#include <gmime/gmime.h>
#include <memory>
#include <mutex>

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

}  // namespace styk::courier
