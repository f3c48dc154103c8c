// Penalty-reward contrast analysis (Brandt 1987; Matzler & Sauerwein 2002): the outcome on two
// dummies an attribute, "was bad" and "was good". Bad hurts but good does not help: a basic
// attribute; the reverse: excitement; both: performance; neither: indifferent.
#pragma once

#include <Eigen/Core>
#include <optional>
#include <string_view>
#include <vector>

#include "stats/least_squares.h"

namespace styk::stats {

enum class Attribute { basic, excitement, performance, indifferent };

[[nodiscard]] std::string_view name(Attribute attribute);

// A contrast is nothing when nobody (or everybody) was in its group, or when it is a sum of the
// contrasts before it; its p also when there is no freedom left. Then it does not count as
// significant.
struct Contrast {
    std::optional<double> penalty{}, reward{};      // outcome against the middle, in its unit
    std::optional<double> penalty_p{}, reward_p{};  // two-sided
    double n_low = 0, n_high = 0;
    Attribute attribute = Attribute::indifferent;
};

struct PenaltyReward {
    std::string_view reason{};  // that of least_squares
    double intercept = 0;       // the outcome of who found everything middling
    std::vector<Contrast> contrasts{};
    LinearFit fit{};  // of the columns that could be told apart
};

// `low` and `high` are n x p, 1 where the answer was bad or good and 0 elsewhere.
[[nodiscard]] PenaltyReward penalty_reward(
    const Eigen::VectorXd& outcome,
    const Eigen::MatrixXd& low,
    const Eigen::MatrixXd& high,
    double alpha = 0.05
);

}  // namespace styk::stats
