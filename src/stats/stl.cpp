#include "stats/stl.h"

#include <algorithm>
#include <cmath>

#include "stats/decomposition.h"

namespace styk::stats {

namespace {

using Values = std::vector<double>;

int next_odd(double x) {
    const int up = static_cast<int>(std::ceil(x));
    return up % 2 == 0 ? up + 1 : up;
}

// A loess curve through y at positions 1, 2 ... n, with weights of trust (none: all 1).
class Smoother {
public:
    Smoother(const Values& y, const Values& trust, const Loess& loess)
        : y_(y), trust_(trust), loess_(loess), n_(static_cast<int>(y.size())) {}

    // At position x from the points left..right; nothing when no point has weight.
    [[nodiscard]] std::optional<double> at(double x, int left, int right) const {
        double reach = std::max(x - left, right - x);
        if (loess_.window > n_) {
            const int whole_steps = (loess_.window - n_) / 2;
            reach += whole_steps;
        }
        Values weights;
        double total = 0;
        for (int j = left; j <= right; ++j) {
            weights.push_back(weight(std::abs(j - x), reach) * trust(j));
            total += weights.back();
        }
        if (total <= 0) {
            return std::nullopt;
        }
        for (double& w : weights) {
            w /= total;
        }
        if (reach > 0 && loess_.degree > 0) {
            tilt(weights, x, left);
        }
        double sum = 0;
        for (int j = left; j <= right; ++j) {
            sum += weights[index(j - left)] * value(j);
        }
        return sum;
    }

    // At every position.
    [[nodiscard]] Values curve() const {
        Values result(y_);
        if (n_ < 2) {
            return result;
        }
        const int jump = std::min(loess_.jump, n_ - 1);
        int done = 1;
        for (int i = 1; i <= n_; i += jump) {
            set(result, i);
            bridge(result, i - jump, i);
            done = i;
        }
        if (done != n_) {
            set(result, n_);
            bridge(result, done, n_);
        }
        return result;
    }

private:
    [[nodiscard]] static std::size_t index(int i) { return static_cast<std::size_t>(i); }

    [[nodiscard]] double value(int j) const { return y_[index(j - 1)]; }

    [[nodiscard]] double trust(int j) const { return trust_.empty() ? 1 : trust_[index(j - 1)]; }

    // Tricube, flat in the innermost thousandth and 0 in the outermost.
    [[nodiscard]] static double weight(double distance, double reach) {
        if (distance > 0.999 * reach) {
            return 0;
        }
        if (distance <= 0.001 * reach) {
            return 1;
        }
        const double ratio = distance / reach, rest = 1 - ratio * ratio * ratio;
        return rest * rest * rest;
    }

    // From weights of a mean to weights of a line's value at x, where the points have any breadth.
    void tilt(Values& weights, double x, int left) const {
        double centre = 0, spread = 0;
        for (std::size_t k = 0; k < weights.size(); ++k) {
            centre += weights[k] * (left + static_cast<double>(k));
        }
        for (std::size_t k = 0; k < weights.size(); ++k) {
            const double away = left + static_cast<double>(k) - centre;
            spread += weights[k] * away * away;
        }
        if (std::sqrt(spread) <= 0.001 * (n_ - 1)) {
            return;
        }
        const double slope = (x - centre) / spread;
        for (std::size_t k = 0; k < weights.size(); ++k) {
            weights[k] *= slope * (left + static_cast<double>(k) - centre) + 1;
        }
    }

    // The window around position i moves with it but stays within the series.
    void set(Values& into, int i) const {
        const int width = std::min(loess_.window, n_), half = (loess_.window + 1) / 2;
        const int left = loess_.window >= n_ ? 1 : std::clamp(i - half + 1, 1, n_ - width + 1);
        into[index(i - 1)] = at(i, left, left + width - 1).value_or(value(i));
    }

    static void bridge(Values& into, int from, int to) {
        if (from < 1) {
            return;
        }
        const double step = (into[index(to - 1)] - into[index(from - 1)]) / (to - from);
        for (int j = from + 1; j < to; ++j) {
            into[index(j - 1)] = into[index(from - 1)] + step * (j - from);
        }
    }

    const Values& y_;
    const Values& trust_;
    const Loess& loess_;
    int n_;
};

Values moving_mean(const Values& y, std::size_t width) {
    Values result;
    double sum = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
        sum += y[i];
        if (i >= width) {
            sum -= y[i - width];
        }
        if (i + 1 >= width) {
            result.push_back(sum / static_cast<double>(width));
        }
    }
    return result;
}

// Each season's own series smoothed over the periods and continued by one at both ends: n + 2
// periods, the first one before the series.
Values smooth_cycles(const Values& y, const Values& trust, const StlOptions& options) {
    const auto period = static_cast<std::size_t>(options.period);
    Values result(y.size() + 2 * period);
    for (std::size_t season = 0; season < period; ++season) {
        Values cycle, cycle_trust;
        for (std::size_t i = season; i < y.size(); i += period) {
            cycle.push_back(y[i]);
            if (!trust.empty()) {
                cycle_trust.push_back(trust[i]);
            }
        }
        const Smoother smoother(cycle, cycle_trust, options.season);
        const Values curve = smoother.curve();
        const int n = static_cast<int>(cycle.size()), width = std::min(options.season.window, n);
        result[season] = smoother.at(0, 1, width).value_or(curve.front());
        for (std::size_t k = 0; k < curve.size(); ++k) {
            result[season + (k + 1) * period] = curve[k];
        }
        result[season + (curve.size() + 1) * period] =
            smoother.at(n + 1, std::max(1, n - options.season.window + 1), n)
                .value_or(curve.back());
    }
    return result;
}

// One pass: season from the series without trend, then trend from the series without season.
void pass(Series y, const Values& trust, const StlOptions& options, Stl& into) {
    const auto period = static_cast<std::size_t>(options.period);
    Values rest(y.size());
    for (std::size_t i = 0; i < y.size(); ++i) {
        rest[i] = y[i] - into.trend[i];
    }
    const Values cycles = smooth_cycles(rest, trust, options);
    const Values slow = moving_mean(moving_mean(moving_mean(cycles, period), period), 3);
    const Values none;
    const Values drift = Smoother(slow, none, options.low_pass).curve();
    for (std::size_t i = 0; i < y.size(); ++i) {
        into.seasonal[i] = cycles[i + period] - drift[i];
        rest[i] = y[i] - into.seasonal[i];
    }
    into.trend = Smoother(rest, trust, options.trend).curve();
}

// Bisquare weights at six median absolute residuals.
Values trust_of(Series y, const Stl& fit, double (*median)(Series)) {
    Values distance;
    for (std::size_t i = 0; i < y.size(); ++i) {
        distance.push_back(std::abs(y[i] - fit.trend[i] - fit.seasonal[i]));
    }
    const double edge = 6 * median(distance);
    for (double& r : distance) {
        const double ratio = r / edge, square = 1 - ratio * ratio;
        r = r <= 0.001 * edge ? 1 : r <= 0.999 * edge ? square * square : 0;
    }
    return distance;
}

void average_seasons(Values& seasonal, std::size_t period) {
    for (std::size_t season = 0; season < period; ++season) {
        double sum = 0, count = 0;
        for (std::size_t i = season; i < seasonal.size(); i += period) {
            sum += seasonal[i];
            ++count;
        }
        for (std::size_t i = season; i < seasonal.size(); i += period) {
            seasonal[i] = sum / count;
        }
    }
}

bool is_valid(const StlOptions& options) {
    const auto valid = [](const Loess& loess) {
        return loess.window >= 3 && loess.jump >= 1 && (loess.degree == 0 || loess.degree == 1);
    };
    return options.median != nullptr && options.period >= 2 && options.inner >= 1 &&
           options.outer >= 0 && valid(options.season) && valid(options.trend) &&
           valid(options.low_pass);
}

StlOptions options_of(int period, double window) {
    StlOptions options{.period = period};
    options.season = {.window = static_cast<int>(window), .degree = 0};
    options.trend.window = next_odd(1.5 * period / (1 - 1.5 / window));
    options.low_pass.window = next_odd(period);
    return options;
}

// What rounding alone may leave of a series of this size.
double rounding_of(const Stl& of) {
    double size = 0;
    for (std::size_t i = 0; i < of.trend.size(); ++i) {
        size = std::max(size, std::abs(of.trend[i] + of.seasonal[i] + of.remainder[i]));
    }
    return 1e-12 * size;
}

std::optional<double> strength(const Values& part, const Values& remainder, double rounding) {
    Values both;
    for (std::size_t i = 0; i < part.size(); ++i) {
        both.push_back(part[i] + remainder[i]);
    }
    const double whole = both.empty() ? 0 : variance_of(both);
    if (whole <= rounding * rounding) {
        return std::nullopt;
    }
    return std::max(0.0, 1 - variance_of(remainder) / whole);
}

}  // namespace

StlOptions periodic_stl(std::size_t n, int period) {
    StlOptions options = options_of(period, 10 * static_cast<double>(n) + 1);
    options.periodic = true;
    for (Loess* loess : {&options.season, &options.trend, &options.low_pass}) {
        loess->jump = (loess->window + 9) / 10;
    }
    return options;
}

StlOptions robust_stl(int period, int window, int outer) {
    StlOptions options = options_of(period, window);
    options.inner = outer > 0 ? 1 : 2;
    options.outer = outer;
    return options;
}

Stl stl(Series values, const StlOptions& options) {
    Stl result;
    if (!is_valid(options)) {
        result.reason = reason::bad_option;
    } else if (values.size() < 2 * static_cast<std::size_t>(options.period)) {
        result.reason = reason::too_short;
    } else if (!is_finite(values)) {
        result.reason = reason::not_finite;
    }
    if (!result.reason.empty()) {
        return result;
    }
    result.trend.assign(values.size(), 0);
    result.seasonal.assign(values.size(), 0);
    Values trust;
    for (int outer = 0; outer <= options.outer; ++outer) {
        for (int inner = 0; inner < options.inner; ++inner) {
            pass(values, trust, options, result);
        }
        if (outer < options.outer) {
            trust = trust_of(values, result, options.median);
        }
    }
    if (options.periodic) {
        average_seasons(result.seasonal, static_cast<std::size_t>(options.period));
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        result.remainder.push_back(values[i] - result.seasonal[i] - result.trend[i]);
    }
    result.weights = options.outer > 0 ? trust : Values(values.size(), 1);
    return result;
}

Strengths strengths(const Stl& of) {
    const double rounding = rounding_of(of);
    return {
        strength(of.seasonal, of.remainder, rounding), strength(of.trend, of.remainder, rounding)
    };
}

bool shows_season(Series values, int period) {
    if (period < 2 || values.size() < 3 * static_cast<std::size_t>(period)) {
        return false;
    }
    if (has_season(values, period)) {
        return true;
    }
    const auto line = line_over_time(values);
    Values level;
    for (std::size_t i = 0; line && i < values.size(); ++i) {
        level.push_back(values[i] - line->intercept - line->slope * static_cast<double>(i + 1));
    }
    if (has_season(level, period)) {
        return true;
    }
    if (values.size() < 6 * static_cast<std::size_t>(period)) {
        return false;
    }
    return strengths(stl(values, periodic_stl(values.size(), period))).season.value_or(0) > 0.3;
}

std::vector<std::size_t> anomalies(const Stl& of, Series sampling_variance, double limit) {
    Values size;
    for (const double rest : of.remainder) {
        size.push_back(std::abs(rest));
    }
    std::vector<std::size_t> result;
    const double scale = size.empty() ? 0 : 1.4826 * median_of(size);
    for (std::size_t i = 0; scale > rounding_of(of) && i < size.size(); ++i) {
        const double noise = i < sampling_variance.size() ? sampling_variance[i] : 0;
        if (size[i] > limit * std::sqrt(scale * scale + noise)) {
            result.push_back(i);
        }
    }
    return result;
}

}  // namespace styk::stats
