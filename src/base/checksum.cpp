#include "base/checksum.h"

#include <cstring>

namespace styk {

namespace {

// One to one in `sum` and in `word`, so that what once differs stays different.
std::uint64_t mix(std::uint64_t sum, std::uint64_t word) {
    sum = (sum ^ word) * 0x9E37'79B9'7F4A'7C15U;
    return sum ^ (sum >> 29);
}

}  // namespace

std::uint64_t checksum(std::string_view bytes, std::uint64_t seed) {
    std::uint64_t sum = mix(seed, bytes.size() + 1);
    for (; !bytes.empty(); bytes.remove_prefix(bytes.size() < 8 ? bytes.size() : 8)) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data(), bytes.size() < 8 ? bytes.size() : 8);
        sum = mix(sum, word);
    }
    return mix(sum, 0);
}

}  // namespace styk
