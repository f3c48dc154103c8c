// How often a service standard was kept, from events on the standard's clock, with what customers
// answer about it beside it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/database.h"
#include "insight/engine.h"
#include "people/actor.h"
#include "promise/adherence.h"
#include "promise/standard.h"
#include "stats/quantile.h"

namespace styk::firm {
class WorkingTime;
}

namespace styk::story {

struct StandardsAsked {
    std::vector<promise::Standard> standards;
    feedback::Filter filter;     // of the events that begin; see check_contact_filter
    std::optional<Period> by{};  // also period by period
};

// met, missed: the whole interval is on that side of the target; open: neither is certain.
struct Adherence {
    std::uint64_t n = 0, kept = 0;  // occasions that are judged
    stats::Estimate share{};
    std::string_view standing = "unknown";  // met, missed, open, unknown (nothing to judge by)
};

struct AdherenceStep {
    std::string key;  // of the period
    Day first_day = 0;
    Adherence found{};
};

struct StandardRow {
    std::size_t standard = 0;  // which of those asked for
    Adherence found{};
    std::uint64_t open = 0;      // there is still time
    std::uint64_t unlinked = 0;  // nobody knows whose they were, so what followed is unknown
    std::uint64_t without = 0;   // events without a duration
    std::uint64_t timed = 0;     // occasions whose seconds are known
    stats::QuantileEstimate median{}, p90{};  // seconds on the standard's clock
    std::string_view reason{};                // no_event: it is not measured by events
    std::optional<stats::Estimate> answers{};
    std::vector<AdherenceStep> steps{};
};

struct StandardsShown {
    Instant from, to;
    std::vector<StandardRow> rows;  // in the order asked for
};

// What a standard is held to; `working` must outlive it.
[[nodiscard]] promise::Yardstick yardstick_of(
    const promise::Standard& standard, const firm::WorkingTime& working
);

[[nodiscard]] StandardsShown show_standards(
    db::Database& database,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const StandardsAsked& asked,
    Instant now
);

}  // namespace styk::story
