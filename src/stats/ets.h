// Exponential smoothing in state-space form (Hyndman, Koehler, Ord & Snyder 2008): error, trend and
// season are each none, additive or multiplicative. State: level l, slope b, one season s for each
// place in the period. With q = l + phi b (trend additive; l b^phi multiplicative) and r = y - s
// (y / s) the recursion is
//     forecast = q + s (q s);  l = q + alpha (r - q);  b = phi b + beta (r - q) (over the old l);
//     s = s + gamma (y - q - s) (y / q - s).
// So SES is {additive, none, none}, Holt {additive, additive, none}, damped Holt the same with
// damped, Holt-Winters {additive, additive, additive}. beta and gamma apply as they are (not
// divided by alpha).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "stats/series.h"

namespace styk::stats {

enum class Part { none, additive, multiplicative };

struct EtsModel {
    Part error = Part::additive, trend = Part::none, season = Part::none;
    bool damped = false;
    int period = 1;  // of the season; without one it does not matter

    friend bool operator==(const EtsModel&, const EtsModel&) = default;
};

inline constexpr EtsModel ses_model{};
inline constexpr EtsModel holt_model{.trend = Part::additive};
inline constexpr EtsModel damped_model{.trend = Part::additive, .damped = true};

// "ANN", "AAN" ... as in the literature; nothing when it is no such name. Damping is not in it.
[[nodiscard]] std::optional<EtsModel> ets_model(std::string_view name, int period = 1);

struct EtsState {
    double level = 0;
    double slope = 0;               // growth factor of a multiplicative trend
    std::vector<double> seasons{};  // `period` of them, the next one to be used first
};

struct EtsParameters {
    double alpha = 0.1, beta = 0, gamma = 0, phi = 1;
    EtsState start{};  // before the first value
};

// How many numbers were free: smoothing parameters, level, slope, period - 1 seasons.
[[nodiscard]] int free_parameters(const EtsModel& model);

struct EtsFit {
    EtsModel model{};
    EtsParameters parameters{};
    EtsState end{};                             // after the last value
    std::vector<double> fitted{}, residuals{};  // n; residuals relative for multiplicative errors
    double sse = 0;                             // sum (y - fitted)^2
    double sigma2 = 0;  // sum residual^2 / (n - free parameters); residuals as above
    // -n/2 log(sum residual^2), less sum log|fitted| for multiplicative errors: comparable between
    // models of one series. Criteria count sigma2 as one more parameter; aicc is nothing when n is
    // too small for it. Nothing at all when the fit is perfect.
    std::optional<double> loglik{}, aic{}, aicc{}, bic{};
    std::string_view reason{};
};

// The recursion with given parameters. Reasons: too_short: no value, or no more values than free
// parameters; not_finite; bad_option: start does not fit the model; not_positive: a forecast by
// which the recursion would have to divide is 0.
[[nodiscard]] EtsFit filter_ets(const EtsModel& model, const EtsParameters& parameters, Series y);

struct Forecast {
    std::vector<double> mean{};      // horizon
    std::vector<double> variance{};  // of a future value around it, not counting that parameters
                                     // were estimated
};

struct ForecastOptions {
    int paths = 5000;        // simulated futures, where there is no formula
    std::uint64_t seed = 1;  // of those
    // Reproduces forecast 8.20 for R, which in a model with a season but no trend lets the seasonal
    // effect of an error come back one period early (period - 1 instead of period): only for
    // comparing with it. The variances of later periods are then not those of the model.
    bool season_comes_early = false;
};

// Exact mean and variance for additive errors with additive parts and for multiplicative errors
// with additive trend or none (chapter 6 of the book: classes 1 to 3). Others: the recursion for
// the mean, and the variance of simulated futures. Empty without a fit or a horizon.
[[nodiscard]] Forecast forecast_ets(
    const EtsFit& fit, int horizon, const ForecastOptions& options = {}
);

}  // namespace styk::stats
