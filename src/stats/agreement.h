// Agreement of people (or of a machine with people) who put the same things into categories or rate
// them. Undefined where chance alone would already agree in everything (one category used).
#pragma once

#include <Eigen/Core>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stats/score.h"

namespace styk::stats {

// Two raters, categories x categories, rows the first rater's. po the share on the diagonal, pe the
// share expected by the margins:
//   kappa = (po - pe) / (1 - pe) (Cohen 1960); standard error of Fleiss, Cohen & Everitt 1969
//   weighted: agreement counts 1 - |i - j| / (k - 1) (linear) or 1 - (i - j)^2 / (k - 1)^2
//   PABAK = (k po - 1) / (k - 1): every category equally likely by chance
//   Gwet's AC1 = (po - pg) / (1 - pg), pg = sum q (1 - q) / (k - 1), q the mean of both margins
// The order of the categories matters to the weighted ones only.
struct Kappa {
    double n = 0;
    std::optional<double> agreement{}, kappa{}, standard_error{}, linear{}, quadratic{}, pabak{},
        ac1{};
    std::string_view reason{};  // no_answers; no_spread: no kappa, one category only
};

// Throws Fault when the table is not square or has a negative or boundless count.
[[nodiscard]] Kappa cohen_kappa(const Eigen::MatrixXd& table);

// Many raters, as many for each subject, not always the same people: subjects x categories counts
// (Fleiss 1971; standard error under no agreement: Fleiss, Nee & Landis 1979).
struct FleissKappa {
    std::optional<double> kappa{}, agreement{}, expected{}, null_error{}, z{};
    std::vector<std::optional<double>> by_category{};
    std::string_view reason{};  // no_answers; uneven: subjects have different numbers of ratings;
                                // too_few: one rating a subject; no_spread: one category only
};

namespace reason {
inline constexpr std::string_view uneven = "uneven";
}  // namespace reason

[[nodiscard]] FleissKappa fleiss_kappa(const Eigen::MatrixXd& counts);

// Krippendorff's alpha (2011): any number of raters, holes allowed, 1 - observed / expected
// disagreement. Squared distance of values a, b: nominal 1 when different; ordinal the number of
// ratings between them, half of those at the ends counted; interval (a - b)^2; ratio ((a - b) / (a
// + b))^2, for values not below 0. Units with fewer than two ratings are left out.
enum class Scale { nominal, ordinal, interval, ratio };

// [rater][unit]. Nothing when no unit has two ratings, all ratings are equal, or a ratio scale has
// a value below 0. Throws Fault when raters have different numbers of units.
[[nodiscard]] std::optional<double> krippendorff_alpha(
    std::span<const std::vector<std::optional<double>>> ratings, Scale scale
);

}  // namespace styk::stats
