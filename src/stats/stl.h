// STL: trend, season and rest by locally weighted lines (Cleveland, Cleveland, McRae & Terpenning
// 1990). The season may change over the years and outliers may be held off.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "stats/series.h"

namespace styk::stats {

// A loess smoother: `window` nearest points (odd; larger than the series: wider than all of it),
// `degree` 0 or 1; computed at every `jump`-th point, a line between.
struct Loess {
    int window = 7, degree = 1, jump = 1;
};

struct StlOptions {
    int period = 12;  // 2 at least
    Loess season{}, trend{}, low_pass{};
    int inner = 2, outer = 0;  // passes; outer ones weigh outliers down
    bool periodic = false;     // the same season every period: its mean over the periods
    // Of the distances that the outer passes weigh by. Another one only to reproduce a program
    // that takes it differently.
    double (*median)(Series) = median_of;
};

// A season that never changes; every tenth of a window is computed (the usual fast settings).
[[nodiscard]] StlOptions periodic_stl(std::size_t n, int period);
// A season that changes over about `window` periods (odd, 7 at least); 15 passes against outliers
// when `outer` says so, no jumps: the default for screens.
[[nodiscard]] StlOptions robust_stl(int period, int window = 7, int outer = 15);

struct Stl {
    std::vector<double> seasonal{}, trend{}, remainder{};  // n each; their sum is the series
    std::vector<double> weights{};  // n: 1 = trusted, 0 = an outlier; all 1 without outer passes
    std::string_view reason{};      // too_short: n < 2 periods; not_finite; bad_option
};

[[nodiscard]] Stl stl(Series values, const StlOptions& options);

// max(0, 1 - var(remainder) / var(part + remainder)), 0..1 (Wang, Smith & Hyndman 2006). Seasonal
// terms are worth their cost above 0.3. Nothing when neither varies.
struct Strengths {
    std::optional<double> season{}, trend{};
};

[[nodiscard]] Strengths strengths(const Stl& of);

// Are seasonal terms worth their cost? The autocorrelation test of decomposition.h on the series or
// on what a straight line leaves of it (a strong trend hides a season from the test), or, from six
// periods on, a seasonal strength above 0.3: in fewer, noise alone is as strong. False below three
// periods.
[[nodiscard]] bool shows_season(Series values, int period);

// Periods whose remainder is further from 0 than `limit` robust standard deviations: z = r /
// sqrt(s^2 + v_t), s = 1.4826 median |remainder|, v_t the sampling variance of period t's value (0
// when none is given). 0-based. Empty when s is no more
// than rounding.
[[nodiscard]] std::vector<std::size_t> anomalies(
    const Stl& of, Series sampling_variance = {}, double limit = 3.5
);

}  // namespace styk::stats
