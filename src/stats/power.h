// How many answers a comparison of two equal groups needs. n is per group and a real number: round
// it up. Nothing when there is no difference to find, a share is outside 0..1, the spread is 0, or
// alpha and power are not 0 < alpha < power < 1.
#pragma once

#include <cstdint>
#include <optional>

namespace styk::stats {

struct PowerGoal {
    double alpha = 0.05;  // false alarms allowed
    double power = 0.80;  // probability of seeing the difference when it is there
    bool two_sided = true;
};

// Two shares, normal approximation with the pooled variance under "no difference" (Fleiss 1981,
// without continuity correction; power.prop.test of R):
// n = ((z_a sqrt((p1+p2)(1-(p1+p2)/2)) + z_b sqrt(p1 q1 + p2 q2)) / (p1 - p2))^2.
[[nodiscard]] std::optional<double> shares_per_group(
    double p1, double p2, const PowerGoal& goal = {}
);

// The same by Cohen's (1988) h = 2 asin sqrt p1 - 2 asin sqrt p2, both tails counted.
[[nodiscard]] std::optional<double> shares_per_group_arcsine(
    double p1, double p2, const PowerGoal& goal = {}
);

// Two means `delta` apart with one sd: non-central t with 2(n-1) degrees of freedom and
// non-centrality sqrt(n/2) delta/sd; the far tail is not counted. At least 2.
[[nodiscard]] std::optional<double> means_per_group(
    double delta, double sd, const PowerGoal& goal = {}
);

// Shares of positive, neutral, negative answers, adding up to 1 (what is missing counts as
// neutral).
struct NetShares {
    double positive = 0, negative = 0;

    [[nodiscard]] double net() const { return positive - negative; }

    [[nodiscard]] double unit_variance() const { return positive + negative - net() * net(); }
};

// Two nets (NPS): n = (z_a + z_b)^2 (V1 + V2) / (net2 - net1)^2, V = p + d - (p - d)^2.
[[nodiscard]] std::optional<double> nets_per_group(
    const NetShares& before, const NetShares& after, const PowerGoal& goal = {}
);

// From answers to people and weeks.
struct PlanConditions {
    double cuped_correlation = 0;  // rho of the outcome with its value before: n (1 - rho^2)
    double design_effect = 1;      // of weights or clusters: n times it
    double response_rate = 1;      // answers per invitation
    int groups = 2;
    std::optional<double> invitations_per_week{};  // all groups together
};

struct Plan {
    std::uint64_t answers_per_group = 0;
    std::uint64_t invitations = 0;  // all groups together
    std::optional<double> weeks{};
};

// Nothing when the conditions make no sense: |rho| >= 1, design effect <= 0, response rate not in
// (0, 1], no groups, or more than 1e15 invitations.
[[nodiscard]] std::optional<Plan> plan(double n_per_group, const PlanConditions& conditions);

// The factor of CUPED alone: n (1 - rho^2) (Deng et al. 2013).
[[nodiscard]] double with_cuped(double n_per_group, double correlation);

}  // namespace styk::stats
