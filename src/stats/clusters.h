// Scores of customers who answer several times: answers of one customer are alike, so the standard
// error is that of customers, not of answers. Counted per customer, mergeable.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>

namespace styk::stats {

// Of one customer; w a weight (1 without weights), x the answer less the origin.
struct ClusterSum {
    double n = 0, w = 0, wx = 0;
    double w2 = 0, w2x = 0, w2x2 = 0;  // sums of w^2, w^2 x, w^2 x^2
};

struct ClusterSums {
    double origin = 0;  // near the answers (the middle of the scale): keeps the sums exact
    std::map<std::uint64_t, ClusterSum> by_cluster{};
};

// Throws Fault when x or the weight is not finite or the weight is negative.
void add(ClusterSums& into, std::uint64_t cluster, double x, double weight = 1);

// Throws Fault when the origins differ and both have answers.
void merge(ClusterSums& into, const ClusterSums& from);

// m = sum w x / sum w. Taylor linearization, with replacement (Lumley 2010):
//   independent: n / (n - 1) sum (w_i (x_i - m) / sum w)^2
//   clustered:   C / (C - 1) sum e_c^2 / (sum w)^2, e_c = sum of w_i (x_i - m) over the customer
// Both ignore that weights are estimated (cautious). x: +1, 0, -1 gives a net; 1, 0 a share.
struct ClusteredMean {
    double n = 0, clusters = 0;
    std::optional<double> mean{};
    std::optional<double> independent_error{}, clustered_error{};  // standard errors
    std::optional<double> design_effect{};  // clustered over independent variance
    std::optional<double> n_eff{};          // n / design effect
    std::optional<double> kish_n_eff{};     // (sum w)^2 / sum w^2: the loss by weights alone
    std::string_view reason{};  // no_answers: no weight at all; too_few: one answer or one customer
};

[[nodiscard]] ClusteredMean clustered_mean(const ClusterSums& of);

// The same already added up, as an engine counts it. Over answers: n, sums of w, w x, w^2, w^2 x,
// w^2 x^2; over customers with W = sum of w and X = sum of w x: their number, sums of W^2, W X,
// X^2. x as it is, without an origin: exact while the sums of whole x and w stay below 2^53. Not
// mergeable where both sides know the same customer.
struct ClusterTotals {
    double n = 0, w = 0, wx = 0, w2 = 0, w2x = 0, w2x2 = 0;
    double clusters = 0, ww = 0, wwx = 0, wxwx = 0;

    friend bool operator==(const ClusterTotals&, const ClusterTotals&) = default;
};

[[nodiscard]] ClusteredMean clustered_mean(const ClusterTotals& of);

}  // namespace styk::stats
