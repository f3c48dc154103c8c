// What must be said beside a chart of drivers: too few answers, a model that explains nothing,
// drivers that cannot be told apart, signs that turned round.
#pragma once

#include <Eigen/Core>
#include <optional>
#include <span>
#include <vector>

#include "stats/importance.h"
#include "stats/least_squares.h"

namespace styk::stats {

// Conventions of practice, so configuration.
struct DriverLimits {
    double least_rows = 50, rows_a_driver = 10;  // shown: at least the greater of 50 and 10 p
    double rows_a_driver_greyed = 5;             // greyed: at least the greater of 50 and 5 p
    double least_adjusted_r2 = 0.10;
    double most_inflation = 10, most_condition = 30;
};

enum class Standing { hidden, greyed, shown };

struct DriverChecks {
    Standing standing = Standing::hidden;
    bool explains_little = false;  // adjusted R^2 below the limit: say so in place of a chart
    bool group_them = false;       // inflation or condition above the limit, or copies
    std::vector<Eigen::Index> inflated{};    // drivers above the limit of inflation
    std::vector<Eigen::Index> aliased{};     // copies of drivers before them: they share equally
    std::vector<Eigen::Index> suppressed{};  // coefficient and correlation differ in sign
};

// `n_eff`: complete answers after weights and clusters.
[[nodiscard]] DriverChecks check_drivers(
    const Moments& moments,
    Eigen::Index outcome,
    std::span<const Eigen::Index> drivers,
    double n_eff,
    const DriverLimits& limits = {}
);

// 1 / -1 for a driver that goes with / against the outcome (its correlation; LMG has no sign).
[[nodiscard]] std::vector<int> directions(const DriverCorrelations& of);

// Whether two measures (say, from Pearson and from polychoric correlations) disagree about which
// two drivers are the greatest.
[[nodiscard]] bool top_two_differ(const Eigen::VectorXd& a, const Eigen::VectorXd& b);

// What the model says of the mean outcome when the means of drivers moved by `change` (one number a
// driver): an association, not a promise. lo, hi: the uncertainty of the coefficients, Student's t.
struct WhatIf {
    double value = 0;  // unit of the outcome
    std::optional<double> lo{}, hi{};
};

[[nodiscard]] std::optional<WhatIf> what_if(
    const LinearFit& fit, std::span<const double> change, double level = 0.95
);

}  // namespace styk::stats
