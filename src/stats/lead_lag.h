// Which of two series moves first? Cross-correlation (after each series has been freed of its own
// memory), Granger's test, and the proof that counts: forecasts out of sample are better with the
// other series than without. At least 30 periods. Both series at the same equal steps, oldest
// first.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace styk::stats {

// Lag k correlates x at t + k with y at t: a peak at a negative lag says that x leads. Means and
// variances of the whole series, divisor n. bound: 1.96 / sqrt(n), for series without memory only.
struct CrossCorrelation {
    std::vector<int> lags{};  // -most .. most
    std::vector<double> correlations{};
    double bound = 0;
};

// Nothing when the lengths differ, a value is not finite or a series is constant. `most` is cut to
// n - 1.
[[nodiscard]] std::optional<CrossCorrelation> cross_correlation(
    std::span<const double> x, std::span<const double> y, int most
);

// Autoregression by Yule & Walker, order 0..most by AIC; e_t = x_t - mean - sum a_i (x_{t-i} -
// mean).
struct Autoregression {
    std::vector<double> coefficients{};
    double mean = 0;
    double variance = 0;  // of the error, divisor n
};

[[nodiscard]] std::optional<Autoregression> autoregression(std::span<const double> x, int most);

// What a series has beyond its own past, from the order on.
[[nodiscard]] std::vector<double> innovations(
    const Autoregression& model, std::span<const double> x
);

// Each series filtered by its own autoregression first (Haugh 1976), so that `bound` holds.
[[nodiscard]] std::optional<CrossCorrelation> prewhitened_cross_correlation(
    std::span<const double> x, std::span<const double> y, int most
);

// Does the past of x help to explain y beyond y's own past? F test of all lags of x (Granger 1969).
// reason: too_few_rows, not_finite, collinear (a series is constant or x is a copy of y),
// perfect_fit.
struct Granger {
    std::string_view reason{};
    double f = 0, p = 1;
    double df1 = 0, df2 = 0;
    double aic = 0;  // of the model with x: n log(rss / n) + 2 (2 lags + 1)
};

// Throws Fault when the lengths differ. lags >= 1.
[[nodiscard]] Granger granger(std::span<const double> x, std::span<const double> y, int lags);

// The lags 1..most of least AIC over the same rows. Nothing when none can be fitted.
[[nodiscard]] std::optional<int> choose_granger_lags(
    std::span<const double> x, std::span<const double> y, int most
);

// Diebold & Mariano 1995 with the correction of Harvey, Leybourne & Newbold 1997: are the errors of
// forecast B smaller than those of A? Loss |e|^power, horizon in steps. statistic > 0: B is better.
// Nothing below horizon + 2 errors, when the losses do not differ, or their variance is not
// positive.
struct DieboldMariano {
    double statistic = 0;
    double p_two_sided = 1, p_b_better = 1;
};

[[nodiscard]] std::optional<DieboldMariano> diebold_mariano(
    std::span<const double> errors_a,
    std::span<const double> errors_b,
    int horizon = 1,
    double power = 2
);

// Leading = one step ahead, out of sample, y is forecast better with x than without (MASE lower,
// and Diebold-Mariano below 5 %). Rolling origin over the last third, regression on `lags` lags
// each.
struct LeadCheck {
    double mase_without = 0, mase_with = 0;
    std::optional<double> p{};  // one-sided; nothing when the errors do not differ

    [[nodiscard]] bool leading() const { return mase_with < mase_without && p && *p < 0.05; }
};

// Nothing below 30 periods or when a regression has no answer.
[[nodiscard]] std::optional<LeadCheck> lead_check(
    std::span<const double> x, std::span<const double> y, int lags
);

}  // namespace styk::stats
