#include "stats/difference.h"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "base/result.h"
#include "stats/interval.h"
#include "stats/log_gamma.h"

namespace styk::stats {

namespace {

double number(std::uint64_t count) {
    return static_cast<double>(count);
}

double p_of_z(double z) {
    return 2 * boost::math::cdf(boost::math::complement(boost::math::normal(), std::abs(z)));
}

// Method of variance estimates recovery (Zou & Donner 2008; for two Wilson intervals Newcombe
// 1998).
void set_limits(
    Difference& result, double a, const Interval& of_a, double b, const Interval& of_b
) {
    result.value = a - b;
    result.lo = a - b - std::hypot(a - of_a.lo, of_b.hi - b);
    result.hi = a - b + std::hypot(of_a.hi - a, b - of_b.lo);
}

struct NetMoments {
    double net, squared_error;  // squared standard error
};

// `more` pseudo-answers a quarter, half and quarter of which go to the three classes.
NetMoments net_moments(const NetCounts& counts, double more) {
    const double positive = number(counts.positive) + more / 4,
                 negative = number(counts.negative) + more / 4;
    const double n = number(counts.n()) + more, net = (positive - negative) / n;
    return {net, ((positive + negative) / n - net * net) / n};
}

double net_z(const NetCounts& first, const NetCounts& second, double more) {
    const auto a = net_moments(first, more), b = net_moments(second, more);
    return (a.net - b.net) / std::sqrt(a.squared_error + b.squared_error);
}

bool has_small_expected(const Share& a, const Share& b) {
    const double n = number(a.n + b.n), hits = number(a.k + b.k);
    return std::min(number(a.n), number(b.n)) * std::min(hits, n - hits) < 5 * n;
}

double log_choose(double n, double k) {
    return log_gamma(n + 1) - log_gamma(k + 1) - log_gamma(n - k + 1);
}

Test p_test_of(const NetCounts& first, const NetCounts& second) {
    const bool small = first.n() < 30 || second.n() < 30;
    const double spread =
        net_moments(first, 0).squared_error + net_moments(second, 0).squared_error;
    return small || spread <= 0 ? Test::adjusted_z : Test::z;
}

}  // namespace

std::string_view name(Test test) {
    switch (test) {
        case Test::none:
            return "none";
        case Test::z:
            return "z";
        case Test::adjusted_z:
            return "adjusted_z";
        case Test::chi_squared:
            return "chi_squared";
        case Test::fisher:
            return "fisher";
        case Test::welch:
            return "welch";
        case Test::mann_whitney:
            return "mann_whitney";
    }
    return "none";
}

Difference net_difference(const NetCounts& first, const NetCounts& second, double level) {
    Difference result{.level = level};
    if (first.n() == 0 || second.n() == 0) {
        result.reason = reason::no_answers;
        return result;
    }
    set_limits(
        result,
        net_value(first),
        *net_score_interval(first, level),
        net_value(second),
        *net_score_interval(second, level)
    );
    result.test = p_test_of(first, second);
    result.p = p_of_z(net_z(first, second, result.test == Test::z ? 0 : 3));
    return result;
}

std::optional<double> net_z_test(const NetCounts& first, const NetCounts& second) {
    if (first.n() == 0 || second.n() == 0) {
        return std::nullopt;
    }
    const double z = net_z(first, second, 0);
    return std::isfinite(z) ? std::optional(p_of_z(z)) : std::nullopt;
}

std::optional<double> chi_squared_test(Share first, Share second) {
    const double hits = number(first.k + second.k), n = number(first.n + second.n);
    if (first.n == 0 || second.n == 0 || hits == 0 || hits == n) {
        return std::nullopt;
    }
    const double cross = number(first.k) * number(second.n - second.k) -
                         number(second.k) * number(first.n - first.k);
    const double statistic =
        n * cross * cross / (number(first.n) * number(second.n) * hits * (n - hits));
    return boost::math::cdf(boost::math::complement(boost::math::chi_squared(1), statistic));
}

std::optional<double> fisher_test(Share first, Share second) {
    if (first.n == 0 || second.n == 0) {
        return std::nullopt;
    }
    const double n1 = number(first.n), n2 = number(second.n), hits = number(first.k + second.k);
    const double total = log_choose(n1 + n2, hits);
    const auto log_p = [&](double k) {
        return log_choose(n1, k) + log_choose(n2, hits - k) - total;
    };
    const double observed = log_p(number(first.k)) + 1e-7;  // as likely, but for rounding
    double p = 0;
    const double least = std::max(0.0, hits - n2), most = std::min(n1, hits);
    for (std::uint64_t i = 0; least + number(i) <= most; ++i) {
        const double log = log_p(least + number(i));
        p += log <= observed ? std::exp(log) : 0;
    }
    return std::min(1.0, p);
}

Difference share_difference(Share first, Share second, double level) {
    Difference result{.level = level};
    if (first.n == 0 || second.n == 0) {
        result.reason = reason::no_answers;
        return result;
    }
    const double k1 = number(first.k), n1 = number(first.n), k2 = number(second.k),
                 n2 = number(second.n);
    set_limits(result, k1 / n1, *wilson(k1, n1, level), k2 / n2, *wilson(k2, n2, level));
    const bool exact = has_small_expected(first, second);
    result.test = exact ? Test::fisher : Test::chi_squared;
    result.p = exact ? fisher_test(first, second) : chi_squared_test(first, second);
    return result;
}

std::optional<Welch> welch_test(const Summary& first, const Summary& second, double level) {
    const double a = first.variance / first.n, b = second.variance / second.n, spread = a + b;
    if (first.n < 2 || second.n < 2 || !(spread > 0) || !std::isfinite(spread)) {
        return std::nullopt;
    }
    // Shares of the spread, not squares of variances, which may overflow.
    const double part = a / spread, rest = b / spread;
    Welch result{.df = 1 / (part * part / (first.n - 1) + rest * rest / (second.n - 1))};
    const boost::math::students_t t(result.df);
    const double value = first.mean - second.mean, error = std::sqrt(spread);
    const double half = boost::math::quantile(boost::math::complement(t, (1 - level) / 2)) * error;
    result.t = value / error;
    result.p = 2 * boost::math::cdf(boost::math::complement(t, std::abs(result.t)));
    result.lo = value - half;
    result.hi = value + half;
    return result;
}

Difference mean_difference(const Summary& first, const Summary& second, double level) {
    Difference result{.level = level};
    if (first.n <= 0 || second.n <= 0) {
        result.reason = reason::no_answers;
        return result;
    }
    result.value = first.mean - second.mean;
    if (first.n < 2 || second.n < 2) {
        result.reason = reason::no_interval;
        return result;
    }
    const auto test = welch_test(first, second, level);
    if (!test) {
        result.reason = reason::no_spread;
        return result;
    }
    result.lo = test->lo;
    result.hi = test->hi;
    result.test = Test::welch;
    result.p = test->p;
    return result;
}

Difference difference(
    const MetricRule& rule, const Histogram& first, const Histogram& second, double level
) {
    for (const auto* side : {&first, &second}) {
        if (!value_of(rule, *side)) {
            Difference nothing{.level = level};
            nothing.reason = side->n() == 0 ? reason::no_answers : reason::out_of_scale;
            return nothing;
        }
    }
    const auto a = net_counts(rule, first), b = net_counts(rule, second);
    switch (rule.kind) {
        case Kind::net:
            return net_difference(a, b, level);
        case Kind::box:
            return share_difference({a.positive, a.n()}, {b.positive, b.n()}, level);
        case Kind::mean:
        case Kind::index:
            break;
    }
    const double unit = rule.kind == Kind::index ? 100.0 / (rule.max - rule.min) : 1;
    const auto summary = [&](const Histogram& h) {
        return Summary{
            number(h.n()), *mean(h) * unit, sample_variance(h).value_or(0) * unit * unit
        };
    };
    return mean_difference(summary(first), summary(second), level);
}

std::optional<RankComparison> mann_whitney(const Histogram& first, const Histogram& second) {
    const double n1 = number(first.n()), n2 = number(second.n()), n = n1 + n2;
    if (n1 == 0 || n2 == 0) {
        return std::nullopt;
    }
    double u = 0, below = 0, ties = 0;
    for (int rating = std::min(first.min, second.min);
         rating <= std::max(first.max(), second.max());
         ++rating) {
        const double a = number(first.at(rating)), b = number(second.at(rating)), equal = a + b;
        u += a * (below + b / 2);
        below += b;
        ties += equal * equal * equal - equal;
    }
    RankComparison result{
        .u = u, .superiority = u / (n1 * n2), .cliffs_delta = 2 * u / (n1 * n2) - 1
    };
    const double variance = n1 * n2 / 12 * (n + 1 - ties / (n * (n - 1)));
    if (variance > 1e-9 * n1 * n2) {
        result.p = p_of_z((u - n1 * n2 / 2) / std::sqrt(variance));
    }
    return result;
}

}  // namespace styk::stats
