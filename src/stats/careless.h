// Signs that somebody clicked through a questionnaire. One sign proves nothing: exclude only where
// two agree, and show the result with and without.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace styk::stats {

struct CarelessRules {
    double fast = 0.4;       // of the median seconds: below is a speeder
    double same = 0.8;       // of the items: a run of equal answers so long is a straight line
    double outlier = 0.999;  // Mahalanobis distance above this quantile of chi-squared
};

struct CarelessSigns {
    std::size_t longest_run = 0;       // equal answers in a row; a hole ends a run
    std::optional<double> spread{};    // standard deviation within the person; two answers needed
    std::optional<double> distance{};  // squared Mahalanobis distance; no holes allowed
    bool speeder = false, straight_liner = false, outlier = false;

    [[nodiscard]] int signs() const { return speeder + straight_liner + outlier; }
};

struct Careless {
    std::vector<CarelessSigns> people{};
    std::optional<double> seconds_limit{};  // nothing when no seconds are known
};

// `answers`: [person][item], in the order they were asked. `seconds`: one a person, or empty. The
// distances rest on the covariance of the persons without holes; there are none when it is singular
// (fewer persons than items, an item that nobody answers differently). Throws Fault when persons
// have different numbers of items.
[[nodiscard]] Careless careless(
    std::span<const std::vector<std::optional<double>>> answers,
    std::span<const std::optional<double>> seconds,
    const CarelessRules& rules = {}
);

}  // namespace styk::stats
