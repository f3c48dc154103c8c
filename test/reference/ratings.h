// How cases describe scales and classes of ratings, in words.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "reference/reference.h"
#include "stats/difference.h"
#include "stats/score.h"
#include "stats/weighting.h"

namespace styk::reference {

struct Range {
    int from = 0, to = 0;
};

// "1-10"; a single number is a range of one. Throws Fault on anything else.
[[nodiscard]] Range range_in(std::string_view text);

// The net of `scale` (1-10 unless given), by the words of `rule` ("promoter 9-10, passive 7-8,
// detractor 1-6") or, without them, by the custom of the scale: 9-10 against all below 7.
[[nodiscard]] stats::MetricRule net_rule_in(const Input& input, std::string_view scale);

// ">=9", ">8", "<=3", "<4", "=10" as a test of a number.
[[nodiscard]] std::function<bool(double)> condition_in(std::string_view text);

// Whole numbers of min..max, counted; others are `invalid`, NaN is missing.
struct Counted {
    stats::Histogram histogram{};
    std::size_t invalid = 0;
};

[[nodiscard]] Counted count_ratings(const std::vector<double>& values, int min, int max);

// Groups of equal text, numbered in order of appearance.
struct Codes {
    std::vector<std::size_t> of_row{};
    std::vector<std::string> names{};
};

[[nodiscard]] Codes code(const std::vector<std::string>& texts);

// Totals by level, {"E": 4421, "H": 755}, with the level of each row.
[[nodiscard]] stats::Margin margin_in(
    const boost::json::object& totals, const std::vector<std::string>& levels
);

}  // namespace styk::reference
