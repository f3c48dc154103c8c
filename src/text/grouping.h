// Vectors of a corpus parted into groups by their direction.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "text/corpus.h"

namespace styk::text {

struct Grouping {
    std::vector<std::uint32_t> group;  // one a vector
    std::vector<float> near;           // cosine to the middle of its group
};

// Spherical k-means from a k-means++ beginning; groups >= 1. Vectors without terms stand in group 0
// with nearness 0.
[[nodiscard]] Grouping group_vectors(
    std::span<const Vector> vectors, std::size_t terms, std::size_t groups, std::uint64_t seed
);

// Adjusted Rand index: 1 the same grouping, about 0 by chance.
[[nodiscard]] double agreement(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b);

}  // namespace styk::text
