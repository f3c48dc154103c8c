#include "story/watch_alert.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "db/record_store.h"
#include "insight/stored_question.h"
#include "people/user.h"
#include "stats/multiplicity.h"
#include "story/whole_periods.h"

namespace styk::story {

namespace {

using insight::Alert;
using insight::AlertDirection;
using insight::AlertRule;

bool is_wanted(const Alert& alert, const stats::Difference& change) {
    const bool fell = *change.value < 0;
    const bool way = alert.direction == AlertDirection::both ||
                     (alert.direction == AlertDirection::down) == fell;
    return way && std::abs(*change.value) >= alert.threshold.value_or(0);
}

// Mail is a claim to people, so the groups of one look are the strict family (Holm).
void keep_what_stands(const Alert& alert, std::vector<GroupAlarm>& candidates) {
    std::vector<double> p;
    p.reserve(candidates.size());
    for (const auto& one : candidates) {
        p.push_back(*one.alarm.change.p);
    }
    const auto adjusted = stats::holm(p);
    std::vector<GroupAlarm> kept;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (adjusted[i] <= insight::family_alpha && is_wanted(alert, candidates[i].alarm.change)) {
            kept.push_back(std::move(candidates[i]));
        }
    }
    candidates = std::move(kept);
}

}  // namespace

Watched watch_alert(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& eyes,
    const Alert& alert,
    Instant now
) {
    Watched out;
    Problems problems;
    const auto question = insight::stored_question(directory, alert.metric, alert.query, problems);
    const bool groups = !alert.by || insight::is_group(directory, *alert.by);
    if (!problems.empty() || !groups) {  // what it names is not there any more
        out.reason = "broken_question";
        return out;
    }
    const auto& metric = *directory.metrics.find(question.metrics.front());
    const auto rule = metric::rule_of(metric);
    const auto limits = limits_for(question, directory);
    const Period period = insight::period_of(alert.period);
    out.period_from = last_whole_period(period, directory.zone.day_of(now));
    out.filter = figures_filter(question, eyes, directory);
    const auto found = whole_periods_by(
        engine,
        directory,
        metric.key,
        out.filter,
        alert.by.value_or(""),
        {period,
         periods_before(period, out.period_from, insight::periods_watched(alert.period) - 1),
         out.period_from}
    );
    out.position = found.position;
    const double a_year = insight::periods_a_year(alert.period);
    for (const auto& [group, periods] : found.groups) {
        std::vector<stats::Histogram> histograms;
        for (const auto& one : periods) {
            histograms.push_back(one.histogram);
        }
        auto watched = insight::watch(rule, histograms, limits, alert);
        out.charts += watched.watched ? 1 : 0;
        out.too_few += watched.watched ? 0 : 1;
        out.reason = watched.watched ? out.reason : watched.reason;
        out.false_alarms_a_year += watched.false_alarms_a_period * a_year;
        if (watched.alarm) {
            out.alarms.push_back({group, *std::move(watched.alarm)});
        }
    }
    if (out.charts > 0) {
        out.reason = {};
    }
    if (alert.rule == AlertRule::change) {
        keep_what_stands(alert, out.alarms);
        out.false_alarms_a_year =
            out.charts > 0 ? insight::family_alarms(alert.direction) * a_year : 0;
    }
    return out;
}

std::optional<feedback::Filter> filter_of_alert(
    const feedback::Directory& directory, const people::Actor& eyes, const Alert& alert
) {
    Problems problems;
    const auto question = insight::stored_question(directory, alert.metric, alert.query, problems);
    return problems.empty() ? std::optional(figures_filter(question, eyes, directory))
                            : std::nullopt;
}

people::Actor eyes_of(db::Reader& reader, const Alert& alert) {
    const auto user = alert.user_id ? db::find(reader, *alert.user_id) : std::nullopt;
    return user ? people::actor_of(*user) : people::the_system();
}

bool is_divided(const Alert& alert) {
    constexpr std::array<std::string_view, 6> parts{
        "touchpoint", "stage", "department", "owner", "location", "region"
    };
    return alert.by && std::find(parts.begin(), parts.end(), *alert.by) != parts.end();
}

Problems check_alert(const feedback::Directory& directory, const Alert& alert) {
    Problems problems = insight::check(alert);
    (void)insight::stored_question(directory, alert.metric, alert.query, problems);
    if (alert.by && !insight::is_group(directory, *alert.by)) {
        problems.push_back({"/by", "must be one dimension of feedback, such as touchpoint"});
    }
    return problems;
}

}  // namespace styk::story
