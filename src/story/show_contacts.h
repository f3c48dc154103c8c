// Queues of phone and chat, from events: how long people wait and how many give up, and whether one
// contact was enough.
#pragma once

#include "customer/contact_store.h"
#include "feedback/filter.h"
#include "people/actor.h"
#include "stats/contacts.h"

namespace styk::story {

// `filter` says whose contacts and when they arrived. `by`: see is_contact_grouping.
struct ContactsAsked {
    feedback::Filter filter;
    std::vector<std::string> by;
};

// channel, touchpoint, stage, location, segment, lifecycle, topic, hour, weekday (1 Monday … 7),
// day, week, month, quarter, year.
[[nodiscard]] bool is_contact_grouping(std::string_view name);

// What contacts know nothing of (the words of a comment, a metric, …), one problem a name.
[[nodiscard]] Problems check_contact_filter(const feedback::Filter& filter);

inline constexpr Day usual_days = 90;  // when no `from` is asked for

struct ContactCell {
    std::vector<std::optional<std::string>> keys;  // one a grouping
    bool hidden = false;
};

struct WaitRow : ContactCell {
    stats::WaitCounts counts;
    stats::WaitFigures figures;
    std::optional<double> target_s{};  // nothing when channels with different targets are in it
};

struct Waits {
    Instant from, to;
    std::vector<WaitRow> rows;
    WaitRow total;
};

[[nodiscard]] Waits show_waiting(
    db::Reader& reader,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const ContactsAsked& asked,
    Instant now
);

struct ResolutionRow : ContactCell {
    std::uint64_t resolved = 0, repeated = 0;
    std::uint64_t open = 0;              // the days are not over yet
    std::uint64_t without_customer = 0;  // nobody knows who it was
    stats::ClusterSums by_customer{};
    stats::Estimate share{};
};

struct Resolutions {
    Instant from, to;
    std::int64_t within_days = 0;
    std::vector<ResolutionRow> rows;
    ResolutionRow total;
};

// `within_days`: by default the rules'.
[[nodiscard]] Resolutions show_first_contacts(
    db::Reader& reader,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const ContactsAsked& asked,
    std::optional<std::int64_t> within_days,
    Instant now
);

}  // namespace styk::story
