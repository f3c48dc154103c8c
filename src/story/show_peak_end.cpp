#include "story/show_peak_end.h"

#include <unordered_map>

#include "feedback/touch_store.h"

namespace styk::story {

namespace {

using StepPlaces = std::map<std::string, double, std::less<>>;

// Where each touchpoint stands on the way: at its first step.
StepPlaces places_of(const std::vector<StepSubject>& steps) {
    StepPlaces out;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].touchpoint) {
            out.emplace(*steps[i].touchpoint, static_cast<double>(i));
        }
    }
    return out;
}

struct Journeys {
    std::vector<stats::Touch> touches;
    stats::Overall overall;
    std::unordered_map<std::int64_t, std::uint32_t> numbers;  // by feedback

    std::uint32_t number_of(std::int64_t feedback_seq) {
        const auto [found, fresh] =
            numbers.try_emplace(feedback_seq, static_cast<std::uint32_t>(overall.size()));
        if (fresh) {
            overall.emplace_back();
        }
        return found->second;
    }
};

Journeys read_journeys(
    db::Reader& reader,
    const std::string& metric,
    const insight::Rated& outcome,
    const StepPlaces& places,
    const feedback::Filter& filter
) {
    Journeys out;
    const auto touchpoint = outcome.touchpoint.value_or("");
    feedback::each_touch(
        reader,
        {metric, outcome.metric},
        filter,
        [&](const feedback::TouchRating& one) {
            if (one.metric == outcome.metric && one.touchpoint == touchpoint) {
                out.overall[out.number_of(one.feedback_seq)] = one.value;
                return;
            }
            const auto place = places.find(one.touchpoint);
            if (one.metric == metric && place != places.end()) {
                const auto number = out.number_of(one.feedback_seq);
                const auto at = static_cast<std::uint32_t>(place->second);
                out.touches.push_back({number, at, place->second, static_cast<double>(one.value)});
            }
        }
    );
    return out;
}

}  // namespace

PeakEndShown show_peak_end(
    db::Database& database,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const StepsAsked& asked
) {
    auto question = asked;
    question.with_moments = false;
    const auto figures = step_figures(engine, directory, actor, question);
    PeakEndShown out{figures.metric, figures.outcome};
    out.reason = out.metric.empty()   ? stats::reason::no_answers
                 : !out.outcome       ? "no_outcome"
                 : out.outcome->trait ? "outcome_is_attribute"
                                      : std::string_view();
    if (!out.reason.empty()) {
        return out;
    }
    const insight::Question about{{out.outcome->rated.metric, out.metric}, {}, asked.filter};
    const auto filter = figures_filter(about, actor, directory);
    const auto journeys = database.read([&](db::Reader& reader) {
        return read_journeys(
            reader, out.metric, out.outcome->rated, places_of(asked.steps), filter
        );
    });
    out.found = stats::peak_end(journeys.touches, journeys.overall);
    out.reason = out.found.reason;
    if (out.found.journeys > 0 &&
        out.found.journeys < limits_for(about, directory).anonymous_below) {
        out.found = {};
        out.reason = stats::reason::hidden;
    }
    return out;
}

}  // namespace styk::story
