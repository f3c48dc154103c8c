#include "stats/lead_lag.h"

#include <Eigen/Core>
#include <algorithm>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "base/result.h"
#include "stats/least_squares.h"
#include "stats/series.h"

namespace styk::stats {

namespace {

using Eigen::Index;

// Sums of products over the overlap, both series less their means.
double product(std::span<const double> x, std::span<const double> y, int lag) {
    const double mx = mean_of(x), my = mean_of(y);
    const auto n = static_cast<int>(x.size());
    long double sum = 0;
    for (int t = std::max(0, -lag); t < std::min(n, n - lag); ++t) {
        const int ahead = t + lag;
        sum += static_cast<long double>(x[static_cast<std::size_t>(ahead)] - mx) *
               (y[static_cast<std::size_t>(t)] - my);
    }
    return static_cast<double>(sum);
}

bool usable(std::span<const double> x) {
    return x.size() >= 2 && is_finite(x) && !is_constant(x);
}

// Rows t = from .. n - 1 of [1, y_{t-1} .. y_{t-lags}, x_{t-1} .. x_{t-lags}]; x may be empty.
Eigen::MatrixXd lag_design(
    std::span<const double> y, std::span<const double> x, int lags, std::size_t from
) {
    const auto width = static_cast<Index>(lags) * (x.empty() ? 1 : 2) + 1;
    Eigen::MatrixXd design(static_cast<Index>(y.size() - from), width);
    for (std::size_t t = from; t < y.size(); ++t) {
        const auto row = static_cast<Index>(t - from);
        design(row, 0) = 1;
        for (int lag = 1; lag <= lags; ++lag) {
            design(row, lag) = y[t - static_cast<std::size_t>(lag)];
            if (!x.empty()) {
                design(row, lags + lag) = x[t - static_cast<std::size_t>(lag)];
            }
        }
    }
    return design;
}

Eigen::VectorXd outcome(std::span<const double> y, std::size_t from) {
    return Eigen::Map<const Eigen::VectorXd>(y.data(), static_cast<Index>(y.size()))
        .tail(static_cast<Index>(y.size() - from));
}

std::string_view why_not(
    std::span<const double> x, std::span<const double> y, std::size_t from, int lags
) {
    if (x.size() != y.size()) {
        throw Fault("both series must have the same periods");
    }
    if (lags < 1 || y.size() <= from + 2 * static_cast<std::size_t>(lags) + 1) {
        return reason::too_few_rows;
    }
    return is_finite(x) && is_finite(y) ? "" : reason::not_finite;
}

Granger granger_from(
    std::span<const double> x, std::span<const double> y, int lags, std::size_t from
) {
    Granger test{why_not(x, y, from, lags)};
    if (!test.reason.empty()) {
        return test;
    }
    const LinearFit with = least_squares(lag_design(y, x, lags, from), outcome(y, from));
    const LinearFit without = least_squares(lag_design(y, {}, lags, from), outcome(y, from));
    if (!with.reason.empty() || !without.reason.empty()) {
        test.reason = with.reason.empty() ? without.reason : with.reason;
        return test;
    }
    if (!(with.rss > 1e-24 * without.tss)) {
        test.reason = "perfect_fit";
        return test;
    }
    test.df1 = lags;
    test.df2 = with.freedom;
    test.f = std::max(0.0, (without.rss - with.rss) / test.df1 / (with.rss / test.df2));
    const boost::math::fisher_f distribution(test.df1, test.df2);
    test.p = boost::math::cdf(boost::math::complement(distribution, test.f));
    test.aic = with.n * std::log(with.rss / with.n) + 2 * (2 * lags + 1);
    return test;
}

// Long-run variance of the mean: autocovariances up to horizon - 1, all of weight 1.
double variance_of_mean(std::span<const double> d, int horizon) {
    const auto n = static_cast<double>(d.size());
    double sum = product(d, d, 0);
    for (int lag = 1; lag < horizon; ++lag) {
        sum += 2 * product(d, d, lag);
    }
    return sum / n / n;
}

// Forecast of y[t] from the regression over the periods before t.
std::optional<double> forecast_error(
    std::span<const double> y, std::span<const double> x, int lags, std::size_t t
) {
    const auto from = static_cast<std::size_t>(lags);
    const auto rows = static_cast<Index>(t - from);
    const Eigen::MatrixXd design =
        lag_design(y.first(t + 1), x.empty() ? x : x.first(t + 1), lags, from);
    const LinearFit fit = least_squares(design.topRows(rows), outcome(y.first(t), from));
    if (!fit.reason.empty()) {
        return std::nullopt;
    }
    return y[t] - design.row(rows).dot(fit.coefficients);
}

double mean_absolute(std::span<const double> values) {
    double sum = 0;
    for (const double value : values) {
        sum += std::abs(value) / static_cast<double>(values.size());
    }
    return sum;
}

}  // namespace

std::optional<CrossCorrelation> cross_correlation(
    std::span<const double> x, std::span<const double> y, int most
) {
    if (x.size() != y.size() || !usable(x) || !usable(y) || most < 0) {
        return std::nullopt;
    }
    const int widest = std::min(most, static_cast<int>(x.size()) - 1);
    const double scale = std::sqrt(product(x, x, 0)) * std::sqrt(product(y, y, 0));
    CrossCorrelation found;
    found.bound = 1.96 / std::sqrt(static_cast<double>(x.size()));
    for (int lag = -widest; lag <= widest; ++lag) {
        found.lags.push_back(lag);
        found.correlations.push_back(product(x, y, lag) / scale);
    }
    return found;
}

std::optional<Autoregression> autoregression(std::span<const double> x, int most) {
    if (!usable(x) || most < 0) {
        return std::nullopt;
    }
    const auto n = static_cast<double>(x.size());
    const int highest = std::min(most, static_cast<int>(x.size()) - 1);
    const double variance = product(x, x, 0) / n;
    Autoregression best{{}, mean_of(x), variance};
    double least = n * std::log(variance);
    // Durbin & Levinson, one order after the other.
    std::vector<double> a;
    double error = variance;
    for (int order = 1; order <= highest && error > 1e-12 * variance; ++order) {
        double reflection = product(x, x, order) / n;
        for (int i = 1; i < order; ++i) {
            reflection -= a[static_cast<std::size_t>(i - 1)] * product(x, x, order - i) / n;
        }
        reflection /= error;
        std::vector<double> next = a;
        for (std::size_t i = 0; i < a.size(); ++i) {
            next[i] -= reflection * a[a.size() - 1 - i];
        }
        next.push_back(reflection);
        a = std::move(next);
        error *= 1 - reflection * reflection;
        if (const double aic = n * std::log(error) + 2 * order; aic < least) {
            least = aic;
            best.coefficients = a;
            best.variance = error;
        }
    }
    return best;
}

std::vector<double> innovations(const Autoregression& model, std::span<const double> x) {
    std::vector<double> errors;
    for (std::size_t t = model.coefficients.size(); t < x.size(); ++t) {
        double error = x[t] - model.mean;
        for (std::size_t i = 0; i < model.coefficients.size(); ++i) {
            error -= model.coefficients[i] * (x[t - 1 - i] - model.mean);
        }
        errors.push_back(error);
    }
    return errors;
}

std::optional<CrossCorrelation> prewhitened_cross_correlation(
    std::span<const double> x, std::span<const double> y, int most
) {
    if (x.size() != y.size() || !usable(x) || !usable(y)) {
        return std::nullopt;
    }
    const int highest = static_cast<int>(10 * std::log10(static_cast<double>(x.size())));
    const auto ex = innovations(*autoregression(x, highest), x);
    const auto ey = innovations(*autoregression(y, highest), y);
    const std::size_t n = std::min(ex.size(), ey.size());
    return cross_correlation(std::span(ex).last(n), std::span(ey).last(n), most);
}

Granger granger(std::span<const double> x, std::span<const double> y, int lags) {
    return granger_from(x, y, lags, static_cast<std::size_t>(std::max(lags, 0)));
}

std::optional<int> choose_granger_lags(
    std::span<const double> x, std::span<const double> y, int most
) {
    std::optional<int> best;
    double least = 0;
    for (int lags = 1; lags <= most; ++lags) {
        const Granger test = granger_from(x, y, lags, static_cast<std::size_t>(most));
        if (test.reason.empty() && (!best || test.aic < least)) {
            best = lags;
            least = test.aic;
        }
    }
    return best;
}

std::optional<DieboldMariano> diebold_mariano(
    std::span<const double> errors_a, std::span<const double> errors_b, int horizon, double power
) {
    if (errors_a.size() != errors_b.size() || horizon < 1 ||
        errors_a.size() < static_cast<std::size_t>(horizon) + 2) {
        return std::nullopt;
    }
    std::vector<double> gain(errors_a.size());
    std::ranges::transform(errors_a, errors_b, gain.begin(), [&](double a, double b) {
        return std::pow(std::abs(a), power) - std::pow(std::abs(b), power);
    });
    const auto n = static_cast<double>(gain.size());
    if (!usable(gain)) {
        return std::nullopt;
    }
    const double variance = variance_of_mean(gain, horizon);
    if (!(variance > 0)) {
        return std::nullopt;
    }
    const double h = horizon;
    const double correction = std::sqrt((n + 1 - 2 * h + h * (h - 1) / n) / n);
    const boost::math::students_t t(n - 1);
    DieboldMariano test{correction * mean_of(gain) / std::sqrt(variance)};
    test.p_b_better = boost::math::cdf(boost::math::complement(t, test.statistic));
    test.p_two_sided = 2 * boost::math::cdf(boost::math::complement(t, std::abs(test.statistic)));
    return test;
}

std::optional<LeadCheck> lead_check(
    std::span<const double> x, std::span<const double> y, int lags
) {
    if (x.size() != y.size() || y.size() < 30 || lags < 1 || lags > 8 || !usable(x) || !usable(y)) {
        return std::nullopt;
    }
    const std::size_t first = y.size() - y.size() / 3;
    std::vector<double> without, with;
    for (std::size_t t = first; t < y.size(); ++t) {
        const auto plain = forecast_error(y, {}, lags, t), helped = forecast_error(y, x, lags, t);
        if (!plain || !helped) {
            return std::nullopt;
        }
        without.push_back(*plain);
        with.push_back(*helped);
    }
    const double scale = mean_absolute(differences(y.first(first)));
    if (!(scale > 0)) {
        return std::nullopt;
    }
    LeadCheck check{mean_absolute(without) / scale, mean_absolute(with) / scale};
    if (const auto test = diebold_mariano(without, with, 1, 1)) {
        check.p = test->p_b_better;
    }
    return check;
}

}  // namespace styk::stats
