// Two numbers a driver, drawn as a map of four fields: importance by performance (Martilla & James
// 1977). For what people say matters see stated_importance.h. The lines stand at the means unless
// other cuts are given; a point on a line counts as above it.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace styk::stats {

// Wire words. keep_up: important and good. concentrate_here: important, not good.
// possible_overkill: good, not important.
enum class MapField { keep_up, concentrate_here, possible_overkill, low_priority };

[[nodiscard]] std::string_view name(MapField field);  // "keep up", "concentrate here" ..

struct Cuts {
    double across = 0, up = 0;
};

// Means of both; nothing when there are no drivers, a number is not finite or the lists differ in
// length.
[[nodiscard]] std::optional<Cuts> mean_cuts(
    std::span<const double> across, std::span<const double> up
);
[[nodiscard]] std::optional<Cuts> median_cuts(
    std::span<const double> across, std::span<const double> up
);

// `across` is importance (LMG share), `up` performance.
[[nodiscard]] std::vector<MapField> map_fields(
    std::span<const double> importance, std::span<const double> performance, const Cuts& cuts
);

// Whether an interval touches the line: then the point is "on the line" and its field not certain.
[[nodiscard]] bool on_the_line(double lo, double hi, double cut);

// Each number as a share of their sum; empty when the sum is not positive.
[[nodiscard]] std::vector<double> shares_of(std::span<const double> values);

}  // namespace styk::stats
