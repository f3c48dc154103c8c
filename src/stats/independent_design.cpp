#include "stats/independent_design.h"

#include "base/result.h"

namespace styk::stats {

IndependentDesign independent_design(const Eigen::MatrixXd& columns) {
    IndependentDesign design{.full = with_intercept(columns)};
    design.kept = independent_columns(design.full);
    design.used = design.full(Eigen::all, design.kept);
    return design;
}

std::string_view series_trouble(const Eigen::MatrixXd& columns, const Eigen::VectorXd& y) {
    if (columns.rows() != y.size()) {
        throw Fault("stats: a series and its columns differ in rows");
    }
    if (!columns.allFinite() || !y.allFinite()) {
        return reason::not_finite;
    }
    return y.size() == 0 ? reason::too_few_rows : "";
}

Optionals spread_out(const IndependentDesign& design, const Optionals& used) {
    Optionals full(static_cast<std::size_t>(design.full.cols()));
    for (std::size_t j = 0; j < design.kept.size() && j < used.size(); ++j) {
        full[static_cast<std::size_t>(design.kept[j])] = used[j];
    }
    return full;
}

Optionals spread_out(const IndependentDesign& design, const Eigen::VectorXd& used) {
    return spread_out(design, Optionals(used.begin(), used.end()));
}

}  // namespace styk::stats
