#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "story/summary_teller.h"

namespace styk::story {

namespace {

constexpr std::size_t most_parts = 3, most_groups = 2, most_to_fix = 3;

}  // namespace

// ---- what changed

void SummaryTeller::tell_whole() {
    if (!found_.whole || found_.whole->rows.empty() || !found_.whole->rows.front().difference.p) {
        return;
    }
    const Comparison& row = found_.whole->rows.front();
    const auto& difference = row.difference;
    if (!difference.value || !row.other.estimate.value) {
        return;
    }
    say(!row.stands             ? "change.same"
        : *difference.value > 0 ? "change.rose"
                                : "change.fell",
        {{"before", words_.value(*row.other.estimate.value)},
         {"by", words_.amount(*difference.value)},
         {"delta", words_.delta(*difference.value)},
         {"range", row.stands ? words_.amounts(difference) : words_.deltas(difference)},
         {"sure", yes_or_no(row.certain)}},
        figures_of(row, {}, "after", "before"));
    if (row.stands) {
        out_.back().certain = row.certain;
    }
}

std::vector<SummaryFigure> SummaryTeller::figures_of(
    const Comparison& row, const std::string& name, std::string_view one, std::string_view other
) {
    return {
        {one, name, row.one.estimate},
        {other, name, row.other.estimate},
        {"difference", name, {}, row.difference, row.p_adjusted}
    };
}

// Those that stand, the certain ones first, then the largest.
std::vector<const Comparison*> SummaryTeller::standing(const Comparisons& all) {
    std::vector<const Comparison*> rows;
    for (const Comparison& row : all.rows) {
        const bool named = std::all_of(row.keys.begin(), row.keys.end(), [](const auto& key) {
            return key.has_value();
        });
        if (row.stands && named && row.difference.value && row.one.estimate.value &&
            row.other.estimate.value) {
            rows.push_back(&row);
        }
    }
    std::stable_sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) {
        return std::pair(a->certain, std::abs(*a->difference.value)) >
               std::pair(b->certain, std::abs(*b->difference.value));
    });
    return rows;
}

void SummaryTeller::tell_parts() {
    const auto said =
        found_.parts ? sentence_of(*found_.parts, "parts.stand", "parts.calm") : std::nullopt;
    if (!said) {
        return;
    }
    const auto& all = *found_.parts;
    const auto rows = standing(all);
    for (std::size_t i = 0; i < std::min(rows.size(), most_parts); ++i) {
        const Comparison& row = *rows[i];
        const auto name = name_of(found_.parts_by, row.keys);
        say(*row.difference.value > 0 ? "parts.rose" : "parts.fell",
            {{"name", name},
             {"by", words_.amount(*row.difference.value)},
             {"range", words_.amounts(row.difference)},
             {"before", words_.value(*row.other.estimate.value)},
             {"after", words_.value(*row.one.estimate.value)},
             {"sure", yes_or_no(row.certain)}},
            figures_of(row, name, "after", "before"));
        out_.back().certain = row.certain;
    }
    say(*said);
}

void SummaryTeller::tell_trend() {
    const auto said = sentence_of(found_.trend, speaker_, metric_.kind);
    if (!said) {
        return;
    }
    if (!found_.trend.changes.empty()) {
        return tell_level(*said);
    }
    say(*said);
    if (is_drift(found_.trend)) {
        out_.back().certain = found_.trend.drifts;
    }
}

void SummaryTeller::tell_level(const FindingSentence& said) {
    const auto& trend = found_.trend;
    const auto& change = trend.changes.back();
    const Day day = trend.points[change.at].first_day;
    say(said,
        {{"before", {}, trend.levels[trend.levels.size() - 2].estimate},
         {"after", {}, trend.levels.back().estimate},
         {"difference", {}, {}, change.difference, change.p_adjusted}});
    out_.back().certain = change.certain;
    // what may be chance needs no explanation
    if (const auto* mark = change.certain ? nearest_mark(day) : nullptr) {
        say("trend.near",
            {{"name", mark->name},
             {"day", speaker_.language().day(parse_iso_day(mark->at).value_or(day))}});
    }
}

const insight::Mark* SummaryTeller::nearest_mark(Day day) const {
    const Day near = 2 * (next_after(found_.trend.period, day) - day);
    const insight::Mark* nearest = nullptr;
    Day distance = near + 1;
    for (const auto& mark : found_.trend.marks) {
        const auto at = parse_iso_day(mark.at);
        if (at && std::abs(*at - day) < distance) {
            nearest = &mark;
            distance = std::abs(*at - day);
        }
    }
    return nearest;
}

// ---- what stands out

void SummaryTeller::tell_groups(const std::string& by, const Comparisons& all) {
    const auto said = sentence_of(all, "differs.stand", "differs.calm");
    if (!said) {
        return;
    }
    const auto rows = standing(all);
    for (const bool above : {true, false}) {
        std::size_t told = 0;
        for (const Comparison* row : rows) {
            if ((*row->difference.value > 0) == above && told < most_groups) {
                tell_group(by, *row);
                told += 1;
            }
        }
    }
    say(*said);
}

void SummaryTeller::tell_group(const std::string& by, const Comparison& row) {
    const auto name = names_.of(by, row.keys.front());
    say(*row.difference.value > 0 ? "differs.above" : "differs.below",
        {{"name", name},
         {"value", words_.value(*row.one.estimate.value)},
         {"range", words_.range_of(row.one.estimate)},
         {"by", words_.amount(*row.difference.value)},
         {"by_range", words_.amounts(row.difference)},
         {"sure", yes_or_no(row.certain)}},
        figures_of(row, name, "group", "rest"));
    out_.back().certain = row.certain;
}

// ---- what decides

SummaryFigure SummaryTeller::weight_of(const Driver& driver) const {
    stats::Estimate weight = driver.performance;
    weight.value = driver.share;
    weight.lo = driver.lo;
    weight.hi = driver.hi;
    weight.n = found_.drivers.n_complete;
    weight.tier = found_.drivers.tier;
    weight.reason = {};
    return {"weight", names_.of(driver.rated), weight};
}

void SummaryTeller::tell_drivers() {
    if (!decides_) {
        return;
    }
    std::vector<SummaryFigure> figures;
    for (const Driver* driver : decides_->drivers) {
        figures.push_back(weight_of(*driver));
    }
    say(decides_->said, std::move(figures));
    std::vector<std::string> fix;
    for (const Driver& driver : found_.drivers.drivers) {
        if (driver.quadrant == "fix_first" && !driver.suppressed && fix.size() < most_to_fix) {
            fix.push_back(names_.of(driver.rated));
        }
    }
    if (!fix.empty()) {
        say("decides.fix", {{"names", speaker_.language().list(fix)}});
    }
}

void SummaryTeller::tell_lift() {
    const auto& lift = found_.lift;
    if (!lift.reason.empty() || !found_.lift_certain || !lift.all_good.value ||
        !lift.one_bad.value) {
        if (knows_drivers()) {
            say("decides.caution", {});
        }
        return;
    }
    say("decides.lift",
        {{"good", words_.value(*lift.all_good.value)},
         {"good_range", words_.range_of(lift.all_good)},
         {"bad", words_.value(*lift.one_bad.value)},
         {"bad_range", words_.range_of(lift.one_bad)}},
        {{"good", {}, lift.all_good},
         {"bad", {}, lift.one_bad},
         {"difference", {}, {}, lift.difference}});
    out_.back().certain = true;
    say("decides.caution", {});
}

}  // namespace styk::story
