// An interrupted series (interrupted_series.h) with errors that follow one another.
#pragma once

#include <Eigen/Core>
#include <optional>
#include <string_view>
#include <vector>

namespace styk::stats {

// The same model with errors e_t = phi e_{t-1} + noise (generalized least squares): a check of
// the errors above. phi by exact maximum likelihood, or restricted likelihood (REML), searched over
// (-1, 1).
struct Ar1Series {
    std::string_view reason{};
    std::vector<std::optional<double>> coefficients{},
        standard_errors{};  // rss/(n-k) in the errors
    double phi = 0;
    double log_likelihood = 0;  // restricted: without the constant log|X'X|/2, as nlme
    double sigma = 0;           // sd of e_t: sqrt(rss/n), restricted sqrt(rss/(n-k))
};

[[nodiscard]] Ar1Series ar1_series(
    const Eigen::MatrixXd& columns, const Eigen::VectorXd& y, bool restricted = false
);

}  // namespace styk::stats
