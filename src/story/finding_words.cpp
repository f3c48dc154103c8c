#include "story/finding_words.h"

#include <fmt/format.h>

#include "insight/period.h"

namespace styk::story {

namespace {

constexpr std::size_t most_equals = 3;
constexpr double sure = 0.95;           // of being first
constexpr double beyond_chance = 0.05;  // p of a single test

std::string key_of(std::string_view what, const Trend& trend) {
    return fmt::format("trend.{}.{}", what, insight::name_of(trend.period));
}

FindingSentence level_of(const Trend& trend, const Speaker& speaker, const FigureWords& words) {
    const auto& change = trend.changes.back();
    const Day day = trend.points[change.at].first_day;
    return {
        key_of(change.difference.value.value_or(0) > 0 ? "rose" : "fell", trend),
        {{"day", speaker.language().day(day)},
         {"month", speaker.language().month(day)},
         {"by", words.amount(change.difference.value.value_or(0))},
         {"range", words.amounts(change.difference)},
         {"sure", yes_or_no(change.certain)}}
    };
}

}  // namespace

std::string yes_or_no(bool sure) {
    return sure ? "yes" : "no";
}

bool is_drift(const Trend& trend) {
    const auto& steady = trend.steady;
    return trend.changes.empty() && trend.chart.reason.empty() && steady.p &&
           *steady.p <= beyond_chance && steady.sen_slope != 0;
}

std::optional<FindingSentence> sentence_of(
    const Trend& trend, const Speaker& speaker, metric::Kind kind
) {
    const FigureWords words(speaker, kind);
    if (!trend.changes.empty()) {
        return level_of(trend, speaker, words);
    }
    if (trend.points.empty() || !trend.chart.reason.empty()) {
        return {};
    }
    if (is_drift(trend)) {
        const double slope = trend.steady.sen_slope;
        return FindingSentence{
            key_of(slope > 0 ? "rising" : "falling", trend),
            {{"by", words.slope(slope)}, {"sure", yes_or_no(trend.drifts)}}
        };
    }
    return FindingSentence{key_of("calm", trend), {}};
}

std::optional<FindingSentence> sentence_of(
    const Comparisons& all, std::string_view stand, std::string_view calm
) {
    if (all.of == 0) {
        return {};
    }
    const std::size_t certain = count_certain(all);
    return FindingSentence{
        std::string(all.stands == 0 ? calm : stand),
        {{"of", static_cast<std::int64_t>(all.of)},
         {"certain", static_cast<std::int64_t>(certain)},
         {"likely", static_cast<std::int64_t>(all.stands - certain)}}
    };
}

std::optional<DriverSentence> sentence_of(
    const Drivers& drivers, const Speaker& speaker, const Names& names
) {
    if (!drivers.reason.empty() || !stats::ranks(drivers.tier)) {
        return {};
    }
    std::vector<const Driver*> equals;
    std::vector<std::string> called;
    for (const Driver& driver : drivers.drivers) {
        const bool equal = driver.rank_group == drivers.drivers.front().rank_group;
        if (!driver.suppressed && equal && equals.size() < most_equals) {
            equals.push_back(&driver);
            called.push_back(names.of(driver.rated));
        }
    }
    if (equals.empty()) {
        return {};
    }
    const Driver& first = *equals.front();
    const bool alone = first.probability_first.value_or(0) >= sure || equals.size() == 1;
    if (alone && first.lo && first.hi) {
        const FigureWords shares(speaker, metric::Kind::box);
        return DriverSentence{
            {"decides.first",
             {{"name", called.front()},
              {"share", shares.value(first.share)},
              {"range", shares.range(*first.lo, *first.hi)}}},
            {equals.front()}
        };
    }
    return DriverSentence{
        {"decides.several", {{"names", speaker.language().list(called)}}}, std::move(equals)
    };
}

std::vector<FindingSentence> sentences_of(const Scorecard& scorecard) {
    std::int64_t met = 0, missed = 0, of = 0;
    for (const ScorecardRow& row : scorecard.rows) {
        met += row.status == TargetStatus::met ? 1 : 0;
        missed += row.status == TargetStatus::missed ? 1 : 0;
        of += row.indicator.target ? 1 : 0;
    }
    std::vector<FindingSentence> out;
    if (of > 0) {
        out.push_back({"score.met", {{"met", met}, {"of", of}, {"missed", missed}}});
    }
    for (const auto& [a, b] : scorecard.conflicts) {
        const auto& one = scorecard.rows[a];
        const auto& other = scorecard.rows[b];
        out.push_back(
            {"score.conflict",
             {{"better", (one.better ? one : other).indicator.name},
              {"worse", (one.better ? other : one).indicator.name},
              {"sure", yes_or_no(one.certain && other.certain)}}}
        );
    }
    return out;
}

}  // namespace styk::story
