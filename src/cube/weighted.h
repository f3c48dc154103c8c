// Counts in which an answer weighs more or less by who gave it, as after stratification: so many of
// a kind answered, so many there are.
#pragma once

#include <vector>

#include "cube/cube.h"

namespace styk::cube {

struct Weights {
    Grouping by{};             // what decides; not the topic
    std::vector<double> of{};  // [key of `by`]
    double otherwise = 0;      // of keys past its end
};

struct WeightedScore {
    std::uint64_t n = 0;
    double w = 0, w2 = 0;  // sums of the weights and of their squares

    friend bool operator==(const WeightedScore&, const WeightedScore&) = default;
};

struct WeightedRow {
    std::vector<std::int64_t> keys{};
    std::vector<WeightedScore> scores{};  // [score]; WeightedAnswer::levels long
    std::uint64_t missing = 0, not_applicable = 0;

    friend bool operator==(const WeightedRow&, const WeightedRow&) = default;
};

struct WeightedAnswer {
    std::size_t levels = 0;
    std::vector<WeightedRow> rows{};  // ascending by keys
    std::int64_t position = 0;
};

// Whole numbers are counted and then weighed in the order of the keys, so that the answer does not
// depend on threads. Throws Fault when a weight is negative or not finite or the topic decides,
// else as Cube::count does; `by` is one grouping more.
[[nodiscard]] WeightedAnswer count_weighted(
    const Cube& cube, const Question& question, const Weights& weights
);

}  // namespace styk::cube
