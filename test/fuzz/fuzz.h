// What every target begins with, and how it says that a promise was broken.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

// The one function that libFuzzer looks for.
#define STYK_FUZZ_TARGET extern "C" int LLVMFuzzerTestOneInput

namespace styk::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};  // NOLINT: bytes as they come
}

inline void need(bool kept, const char* promise) {
    if (!kept) {
        std::fprintf(stderr, "broken: %s\n", promise);
        std::abort();
    }
}

}  // namespace styk::fuzz
