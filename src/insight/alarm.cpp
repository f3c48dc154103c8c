#include "insight/alarm.h"

#include <algorithm>
#include <cmath>

#include "stats/alarm_rate.h"
#include "stats/control_chart.h"
#include "stats/reasons.h"
#include "stats/tier.h"

namespace styk::insight {

namespace {

constexpr std::size_t least_baseline = 12;
constexpr std::size_t judged_tail = 9;  // a run of eight, and whether it was said before
constexpr std::size_t run = 8;
constexpr std::size_t lately = 13;
constexpr double level = 0.95;
constexpr double limit_sigmas = 3;

bool may_fall(const Alert& alert) {
    return alert.direction != AlertDirection::up;
}

bool may_rise(const Alert& alert) {
    return alert.direction != AlertDirection::down;
}

stats::Sides sides_of(const Alert& alert) {
    return !may_rise(alert)   ? stats::Sides::low
           : !may_fall(alert) ? stats::Sides::high
                              : stats::Sides::both;
}

// One period. Its interval is worked out only where it is needed: for the last ones.
struct Judged {
    const stats::Histogram* histogram = nullptr;
    std::uint64_t n = 0;
    stats::Tier tier = stats::Tier::none;
    double value = 0;
};

// What a chart of any kind comes down to.
struct Limits {
    double centre = 0;
    std::vector<double> low{}, high{};  // of each judged point
    double rate = 0;                    // false alarms a judged period
    std::string_view reason{};
};

class Watcher {
public:
    Watcher(
        const stats::MetricRule& rule,
        std::span<const stats::Histogram> periods,
        const stats::TierLimits& limits,
        const Alert& alert
    )
        : rule_(rule), limits_(limits), alert_(alert) {
        const bool shares = rule.kind == stats::Kind::net || rule.kind == stats::Kind::box;
        for (const auto& histogram : periods) {
            Judged one{.histogram = &histogram, .n = histogram.n()};
            one.tier = stats::tier_of(
                shares ? stats::Family::share : stats::Family::mean,
                one.n,
                static_cast<double>(one.n),
                std::nullopt,
                limits
            );
            one.value = stats::value_of(rule, histogram).value_or(0);
            all_.push_back(one);
        }
    }

    WatchedGroup by_target() {
        WatchedGroup out;
        const auto ranked = ranked_points();
        if (!note_presence(out, ranked)) {
            return out;
        }
        const double side = (1 - level) / 2;
        const double sides = alert_.direction == AlertDirection::both ? 2 : 1;
        out.false_alarms_a_period = sides * side * (1 - side) * share_judged();
        const double threshold = alert_.threshold.value_or(0);
        for (const bool below : {true, false}) {
            if (!(below ? may_fall(alert_) : may_rise(alert_)) || !last_is_ranked()) {
                continue;
            }
            const auto crossed = [&](const Judged* one) {
                const auto estimate = estimate_of(*one);
                return below ? estimate.hi.value_or(threshold) < threshold
                             : estimate.lo.value_or(threshold) > threshold;
            };
            const bool news = ranked.size() < 2 || !crossed(ranked[ranked.size() - 2]);
            if (crossed(ranked.back()) && news) {
                out.alarm = {
                    below ? said::below_target : said::above_target,
                    estimate_of(*ranked.back()),
                    threshold
                };
            }
        }
        return out;
    }

    WatchedGroup by_change() {
        WatchedGroup out;
        if (!note_presence(out, ranked_points())) {
            return out;
        }
        if (all_.size() < 2 || !is_ranked(all_.back()) || !is_ranked(all_[all_.size() - 2])) {
            return out;
        }
        const Judged& now = all_.back();
        const Judged& before = all_[all_.size() - 2];
        const auto change = stats::difference(rule_, *now.histogram, *before.histogram);
        if (!change.p || !change.value) {
            return out;
        }
        out.alarm = {
            *change.value < 0 ? said::fell : said::rose, estimate_of(now), before.value, change
        };
        return out;
    }

    WatchedGroup by_limits() {
        WatchedGroup out;
        auto tail = ranked_points();
        if (!note_presence(out, tail)) {
            return out;
        }
        const std::size_t known = shown_points().size();
        const std::size_t room = known > least_baseline ? known - least_baseline : 0;
        const std::size_t kept =
            std::min({tail.size(), judged_tail, std::max<std::size_t>(room, 1)});
        tail.erase(tail.begin(), tail.end() - static_cast<std::ptrdiff_t>(kept));
        const auto base = baseline_before(tail.front());
        if (base.size() < least_baseline) {
            out.watched = false;
            out.reason = stats::reason::too_short;
            return out;
        }
        const Limits limits = limits_of(base, tail);
        if (!limits.reason.empty()) {
            out.watched = false;
            out.reason = limits.reason;
            return out;
        }
        out.false_alarms_a_period = limits.rate * share_judged();
        if (last_is_ranked()) {
            judge(out, limits, tail);
        }
        return out;
    }

private:
    [[nodiscard]] stats::Estimate estimate_of(const Judged& one) const {
        return stats::estimate(rule_, *one.histogram, limits_, level);
    }

    static bool is_ranked(const Judged& one) { return stats::ranks(one.tier); }

    [[nodiscard]] bool last_is_ranked() const { return !all_.empty() && is_ranked(all_.back()); }

    [[nodiscard]] std::vector<const Judged*> ranked_points() const {
        std::vector<const Judged*> out;
        for (const Judged& one : all_) {
            if (is_ranked(one)) {
                out.push_back(&one);
            }
        }
        return out;
    }

    // What a chart may know: as on the page of trends.
    [[nodiscard]] std::vector<const Judged*> shown_points() const {
        std::vector<const Judged*> out;
        for (const Judged& one : all_) {
            if (one.n > 0 && one.tier != stats::Tier::hidden) {
                out.push_back(&one);
            }
        }
        return out;
    }

    [[nodiscard]] std::vector<const Judged*> baseline_before(const Judged* first) const {
        auto out = shown_points();
        std::erase_if(out, [&](const Judged* one) { return one >= first; });
        return out;
    }

    // Periods of late that could be judged, as a share.
    [[nodiscard]] double share_judged() const {
        const auto count = std::min(all_.size(), lately);
        const auto judged =
            std::count_if(all_.end() - static_cast<std::ptrdiff_t>(count), all_.end(), is_ranked);
        return count == 0 ? 0 : static_cast<double>(judged) / static_cast<double>(count);
    }

    bool note_presence(WatchedGroup& out, const std::vector<const Judged*>& ranked) const {
        out.watched = !ranked.empty() && share_judged() > 0;
        out.reason = out.watched ? "" : stats::reason::too_few;
        return out.watched;
    }

    [[nodiscard]] Limits limits_of(
        const std::vector<const Judged*>& base, const std::vector<const Judged*>& tail
    ) const {
        const bool counts = rule_.kind == stats::Kind::net || rule_.kind == stats::Kind::box;
        return counts ? count_limits(base, tail) : value_limits(base, tail);
    }

    [[nodiscard]] stats::WatchedChart chart_of(std::size_t base, std::size_t tail) const {
        return {
            .baseline = static_cast<double>(base), .sides = sides_of(alert_), .runs = tail >= run
        };
    }

    // Only the baseline says whether periods differ by more than chance: an alarm must not widen
    // its own limits.
    [[nodiscard]] Limits count_limits(
        const std::vector<const Judged*>& base, const std::vector<const Judged*>& tail
    ) const {
        std::vector<stats::NetCounts> nets;
        std::vector<double> positive, sizes;
        stats::NetCounts pooled;
        for (const Judged* one : base) {
            const auto counts = stats::net_counts(rule_, *one->histogram);
            nets.push_back(counts);
            positive.push_back(static_cast<double>(counts.positive));
            sizes.push_back(static_cast<double>(counts.n()));
            pooled.positive += counts.positive;
            pooled.neutral += counts.neutral;
            pooled.negative += counts.negative;
        }
        const bool net = rule_.kind == stats::Kind::net;
        const auto chart = net ? stats::nps_chart(nets) : stats::p_chart(positive, sizes);
        if (!chart.reason.empty()) {
            return {.reason = chart.reason};
        }
        const bool wide = stats::is_overdispersed(chart);
        Limits out{.centre = chart.center};
        for (const Judged* one : tail) {
            const double sigma = std::sqrt(chart.unit_variance / static_cast<double>(one->n)) *
                                 (wide ? *chart.laney_sigma_z : 1);
            out.low.push_back(chart.center - limit_sigmas * sigma);
            out.high.push_back(chart.center + limit_sigmas * sigma);
        }
        const double all = std::max(1.0, static_cast<double>(pooled.n()));
        const stats::NetShares shares{
            static_cast<double>(pooled.positive) / all,
            net ? static_cast<double>(pooled.negative) / all : 0
        };
        const auto watched = chart_of(base.size(), tail.size());
        const auto counted = counted_rate(watched, shares, tail, all);
        out.rate = wide
                       ? stats::normal_alarm_rate(watched, stats::moving_range_cv(watched.baseline))
                       : counted.value_or(0);
        out.reason = wide || counted ? "" : stats::reason::no_spread;
        return out;
    }

    // The centre is as sure as its answers make it: so many periods of the usual size.
    static std::optional<double> counted_rate(
        stats::WatchedChart watched,
        const stats::NetShares& shares,
        const std::vector<const Judged*>& tail,
        double answers
    ) {
        std::vector<std::uint64_t> sizes;
        sizes.reserve(tail.size());
        for (const Judged* one : tail) {
            sizes.push_back(one->n);
        }
        std::nth_element(
            sizes.begin(),
            sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2),
            sizes.end()
        );
        const auto usual = sizes[sizes.size() / 2];
        watched.baseline = answers / static_cast<double>(usual);
        return stats::counted_alarm_rate(watched, shares, usual);
    }

    [[nodiscard]] Limits value_limits(
        const std::vector<const Judged*>& base, const std::vector<const Judged*>& tail
    ) const {
        std::vector<double> values;
        values.reserve(base.size());
        for (const Judged* one : base) {
            values.push_back(one->value);
        }
        const auto chart = stats::xmr_chart(values);
        if (!chart.reason.empty() || !(chart.sigma > 0)) {
            return {.reason = chart.reason.empty() ? stats::reason::no_spread : chart.reason};
        }
        const auto watched = chart_of(base.size(), tail.size());
        return {
            .centre = chart.center,
            .low = std::vector<double>(tail.size(), chart.lcl),
            .high = std::vector<double>(tail.size(), chart.ucl),
            .rate = stats::normal_alarm_rate(watched, stats::moving_range_cv(watched.baseline))
        };
    }

    void judge(WatchedGroup& out, const Limits& limits, const std::vector<const Judged*>& tail)
        const {
        for (const bool below : {true, false}) {
            if (!(below ? may_fall(alert_) : may_rise(alert_))) {
                continue;
            }
            const auto& limit = below ? limits.low : limits.high;
            const auto beyond = [&](std::size_t i) {
                return below ? tail[i]->value < limit[i] : tail[i]->value > limit[i];
            };
            const auto in_run = [&](std::size_t end) {
                return end + 1 >= run &&
                       std::all_of(
                           tail.begin() + static_cast<std::ptrdiff_t>(end + 1 - run),
                           tail.begin() + static_cast<std::ptrdiff_t>(end + 1),
                           [&](const Judged* one) {
                               return below ? one->value < limits.centre
                                            : one->value > limits.centre;
                           }
                       );
            };
            const std::size_t last = tail.size() - 1;
            const bool said_before = last > 0 && (beyond(last - 1) || in_run(last - 1));
            if (said_before || !(beyond(last) || in_run(last))) {
                continue;
            }
            out.alarm =
                beyond(last)
                    ? Alarm{below ? said::below_limit : said::above_limit, estimate_of(*tail[last]), limit[last]}
                    : Alarm{
                          below ? said::run_below : said::run_above,
                          estimate_of(*tail[last]),
                          limits.centre
                      };
        }
    }

    const stats::MetricRule& rule_;
    const stats::TierLimits& limits_;
    const Alert& alert_;
    std::vector<Judged> all_;
};

}  // namespace

int periods_watched(Rhythm rhythm) {
    constexpr int tail = static_cast<int>(judged_tail);
    switch (rhythm) {
        case Rhythm::day:
            return 91 + tail;
        case Rhythm::week:
            return 52 + tail;
        case Rhythm::month:
            return 36 + tail;
        case Rhythm::quarter:
            return 20 + tail;
    }
    return 52 + tail;
}

WatchedGroup watch(
    const stats::MetricRule& rule,
    std::span<const stats::Histogram> periods,
    const stats::TierLimits& limits,
    const Alert& alert
) {
    Watcher watcher(rule, periods, limits, alert);
    switch (alert.rule) {
        case AlertRule::limits:
            return watcher.by_limits();
        case AlertRule::target:
            return watcher.by_target();
        case AlertRule::change:
            return watcher.by_change();
    }
    return {};
}

double family_alarms(AlertDirection direction) {
    return direction == AlertDirection::both ? family_alpha : family_alpha / 2;
}

}  // namespace styk::insight
