#include "cli/analyze_effect.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/result.h"
#include "cli/analyze_periods.h"
#include "stats/effect.h"
#include "stats/interrupted_series.h"
#include "stats/segmented_effect.h"
#include "stats/series.h"

namespace styk::cli {

namespace {

// The break of the series at the change, beside its own trend.
struct SeriesBreak {
    std::string_view period{}, reason{};
    std::size_t before = 0, after = 0;
    stats::SegmentedFigure step{}, now{};  // at once, and at the end of the series
    std::optional<double> slope_change{};
};

// Values of all periods; nothing when one has no answers.
std::optional<Eigen::VectorXd> values_of(const std::vector<PeriodSample>& periods) {
    Eigen::VectorXd values(static_cast<Eigen::Index>(periods.size()));
    for (std::size_t i = 0; i < periods.size(); ++i) {
        if (periods[i].sample.empty()) {
            return {};
        }
        values[static_cast<Eigen::Index>(i)] = periods[i].sample.value();
    }
    return values;
}

void fit_break(SeriesBreak& out, const Eigen::VectorXd& values, double level) {
    const auto found =
        stats::segmented_effect(values, static_cast<Eigen::Index>(out.before) + 1, level);
    out.reason = found.reason;
    out.step = found.step;
    out.now = found.now;
    out.slope_change = found.slope_change;
}

// The first of weeks and months that is long enough and has no gap.
SeriesBreak break_of(const Measure& measure, const DatedAnswers& answers, Day at) {
    SeriesBreak out;
    for (const auto* name : {"week", "month"}) {
        const Period period = period_of(name);
        if ((answers.last() - answers.first()) / 7 > 1400 && period == Period::week) {
            continue;
        }
        const auto periods = by_period(measure, answers, period);
        out = {};
        out.period = name;
        out.before = static_cast<std::size_t>(std::count_if(
            periods.begin(),
            periods.end(),
            [&](const PeriodSample& one) { return next_after(period, one.first_day) <= at; }
        ));
        out.after = periods.size() - out.before;
        const auto values = values_of(periods);
        const auto n_before = static_cast<Eigen::Index>(out.before);
        if (!values) {
            out.reason = "gaps";
        } else if (!stats::is_long_enough(n_before, static_cast<Eigen::Index>(out.after), false)) {
            out.reason = stats::reason::too_short;
        } else {
            fit_break(out, *values, measure.level());
            return out;
        }
    }
    return out;
}

stats::ComparisonSums sums_of(
    const Measure& measure,
    const DatedAnswers& answers,
    const std::vector<std::string>& groups,
    const std::string& changed,
    Day at
) {
    stats::ComparisonSums sums;
    for (const auto& answer : answers.answers) {
        if (const auto& group = groups[answer.row]; !group.empty()) {
            const stats::CellKey key{answer.day < at ? 0 : 1, group == changed};
            stats::add(sums, key, measure.score_of(answer.rating));
        }
    }
    return sums;
}

void put_before_after(
    Findings& out, const Measure& measure, const Sample& before, const Sample& after
) {
    const auto first = before.estimate(), second = after.estimate();
    const bool shown = stats::shows_value(first.tier) && stats::shows_value(second.tier);
    stats::Difference change;
    change.reason =
        before.empty() || after.empty() ? stats::reason::no_contrast : stats::reason::too_few;
    if (shown) {
        change = after.minus(before);
    }
    out.figures["before"] = json_of(first);
    out.figures["after"] = json_of(second);
    out.figures["change"] = json_of(change);
    Grid grid;
    const Unit unit = measure.unit();
    for (const auto& [name, one] : {std::pair("before", first), std::pair("after", second)}) {
        const auto n = fmt::format("n {}", one.n);
        grid.add({name, unit.of(one.value), unit.of(one.lo, one.hi), n});
    }
    const Unit by = unit.signed_one();
    grid.add({"change", by.of(change.value), by.of(change.lo, change.hi), "p " + p_text(change.p)});
    out.text += grid.text();
    if (!shown) {
        out.reason = fmt::format("No effect can be told: {}", words_of(change.reason));
        out.text += fmt::format("  {}.\n", out.reason);
    }
}

void put_break(Findings& out, const SeriesBreak& found, const Unit& unit) {
    out.figures["series"] = json::Object{
        {"period", found.period},
        {"before", found.before},
        {"after", found.after},
        {"method", found.step.method},
        {"step", number(found.step.value)},
        {"lo", number(found.step.lo)},
        {"hi", number(found.step.hi)},
        {"slope_change", number(found.slope_change)},
        {"now", number(found.now.value)},
        {"now_lo", number(found.now.lo)},
        {"now_hi", number(found.now.hi)},
        {"now_method", found.now.method},
        {"reason", text_or_null(found.reason)}
    };
    if (!found.step.value) {
        out.text += fmt::format(
            "\nInterrupted series: none, {} (8 periods before and 4 after at least).\n",
            words_of(found.reason)
        );
        return;
    }
    const Unit by = unit.signed_one();
    Grid grid;
    grid.add({"step at once", by.of(found.step.value), by.of(found.step.lo, found.step.hi)});
    grid.add({"effect at the end", by.of(found.now.value), by.of(found.now.lo, found.now.hi)});
    grid.add({"change of slope", by.of(found.slope_change), ""});
    out.text += fmt::format(
        "\nInterrupted series by {}, {} before and {} after, against its own trend\n{}",
        found.period,
        found.before,
        found.after,
        grid.text()
    );
}

void put_comparison(
    Findings& out, const stats::DifferenceInDifferences& found, const EffectAsked& asked, Unit unit
) {
    json::Object figures{
        {"effect", number(found.effect)},
        {"lo", number(found.lo)},
        {"hi", number(found.hi)},
        {"p", number(found.p)},
        {"reason", text_or_null(found.reason)}
    };
    Grid grid;
    grid.add({"", "before", "after"});
    const auto cell = [&](stats::Cell at) {
        return fmt::format("{} (n {:.0f})", unit.of(found.means[at]), found.n[at]);
    };
    grid.add({*asked.changed, cell(stats::treated_pre), cell(stats::treated_post)});
    grid.add({"others", cell(stats::control_pre), cell(stats::control_post)});
    out.figures["comparison"] = std::move(figures);
    out.text += fmt::format("\nDifference in differences by {}\n{}", *asked.group, grid.text());
    out.text += found.effect
                    ? fmt::format(
                          "  effect {}, {}, p {}; it supposes that both would have moved alike\n",
                          unit.signed_one().of(found.effect),
                          unit.signed_one().of(found.lo, found.hi),
                          p_text(found.p)
                      )
                    : fmt::format("  none: {}\n", words_of(found.reason));
}

std::string verdict_text(const stats::Finding& found, const Unit& unit) {
    switch (found.verdict) {
        case stats::Verdict::worked:
            return "it worked";
        case stats::Verdict::worked_a_little:
            return "it worked, but perhaps by too little to matter";
        case stats::Verdict::harm:
            return "it did harm";
        case stats::Verdict::no_evidence: {
            Unit size = unit;
            size.sign = false;
            return fmt::format("no evidence; up to {} may hide", size.of(found.could_hide));
        }
        case stats::Verdict::unknown:
            break;
    }
    return "cannot be told apart from a trend: neither a series nor a comparison group";
}

void put_verdict(
    Findings& out,
    const EffectAsked& asked,
    std::string_view by,
    std::optional<double> lo,
    std::optional<double> hi,
    const Unit& unit
) {
    if (asked.less_is_better && lo && hi) {
        std::swap(*lo, *hi);
        lo = -*lo;
        hi = -*hi;
    }
    const auto found = stats::finding(lo, hi, asked.worth / unit.factor);
    out.figures["verdict"] = stats::name(found.verdict);
    out.figures["by"] = text_or_null(lo && hi ? by : "");
    out.figures["could_hide"] = number(found.could_hide);
    const auto source = lo && hi ? fmt::format(" (by the {})", by) : std::string();
    out.text += fmt::format("\nVerdict{}: {}.\n", source, verdict_text(found, unit));
}

Day change_day(const EffectAsked& asked) {
    const auto day = parse_iso_day(asked.at);
    if (!day) {
        throw Refusal(Code::invalid, fmt::format("--at {}: not a day as in 2026-11-21.", asked.at));
    }
    return *day;
}

stats::DifferenceInDifferences compare(
    const Table& table,
    const Measure& measure,
    const DatedAnswers& answers,
    const EffectAsked& asked,
    Day at
) {
    const auto groups = table.texts(*asked.group);
    if (std::find(groups.begin(), groups.end(), *asked.changed) == groups.end()) {
        throw Refusal(
            Code::invalid, fmt::format("No row has {} in {}.", *asked.changed, *asked.group)
        );
    }
    const auto sums = sums_of(measure, answers, groups, *asked.changed, at);
    return stats::difference_in_differences(sums, 1, measure.level());
}

// With a group, the one that the change reached.
DatedAnswers changed_ones(const Table& table, DatedAnswers answers, const EffectAsked& asked) {
    if (asked.group) {
        const auto groups = table.texts(*asked.group);
        std::erase_if(answers.answers, [&](const auto& one) {
            return groups[one.row] != *asked.changed;
        });
    }
    return answers;
}

}  // namespace

Findings analyze_effect(const Table& table, const EffectAsked& asked) {
    const Measure measure(asked.measure);
    const Day at = change_day(asked);
    const auto answers = dated_answers(table, measure, asked.date);
    std::optional<stats::DifferenceInDifferences> compared;
    if (asked.group) {
        compared = compare(table, measure, answers, asked, at);
    }
    const auto changed = changed_ones(table, answers, asked);
    Findings out;
    out.figures["what"] = "effect";
    out.figures["at"] = asked.at;
    out.text = fmt::format("Effect on {} of {} ({})\n", measure.title(), asked.at, table.name());
    if (changed.answers.empty()) {
        throw Refusal(Code::invalid, "The changed group has no row with a rating and a day.");
    }
    Sample before(measure), after(measure);
    for (const auto& one : changed.answers) {
        (one.day < at ? before : after).add(one.rating);
    }
    put_before_after(out, measure, before, after);
    const auto series = break_of(measure, changed, at);
    put_break(out, series, measure.unit());
    if (compared) {
        put_comparison(out, *compared, asked, measure.unit());
    }
    const bool by_group = compared && compared->lo && compared->hi;
    put_verdict(
        out,
        asked,
        by_group ? "comparison" : "series",
        by_group ? compared->lo : series.now.lo,
        by_group ? compared->hi : series.now.hi,
        measure.unit()
    );
    return out;
}

}  // namespace styk::cli
