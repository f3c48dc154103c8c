#include "stats/journey_effort.h"

#include <algorithm>

#include "base/result.h"
#include "stats/ranks.h"

namespace styk::stats {

namespace {

JourneyEffort effort_of(
    std::span<const JourneyEvent> journey,
    std::span<const std::uint32_t> channel_of,
    std::vector<std::size_t>& met,  // by activity: the number of the journey that met it last
    std::size_t number
) {
    JourneyEffort effort;
    effort.contacts = static_cast<double>(journey.size());
    effort.duration_s = journey.back().at_s - journey.front().at_s;
    for (std::size_t i = 0; i < journey.size(); ++i) {
        const std::uint32_t activity = journey[i].activity;
        effort.repeats += met[activity] == number ? 1 : 0;
        met[activity] = number;
        if (i > 0) {
            const std::uint32_t before = journey[i - 1].activity;
            effort.self_loops += activity == before ? 1 : 0;
            effort.switches +=
                !channel_of.empty() && channel_of[activity] != channel_of[before] ? 1 : 0;
        }
    }
    return effort;
}

}  // namespace

std::vector<JourneyEffort> efforts(
    const JourneyLog& log, std::span<const std::uint32_t> channel_of
) {
    if (!channel_of.empty() && channel_of.size() != log.activities()) {
        throw Fault("each activity has one channel");
    }
    std::vector<JourneyEffort> found;
    found.reserve(log.size());
    std::vector<std::size_t> met(log.activities(), log.size());
    for (std::size_t i = 0; i < log.size(); ++i) {
        found.push_back(effort_of(log.journey(i), channel_of, met, i));
    }
    return found;
}

std::optional<double> contacts_per_resolved(const JourneyLog& log, std::uint32_t resolved) {
    double journeys = 0;
    for (std::size_t i = 0; i < log.size(); ++i) {
        const auto journey = log.journey(i);
        journeys += std::ranges::find(journey, resolved, &JourneyEvent::activity) != journey.end();
    }
    return journeys > 0 ? std::optional(static_cast<double>(log.events()) / journeys)
                        : std::nullopt;
}

std::optional<std::vector<double>> effort_index(
    std::span<const JourneyEffort> journeys, const EffortWeights& weights
) {
    const std::pair<double, double JourneyEffort::*> parts[]{
        {weights.contacts, &JourneyEffort::contacts},
        {weights.repeats, &JourneyEffort::repeats},
        {weights.self_loops, &JourneyEffort::self_loops},
        {weights.switches, &JourneyEffort::switches},
        {weights.duration, &JourneyEffort::duration_s}
    };
    double all = 0;
    for (const auto& [weight, part] : parts) {
        if (!(weight >= 0)) {
            return std::nullopt;
        }
        all += weight;
    }
    if (!(all > 0)) {
        return std::nullopt;
    }
    std::vector<double> index(journeys.size()), values(journeys.size());
    for (const auto& [weight, part] : parts) {
        std::ranges::transform(journeys, values.begin(), [&](const auto& one) {
            return one.*part;
        });
        const auto rank = ranks(values);
        for (std::size_t i = 0; i < index.size(); ++i) {
            index[i] += weight / all * (rank[i] - 0.5) / static_cast<double>(index.size());
        }
    }
    return index;
}

Gaps gaps(const JourneyLog& log) {
    Gaps found;
    for (std::size_t i = 0; i < log.size(); ++i) {
        const auto journey = log.journey(i);
        for (std::size_t j = 1; j < journey.size(); ++j) {
            found[{journey[j - 1].activity, journey[j].activity}].push_back(
                journey[j].at_s - journey[j - 1].at_s
            );
        }
    }
    return found;
}

SurvivalTable time_to_next(const JourneyLog& log, std::uint32_t from, double observed_until_s) {
    SurvivalTable table;
    for (std::size_t i = 0; i < log.size(); ++i) {
        const auto journey = log.journey(i);
        for (std::size_t j = 0; j < journey.size(); ++j) {
            if (journey[j].activity != from) {
                continue;
            }
            const bool open = j + 1 == journey.size();
            const double until = open ? observed_until_s : journey[j + 1].at_s;
            table.add(std::max(0.0, until - journey[j].at_s), !open);
        }
    }
    return table;
}

}  // namespace styk::stats
