#include "stats/weighted_histogram.h"

#include <algorithm>
#include <bit>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "base/result.h"
#include "stats/bytes.h"
#include "stats/interval.h"
#include "stats/net_wald.h"

namespace styk::stats {

namespace {

constexpr char version = 1;
constexpr std::size_t max_levels = 65536;

bool contains(const std::vector<int>& ratings, int rating) {
    return std::find(ratings.begin(), ratings.end(), rating) != ratings.end();
}

double score_of(const MetricRule& rule, int rating) {
    const double positive = contains(rule.positive, rating) ? 1 : 0;
    switch (rule.kind) {
        case Kind::net:
            return contains(rule.negative, rating) ? -1 : positive;
        case Kind::box:
            return positive;
        case Kind::mean:
            return rating;
        case Kind::index:
            break;
    }
    return 100.0 * (rating - rule.min) / (rule.max - rule.min);
}

// Share of the weight that scores `score`.
double share_of(const MetricRule& rule, const WeightedHistogram& of, double score) {
    double w = 0;
    for (std::size_t i = 0; i < of.levels.size(); ++i) {
        if (score_of(rule, of.min + static_cast<int>(i)) == score) {
            w += of.levels[i].w;
        }
    }
    return w / of.total().w;
}

void set_interval(
    WeightedEstimate& result, const MetricRule& rule, const WeightedHistogram& of, double level
) {
    const double n = result.n_eff;
    if (rule.kind == Kind::net) {
        const double up = share_of(rule, of, 1), down = share_of(rule, of, -1);
        const auto limits = net_adjusted(n * up, n * (1 - up - down), n * down, level);
        result.lo = std::max(-1.0, limits->lo);
        result.hi = std::min(1.0, limits->hi);
        result.method = Method::adjusted_wald;
    } else if (rule.kind == Kind::box) {
        const auto limits = wilson(n * *result.value, n, level);
        result.lo = limits->lo;
        result.hi = limits->hi;
        result.method = Method::wilson;
    } else if (result.standard_error > 0.0 && n > 1) {
        const boost::math::students_t t(n - 1);
        const double half = *result.standard_error *
                            boost::math::quantile(boost::math::complement(t, (1 - level) / 2));
        result.lo = *result.value - half;
        result.hi = *result.value + half;
        result.method = Method::t;
    } else {
        result.reason = reason::no_interval;
    }
}

}  // namespace

WeightedLevel WeightedHistogram::total() const {
    WeightedLevel all;
    for (const auto& level : levels) {
        all = {all.n + level.n, all.w + level.w, all.w2 + level.w2};
    }
    return all;
}

WeightedHistogram empty_weighted_histogram(int min, int max) {
    if (max < min) {
        throw Fault("stats: a scale ends before it begins");
    }
    return {
        .min = min, .levels = std::vector<WeightedLevel>(static_cast<std::size_t>(max - min) + 1)
    };
}

void add(WeightedHistogram& into, int rating, double weight) {
    if (rating < into.min || rating >= into.min + std::ssize(into.levels)) {
        throw Fault("stats: a rating is outside its scale");
    }
    if (!std::isfinite(weight) || weight < 0) {
        throw Fault("stats: a weight is negative or not finite");
    }
    auto& level = into.levels[static_cast<std::size_t>(rating - into.min)];
    level = {level.n + 1, level.w + weight, level.w2 + weight * weight};
}

void merge(WeightedHistogram& into, const WeightedHistogram& from) {
    if (from.levels.empty()) {
        return;
    }
    if (into.levels.empty()) {
        into = from;
        return;
    }
    if (into.min != from.min || into.levels.size() != from.levels.size()) {
        throw Fault("stats: ratings of different scales cannot be added up");
    }
    for (std::size_t i = 0; i < into.levels.size(); ++i) {
        auto& level = into.levels[i];
        const auto& more = from.levels[i];
        level = {level.n + more.n, level.w + more.w, level.w2 + more.w2};
    }
}

WeightedEstimate weighted_estimate(
    const MetricRule& rule, const WeightedHistogram& of, double level
) {
    const WeightedLevel all = of.total();
    WeightedEstimate result{.n = all.n};
    if (!(all.w > 0) || !std::isfinite(all.w2) || !(all.w2 > 0)) {
        result.reason = reason::no_answers;
        return result;
    }
    if (of.min != rule.min || of.min + std::ssize(of.levels) - 1 != rule.max) {
        result.reason = reason::out_of_scale;
        return result;
    }
    const auto sum = [&](auto&& f) {
        double total = 0;
        for (std::size_t i = 0; i < of.levels.size(); ++i) {
            total += f(of.levels[i], score_of(rule, of.min + static_cast<int>(i)));
        }
        return total;
    };
    const double m = sum([](const auto& l, double x) { return l.w * x; }) / all.w;
    const double squares = sum([&](const auto& l, double x) { return l.w2 * (x - m) * (x - m); });
    const auto n = static_cast<double>(all.n);
    result.value = m;
    result.n_eff = all.w * all.w / all.w2;
    if (all.n > 1) {
        result.standard_error = std::sqrt(n / (n - 1) * squares) / all.w;
    }
    set_interval(result, rule, of, level);
    return result;
}

std::string to_bytes(const WeightedHistogram& histogram) {
    std::string out(1, version);
    put(out, std::bit_cast<std::uint64_t>(std::int64_t{histogram.min}));
    put(out, std::uint64_t{histogram.levels.size()});
    for (const auto& level : histogram.levels) {
        put(out, level.n);
        put(out, level.w);
        put(out, level.w2);
    }
    return out;
}

std::optional<WeightedHistogram> weighted_histogram_from_bytes(std::string_view bytes) {
    constexpr std::size_t head = 17;
    if (bytes.size() < head || bytes[0] != version) {
        return std::nullopt;
    }
    const auto min = std::bit_cast<std::int64_t>(get(bytes, 1));
    const std::uint64_t levels = get(bytes, 9);
    if (levels > max_levels || bytes.size() != head + 24 * levels || min > 1000000 ||
        min < -1000000) {
        return std::nullopt;
    }
    WeightedHistogram result{.min = static_cast<int>(min)};
    for (std::size_t i = 0; i < levels; ++i) {
        const std::size_t at = head + 24 * i;
        const auto w = get_double(bytes, at + 8), w2 = get_double(bytes, at + 16);
        if (!(w >= 0) || !(w2 >= 0) || !std::isfinite(w) || !std::isfinite(w2)) {
            return std::nullopt;
        }
        result.levels.push_back({get(bytes, at), w, w2});
    }
    return result;
}

}  // namespace styk::stats
