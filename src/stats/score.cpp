#include "stats/score.h"

#include <algorithm>

#include "stats/interval.h"

namespace styk::stats {

namespace {

bool is_of_scale(const MetricRule& rule, const Histogram& histogram) {
    for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
        const int rating = histogram.min + static_cast<int>(i);
        if (histogram.counts[i] > 0 && (rating < rule.min || rating > rule.max)) {
            return false;
        }
    }
    return true;
}

// The same ratings on the rule's whole scale, so that an end without answers still counts as a
// level.
Histogram on_scale(const MetricRule& rule, const Histogram& histogram) {
    Histogram whole = empty_histogram(rule.min, rule.max);
    for (int rating = rule.min; rating <= rule.max; ++rating) {
        whole.counts[static_cast<std::size_t>(rating - rule.min)] = histogram.at(rating);
    }
    return whole;
}

std::uint64_t count_of(const std::vector<int>& ratings, const Histogram& histogram) {
    std::uint64_t total = 0;
    for (const int rating : ratings) {
        total += histogram.at(rating);
    }
    return total;
}

double to_unit(const MetricRule& rule, double mean_rating) {
    return rule.kind == Kind::index ? (mean_rating - rule.min) / (rule.max - rule.min) * 100
                                    : mean_rating;
}

struct Measured {
    std::optional<Interval> interval;
    Method method = Method::none;
};

// The t interval understates when few answer or most stand at one end of the scale.
Measured measure_mean(const MetricRule& rule, const Histogram& histogram, double level) {
    const Histogram whole = on_scale(rule, histogram);
    const std::uint64_t n = whole.n(), at_end = std::max(whole.counts.front(), whole.counts.back());
    const bool plain = n >= 30 && at_end * 10 <= n * 6;
    auto interval = plain ? t_interval(whole, level) : smoothed_t_interval(whole, level);
    if (!interval) {
        return {};
    }
    interval->lo = to_unit(rule, std::max<double>(interval->lo, rule.min));
    interval->hi = to_unit(rule, std::min<double>(interval->hi, rule.max));
    return {interval, plain ? Method::t : Method::smoothed_t};
}

Measured measure(
    const MetricRule& rule, const Histogram& histogram, const NetCounts& counts, double level
) {
    switch (rule.kind) {
        case Kind::net:
            return {net_score_interval(counts, level), Method::score};
        case Kind::box:
            return {
                wilson(
                    static_cast<double>(counts.positive), static_cast<double>(counts.n()), level
                ),
                Method::wilson
            };
        case Kind::mean:
        case Kind::index:
            break;
    }
    return measure_mean(rule, histogram, level);
}

Family family_of(Kind kind) {
    return kind == Kind::net || kind == Kind::box ? Family::share : Family::mean;
}

std::string_view reason_of(Tier tier, bool has_interval) {
    switch (tier) {
        case Tier::none:
            return reason::no_answers;
        case Tier::hidden:
            return reason::hidden;
        case Tier::raw:
            return reason::too_few;
        default:
            return has_interval ? std::string_view() : reason::no_interval;
    }
}

}  // namespace

MetricRule nps_rule() {
    return {
        .kind = Kind::net,
        .min = 0,
        .max = 10,
        .positive = {9, 10},
        .negative = {0, 1, 2, 3, 4, 5, 6}
    };
}

MetricRule wr_rule() {
    return {
        .kind = Kind::net, .min = 1, .max = 10, .positive = {9, 10}, .negative = {1, 2, 3, 4, 5, 6}
    };
}

std::string_view name(Method method) {
    switch (method) {
        case Method::none:
            return "none";
        case Method::score:
            return "score";
        case Method::wilson:
            return "wilson";
        case Method::t:
            return "t";
        case Method::smoothed_t:
            return "smoothed_t";
        case Method::adjusted_wald:
            return "adjusted_wald";
    }
    return "none";
}

NetCounts net_counts(const MetricRule& rule, const Histogram& histogram) {
    NetCounts counts{
        .positive = count_of(rule.positive, histogram),
        .negative = count_of(rule.negative, histogram)
    };
    const std::uint64_t classed = counts.positive + counts.negative, n = histogram.n();
    counts.neutral = n > classed ? n - classed : 0;
    return counts;
}

std::optional<double> value_of(const MetricRule& rule, const Histogram& histogram) {
    const auto counts = net_counts(rule, histogram);
    const std::uint64_t n = histogram.n();
    if (n == 0 || !is_of_scale(rule, histogram) ||
        (rule.kind == Kind::index && rule.max <= rule.min)) {
        return std::nullopt;
    }
    switch (rule.kind) {
        case Kind::net:
            return net_value(counts);
        case Kind::box:
            return static_cast<double>(counts.positive) / static_cast<double>(n);
        case Kind::mean:
        case Kind::index:
            break;
    }
    return to_unit(rule, *mean(histogram));
}

Estimate estimate(
    const MetricRule& rule, const Histogram& histogram, const TierLimits& limits, double level
) {
    Estimate result{
        .level = level, .n = histogram.n(), .n_eff = static_cast<double>(histogram.n())
    };
    if (result.n > 0 && !value_of(rule, histogram)) {
        result.reason = reason::out_of_scale;
        return result;
    }
    const auto counts = net_counts(rule, histogram);
    const auto measured = result.n > 0 ? measure(rule, histogram, counts, level) : Measured{};
    const auto half_width = measured.interval
                                ? std::optional((measured.interval->hi - measured.interval->lo) / 2)
                                : std::nullopt;
    result.tier = tier_of(family_of(rule.kind), result.n, result.n_eff, half_width, limits);
    result.reason = reason_of(result.tier, measured.interval.has_value());
    if (shows_counts(result.tier)) {
        result.counts = counts;
    }
    if (!shows_value(result.tier)) {
        return result;
    }
    result.value = value_of(rule, histogram);
    result.mean = mean(histogram);
    if (measured.interval) {
        result.lo = std::min(measured.interval->lo, *result.value);  // equal but for rounding
        result.hi = std::max(measured.interval->hi, *result.value);
        result.method = measured.method;
    }
    return result;
}

}  // namespace styk::stats
