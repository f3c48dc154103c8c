#include "stats/interval.h"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/quadrature/gauss.hpp>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <numbers>

#include "stats/log_gamma.h"

namespace styk::stats {

namespace {

double number(std::uint64_t count) {
    return static_cast<double>(count);
}

// Upper tail of each side.
double tail_of(double level) {
    return (1 - level) / 2;
}

// A positive answer is +1, a neutral one 0, a negative one -1.
struct Weights {
    double positive, neutral, negative;

    [[nodiscard]] double n() const { return positive + neutral + negative; }

    [[nodiscard]] double net() const { return (positive - negative) / n(); }

    [[nodiscard]] double unit_variance() const {
        return std::max(0.0, (positive + negative) / n() - net() * net());
    }
};

Weights weights_of(const NetCounts& counts) {
    return {number(counts.positive), number(counts.neutral), number(counts.negative)};
}

// Variance of one answer under the hypothesis that the net is t, the rest fitted to the counts; and
// how it changes with t.
struct Restricted {
    double variance, slope;
};

Restricted restricted_variance(const Weights& w, double t) {
    const double n = w.n(), a = 2 * n;
    const double b_slope = 2 * n - w.positive + w.negative, c_slope = w.negative * (2 * t - 1);
    const double b = -w.positive - w.negative + b_slope * t, c = -w.negative * t * (1 - t);
    const double root = std::sqrt(std::max(0.0, b * b - 4 * a * c));
    const double q = (root - b) / (2 * a);
    const double q_slope = ((b * b_slope - 2 * a * c_slope) / root - b_slope) / (2 * a);
    return {std::max(0.0, 2 * q + t * (1 - t)), 2 * q_slope + 1 - 2 * t};
}

// The least net that the data do not contradict: Newton's steps, a halving wherever one would leave
// the bracket. Seen from the other side it is the upper limit.
double lower_score_limit(const Weights& w, double z) {
    const double n = w.n(), z_root = z * std::sqrt(n);
    double out = -1, in = w.net();
    if (w.negative == n) {
        return -1;
    }
    double t = std::max(w.net() - 1.1 * z * std::sqrt((w.unit_variance() + 1 / n) / n), -1.0);
    t = t > out && t < in ? t : (out + in) / 2;
    for (int round = 0; round < 100 && in - out > 1e-13; ++round) {
        const auto [variance, slope] = restricted_variance(w, t);
        const double root = std::sqrt(variance);
        const double excess = w.positive - w.negative - n * t - z_root * root;
        (excess > 0 ? out : in) = t;
        const double next = t + excess / (n + z_root * slope / (2 * root));
        const bool inside = next > out && next < in;
        if (inside && std::abs(next - t) < 1e-14) {
            return next;
        }
        t = inside ? next : (out + in) / 2;
        if (t == out || t == in) {
            break;
        }
    }
    return (out + in) / 2;
}

// Plain double inside: ten digits are enough where thousands of values are summed.
using Fast = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

Interval t_around(double mean, double variance, double n, double level) {
    const boost::math::students_t t(n - 1);
    const double half =
        boost::math::quantile(boost::math::complement(t, tail_of(level))) * std::sqrt(variance / n);
    return {mean - half, mean + half};
}

// Panels of twenty nodes each: smooth integrands of this file are then exact to about 1e-12.
template <class F>
double integrate(F f, double from, double to) {
    constexpr int panels = 6;
    double total = 0;
    for (int i = 0; i < panels; ++i) {
        const double step = (to - from) / panels;
        total += boost::math::quadrature::gauss<double, 20>::integrate(
            f, from + i * step, from + (i + 1) * step
        );
    }
    return total;
}

}  // namespace

double normal_quantile(double level) {
    const boost::math::normal_distribution<double, Fast> normal;
    return boost::math::quantile(boost::math::complement(normal, tail_of(level)));
}

std::optional<Interval> wilson(double k, double n, double level) {
    if (n <= 0) {
        return std::nullopt;
    }
    const double z = normal_quantile(level), z2 = z * z, p = k / n;
    const double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
    const double half = z / (1 + z2 / n) * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    return Interval{k <= 0 ? 0.0 : centre - half, k >= n ? 1.0 : centre + half};
}

std::optional<Interval> clopper_pearson(std::uint64_t k, std::uint64_t n, double level) {
    if (n == 0) {
        return std::nullopt;
    }
    const double successes = number(k), failures = number(n - k), tail = tail_of(level);
    return Interval{
        k == 0 ? 0.0 : boost::math::ibeta_inv(successes, failures + 1, tail),
        k == n ? 1.0 : boost::math::ibetac_inv(successes + 1, failures, tail)
    };
}

std::optional<Interval> jeffreys(std::uint64_t k, std::uint64_t n, double level) {
    if (n == 0) {
        return std::nullopt;
    }
    const double a = number(k) + 0.5, b = number(n - k) + 0.5, tail = tail_of(level);
    return Interval{
        k == 0 ? 0.0 : boost::math::ibeta_inv(a, b, tail),
        k == n ? 1.0 : boost::math::ibetac_inv(a, b, tail)
    };
}

std::optional<Interval> agresti_coull(std::uint64_t k, std::uint64_t n, double level) {
    if (n == 0) {
        return std::nullopt;
    }
    const double z = normal_quantile(level), more = number(n) + z * z,
                 p = (number(k) + z * z / 2) / more;
    const double half = z * std::sqrt(p * (1 - p) / more);
    return Interval{std::max(0.0, p - half), std::min(1.0, p + half)};
}

double net_value(const NetCounts& counts) {
    return weights_of(counts).net();
}

double net_unit_variance(const NetCounts& counts) {
    return weights_of(counts).unit_variance();
}

std::optional<Interval> net_score_interval(const NetCounts& counts, double level) {
    if (counts.n() == 0) {
        return std::nullopt;
    }
    const double z = normal_quantile(level);
    const Weights w = weights_of(counts), mirrored{w.negative, w.neutral, w.positive};
    return Interval{lower_score_limit(w, z), -lower_score_limit(mirrored, z)};
}

std::optional<Interval> net_adjusted_wald(
    const NetCounts& counts, double level, std::optional<double> n_eff
) {
    if (counts.n() == 0) {
        return std::nullopt;
    }
    const double scale = n_eff.value_or(number(counts.n())) / number(counts.n());
    const Weights w = weights_of(counts);
    const Weights more{
        w.positive * scale + 0.75, w.neutral * scale + 1.5, w.negative * scale + 0.75
    };
    const double half = normal_quantile(level) * std::sqrt(more.unit_variance() / more.n());
    return Interval{std::max(-1.0, more.net() - half), std::min(1.0, more.net() + half)};
}

NetPosterior::NetPosterior(const NetCounts& counts)
    : positive_(number(counts.positive) + 0.5),
      neutral_(number(counts.neutral) + 0.5),
      negative_(number(counts.negative) + 0.5) {}

double NetPosterior::mean() const {
    return Weights{positive_, neutral_, negative_}.net();
}

double NetPosterior::sd() const {
    const Weights w{positive_, neutral_, negative_};
    return std::sqrt(w.unit_variance() / (w.n() + 1));
}

// net = th (2 r - 1), th the share of those not neutral, r the positive share among them; both
// beta, independent. Given th, r <= (1 + x / th) / 2. The outer integral runs over u with th =
// sin^2 u, from th = |x| (below it the inner probability is 0 or 1), cut where th has no mass; near
// |x| the inner one rises like a root, which the square undoes.
double NetPosterior::below(double x) const {
    if (x <= -1 || x >= 1) {
        return x < 0 ? 0 : 1;
    }
    const double a = positive_ + negative_, b = neutral_, edge = std::abs(x);
    const double least = boost::math::ibeta_inv(a, b, 1e-18),
                 most = boost::math::ibetac_inv(a, b, 1e-18);
    const double from = std::asin(std::sqrt(std::max(edge, least))),
                 to = std::asin(std::sqrt(most));
    const double below_edge = x > 0 ? boost::math::ibeta(a, b, edge) : 0;
    if (from >= to) {
        return below_edge;
    }
    const double log_scale = std::log(4.0) - log_gamma(a) - log_gamma(b) + log_gamma(a + b);
    const auto integrand = [&](double s) {
        const double u = from + (to - from) * s * s, sine = std::sin(u), cosine = std::cos(u);
        const double th = sine * sine, r = std::clamp((1 + x / th) / 2, 0.0, 1.0);
        const double density =
            std::exp(log_scale + (2 * a - 1) * std::log(sine) + (2 * b - 1) * std::log(cosine));
        return density * (to - from) * s * boost::math::ibeta(positive_, negative_, r, Fast());
    };
    return std::clamp(below_edge + integrate(integrand, 0, 1), 0.0, 1.0);
}

Interval NetPosterior::interval(double level) const {
    const auto quantile = [&](double q) {
        std::uintmax_t steps = 100;
        const auto bracket = boost::math::tools::toms748_solve(
            [&](double x) { return below(x) - q; },
            -1.0,
            1.0,
            -q,
            1 - q,
            [](double l, double r) { return r - l < 1e-11; },
            steps
        );
        return (bracket.first + bracket.second) / 2;
    };
    return {quantile(tail_of(level)), quantile(1 - tail_of(level))};
}

std::optional<Interval> t_interval(const Histogram& histogram, double level) {
    const auto variance = sample_variance(histogram);
    if (!variance) {
        return std::nullopt;
    }
    return t_around(*mean(histogram), *variance, number(histogram.n()), level);
}

std::optional<Interval> t_interval(double n, double mean, double variance, double level) {
    if (!(n >= 2) || !std::isfinite(mean) || !std::isfinite(variance)) {
        return std::nullopt;
    }
    return t_around(mean, variance, n, level);
}

std::optional<Interval> smoothed_t_interval(const Histogram& histogram, double level) {
    const std::uint64_t answers = histogram.n();
    if (answers < 2) {
        return std::nullopt;
    }
    const double more = 1 / number(histogram.counts.size()), n = number(answers) + 1;
    double sum = 0, squares = 0;
    const auto each = [&](auto&& f) {
        for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
            f(histogram.min + static_cast<double>(i), number(histogram.counts[i]) + more);
        }
    };
    each([&](double rating, double weight) { sum += weight * rating; });
    const double centre = sum / n;
    each([&](double rating, double weight) {
        squares += weight * (rating - centre) * (rating - centre);
    });
    const auto [lo, hi] = t_around(centre, squares / (n - 1), n, level);
    return Interval{std::max<double>(lo, histogram.min), std::min<double>(hi, histogram.max())};
}

}  // namespace styk::stats
