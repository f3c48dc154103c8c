// May these questions be added up to one score? Reliability of the sum of k items, from Moments.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stats/interval.h"
#include "stats/moments.h"

namespace styk::stats {

// C the covariance of the items, total the sum of all its elements, r the correlations:
//   alpha = k / (k - 1) (1 - trace C / total) (Cronbach 1951); with k = 2 the Spearman-Brown of
//     equal variances
//   standardized alpha = k r / (1 + (k - 1) r), r the mean correlation
//   Feldt 1965: 1 - (1 - alpha) F, F's quantiles with n - 1 and (n - 1)(k - 1) degrees of freedom
//   lambda-2 = (total - trace C + sqrt(k / (k - 1) sum of squared covariances)) / total (Guttman)
//   omega = (sum of loadings)^2 / ((sum of loadings)^2 + sum of uniquenesses), one factor by
//     maximum likelihood on the correlations; k >= 3
//   item-rest: correlation of each item with the sum of the others
//   error of measurement = sd of the mean of the items * sqrt(1 - alpha), in units of an item
// Alpha below 0 is possible and says that items contradict each other.
struct Reliability {
    double n = 0;
    std::size_t items = 0;
    std::optional<double> alpha{}, standardized_alpha{}, lambda2{}, omega{}, error_of_measurement{};
    std::optional<Interval> feldt{};
    std::vector<double> loadings{};  // empty without omega
    bool heywood = false;            // the one-factor model does not fit
    std::vector<std::optional<double>> item_rest{}, alpha_if_deleted{};
    std::string_view reason{};  // no_answers; too_few: fewer than two items or rows; no_spread: the
                                // sum or an item does not vary
};

// All variables of the Moments are items. n is best 50 and more, k 3 and more; reliability below .7
// says "do not add these questions up".
[[nodiscard]] Reliability reliability(const Moments& items, double level = 0.95);

// Two items: 2 r / (1 + r), nothing at r = -1.
[[nodiscard]] std::optional<double> spearman_brown(double r);

}  // namespace styk::stats
