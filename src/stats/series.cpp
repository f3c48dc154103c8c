#include "stats/series.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numeric>

namespace styk::stats {

namespace {

constexpr double too_large = 1e150;

long double sum_of(Series values) {
    return std::accumulate(values.begin(), values.end(), 0.0L);
}

double two_sided_t(double t, double degrees) {
    return 2 *
           boost::math::cdf(boost::math::complement(boost::math::students_t(degrees), std::abs(t)));
}

void test_slope(Line& line, Series x, Series y, long double sxx) {
    const double degrees = static_cast<double>(x.size()) - 2;
    if (degrees < 1) {
        return;
    }
    long double rss = 0, tss = 0;
    const double mean = mean_of(y);
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double rest = y[i] - line.intercept - line.slope * x[i];
        rss += rest * rest;
        tss += (y[i] - mean) * (y[i] - mean);
    }
    line.slope_se = static_cast<double>(std::sqrt(rss / static_cast<long double>(degrees) / sxx));
    if (tss == 0) {
        line.p = std::nullopt;
    } else if (rss <= tss * 1e-28L) {
        line.p = 0;
    } else {
        line.p = two_sided_t(line.slope / *line.slope_se, degrees);
    }
}

}  // namespace

bool is_finite(Series values) {
    return std::all_of(values.begin(), values.end(), [](double x) {
        return std::isfinite(x) && std::abs(x) < too_large;
    });
}

bool is_constant(Series values) {
    return std::all_of(values.begin(), values.end(), [&](double x) { return x == values[0]; });
}

double mean_of(Series values) {
    return static_cast<double>(sum_of(values) / static_cast<long double>(values.size()));
}

double median_of(Series values) {
    std::vector<double> sorted(values.begin(), values.end());
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    if (sorted.size() % 2 == 1) {
        return *middle;
    }
    return (*middle + *std::max_element(sorted.begin(), middle)) / 2;
}

double variance_of(Series values) {
    if (values.size() < 2) {
        return 0;
    }
    const long double mean = sum_of(values) / static_cast<long double>(values.size());
    long double squares = 0;
    for (const double x : values) {
        squares += (x - mean) * (x - mean);
    }
    return static_cast<double>(squares / static_cast<long double>(values.size() - 1));
}

std::vector<double> differences(Series values) {
    std::vector<double> result;
    for (std::size_t i = 1; i < values.size(); ++i) {
        result.push_back(values[i] - values[i - 1]);
    }
    return result;
}

std::optional<std::vector<double>> autocorrelations(Series values, int max_lag) {
    if (is_constant(values)) {
        return std::nullopt;
    }
    const double mean = mean_of(values);
    const auto product = [&](std::size_t lag) {
        long double total = 0;
        for (std::size_t i = lag; i < values.size(); ++i) {
            total += (values[i] - mean) * (values[i - lag] - mean);
        }
        return total;
    };
    const long double whole = product(0);
    std::vector<double> result;
    for (std::size_t lag = 1; lag < values.size() && static_cast<int>(lag) <= max_lag; ++lag) {
        result.push_back(static_cast<double>(product(lag) / whole));
    }
    return result;
}

std::optional<Line> line_through(Series x, Series y) {
    if (x.size() != y.size() || x.size() < 2 || is_constant(x)) {
        return std::nullopt;
    }
    const long double n = static_cast<long double>(x.size());
    const long double mean_x = sum_of(x) / n, mean_y = sum_of(y) / n;
    long double sxx = 0, sxy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        sxx += (x[i] - mean_x) * (x[i] - mean_x);
        sxy += (x[i] - mean_x) * (y[i] - mean_y);
    }
    const long double slope = sxy / sxx;
    Line line{
        .intercept = static_cast<double>(mean_y - slope * mean_x),
        .slope = static_cast<double>(slope)
    };
    test_slope(line, x, y, sxx);
    return line;
}

std::optional<Line> line_over_time(Series y) {
    std::vector<double> time(y.size());
    std::iota(time.begin(), time.end(), 1.0);
    return line_through(time, y);
}

}  // namespace styk::stats
