// An interrupted series (interrupted_series.h) of counts: complaints, visits, contacts.
#pragma once

#include <Eigen/Core>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace styk::stats {

// Counts: log E(y) = offset + b0 + columns b, by iteratively reweighted least squares until the
// deviance moves by less than 1e-8 of itself; errors and dispersion with the weights of the last
// round, as R's glm has them (about 1e-6 from those of the exact maximum). Counts in practice
// spread more than Poisson's: for the screen take se_quasi.
struct CountSeries {
    std::string_view reason{};
    std::vector<std::optional<double>> coefficients{}, se_poisson{}, se_quasi{};
    double deviance = 0;
    std::optional<double> dispersion{};  // Pearson chi-squared / (n - k); nothing when n = k
};

// `offset`: log of what the counts are out of (people, days), one a row, or empty for none.
// reason: not_finite, out_of_scale (a negative count), no_spread (no count above 0), too_few_rows,
// not_converged (a column separates rows of 0: its rate is not above 0).
[[nodiscard]] CountSeries count_series(
    const Eigen::MatrixXd& columns, const Eigen::VectorXd& y, std::span<const double> offset = {}
);

struct RateRatio {
    double ratio = 1, lo = 1, hi = 1;
};

// exp of a coefficient with the normal interval of its logarithm. Nothing without the error.
[[nodiscard]] std::optional<RateRatio> rate_ratio(
    std::optional<double> coefficient, std::optional<double> error, double level = 0.95
);

}  // namespace styk::stats
