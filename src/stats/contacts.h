// Queues of phone and chat: from events to contacts, how long people waited, and whether one
// contact was enough.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "stats/quantile.h"
#include "stats/share_estimate.h"

namespace styk::stats {

enum class QueueStep { started, answered, abandoned };

// One event. `contact` is a 0-based number of what the sender calls one contact (or one case with
// several contacts after each other).
struct QueueEvent {
    std::uint32_t contact = 0;
    QueueStep step = QueueStep::started;
    std::int64_t at_us = 0;  // of the step itself
    std::optional<double> waited_s{
    };  // of answered and abandoned: how long, as the sender measured
};

enum class ContactEnd { answered, abandoned, open };

struct Contact {
    std::size_t event = 0;  // place of its last event in what was given
    std::int64_t arrived_us = 0;
    ContactEnd end = ContactEnd::open;
    // The sender's own, or else the time since the contact started. Nothing when neither is known
    // and while it is open.
    std::optional<double> waited_s{};
};

// In the order of their arrival. An answer belongs to the start before it; one without a start is a
// contact by itself, which arrived when its wait began (unknown wait: when it was answered).
// A start that is followed by another, or by nothing, stays open. Waits are not negative.
[[nodiscard]] std::vector<Contact> contacts_of(std::span<const QueueEvent> events);

// Counts of one cell of a table; what the figures below are made of.
struct WaitCounts {
    std::uint64_t answered = 0, abandoned = 0, open = 0;
    std::uint64_t in_time = 0;     // answered within the target
    std::uint64_t wait_known = 0;  // answered or abandoned, with a wait
    std::vector<double> waits{};   // seconds; of all who have ended, also of those who gave up
    // 1 where it happened, by the day of arrival: contacts of one rush are alike.
    ClusterSums gave_up{}, served{};

    [[nodiscard]] std::uint64_t ended() const { return answered + abandoned; }
};

// `cluster`: of the contact, for instance its day. `target_s`: answered at that second still
// counts.
void add(WaitCounts& into, const Contact& contact, std::uint64_t cluster, double target_s);

// Undefined: Estimate::reason; quantiles have no value without waits. A contact that gave up never
// counts as served in time, however soon it gave up; one whose wait is unknown is left out of
// `in_time` and of the quantiles.
struct WaitFigures {
    Estimate abandonment{}, in_time{};
    QuantileEstimate median{}, p90{};
    Tier tier = Tier::none;  // of the quantiles
};

[[nodiscard]] WaitFigures wait_figures(const WaitCounts& counts, const TierLimits& limits = {});

// First contact resolution. What became of each contact, `topic` being what it was about.
struct Approach {
    std::uint32_t customer = 0, topic = 0;
    std::int64_t at_us = 0;
    bool counts = true;  // false: comes back to an earlier one, but is not judged itself
};

enum class Fate { resolved, repeated, open, not_judged };

// resolved: the same customer did not come back about the same topic within `within_us`. open: less
// than that has passed until `until_us`, so nobody knows yet; it is set apart even when they have
// come back, lest only failures count. In the order given, which may be any.
[[nodiscard]] std::vector<Fate> fates(
    std::span<const Approach> all, std::int64_t within_us, std::int64_t until_us
);

}  // namespace styk::stats
