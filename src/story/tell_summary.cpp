#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "metric/direction.h"
#include "stats/lmg.h"
#include "story/summary_teller.h"

namespace styk::story {

namespace {

constexpr std::size_t most_names = 6;

}  // namespace

std::vector<SummarySentence> SummaryTeller::tell() {
    section_ = "now";
    tell_now();
    if (found_.left_out > 0) {
        say("now.left_out", {{"n", whole(found_.left_out)}});
    }
    if (stats::shows_value(found_.now.estimate.tier)) {
        tell_goal();
        section_ = "changed";
        tell_whole();
        tell_parts();
        tell_trend();
        section_ = "differs";
        for (const auto& [by, all] : found_.groups) {
            tell_groups(by, all);
        }
        section_ = "decides";
        tell_drivers();
        tell_lift();
    }
    if (found_.now.estimate.n > 0 && found_.now.estimate.tier != stats::Tier::hidden) {
        section_ = "unknown";
        tell_unknown();
    }
    section_ = "others";
    tell_others();
    return std::move(out_);
}

// ---- helpers

void SummaryTeller::say(
    std::string_view key, const PatternValues& values, std::vector<SummaryFigure> figures
) {
    out_.push_back({section_, std::string(key), speaker_.say(key, values), std::move(figures)});
}

void SummaryTeller::say(const FindingSentence& said, std::vector<SummaryFigure> figures) {
    say(said.key, said.values, std::move(figures));
}

std::string SummaryTeller::per_hundred(std::uint64_t part) const {
    const double n = static_cast<double>(found_.now.estimate.n);
    return speaker_.language().number(100 * static_cast<double>(part) / n);
}

PatternValue SummaryTeller::whole(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}

std::string SummaryTeller::name_of(
    const std::vector<std::string>& by, const std::vector<std::optional<std::string>>& keys
) const {
    std::vector<std::string> parts;
    parts.reserve(by.size());
    for (std::size_t i = 0; i < by.size(); ++i) {
        parts.push_back(names_.of(by[i], keys[i]));
    }
    return fmt::format("{}", fmt::join(parts, ", "));
}

// ---- how it stands

void SummaryTeller::tell_now() {
    const auto& now = found_.now.estimate;
    std::vector<SummaryFigure> figures{{"now", {}, now}};
    if (now.n == 0) {
        return say("now.none", {}, std::move(figures));
    }
    if (now.tier == stats::Tier::hidden) {
        return say("now.hidden", {{"least", whole(found_.limits.anonymous_below)}}, figures);
    }
    if (!now.value || !now.lo || !now.hi) {
        const bool classes = !metric_.positive.empty();
        return classes
                   ? say("now.raw",
                         {{"n", whole(now.n)},
                          {"good",
                           speaker_.language().number(static_cast<double>(now.counts.positive))}},
                         figures)
                   : say("now.raw_plain", {{"n", whole(now.n)}}, figures);
    }
    if (!stats::ranks(now.tier)) {
        return say(
            "now.fragile",
            {{"n", whole(now.n)},
             {"value", words_.value(*now.value)},
             {"lo", words_.value(*now.lo)},
             {"hi", words_.value(*now.hi)}},
            figures
        );
    }
    say(now_key(),
        {{"good", per_hundred(now.counts.positive)},
         {"bad", per_hundred(now.counts.negative)},
         {"value", words_.value(*now.value)},
         {"min", metric_.min},
         {"max", metric_.max}},
        figures);
    say("now.sure",
        {{"n", whole(now.n)},
         {"lo", words_.end(*now.lo, *now.hi)},
         {"hi", words_.end(*now.hi, *now.lo)}},
        figures);
}

std::string_view SummaryTeller::now_key() const {
    const auto& key = metric_.key;
    const bool ours = metric_.built_in;
    switch (metric_.kind) {
        case metric::Kind::net:
            return ours && key == "enps"                   ? "now.work"
                   : ours && (key == "nps" || key == "wr") ? "now.recommend"
                                                           : "now.net";
        case metric::Kind::box:
            return ours && key == "csat" ? "now.satisfied" : "now.box";
        case metric::Kind::mean:
            return ours && key == "ces" ? "now.easy" : "now.mean";
        case metric::Kind::index:
            return "now.index";
    }
    return "now.mean";
}

void SummaryTeller::tell_goal() {
    const auto& now = found_.now.estimate;
    if (!metric_.target || !stats::ranks(now.tier) || !now.lo || !now.hi) {
        return;
    }
    const auto status = target_status(now, metric_.target, metric::is_higher_better(metric_));
    say(status == TargetStatus::met      ? "goal.reached"
        : status == TargetStatus::missed ? "goal.missed"
                                         : "goal.open",
        {{"goal", words_.value(*metric_.target)}},
        {{"now", {}, now}});
}

// ---- what nobody knows yet

void SummaryTeller::tell_names(
    std::string_view key, std::string_view key_more, const std::vector<std::string>& all
) {
    if (all.empty()) {
        return;
    }
    const std::size_t shown = std::min(all.size(), most_names);
    const std::vector<std::string> first(all.begin(), all.begin() + static_cast<long>(shown));
    all.size() > shown ? say(key_more,
                             {{"names", fmt::format("{}", fmt::join(first, ", "))},
                              {"more", whole(all.size() - shown)}})
                       : say(key, {{"names", speaker_.language().list(first)}});
}

void SummaryTeller::tell_unknown() {
    const auto before = out_.size();
    std::vector<std::string> few, silent;
    for (const auto& [by, all] : found_.groups) {
        for (const Comparison& row : all.rows) {
            if (row.keys.front() && !stats::ranks(row.one.estimate.tier)) {
                few.push_back(names_.of(by, row.keys.front()));
            }
        }
    }
    for (const auto& key : found_.silent) {
        silent.push_back(names_.of("touchpoint", key));
    }
    tell_names("unknown.few", "unknown.few_more", few);
    tell_names("unknown.silent", "unknown.silent_more", silent);
    tell_unknown_change();
    if (!found_.trend.chart.reason.empty()) {
        say("unknown.trend", {});
    }
    if (found_.is_whole && !knows_drivers()) {
        const bool nothing = found_.drivers.reason == stats::reason::no_drivers;
        say(nothing ? "unknown.drivers.none" : "unknown.drivers.few", {});
    }
    if (out_.size() == before) {
        say("unknown.nothing", {});
    }
}

void SummaryTeller::tell_unknown_change() {
    if (!found_.whole) {
        return say("unknown.all_time", {});
    }
    const auto& rows = found_.whole->rows;
    if (!rows.empty() && rows.front().difference.p) {
        return;
    }
    const bool nothing = rows.empty() || rows.front().other.estimate.n == 0;
    say(nothing ? "unknown.before" : "unknown.before_few", {});
}

// ---- beside others: figures of somebody else, so without an interval of ours

std::string SummaryTeller::reached(const metric::Benchmark& other) const {
    const auto range = other.low && other.high ? words_.range(*other.low, *other.high) : "";
    return !other.value    ? range
           : range.empty() ? words_.value(*other.value)
                           : fmt::format("{}, {}", words_.value(*other.value), range);
}

void SummaryTeller::tell_others() {
    if (found_.others.empty()) {
        return;
    }
    for (std::size_t i = 0; i < std::min(found_.others.size(), most_names); ++i) {
        const auto& other = found_.others[i];
        say("others.line",
            {{"label", other.label},
             {"value", reached(other)},
             {"source", other.source},
             {"year", other.year}});
    }
    say("others.about", {});
}

std::vector<SummarySentence> tell_summary(
    const SummaryFindings& findings,
    const metric::Metric& metric,
    const Speaker& speaker,
    const Names& names
) {
    return SummaryTeller(findings, metric, speaker, names).tell();
}

}  // namespace styk::story
