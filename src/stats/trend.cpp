#include "stats/trend.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace styk::stats {

namespace {

// (n (n-1) (2n+5) - sum over ties of t (t-1) (2t+5)) / 18
double variance_of_s(Series values) {
    const auto term = [](double n) { return n * (n - 1) * (2 * n + 5) / 18; };
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    double result = term(static_cast<double>(sorted.size()));
    for (auto from = sorted.begin(); from != sorted.end();) {
        const auto end = std::upper_bound(from, sorted.end(), *from);
        result -= term(static_cast<double>(end - from));
        from = end;
    }
    return result;
}

// The value at a 1-based rank of sorted values, in proportion between two of them; nothing outside.
std::optional<double> at_rank(const std::vector<double>& sorted, double rank) {
    if (rank < 1 || rank > static_cast<double>(sorted.size())) {
        return std::nullopt;
    }
    const double whole = std::floor(rank);
    const auto below = static_cast<std::size_t>(whole) - 1;
    const double above = sorted[std::min(below + 1, sorted.size() - 1)];
    return std::lerp(sorted[below], above, rank - whole);
}

// Sorts the slopes. As many pairs lie between the limits as s may stray by chance.
void limit_slope(TrendTest& into, std::vector<double>& slopes) {
    std::sort(slopes.begin(), slopes.end());
    constexpr double z95 = 1.959963984540054;
    const double strays = z95 * std::sqrt(into.variance_s);
    const auto pairs = static_cast<double>(slopes.size());
    into.sen_lo = at_rank(slopes, (pairs - strays) / 2);
    into.sen_hi = at_rank(slopes, (pairs + strays) / 2 + 1);
    if (!into.sen_lo || !into.sen_hi) {
        into.sen_lo = into.sen_hi = std::nullopt;
    }
}

// s, Sen's slope and its limits; the variance of s must be there.
void compare_pairs(TrendTest& into, Series times, Series values) {
    std::vector<double> slopes;
    slopes.reserve(values.size() * (values.size() - 1) / 2);
    for (std::size_t i = 0; i < values.size(); ++i) {
        for (std::size_t j = i + 1; j < values.size(); ++j) {
            into.s += values[j] > values[i] ? 1 : values[j] < values[i] ? -1 : 0;
            slopes.push_back((values[j] - values[i]) / (times[j] - times[i]));
        }
    }
    into.sen_slope = median_of(slopes);
    limit_slope(into, slopes);
}

std::string_view what_is_wrong(Series times, Series values) {
    if (times.size() != values.size() || !is_finite(values) || !is_finite(times)) {
        return reason::not_finite;
    }
    if (values.size() < 2) {
        return reason::too_short;
    }
    const auto not_later = [](double a, double b) { return b <= a; };
    const bool rises = std::adjacent_find(times.begin(), times.end(), not_later) == times.end();
    return rises ? std::string_view() : reason::bad_option;
}

}  // namespace

TrendTest trend_test(Series times, Series values) {
    TrendTest test{.reason = what_is_wrong(times, values)};
    if (!test.reason.empty()) {
        return test;
    }
    test.variance_s = variance_of_s(values);
    compare_pairs(test, times, values);
    const double corrected = test.s > 0 ? test.s - 1 : test.s < 0 ? test.s + 1 : 0;
    if (test.variance_s > 0) {
        test.z = corrected / std::sqrt(test.variance_s);
        test.p = std::erfc(std::abs(test.z) / std::numbers::sqrt2);
    }
    const auto line = line_through(times, values);
    test.ols_slope = line->slope;
    test.ols_p = line->p;
    if (const auto lags = autocorrelations(values, 1)) {
        test.autocorrelation = lags->front();
    }
    return test;
}

TrendTest trend_test(Series values) {
    std::vector<double> times(values.size());
    std::iota(times.begin(), times.end(), 1.0);
    return trend_test(times, values);
}

}  // namespace styk::stats
