// Comments that are the same but for a few words: copied, sent twice, written by one hand for many.
//
// A comment is the set of its parts of four letters (folded, blanks between words). Sixty-four
// least values of that set under as many hashes (MinHash, Broder 1997) find who may be alike
// without comparing all with all; those who share a band of four are compared letter by letter. Of
// pairs that differ in one word of fifteen nearly all are found, of unlike ones hardly any is
// looked at.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace styk::text {

inline constexpr std::size_t hashes = 64, bands = 16;

using Sketch = std::array<std::uint32_t, hashes>;

[[nodiscard]] Sketch sketch_of(std::string_view comment);

// What two sketches of nearly the same comment have in common: one number a band. They may be
// stored: who shares one of them is worth comparing.
[[nodiscard]] std::array<std::uint64_t, bands> bands_of(const Sketch& sketch);

// Share of parts in common, 0..1 (Jaccard); 0 where a comment has none.
[[nodiscard]] double resemblance(std::string_view a, std::string_view b);

inline constexpr double alike = 0.6;

// For each comment the first one it is like (its own place where there is none). Comments of fewer
// than twelve letters are never like another: "ok" is no copy of "ok".
[[nodiscard]] std::vector<std::size_t> first_alike(std::span<const std::string_view> comments);

}  // namespace styk::text
