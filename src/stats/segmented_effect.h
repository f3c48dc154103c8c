// What a change at a known time did to a series, with intervals that hold in short series, too: of
// Newey and West's errors (interrupted_series.h) and of errors that follow one another
// (ar1_series.h, restricted likelihood) always the wider interval.
#pragma once

#include <Eigen/Core>
#include <optional>
#include <string_view>

namespace styk::stats {

// Value and interval are of the method that is named: segmented_newey_west or segmented_ar1.
struct SegmentedFigure {
    std::optional<double> value{}, lo{}, hi{}, p{};
    std::string_view method = "segmented_newey_west";
};

// Unit of the values, slopes by step of time.
struct SegmentedEffect {
    std::string_view reason{};  // that of interrupted_series; then nothing is filled
    SegmentedFigure step{};     // at once
    SegmentedFigure now{};      // at the last value: the step and what the slope added since
    std::optional<double> slope_before{}, slope_change{};
};

// Evenly apart in time, none missing; `change_at`: the first value after the change, counted from
// 1. Whether there are enough, is_long_enough says.
[[nodiscard]] SegmentedEffect segmented_effect(
    const Eigen::VectorXd& values, Eigen::Index change_at, double level = 0.95
);

}  // namespace styk::stats
