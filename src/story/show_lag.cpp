#include "story/show_lag.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "insight/period.h"

namespace styk::story {

namespace {

constexpr std::size_t least_periods = 30;
constexpr int most_lags = 8, most_granger_lags = 4;

// Scores of whole periods by their first day.
std::map<Day, double> scores_by_day(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const insight::Question& question,
    Period period,
    Day today
) {
    const auto& key = question.metrics.front();
    const auto rule = metric::rule_of(*directory.metrics.find(key));
    auto narrowed = question;
    (void)keep_one_kind(engine, directory, actor, narrowed);
    const Guard guard(engine, directory, actor, narrowed);
    const std::vector<insight::GroupBy> by{std::string(insight::name_of(period))};
    const auto count = engine.count(directory, key, by, guard.filter());
    const auto hidden = guard.hides(key, by, count.rows);
    std::map<Day, double> scores;
    for (std::size_t i = 0; i < count.rows.size(); ++i) {
        const auto& row = count.rows[i];
        const auto day = insight::first_day_of_key(period, row.keys.front().value_or(""));
        if (const auto value = stats::value_of(rule, row.histogram);
            day && value && !hidden[i] && next_after(period, *day) <= today) {
            scores.emplace(*day, *value);
        }
    }
    return scores;
}

// Reading of the highest correlation: a peak at a negative lag of the room's convention leads.
std::string_view reading(const Lag& found) {
    if (!found.stands) {
        return "unrelated";
    }
    return found.best->lag > 0 ? "leads" : found.best->lag < 0 ? "lags" : "together";
}

}  // namespace

Lag show_lag(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const insight::Question& first,
    const insight::Question& second,
    Period period,
    Instant now
) {
    const Day today = directory.zone.day_of(now);
    const auto one = scores_by_day(engine, directory, actor, first, period, today);
    const auto other = scores_by_day(engine, directory, actor, second, period, today);
    std::vector<double> x, y;
    std::optional<Day> next;
    for (const auto& [day, value] : one) {
        const auto match = other.find(day);
        if (match == other.end()) {
            continue;
        }
        if (next && day != *next) {  // only an unbroken run says what came before what
            x.clear();
            y.clear();
        }
        x.push_back(value);
        y.push_back(match->second);
        next = next_after(period, day);
    }
    Lag out;
    out.periods = x.size();
    if (x.size() < least_periods) {
        out.reason = "too_short";
        return out;
    }
    const auto found = stats::prewhitened_cross_correlation(x, y, most_lags);
    if (!found) {
        out.reason = stats::reason::no_spread;
        return out;
    }
    out.bound = found->bound;
    for (std::size_t i = 0; i < found->lags.size(); ++i) {
        out.lags.push_back({-found->lags[i], found->correlations[i]});
    }
    std::sort(out.lags.begin(), out.lags.end(), [](const auto& a, const auto& b) {
        return a.lag < b.lag;
    });
    out.best =
        *std::max_element(out.lags.begin(), out.lags.end(), [](const auto& a, const auto& b) {
            return std::abs(a.r) < std::abs(b.r);
        });
    out.stands = std::abs(out.best->r) > out.bound;
    out.reads = reading(out);
    if (const auto lags = stats::choose_granger_lags(x, y, most_granger_lags)) {
        out.granger_lags = *lags;
        const auto tested = stats::granger(x, y, *lags);
        out.granger = tested.reason.empty() ? std::optional(tested) : std::nullopt;
    }
    return out;
}

}  // namespace styk::story
