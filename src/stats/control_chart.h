// Control charts: is this period more than the noise of the periods before? Values at equal steps
// of time, oldest first; indices of signals are 0-based. A chart's limits come from its baseline
// (the first `baseline` periods, 0 = all; 12 at least, 20 for final limits, says the specification)
// and judge all periods. A chart that cannot be drawn says why (stats::reason) and is empty.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "stats/score.h"
#include "stats/series.h"

namespace styk::stats {

using Indices = std::vector<std::size_t>;

// Which periods complete a pattern, by the rules of Nelson 1984 (1, 2 with 8 points, 3, 5, 6). Each
// index is the last point of a pattern: a point further out than k sigma on one side. Alerts use
// the first two alone: with all of them the chart of a process at rest speaks every 92 periods.
struct RuleSignals {
    Indices beyond_limits{};           // beyond 3 sigma
    Indices run_of_8{};                // 8 in a row on one side of the centre
    Indices two_of_three_beyond_2s{};  // of the last three, on one side
    Indices four_of_five_beyond_1s{};  // of the last five, on one side
    Indices six_trending{};            // 6 in a row, each above (or each below) the one before
};

[[nodiscard]] RuleSignals rule_signals(Series values, double center, double sigma);

// Individuals and moving ranges (XmR), for one number a period. sigma = mean moving range / d2 with
// d2 = 1.128 (mean range of two normal values); limits centre +- 3 sigma; the moving range's own
// limit is 3.267 times its mean. Where an outlier lies in the baseline: median moving range /
// 0.954. Needs a baseline of 2.
struct XmrChart {
    double center = 0, mean_range = 0, sigma = 0, lcl = 0, ucl = 0, range_ucl = 0;
    double median_range = 0, sigma_of_median = 0;
    RuleSignals signals{};
    std::string_view reason{};
};

[[nodiscard]] XmrChart xmr_chart(Series values, std::size_t baseline = 0, double d2 = 1.128);

// Tabular CUSUM (Page 1954) in units of sigma: plus_t = max(0, plus_{t-1} + z_t - k), minus_t =
// max(0, minus_{t-1} - z_t - k), z_t = (x_t - center) / sigma; a signal when either is above h.
struct CusumChart {
    std::vector<double> plus{}, minus{};
    Indices signals{};
    std::string_view reason{};  // bad_option: sigma <= 0, k < 0, h <= 0
};

[[nodiscard]] CusumChart cusum_chart(
    Series values, double center, double sigma, double k = 0.5, double h = 5
);

// EWMA (Roberts 1959) from the centre: e_t = lambda x_t + (1 - lambda) e_{t-1}, exact limits center
// +- L sigma sqrt(lambda / (2 - lambda) (1 - (1 - lambda)^(2 t))).
struct EwmaChart {
    std::vector<double> ewma{}, lcl{}, ucl{};
    Indices signals{};
    std::string_view reason{};  // bad_option: sigma <= 0, lambda outside (0, 1], L <= 0
};

[[nodiscard]] EwmaChart ewma_chart(
    Series values, double center, double sigma, double lambda = 0.1, double limit = 2.814
);

// Charts of counts out of sizes. Limits are nothing in a period of size 0 or less; such a period
// counts nowhere. Laney 2002: sigma_z = mean |z_t - z_{t-1}| / 1.128 widens the limits where the
// periods differ by more than chance (above 1.2: use the wide ones); nothing when fewer than two
// periods have a z, or when the share is 0 or 1 throughout.
struct CountChart {
    double center = 0;  // pooled share or rate of the baseline; net score for nps_chart
    double unit_variance = 0;
    std::vector<std::optional<double>> value{}, lcl{}, ucl{}, z{};
    Indices signals{};
    std::optional<double> laney_sigma_z{};
    std::vector<std::optional<double>> laney_lcl{}, laney_ucl{};
    Indices laney_signals{};
    std::string_view reason{};
};

// Shares (CSAT, top box): count of size each, limits clipped to [0, 1].
[[nodiscard]] CountChart p_chart(Series counts, Series sizes, std::size_t baseline = 0);

// Rates (complaints by 1000 customers): limits clipped to >= 0.
[[nodiscard]] CountChart u_chart(Series counts, Series sizes, std::size_t baseline = 0);

// Net scores, -1..1 and not clipped: centre = pooled net of the baseline, limits centre +- 3 sqrt(v
// / n_t) with the pooled variance of one answer v = p + d - (p - d)^2. A false alarm of a point at
// rest has probability .0017 to .0037 from n = 20 on, .0007 to .0055 below.
[[nodiscard]] CountChart nps_chart(std::span<const NetCounts> periods, std::size_t baseline = 0);

// The limits to use: Laney's above sigma_z 1.2.
[[nodiscard]] bool is_overdispersed(const CountChart& chart);

}  // namespace styk::stats
