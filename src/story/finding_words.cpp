#include "story/finding_words.h"

#include <fmt/format.h>

#include "insight/period.h"

namespace styk::story {

namespace {

constexpr std::size_t most_equals = 3;
constexpr double sure = 0.95;  // of being first

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
         {"range", words.amounts(change.difference)}}
    };
}

}  // namespace

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
    const auto& steady = trend.steady;
    if (steady.p && *steady.p <= beyond_chance && steady.sen_slope != 0) {
        return FindingSentence{
            key_of(steady.sen_slope > 0 ? "rising" : "falling", trend),
            {{"by", words.slope(steady.sen_slope)}}
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
    return FindingSentence{
        std::string(all.stands == 0 ? calm : stand),
        {{"of", static_cast<std::int64_t>(all.of)},
         {"stands", static_cast<std::int64_t>(all.stands)}}
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
              {"worse", (one.better ? other : one).indicator.name}}}
        );
    }
    return out;
}

}  // namespace styk::story
