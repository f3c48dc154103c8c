// Little-endian numbers in byte strings: how mergeable objects travel.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace styk::stats {

inline void put(std::string& out, std::uint64_t value) {
    for (int shift = 0; shift < 64; shift += 8) {
        out.push_back(static_cast<char>(value >> shift & 0xFF));
    }
}

inline void put(std::string& out, double value) {
    put(out, std::bit_cast<std::uint64_t>(value));
}

// The eight bytes from `at` on, which must be there.
[[nodiscard]] inline std::uint64_t get(std::string_view bytes, std::size_t at) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        value |= std::uint64_t{static_cast<std::uint8_t>(bytes[at + i])} << (8 * i);
    }
    return value;
}

[[nodiscard]] inline double get_double(std::string_view bytes, std::size_t at) {
    return std::bit_cast<double>(get(bytes, at));
}

}  // namespace styk::stats
