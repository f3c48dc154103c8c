// Proportional hazards: what goes with leaving earlier. Cox 1972; ties by Efron 1977 (default) or
// Breslow 1974; Newton-Raphson with step halving. Coefficients are log hazard ratios: exp(b) times
// the hazard for one unit more of the covariate. Supposes that ratio is the same at all times.
#pragma once

#include <Eigen/Core>
#include <optional>
#include <span>
#include <string_view>

namespace styk::stats {

enum class Ties { efron, breslow };

// When `reason` is not empty the rest is not filled: no_events, not_finite, collinear (a covariate
// is constant or a sum of others), no_maximum (the events order a covariate perfectly: the
// coefficient grows without end).
struct CoxFit {
    std::string_view reason{};
    Eigen::VectorXd coefficients{};     // p
    Eigen::VectorXd standard_errors{};  // p, from the observed information
    double log_likelihood = 0;          // partial
    double null_log_likelihood = 0;     // all coefficients 0
    int rounds = 0;
};

// times >= 0, events 0 or 1, covariates n x p. Throws Fault when the lengths differ.
[[nodiscard]] CoxFit cox(
    std::span<const double> times,
    std::span<const double> events,
    const Eigen::MatrixXd& covariates,
    Ties ties = Ties::efron
);

}  // namespace styk::stats
