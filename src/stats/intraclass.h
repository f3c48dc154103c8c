// Intraclass correlation (Shrout & Fleiss 1979): how much of the spread of ratings is that of the
// subjects, when each of k raters rated each subject.
#pragma once

#include <Eigen/Core>
#include <optional>
#include <string_view>

#include "stats/interval.h"

namespace styk::stats {

// Limits come from the F distribution and may lie below 0.
struct Icc {
    std::optional<double> value{};
    std::optional<Interval> limits{};
};

// icc1: each subject by other raters. icc2: raters are a sample, their level counts. icc3: these
// raters only, their level does not count. k: of the mean of the k ratings, else of one.
struct IntraclassCorrelations {
    Icc icc1{}, icc2{}, icc3{}, icc1k{}, icc2k{}, icc3k{};
    std::string_view reason{};  // too_few: fewer than two subjects or raters; no_spread
};

// Subjects x raters, every rating there (leave out subjects with holes); one that is not finite
// throws Fault. Limits are nothing where raters agree perfectly.
[[nodiscard]] IntraclassCorrelations intraclass(
    const Eigen::MatrixXd& ratings, double level = 0.95
);

}  // namespace styk::stats
