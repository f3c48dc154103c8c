// Chance of an event (leaving, buying again) from what is known of a customer: logistic regression
// by Newton steps (IRLS), one pass over the rows a step. Coefficients are log odds ratios: exp(b)
// times the odds for one unit more. Supposes independent rows; ten events a coefficient are needed
// for stable answers (`events_per_coefficient`).
#pragma once

#include <Eigen/Core>
#include <optional>
#include <span>
#include <string_view>

namespace styk::stats {

// firth: bias-reduced by half the log determinant of the information (Firth 1993; Heinze &
// Schemper 2002), finite where maximum likelihood is not.
enum class LogisticMethod { maximum_likelihood, ridge, firth };

// complete: a sum of the columns parts all events from all others, so that the maximum likelihood
// does not exist. quasi: for some rows only. Then Firth's method has been used.
enum class Separation { none, complete, quasi };

struct LogisticOptions {
    LogisticMethod method = LogisticMethod::maximum_likelihood;
    double ridge = 1e-6;  // times rows times half the sum of squared standardized slopes
};

// k = p + 1 coefficients, the intercept first. When `reason` is not empty the rest is not filled:
// not_finite, no_answers (no rows), no_spread (all or none had the event), too_few_rows, collinear
// (a column is constant or a sum of others), no_maximum.
struct LogisticFit {
    std::string_view reason{};
    LogisticMethod method = LogisticMethod::maximum_likelihood;  // used in the end
    Separation separation = Separation::none;
    Eigen::VectorXd coefficients{};     // k
    Eigen::MatrixXd covariance{};       // k x k, inverse information
    Eigen::VectorXd standard_errors{};  // k
    double log_likelihood = 0;          // without any penalty
    double null_log_likelihood = 0;     // intercept alone
    double events_per_coefficient = 0;  // the rarer of event and no event, by k - 1 (or 1)
    int rounds = 0;
};

// x: n x p without a column of ones (p may be 0); y: 0 or 1 each. Throws Fault when the lengths
// differ or a y is neither.
[[nodiscard]] LogisticFit logistic(
    const Eigen::Ref<const Eigen::MatrixXd>& x,
    std::span<const double> y,
    const LogisticOptions& options = {}
);

// b0 + x b, and the chance it stands for.
[[nodiscard]] Eigen::VectorXd linear_predictor(
    const LogisticFit& fit, const Eigen::Ref<const Eigen::MatrixXd>& x
);
[[nodiscard]] Eigen::VectorXd chances(
    const LogisticFit& fit, const Eigen::Ref<const Eigen::MatrixXd>& x
);
[[nodiscard]] double logistic_of(double log_odds);  // 1 / (1 + exp(-x))

}  // namespace styk::stats
