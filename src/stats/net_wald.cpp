#include "stats/net_wald.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "stats/interval.h"

namespace styk::stats {

namespace {

struct Classes {
    double positive, neutral, negative;

    [[nodiscard]] double n() const { return positive + neutral + negative; }

    [[nodiscard]] double net() const { return (positive - negative) / n(); }

    [[nodiscard]] double unit_variance() const {
        return std::max(0.0, (positive + negative) / n() - net() * net());
    }
};

Classes classes_of(const NetCounts& counts, double more = 0) {
    return {
        static_cast<double>(counts.positive) + more / 4,
        static_cast<double>(counts.neutral) + more / 2,
        static_cast<double>(counts.negative) + more / 4
    };
}

NetWald around(double centre, double half) {
    return {centre, centre - half, centre + half};
}

NetWaldDifference difference_of(double value, double variance, double level) {
    const double error = std::sqrt(variance), half = normal_quantile(level) * error;
    NetWaldDifference result{value, error, value - half, value + half};
    if (error > 0) {
        result.z = value / error;
        result.p =
            2 *
            boost::math::cdf(boost::math::complement(boost::math::normal(), std::abs(*result.z)));
    }
    return result;
}

std::optional<NetWaldDifference> unpooled(
    const NetCounts& first, const NetCounts& second, double more, double level
) {
    if (first.n() == 0 || second.n() == 0) {
        return std::nullopt;
    }
    const Classes a = classes_of(first, more), b = classes_of(second, more);
    return difference_of(
        a.net() - b.net(), a.unit_variance() / a.n() + b.unit_variance() / b.n(), level
    );
}

}  // namespace

std::optional<NetWald> net_wald(const NetCounts& counts, double level) {
    if (counts.n() == 0) {
        return std::nullopt;
    }
    const Classes c = classes_of(counts);
    return around(c.net(), normal_quantile(level) * std::sqrt(c.unit_variance() / c.n()));
}

std::optional<NetWald> net_t(const NetCounts& counts, double level) {
    if (counts.n() < 2) {
        return std::nullopt;
    }
    const Classes c = classes_of(counts);
    const boost::math::students_t t(c.n() - 1);
    const double times = boost::math::quantile(boost::math::complement(t, (1 - level) / 2));
    return around(c.net(), times * std::sqrt(c.unit_variance() / (c.n() - 1)));
}

std::optional<NetWald> net_adjusted(
    double positive, double neutral, double negative, double level
) {
    if (!(positive + neutral + negative > 0)) {
        return std::nullopt;
    }
    const Classes c{positive + 0.75, neutral + 1.5, negative + 0.75};
    return around(c.net(), normal_quantile(level) * std::sqrt(c.unit_variance() / c.n()));
}

std::optional<NetWaldDifference> net_wald_difference(
    const NetCounts& first, const NetCounts& second, double level
) {
    return unpooled(first, second, 0, level);
}

std::optional<NetWaldDifference> net_adjusted_difference(
    const NetCounts& first, const NetCounts& second, double level
) {
    return unpooled(first, second, 3, level);
}

std::optional<NetWaldDifference> net_pooled_difference(
    const NetCounts& first, const NetCounts& second, double level
) {
    if (first.n() == 0 || second.n() == 0) {
        return std::nullopt;
    }
    const Classes a = classes_of(first), b = classes_of(second);
    const Classes all{a.positive + b.positive, a.neutral + b.neutral, a.negative + b.negative};
    return difference_of(a.net() - b.net(), all.unit_variance() * (1 / a.n() + 1 / b.n()), level);
}

}  // namespace styk::stats
