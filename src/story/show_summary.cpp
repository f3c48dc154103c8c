#include "story/show_summary.h"

#include <algorithm>
#include <set>

#include "story/guard.h"
#include "story/two_periods.h"

namespace styk::story {

namespace {

// Weeks are what people remember; over longer times they would be too many to say anything.
constexpr Day weeks_up_to = 800;
constexpr int no_forecast = 1;

bool names_more_than_one(const Comparisons& all) {
    return std::count_if(all.rows.begin(), all.rows.end(), [](const Comparison& row) {
               return row.one.estimate.n > 0 && row.keys.front().has_value();
           }) > 1;
}

// A grouping that parts the answers at all.
std::vector<std::pair<std::string, Comparisons>> groups_of(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    insight::Question question
) {
    std::vector<std::pair<std::string, Comparisons>> out;
    for (const char* by : {"touchpoint", "location"}) {
        question.by = {by};
        auto found = compare_groups(engine, directory, actor, question);
        if (names_more_than_one(found)) {
            out.emplace_back(by, std::move(found));
        }
    }
    return out;
}

bool may_hold(const feedback::Filter& filter, const std::string& touchpoint) {
    return std::all_of(filter.clauses.begin(), filter.clauses.end(), [&](const auto& clause) {
        const bool listed = std::find(clause.values.begin(), clause.values.end(), touchpoint) !=
                            clause.values.end();
        return clause.criterion != feedback::Criterion::touchpoint || listed != clause.negated;
    });
}

// Touchpoints at which the metric is asked nowhere are no gap: only where others have answers.
std::vector<std::string> silent_touchpoints(
    const feedback::Directory& directory,
    const feedback::Filter& filter,
    const std::vector<std::pair<std::string, Comparisons>>& groups
) {
    std::set<std::string> heard;
    for (const auto& [by, found] : groups) {
        for (const Comparison& row : found.rows) {
            if (by == "touchpoint" && row.keys.front()) {
                heard.insert(*row.keys.front());
            }
        }
    }
    std::vector<std::string> out;
    for (const auto& one : directory.touchpoints.all()) {
        if (!heard.empty() && !heard.contains(one.key) && may_hold(filter, one.key)) {
            out.push_back(one.key);
        }
    }
    return out;
}

Period step_of(const feedback::Filter& filter, const feedback::Directory& directory) {
    const bool bounded = filter.from && filter.to;
    const Day days = bounded
                         ? directory.zone.day_of(*filter.to) - directory.zone.day_of(*filter.from)
                         : weeks_up_to + 1;
    return days <= weeks_up_to ? Period::week : Period::month;
}

void compare_with_before(
    SummaryFindings& out,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    insight::Question question,
    Instant now
) {
    const auto [before_from, from, to] = two_periods(question.filter, directory, now);
    question.filter.from = question.filter.to = std::nullopt;
    question.by.clear();
    out.whole = compare_periods(engine, directory, actor, question, before_from, from, to);
    for (const auto& [by, found] : out.groups) {
        out.parts_by.push_back(by);
    }
    question.by = out.parts_by;
    if (!question.by.empty()) {
        out.parts = compare_periods(engine, directory, actor, question, before_from, from, to);
    }
}

std::string_view title_of(const metric::Metric& metric) {
    if (!metric.built_in) {
        return "title.other";
    }
    return metric.key == "nps" || metric.key == "wr" ? "title.recommend"
           : metric.key == "enps"                    ? "title.work"
           : metric.key == "csat"                    ? "title.satisfied"
           : metric.key == "ces"                     ? "title.easy"
                                                     : "title.other";
}

void find_what_decides(
    SummaryFindings& out,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const insight::Question& question
) {
    const insight::Rated outcome{question.metrics.front(), {}};
    out.drivers = show_drivers(engine, directory, actor, {{outcome}, {}, question.filter});
    if (out.drivers.reason.empty()) {
        out.lift = show_lift(engine, directory, actor, outcome, question.filter);
    }
}

}  // namespace

void add_claims(Claims& claims, SummaryFindings& findings) {
    for (auto* all : {&findings.whole, &findings.parts}) {
        if (*all) {
            add_claims(claims, **all);
        }
    }
    for (auto& [by, all] : findings.groups) {
        add_claims(claims, all);
    }
    add_claims(claims, findings.trend);
    const auto& lift = findings.lift.difference;
    claims.add(lift.p, findings.lift_certain, &lift);
}

SummaryFindings find_summary(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const SummaryAsked& asked,
    Instant now
) {
    auto question = asked.question;
    question.by.clear();
    SummaryFindings out;
    out.others = asked.others;
    out.limits = limits_for(question, directory);
    const auto tally = show_tally(engine, directory, actor, question);
    out.now = tally.totals.front();
    out.left_out = tally.left_out ? tally.left_out->n : 0;
    if (out.now.estimate.n == 0 || out.now.estimate.tier == stats::Tier::hidden) {
        return out;
    }
    out.groups = groups_of(engine, directory, actor, question);
    out.silent =
        silent_touchpoints(directory, figures_filter(question, actor, directory), out.groups);
    if (question.filter.from) {
        compare_with_before(out, engine, directory, actor, question, now);
    }
    const auto step = step_of(question.filter, directory);
    out.trend = show_trend(engine, directory, actor, question, step, no_forecast, now);
    out.trend.marks = asked.marks;
    out.is_whole = std::none_of(out.groups.begin(), out.groups.end(), [](const auto& group) {
        return group.first == "touchpoint";
    });
    if (out.is_whole) {
        find_what_decides(out, engine, directory, actor, question);
    }
    judge_claims(out);
    return out;
}

Summary show_summary(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const SummaryAsked& asked,
    const Speaker& speaker,
    Instant now
) {
    const auto& metric = *directory.metrics.find(asked.question.metrics.front());
    const Names names(speaker, directory);
    const auto findings = find_summary(engine, directory, actor, asked, now);
    Summary out;
    out.metric = metric.key;
    out.title = speaker.text(title_of(metric), {{"metric", names.of(metric)}});
    out.scope = names.of_filter(asked.parameters, asked.user);
    const auto& filter = asked.question.filter;
    out.period = period_words(filter, directory, speaker);
    if (filter.from) {
        out.first = directory.zone.day_of(*filter.from);
    }
    if (filter.to) {
        out.last = directory.zone.day_of({filter.to->us - 1});
    }
    out.now = findings.now.estimate;
    out.sentences = tell_summary(findings, metric, speaker, names);
    const auto today = speaker.language().day(directory.zone.day_of(now));
    out.made = speaker.text("page.made", {{"day", today}});
    out.how = speaker.text("page.how");
    return out;
}

}  // namespace styk::story
