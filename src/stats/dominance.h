// Who dominates whom (Budescu 1993, Azen & Budescu 2003): driver i beats j completely when it adds
// more to R^2 than j in every subset of the others, conditionally when it does so on average in
// subsets of every size, generally when its LMG is greater. Finer than shares: an incomplete
// dominance says that the order of two drivers depends on what else is asked.
#pragma once

#include <Eigen/Core>
#include <string_view>

#include "stats/importance.h"
#include "stats/lmg.h"

namespace styk::stats {

inline constexpr Eigen::Index max_dominance_drivers = 20;  // 2^20 R^2 values, 8 MB

// Matrices are p x p: 1 when the row dominates the column, 0 when it is dominated, 0.5 when neither
// (equal up to 1e-12 is neither; so is a driver with itself).
struct Dominance {
    std::string_view reason{};  // too_many_drivers, no_drivers, or that of the correlations
    Eigen::MatrixXd by_size{};  // p x p: [j, s] mean addition of j to subsets of s others
    Eigen::MatrixXd complete{}, conditional{}, general{};
};

[[nodiscard]] Dominance dominance(const DriverCorrelations& of);

// R^2 of each of the 2^p subsets; bit j of the index is driver j. Copies of drivers add nothing.
[[nodiscard]] Eigen::VectorXd r2_of_all_subsets(const DriverCorrelations& of);

}  // namespace styk::stats
