// What decides whether customers are content: how much each rated thing weighs in an outcome, with
// its interval, beside how it performs. Association in a survey; the proof is a test of a change.
#pragma once

#include "story/driver_outcome.h"
#include "story/show_tally.h"

namespace styk::story {

struct DriverAsked {
    DriverOutcome outcome;
    std::vector<insight::Rated> drivers;  // none: whatever is rated together with it
    feedback::Filter filter;
};

enum class MissingRatings { none, listwise, not_met, em };

struct Driver {
    insight::Rated rated;
    std::string name;
    double weight = 0, share = 0;      // of R^2, and as a part of their sum
    std::optional<double> lo{}, hi{};  // of the share
    std::optional<double> probability_first{};
    int rank = 0, rank_group = 0;
    double johnson = 0, r = 0;
    std::optional<double> beta{}, beta_lo{}, beta_hi{};  // outcome's ratings by one rating
    std::optional<double> beta_standard{}, inflation{};
    bool suppressed = false;
    std::uint64_t n = 0;
    double missing_share = 0;
    stats::Estimate performance;
    std::optional<double> performance_mean{}, performance_lo{}, performance_hi{};  // in ratings
    int scale_min = 0, scale_max = 0;
    std::string_view quadrant{};  // fix_first, keep, leave, good_enough, on_the_line
    std::optional<double> penalty{}, penalty_p{}, reward{}, reward_p{};
    std::string_view kano{};  // basic, performance, excitement, neutral
};

struct DriverWarning {
    std::string_view key;  // few_answers, collinear, missing, weak_model, duplicate, approximation
    std::vector<std::size_t> drivers{};
    std::optional<double> value{};
};

struct Drivers {
    DriverOutcome outcome;
    std::uint64_t n = 0, n_complete = 0;
    stats::Tier tier = stats::Tier::none;
    std::string_view method = "lmg";
    std::optional<double> r2{}, r2_adjusted{};
    MissingRatings missing = MissingRatings::none;
    std::size_t replicates = 0;
    std::vector<Driver> drivers;  // weightiest first
    // Where the map is cut. Performance: in ratings when all drivers share a scale, else 0..1 of
    // it.
    std::optional<double> cut_importance{}, cut_performance{};
    std::optional<double> base_mean{};
    stats::Estimate base;
    std::vector<DriverWarning> warnings;
    std::string_view reason{};
};

// Throws Refusal{invalid} when the outcome is among the drivers or there are more than 24.
[[nodiscard]] Drivers show_drivers(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const DriverAsked& asked
);

}  // namespace styk::story
