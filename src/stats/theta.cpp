#include "stats/theta.h"

#include <algorithm>
#include <cmath>

#include "stats/ets_fit.h"

namespace styk::stats {

namespace {

// Autocorrelation at one period against Bartlett's standard error at the exact 90 % limit; needs
// more than two periods. (The M4 benchmarks' test in decomposition.h needs three.)
bool is_seasonal(Series y, int period) {
    if (period < 2 || y.size() <= 2 * static_cast<std::size_t>(period)) {
        return false;
    }
    const auto lags = autocorrelations(y, period);
    if (!lags) {
        return false;
    }
    double before = 1;
    for (std::size_t k = 0; k + 1 < lags->size(); ++k) {
        before += 2 * (*lags)[k] * (*lags)[k];
    }
    const double error = std::sqrt(before / static_cast<double>(y.size()));
    return std::abs(lags->back()) / error > 1.6448536269514722;
}

bool can_divide_by(const Decomposition& season) {
    return std::none_of(season.figure.begin(), season.figure.end(), [](double s) {
        return std::abs(s) < 1e-10;
    });
}

}  // namespace

Theta theta_forecast(Series y, int period, int horizon) {
    Theta result;
    if (!is_finite(y) || horizon < 1) {
        result.reason = horizon < 1 ? reason::bad_option : reason::not_finite;
        return result;
    }
    std::vector<double> base(y.begin(), y.end());
    std::vector<double> seasons(static_cast<std::size_t>(horizon), 1);
    if (is_seasonal(y, period)) {
        const auto parts = decompose(y, period, Season::multiplicative);
        if (parts && can_divide_by(*parts)) {
            result.season = Season::multiplicative;
            base = without_season(y, *parts, Season::multiplicative);
            seasons = season_ahead(*parts, horizon);
        }
    }
    const EtsFit ses = fit_ets(base, ses_model, Effort::quick, Criterion::squares);
    if (!ses.reason.empty()) {
        result.reason = ses.reason;
        return result;
    }
    const double n = static_cast<double>(y.size());
    result.alpha = ses.parameters.alpha;
    result.sigma2 = ses.sigma2;
    result.drift = line_over_time(base)->slope / 2;
    const double settled = (1 - std::pow(1 - result.alpha, n)) / result.alpha;
    for (int h = 0; h < horizon; ++h) {
        result.mean.push_back(
            (ses.end.level + result.drift * (h + settled)) * seasons[static_cast<std::size_t>(h)]
        );
        result.variance.push_back(result.sigma2 * (1 + h * result.alpha * result.alpha));
    }
    return result;
}

}  // namespace styk::stats
