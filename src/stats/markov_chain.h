// One long sequence of states (a service that is up or down, weather, a customer's monthly class)
// as a first-order Markov chain.
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <optional>
#include <span>

#include "stats/interval.h"

namespace styk::stats {

// s states. Rows of a state that was never left are nothing: 0 in `counts`, and `left` is 0 there.
struct MarkovChain {
    Eigen::MatrixXd counts{};         // s x s: from row to column
    Eigen::VectorXd left{};           // s: times each state was left
    Eigen::MatrixXd probabilities{};  // counts / left; 0 where left is 0
    Eigen::MatrixXd errors{};   // sqrt(p / left), as R's markovchain; intervals by transition()
    double log_likelihood = 0;  // sum of counts ln p
};

// States 0..states - 1, in order of time. Throws Fault on a state out of range. Counts of several
// sequences: add the `counts` and give the sum to markov_chain_of.
[[nodiscard]] MarkovChain markov_chain(
    std::span<const std::uint32_t> sequence, std::uint32_t states
);
[[nodiscard]] MarkovChain markov_chain_of(const Eigen::MatrixXd& counts);

// Wilson's interval of one probability. Nothing when the state was never left.
[[nodiscard]] std::optional<Interval> transition_interval(
    const MarkovChain& chain, Eigen::Index from, Eigen::Index to, double level = 0.95
);

// Share of time in each state in the long run: p P = p. Nothing when a state was never left, or the
// states fall into parts that never lead to each other (then there is no one answer).
[[nodiscard]] std::optional<Eigen::VectorXd> steady_state(const MarkovChain& chain);

}  // namespace styk::stats
