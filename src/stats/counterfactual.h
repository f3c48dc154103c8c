// What would have happened without the change: a local level with control series is fitted to the
// rows before it and carried on over the rows after it (the idea of Brodersen et al. 2015 by
// maximum likelihood, so with one answer). The controls must not be touched by the change.
// All limits allow for what the fit does not know: Student's t for coefficients and scale, mixed
// over the ratio of variances by its marginal likelihood (flat prior on the share of the sd's,
// 40 points), since the most likely ratio is often 0 when the true one is small.
#pragma once

#include <Eigen/Core>
#include <optional>
#include <string_view>
#include <vector>

#include "stats/local_level.h"

namespace styk::stats {

struct Counterfactual {
    std::string_view reason{};  // of local_level; no_contrast: no row before or after with numbers
    LocalLevel before{};
    // Per row from the change on; nothing where the controls are missing. Limits are of one row.
    std::vector<std::optional<double>> predicted{}, lo{}, hi{}, effects{};
    double rows_after = 0;  // that have both sides
    double mean_actual = 0, mean_predicted = 0;
    double average_effect = 0, cumulative_effect = 0;  // actual minus predicted
    std::optional<double> relative_effect{};           // cumulative / sum of predicted, if not 0
    // P m^2 + sigma2_eta sum_{i,j} min(i, j) + m sigma2_eps: coefficients and variances as known.
    // An interval of it alone covers far too little (85 % for 95 % with 45 rows before).
    double cumulative_variance = 0;
    double cumulative_lo = 0, cumulative_hi = 0, average_lo = 0, average_hi = 0;
};

// change_at: the first row after the change, 1-based. Columns are n x k; a NaN is a missing value.
[[nodiscard]] Counterfactual counterfactual(
    const Eigen::MatrixXd& columns,
    const Eigen::VectorXd& y,
    Eigen::Index change_at,
    double level = 0.95
);

// The same question asked at times when nothing happened: all earlier rows with at least `least`
// (and more than twice the columns) rows before and as many rows after, all before the real
// change. The ratio of variances is kept from the real fit; levels and coefficients are fitted
// anew.
struct Placebos {
    std::vector<double> average_effects{};
    // (1 + those at least as large as the real one, without sign) / (1 + all); nothing without any.
    std::optional<double> p{};
};

[[nodiscard]] Placebos placebos(
    const Eigen::MatrixXd& columns,
    const Eigen::VectorXd& y,
    Eigen::Index change_at,
    Eigen::Index least = 12
);

}  // namespace styk::stats
