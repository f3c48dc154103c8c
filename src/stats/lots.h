// Records of people who must not be told apart are let out in lots: k at least that look alike from
// outside (k-anonymity, Sweeney 2002; partition from the top after LeFevre, DeWitt & Ramakrishnan
// 2006, "Mondrian"). Whatever is then asked by what may be seen of them takes a whole lot or none
// of it, so no question and no difference of questions is about fewer than k.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace styk::stats {

// What may be seen of one record: a number for each trait, the same traits for all.
using Traits = std::vector<std::uint32_t>;

enum class TraitKind { word, ordered };

// Every record in one lot, places in rising order. The traits divide in their order: words into
// their groups, ordered ones into runs of neighbours; what is smaller than k goes together, and
// with the smallest group when together it is still too small. Fewer than k records are no lot:
// none. Throws Fault when k is 0 or records have other traits than `kinds`.
[[nodiscard]] std::vector<std::vector<std::size_t>> lots_of(
    std::span<const Traits> records, std::span<const TraitKind> kinds, std::size_t k
);

}  // namespace styk::stats
