// A change at a known time without a comparison group: a series before and after it. What else
// happened at that time cannot be told apart from the change. Rows in time order, evenly apart,
// none missing; columns are n x k without the intercept, which every model here has as
// coefficient 0.
#pragma once

#include <Eigen/Core>
#include <optional>
#include <string_view>
#include <vector>

#include "stats/least_squares.h"

namespace styk::stats {

// The usual columns: t = 1..n; step = 1 from the change on; slope = 1, 2, .. from it on (0 before);
// then seasons 2..period as 0/1, the first row being season `first_season` (1-based). change_at
// is the first row after the change, 1-based.
struct SegmentedSetting {
    Eigen::Index rows = 0, change_at = 0;
    int period = 0;  // 12 for months; 0 or 1: no seasons
    int first_season = 1;
};

[[nodiscard]] Eigen::MatrixXd segmented_columns(const SegmentedSetting& setting);

// The columns that only the change brings: 0 before `change_at`, and after it 1 throughout, or
// rising by equal steps above 0.
[[nodiscard]] std::vector<Eigen::Index> change_columns(
    const Eigen::MatrixXd& columns, Eigen::Index change_at
);

// At least 8 rows before and 4 after, 12 and 12 with seasons; with fewer say only "before and
// after, cannot be separated from the trend".
[[nodiscard]] bool is_long_enough(Eigen::Index before, Eigen::Index after, bool seasons);

struct InterruptedSetting {
    std::vector<Eigen::Index> change{};  // columns that the change brings
    std::optional<int> lag{};            // of Newey & West; nothing: newey_west_lag(n)
};

// Newey-West errors are too small in short series: a 95 % interval of the step held it in 73-80 %
// of 400 simulated series of 36 points (87-89 % of 96 points), that of ar1_series, restricted, in
// 90-94 % (95 %). Show the wider of the two.
//
// Least squares. Coefficients in the order intercept, columns; nothing for a column that is a sum
// of those before it (it is left out).
struct InterruptedSeries {
    std::string_view reason{};
    std::vector<std::optional<double>> coefficients{};
    std::vector<std::optional<double>> se_ols{}, se_newey_west{}, se_newey_west_adjusted{},
        se_hc3{};
    int lag = 0;
    std::optional<double> r2{};
    std::optional<double> durbin_watson{};  // 2: no first-order autocorrelation; 0..4
    // Per row the sum of change columns times their coefficients (the effect, y's unit) and its
    // Newey-West error. Empty without change columns.
    std::vector<std::optional<double>> effects{}, effect_errors{};
};

// reason: not_finite, too_few_rows, no_spread (y does not vary: the rest is filled but r2 and
// errors). Throws Fault when y or a change column does not fit.
[[nodiscard]] InterruptedSeries interrupted_series(
    const Eigen::MatrixXd& columns, const Eigen::VectorXd& y, const InterruptedSetting& setting
);

}  // namespace styk::stats
