#include "story/emotion.h"

#include "metric/direction.h"

namespace styk::story {

namespace {

constexpr double best = 2;

Emotion of_estimate(const stats::Estimate& estimate, std::string_view source) {
    Emotion out;
    out.level = estimate.level;
    out.n = estimate.n;
    out.method = estimate.method;
    out.tier = estimate.tier;
    out.reason = estimate.reason;
    out.source = estimate.n > 0 ? source : std::string_view();
    return out;
}

}  // namespace

Emotion emotion_of(
    const metric::Metric& metric, const stats::Histogram& ratings, const stats::TierLimits& limits
) {
    auto rule = metric::rule_of(metric);
    rule.kind = stats::Kind::mean;
    const auto mean = stats::estimate(rule, ratings, limits);
    Emotion out = of_estimate(mean, "ratings");
    const double width = rule.max - rule.min;
    if (!mean.value || width <= 0) {
        return out;
    }
    const bool up = metric::is_higher_better(metric);
    const auto at = [&](double rating) {
        const double place = (rating - rule.min) / width * 2 * best - best;
        return up ? place : -place;
    };
    out.value = at(*mean.value);
    if (mean.lo && mean.hi) {
        out.lo = at(up ? *mean.lo : *mean.hi);
        out.hi = at(up ? *mean.hi : *mean.lo);
    }
    return out;
}

Emotion emotion_of(const ToneCounts& comments, const stats::TierLimits& limits) {
    auto histogram = stats::empty_histogram(0, 2);
    histogram.counts = {comments.negative, comments.neutral + comments.mixed, comments.positive};
    const stats::MetricRule rule{
        .kind = stats::Kind::net, .min = 0, .max = 2, .positive = {2}, .negative = {0}
    };
    const auto net = stats::estimate(rule, histogram, limits);
    Emotion out = of_estimate(net, "comments");
    const auto twice = [](const std::optional<double>& value) {
        return value ? std::optional(best * *value) : std::nullopt;
    };
    out.value = twice(net.value);
    out.lo = twice(net.lo);
    out.hi = twice(net.hi);
    return out;
}

Emotion hidden(const Emotion& of) {
    Emotion out;
    out.level = of.level;
    out.tier = stats::Tier::hidden;
    out.reason = stats::reason::hidden;
    return out;
}

}  // namespace styk::story
