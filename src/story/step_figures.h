// The live figures of a journey's steps: how each is rated and felt, by channel, against the
// others, what it weighs in the outcome of the whole, and what follows from that by rule.
#pragma once

#include <string>
#include <vector>

#include "stats/difference.h"
#include "story/emotion.h"
#include "story/moments_of_truth.h"
#include "story/step_counts.h"

namespace styk::story {

enum class MarkKind { pain, success, moment_of_truth };
inline constexpr std::string_view mark_names[] = {"pain", "success", "moment_of_truth"};

// What people said of a step, over the rule.
struct PeopleMark {
    MarkKind kind = MarkKind::pain;
    bool on = true;
    std::string reason;
};

// A step of a map, as far as figures need it.
struct StepSubject {
    std::string id;
    std::optional<std::string> touchpoint{};  // key
    bool external = false;
    std::optional<double> drawn{};  // -2..2, by people
    std::vector<PeopleMark> people{};
};

struct StepsAsked {
    std::vector<StepSubject> steps{};
    std::optional<std::string> metric{};     // key; nothing: what is rated most at each touchpoint
    std::vector<std::string> not_lived{};    // metrics of something else than what was lived (what
                                             // was expected, say): never taken unless asked for
    std::optional<DriverOutcome> outcome{};  // nothing: what is rated most without a touchpoint,
                                             // else the recommendation that is rated most
    insight::GroupBy by{};                   // one more grouping of each step, or ""
    feedback::Filter filter{};
    bool with_moments = true;  // what decides takes longest
};

struct StepPart {
    std::optional<std::string> key;
    stats::Estimate score;
    Emotion emotion;
};

// Two sides of which the first is the better one, in the metric's unit.
struct Compared {
    stats::Difference difference;
    std::optional<double> p_adjusted{};
    bool stands = false;
    std::string_view reason{};  // why it was not tested
};

// The best and the worst channel (of those with enough answers) of one touchpoint.
struct ChannelGap : Compared {
    std::string from, to;
};

struct RuleMark {
    MarkKind kind;
    std::string_view because;  // negative, below_others, decides_and_hurts, above_others, delights,
                               // decides
    std::optional<double> value{}, lo{}, hi{};  // the figure that says so, in its unit
};

struct StepFigures {
    StepSubject subject;
    const metric::Metric* metric = nullptr;  // none: nothing is rated here
    stats::Estimate score{};
    stats::Histogram histogram{};  // empty when hidden
    Emotion emotion{};
    std::uint64_t feedback = 0;
    ToneCounts comments{};
    std::vector<StepPart> channels{}, groups{};
    std::optional<ChannelGap> gap{};
    Compared against_others{};  // the step less the other touchpoints with this metric
    std::optional<StepMoment> moment{};
    std::string_view no_moment{};  // why not
    std::vector<RuleMark> marks{};

    [[nodiscard]] bool is_listened() const { return feedback > 0; }
};

struct JourneyFigures {
    std::vector<StepFigures> steps;  // as asked
    std::string metric;              // of most steps; empty: none is rated
    stats::Estimate firm{};          // that metric at all touchpoints
    std::optional<DriverOutcome> outcome{};
    stats::Estimate score{};  // of the journey as a whole: the outcome, apart from touchpoints
    stats::MetricRule outcome_rule{};
    StepMoments moments{};
    std::vector<insight::Rated> drivers{};        // what entered moments
    std::vector<std::string> external_drivers{};  // steps outside the firm that move the outcome
    std::size_t listened = 0;
    std::int64_t position = 0;
};

// The ratings of several steps as one score: of the metric that most of them have, each touchpoint
// once, hidden ones left out.
struct JoinedScore {
    std::string metric;  // empty: none is rated
    stats::Estimate score{};
};

[[nodiscard]] JoinedScore joined_score(
    const feedback::Directory& directory, const std::vector<const StepFigures*>& steps
);

// What is counted for them: whoever shows several journeys counts once.
struct LivedCounts {
    StepCounts all{};                   // metrics of what was lived
    std::optional<StepCounts> asked{};  // the one metric that is asked for
};

[[nodiscard]] LivedCounts lived_counts(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const StepsAsked& asked
);

[[nodiscard]] JourneyFigures step_figures(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const StepsAsked& asked,
    const LivedCounts& counted
);

[[nodiscard]] JourneyFigures step_figures(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const StepsAsked& asked
);

}  // namespace styk::story
