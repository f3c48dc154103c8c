// What every target begins with, and how it says that a promise was broken.
#pragma once

#include <array>
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

// Input of several texts: apart by a zero byte, the last one takes the rest; "" where one is
// missing.
template <std::size_t Count>
std::array<std::string_view, Count> parts_of(std::string_view text) {
    std::array<std::string_view, Count> parts{};
    for (std::size_t i = 0; i + 1 < Count; ++i) {
        const auto end = text.find('\0');
        parts[i] = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    parts[Count - 1] = text;
    return parts;
}

inline void need(bool kept, const char* promise) {
    if (!kept) {
        std::fprintf(stderr, "broken: %s\n", promise);
        std::abort();
    }
}

}  // namespace styk::fuzz
