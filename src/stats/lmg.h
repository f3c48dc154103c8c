// LMG (Lindeman, Merenda & Gold 1980) = Shapley value of R^2 = general dominance: what a driver
// adds to R^2, averaged over all orders in which the drivers may enter. Sums to R^2, never
// negative, has no sign (colour by the sign of the correlation).
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "stats/importance.h"

namespace styk::stats {

// Beyond 24 drivers 2^p is too many: group them (owen_values) or take johnson_weights.
inline constexpr Eigen::Index max_lmg_drivers = 24;

namespace reason {
inline constexpr std::string_view too_many_drivers = "too_many_drivers";
inline constexpr std::string_view no_drivers = "no_drivers";
}  // namespace reason

struct Shares {
    std::string_view reason{};  // too_many_drivers, no_drivers, or that of the correlations
    Eigen::VectorXd values{};   // p, in units of R^2; empty with a reason
    double r2 = 0;              // their sum
};

// Exact. Every subset is met once, depth first; including a variable sweeps only the later ones, so
// a subset costs O(1) on average, and no table of subsets is kept. Copies of drivers share equally
// (pseudo-inverse R^2).
[[nodiscard]] Shares lmg(const DriverCorrelations& of);

// Owen 1977: groups enter as wholes, and within a group its drivers in any order; the values of a
// group sum to its Shapley value. Each driver stands in one group (else Fault). Exact for at most
// 24 in groups + the drivers of the largest group.
[[nodiscard]] Shares owen_values(
    const DriverCorrelations& of, std::span<const std::vector<Eigen::Index>> groups
);

// Shapley values of any game of 1..16 players; bit j of a coalition is player j. `value` is asked
// once for each of the 2^players coalitions, from the empty one up.
[[nodiscard]] Eigen::VectorXd shapley(
    Eigen::Index players, const std::function<double(std::uint64_t)>& value
);

}  // namespace styk::stats
