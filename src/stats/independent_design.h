// What models of a series share: the design with an intercept whose columns do not repeat each
// other, and the way back from its figures to those of all columns.
#pragma once

#include <Eigen/Core>
#include <optional>
#include <string_view>
#include <vector>

#include "stats/least_squares.h"

namespace styk::stats {

using Optionals = std::vector<std::optional<double>>;

// Column 0 of `full` is the intercept. `kept` are the columns of `full` that `used` has: those
// that are no sum of columns before them.
struct IndependentDesign {
    Eigen::MatrixXd full{}, used{};
    std::vector<Eigen::Index> kept{};
};

[[nodiscard]] IndependentDesign independent_design(const Eigen::MatrixXd& columns);

// "" or why there can be no fit: not_finite, too_few_rows (none). Throws Fault when rows differ.
[[nodiscard]] std::string_view series_trouble(
    const Eigen::MatrixXd& columns, const Eigen::VectorXd& y
);

// Figures of the used columns where the full design has them; nothing for the others.
[[nodiscard]] Optionals spread_out(const IndependentDesign& design, const Optionals& used);
[[nodiscard]] Optionals spread_out(const IndependentDesign& design, const Eigen::VectorXd& used);

}  // namespace styk::stats
