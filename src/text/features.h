// Features of a comment: each a 64-bit number made of letters, the same in training and reading.
//
//   a word, a number ("0" a digit, at most four), an emoji, a mark ! or ?
//   two of them side by side
//   parts of a word of two to five letters, its edges counted as letters
//
// The numbers stand in trained files: whoever changes how they are made must train anew and raise
// `features_version`.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "text/tokens.h"

namespace styk::text {

using Feature = std::uint64_t;

inline constexpr std::uint32_t features_version = 1;

// A bijection of 64 bits that leaves no pattern (the finaliser of SplitMix64, Steele et al. 2014).
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t x) {
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31U);
}

[[nodiscard]] Feature word_feature(Letters letters);
[[nodiscard]] Feature number_feature(std::size_t digits);

[[nodiscard]] constexpr Feature pair_feature(Feature first, Feature second) {
    return mix(first * 0x9E3779B97F4A7C15U + second);
}

// A word where something before it says no: "nie działa".
[[nodiscard]] constexpr Feature denied_feature(Feature word) {
    return mix(word ^ 0xD6E8FEB86659FD93U);
}

inline constexpr std::size_t shortest_part = 2, longest_part = 5;

// Calls `take(Feature)` for each part of the word.
template <class Take>
void each_part(Letters word, Take&& take) {
    constexpr std::size_t edge = 1, room = 66;
    std::array<Letter, room> framed;  // NOLINT: filled below
    const auto letters = std::min(word.size(), room - 2 * edge);
    framed[0] = '_';
    std::copy_n(word.begin(), letters, framed.begin() + edge);
    framed[letters + edge] = '_';
    const auto size = letters + 2 * edge;
    for (std::size_t from = 0; from < size; ++from) {
        std::uint64_t packed = framed[from];
        for (std::size_t n = 2; n <= longest_part && from + n <= size; ++n) {
            packed = packed << 8U | framed[from + n - 1];
            if (n < size) {
                take(mix(packed | n << 40U));
            }
        }
    }
}

}  // namespace styk::text
