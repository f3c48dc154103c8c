// Scores given along a journey, and the score of the journey as a whole: the input of
// moments_of_truth.h and peak_end.h.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace styk::stats {

// One touchpoint met and scored.
struct Touch {
    std::uint32_t customer = 0;  // 0-based
    std::uint32_t touchpoint = 0;
    double step = 0;  // place in the journey, any rising number
    double score = 0;
};

// By customer; nothing where the journey was not scored.
using Overall = std::vector<std::optional<double>>;

// Touches by customer, each in the order of steps; at the same step in the order given. Throws
// Fault when a customer is not below `customers` or a number is not finite.
[[nodiscard]] std::vector<std::vector<Touch>> by_customer(
    std::span<const Touch> touches, std::size_t customers
);

}  // namespace styk::stats
