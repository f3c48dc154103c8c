// Which touchpoints carry conversions: removal effects of the first-order chain (Anderl et al.
// 2016), exactly by a linear system, beside the simple rules. Says what goes with converting, not
// what causes it.
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace styk::stats {

// One way, how often it ended in a conversion and how often in nothing. Mergeable: a list.
struct TouchPath {
    std::vector<std::uint32_t> touchpoints{};  // in order, repeats kept; an empty one is left out
    double conversions = 0, nulls = 0;         // >= 0
};

// t touchpoints. All vectors are of length t, in conversions except the effects.
// reason: no_answers (no path), bad_counts (negative or not finite), no_conversions: then only the
// counts are there.
struct Attribution {
    std::string_view reason{};
    double conversions = 0, paths = 0;  // counted
    std::optional<double> observed_rate{};
    std::optional<double> chain_rate{};  // P(conversion) of the chain: equals the observed rate
    // 1 - P(conversion without k) / P(conversion), the traffic of k going to nothing; 0..1.
    Eigen::VectorXd removal_effect{};
    Eigen::VectorXd markov{};  // conversions in proportion to the removal effects
    Eigen::VectorXd first{}, last{};
    Eigen::VectorXd linear{};   // each visit of a path the same part
    Eigen::VectorXd shapley{};  // each different touchpoint of a path the same part: the Shapley
                                // value of the game "the set of touchpoints met"
};

// Throws Fault when a touchpoint is not below `touchpoints`.
[[nodiscard]] Attribution attribute(std::span<const TouchPath> paths, std::uint32_t touchpoints);

}  // namespace styk::stats
