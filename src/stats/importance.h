// Which drivers move an outcome: decompositions of R^2 of a linear model, all from correlations, so
// from Moments, from EM (missing_em.h) or from polychoric correlations alike. lmg.h has the
// default, dominance.h who dominates whom; here are the fast approximation and the measures that
// papers compare with. A statement about association in a survey, not about cause.
#pragma once

#include <Eigen/Core>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stats/moments.h"
#include "stats/score.h"

namespace styk::stats {

// A driver whose variance the others leave this little of is a copy of them: it adds nothing to
// their R^2 (which is the R^2 of the pseudo-inverse), and copies share.
inline constexpr double aliased_below = 1e-10;

// p drivers. `reason` (no_answers, no_spread, not_finite) when a correlation is undefined.
struct DriverCorrelations {
    std::string_view reason{};
    Eigen::MatrixXd among{};         // p x p
    Eigen::VectorXd with_outcome{};  // p

    [[nodiscard]] Eigen::Index drivers() const { return with_outcome.size(); }
};

[[nodiscard]] DriverCorrelations driver_correlations(
    const Moments& moments, Eigen::Index outcome, std::span<const Eigen::Index> drivers
);
// From a correlation or covariance matrix of all variables.
[[nodiscard]] DriverCorrelations driver_correlations(
    const Eigen::MatrixXd& covariance, Eigen::Index outcome, std::span<const Eigen::Index> drivers
);

// Of the outcome on these drivers alone; copies among them add nothing. 0..1.
[[nodiscard]] double r2_of(const DriverCorrelations& of, std::span<const Eigen::Index> subset);
[[nodiscard]] double r2_of(const DriverCorrelations& of);

// Drivers that are copies of drivers before them.
[[nodiscard]] std::vector<Eigen::Index> aliased_drivers(const DriverCorrelations& of);

// Johnson 2000 (= Genizi 1993): with among = Q D Q', L = Q D^1/2 Q', b = L^+ r, the weight of j is
// sum_k L_jk^2 b_k^2. Sums to R^2, never negative, O(p^3). Near LMG on real surveys, but without
// its theory (Thomas 2014): label it an approximation.
[[nodiscard]] Eigen::VectorXd johnson_weights(const DriverCorrelations& of);

// r_j^2: R^2 of the driver alone.
[[nodiscard]] Eigen::VectorXd first_in(const DriverCorrelations& of);
// R^2 of all less R^2 of all but the driver.
[[nodiscard]] Eigen::VectorXd last_in(const DriverCorrelations& of);
// CAR scores squared (Zuber & Strimmer 2011): (among^-1/2 r)_j^2. Sums to R^2.
[[nodiscard]] Eigen::VectorXd car_scores_squared(const DriverCorrelations& of);

// Standardized coefficients; nothing when a driver is a copy of others.
[[nodiscard]] std::optional<Eigen::VectorXd> standardized_coefficients(const DriverCorrelations& of
);
// Pratt 1987: b_j r_j. Sums to R^2 but can be negative, so never a share.
[[nodiscard]] std::optional<Eigen::VectorXd> pratt(const DriverCorrelations& of);

// 1 / (1 - R^2 of the driver on the others), 1 and more; nothing for a copy of others.
[[nodiscard]] std::vector<std::optional<double>> variance_inflation(const DriverCorrelations& of);

// Condition of the design with intercept, each column scaled to length 1 (Belsley, Kuh & Welsch
// 1980): greatest singular value by least. Nothing when the columns depend on one another.
[[nodiscard]] std::optional<double> scaled_condition(
    const Moments& moments, std::span<const Eigen::Index> drivers
);

}  // namespace styk::stats
