// Area 6, first half: process maps, chains, funnels, attribution.
#include "reference/journeys.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <numeric>

#include "base/result.h"
#include "reference/columns.h"
#include "reference/reference.h"
#include "stats/attribution.h"
#include "stats/funnel.h"
#include "stats/journey_effort.h"
#include "stats/markov_chain.h"
#include "stats/quantile.h"
#include "stats/transitions.h"
#include "stats/variants.h"

namespace styk::reference {

namespace {

using boost::json::array;
using Names = std::vector<std::string>;

constexpr double hour_s = 3600;

struct Events {
    Names activities;
    stats::JourneyLog log;
};

// Rows of a case stay in the order of the file where times are equal or missing.
Events events_in(const Input& input) {
    const Table& table = input.table();
    const std::string who = column_named(input, table, "case", "case");
    const std::string what = column_named(input, table, "activity", "activity");
    const std::string when = column_named(input, table, "time", "time");
    const Names activities = levels_of(table, what);
    const auto journeys = places_in(levels_of(table, who), table.text(who));
    const auto acts = places_in(activities, table.text(what));
    std::vector<stats::JourneyEvent> events;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        const double at = table.has(when) ? seconds_of(table.text(when)[i]) : 0;
        if (journeys[i] >= 0 && acts[i] >= 0 && !std::isnan(at)) {
            events.push_back(
                {static_cast<std::uint32_t>(journeys[i]), static_cast<std::uint32_t>(acts[i]), at}
            );
        }
    }
    const auto count = static_cast<std::uint32_t>(activities.size());
    return {activities, stats::JourneyLog(std::move(events), count)};
}

std::string path_name(const Names& names, std::span<const std::uint32_t> path) {
    std::vector<std::string_view> parts;
    for (const std::uint32_t each : path) {
        parts.emplace_back(names[each]);
    }
    return fmt::format("{}", fmt::join(parts, ">"));
}

void add_transitions(Output& output, const Names& names, const stats::Transitions& transitions) {
    array starts;
    Output counts, shares, visits;
    const auto expected = stats::expected_visits(transitions);
    for (std::uint32_t from = 0; from < transitions.activities(); ++from) {
        Output count, share;
        for (std::uint32_t to = 0; to <= transitions.end(); ++to) {
            if (const auto n = transitions.count(from, to); n > 0) {
                const std::string name = to == transitions.end() ? "(end)" : names[to];
                count[name] = n;
                share[name] = stats::step(transitions, from, to)->share;
            }
        }
        counts[names[from]] = count;
        shares[names[from]] = share;
        visits[names[from]] = expected[from];
        if (transitions.starts(from) > 0) {
            starts.push_back(transitions.starts(from));
        }
    }
    output["count_from_start"] = starts;
    output["transition_counts"] = counts;
    output["transition_prob"] = shares;
    output["expected_visits_markov"] = visits;
    output["self_loops"] = transitions.self_loops();
    output["conditional_entropy_bits"] = number_or_null(stats::step_entropy(transitions));
}

void add_variants(Output& output, const Names& names, const stats::JourneyLog& log) {
    stats::Variants variants;
    variants.add(log);
    array top;
    for (const auto& variant : variants.top(3)) {
        top.push_back(Output{{"path", path_name(names, variant.path)}, {"n", variant.count}});
    }
    output["variants"] = variants.different();
    output["top3_variants"] = top;
    output["share_top5_variants"] = variants.share_of_top(5);
}

void add_effort(Output& output, const stats::JourneyLog& log) {
    std::vector<double> hours;
    double repeats = 0, with_repeat = 0;
    const auto efforts = stats::efforts(log);
    for (const auto& effort : efforts) {
        hours.push_back(effort.duration_s / hour_s);
        repeats += effort.repeats;
        with_repeat += effort.repeats > 0 ? 1 : 0;
    }
    const auto n = static_cast<double>(efforts.size());
    const double sum = std::accumulate(hours.begin(), hours.end(), 0.0);
    output["mean_events_per_case"] = static_cast<double>(log.events()) / n;
    output["mean_repeats_per_case"] = repeats / n;
    output["share_cases_with_repeat"] = with_repeat / n;
    output["duration_hours"] = Output{
        {"mean", sum / n},
        {"p50", number_or_null(stats::quantile(hours, 0.5))},
        {"p90", number_or_null(stats::quantile(hours, 0.9))},
        {"p25", number_or_null(stats::quantile(hours, 0.25))},
        {"p75", number_or_null(stats::quantile(hours, 0.75))}
    };
}

Output gap_hours(const Names& names, const stats::JourneyLog& log) {
    Output found;
    for (const auto& [step, seconds] : stats::gaps(log)) {
        std::vector<double> hours(seconds.size());
        std::ranges::transform(seconds, hours.begin(), [](double gap) { return gap / hour_s; });
        found[names[step.first] + ">" + names[step.second]] = Output{
            {"n", hours.size()},
            {"median", number_or_null(stats::quantile(hours, 0.5))},
            {"p90", number_or_null(stats::quantile(hours, 0.9))}
        };
    }
    return found;
}

Output process_map(const Input& input) {
    const auto [names, log] = events_in(input);
    if (log.size() == 0) {
        throw Fault("no answer: no events");
    }
    stats::Transitions transitions(log.activities());
    transitions.add(log);
    Output output{
        {"cases", log.size()},
        {"events", log.events()},
        {"activities", array(names.begin(), names.end())}
    };
    add_transitions(output, names, transitions);
    add_variants(output, names, log);
    add_effort(output, log);
    output["gap_hours"] = gap_hours(names, log);
    return output;
}

Output order_test(const Input& input) {
    stats::Triples triples;
    triples.add(events_in(input).log);
    const auto test = stats::order_test(triples);
    if (!test) {
        return {{"G2", nullptr}, {"df", 0}, {"p", nullptr}};
    }
    return {{"G2", test->g2}, {"df", test->df}, {"p", test->p}};
}

std::optional<double> window_of(const Input& input) {
    for (const auto& [key, seconds] :
         {std::pair{"window_seconds", 1.0}, {"window_hours", hour_s}, {"window_days", 24 * hour_s}
         }) {
        if (input.has(key)) {
            return input.number(key) * seconds;
        }
    }
    return std::nullopt;
}

Output funnel(const Input& input) {
    input.only_says("rule");
    auto [names, log] = events_in(input);
    std::vector<std::uint32_t> steps;
    for (const std::string& name : input.texts("steps")) {
        // A step nobody took has a number of its own.
        steps.push_back(static_cast<std::uint32_t>(std::ranges::find(names, name) - names.begin()));
    }
    const auto found = stats::funnel(log, steps, {window_of(input), {}});
    array shares, intervals, medians;
    for (const auto& step : found.steps) {
        shares.push_back(number_or_null(step.share));
        intervals.push_back(
            step.interval ? array{step.interval->lo, step.interval->hi} : array{nullptr, nullptr}
        );
        medians.push_back(step.median_s ? boost::json::value(*step.median_s / hour_s) : nullptr);
    }
    return {
        {"reached", array(found.reached.begin(), found.reached.end())},
        {"step_conversion", shares},
        {"step_wilson", intervals},
        {"overall", number_or_null(found.overall)},
        {"median_hours_between", medians}
    };
}

// The text between the first pair of single quotes: "path, ' > ' separated".
std::string separator_in(const std::string& words) {
    const auto from = words.find('\''), to = words.find('\'', from + 1);
    return from == std::string::npos || to == std::string::npos
               ? " > "
               : words.substr(from + 1, to - from - 1);
}

Names split(const std::string& text, const std::string& separator) {
    Names parts;
    std::size_t from = 0;
    for (auto at = text.find(separator); at != std::string::npos; at = text.find(separator, from)) {
        parts.push_back(text.substr(from, at - from));
        from = at + separator.size();
    }
    parts.push_back(text.substr(from));
    return parts;
}

struct Paths {
    Names touchpoints;  // sorted
    std::vector<stats::TouchPath> paths;
};

std::vector<double> counts_in(const Input& input, const char* key, const char* custom) {
    const Table& table = input.table();
    const std::string column = column_named(input, table, key, custom);
    auto counts = table.has(column) ? table.numbers(column) : std::vector<double>(table.rows(), 0);
    std::ranges::replace_if(counts, [](double count) { return std::isnan(count); }, 0);
    return counts;
}

Paths paths_in(const Input& input) {
    const std::string words = input.text_or("path", "path");
    const Table& table = input.table();
    const std::string named = words.substr(0, words.find(','));
    const auto& texts = table.text(table.has(named) ? named : "path");
    const std::string separator = separator_in(words);
    std::map<std::string, std::uint32_t> numbers;
    for (const std::string& text : texts) {
        for (const std::string& part : split(text, separator)) {
            numbers.emplace(part, 0);
        }
    }
    Paths found;
    for (auto& [name, number] : numbers) {
        number = static_cast<std::uint32_t>(found.touchpoints.size());
        found.touchpoints.push_back(name);
    }
    const auto conversions = counts_in(input, "conversions", "total_conversions");
    const auto nulls = counts_in(input, "null", "total_null");
    for (std::size_t i = 0; i < texts.size(); ++i) {
        stats::TouchPath path{{}, conversions[i], nulls[i]};
        for (const std::string& part : split(texts[i], separator)) {
            path.touchpoints.push_back(numbers.at(part));
        }
        found.paths.push_back(std::move(path));
    }
    return found;
}

boost::json::value of_touchpoints(const Names& names, const Eigen::VectorXd& values) {
    if (values.size() == 0) {
        return nullptr;
    }
    return by_name(names, {values.data(), static_cast<std::size_t>(values.size())});
}

Output removal_effect(const Input& input) {
    const auto [names, paths] = paths_in(input);
    const auto found = stats::attribute(paths, static_cast<std::uint32_t>(names.size()));
    return {
        {"conversion_probability", number_or_null(found.chain_rate)},
        {"observed_conversion_rate", number_or_null(found.observed_rate)},
        {"removal_effect", of_touchpoints(names, found.removal_effect)},
        {"attribution_markov", of_touchpoints(names, found.markov)},
        {"first_touch", of_touchpoints(names, found.first)},
        {"last_touch", of_touchpoints(names, found.last)},
        {"linear", of_touchpoints(names, found.linear)},
        {"shapley_unordered", of_touchpoints(names, found.shapley)}
    };
}

Output transition_ci(const Input& input) {
    const Table& table = input.table();
    const std::string column = column_named(input, table, "state", "state");
    const Names states = levels_of(table, column);
    std::vector<std::uint32_t> sequence;
    for (const int place : places_in(states, table.text(column))) {
        if (place >= 0) {
            sequence.push_back(static_cast<std::uint32_t>(place));
        }
    }
    const auto chain = stats::markov_chain(sequence, static_cast<std::uint32_t>(states.size()));
    array counts, shares, errors;
    for (Eigen::Index from = 0; from < chain.counts.rows(); ++from) {
        array count, share, error;
        for (Eigen::Index to = 0; to < chain.counts.rows(); ++to) {
            const bool left = chain.left[from] > 0;
            count.push_back(chain.counts(from, to));
            share.push_back(left ? boost::json::value(chain.probabilities(from, to)) : nullptr);
            error.push_back(left ? boost::json::value(chain.errors(from, to)) : nullptr);
        }
        counts.push_back(count);
        shares.push_back(share);
        errors.push_back(error);
    }
    const auto steady = stats::steady_state(chain);
    return {
        {"states", array(states.begin(), states.end())},
        {"counts", counts},
        {"prob", shares},
        {"se", errors},
        {"steady", steady ? boost::json::value(array(steady->begin(), steady->end())) : nullptr},
        {"loglik", chain.log_likelihood}
    };
}

}  // namespace

void add_journeys(Registry& registry) {
    registry["journey_process_map"] = process_map;
    registry["markov_order_test"] = order_test;
    registry["ordered_funnel"] = funnel;
    registry["markov_removal_effect"] = removal_effect;
    registry["markov_transition_ci"] = transition_ci;
    add_journey_scores(registry);
}

}  // namespace styk::reference
