// What alerts have found, and how far they have looked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/record_store.h"
#include "insight/alert.h"

namespace styk::insight {

struct Firing {
    std::int64_t position = 0;
    std::string id;
    Id<Alert> alert_id;
    std::string group_key;  // "" when the alert has no groups
    std::string period;     // key: "2026-W47"
    Instant fired_at;
    std::int64_t n = 0;
    double value = 0;
    std::optional<double> lo{}, hi{};
    double limit = 0;
    std::string said;  // alarm.h
};

struct AlertCheck {
    std::int64_t revision = 0;  // of the alert
    std::string period;         // key of the last whole one
    std::int64_t counted = 0;   // position of the log of facts
    Instant checked_at;
};

[[nodiscard]] std::optional<AlertCheck> find_check(db::Reader& reader, const Id<Alert>& alert);
void put_check(db::Tx& tx, const Id<Alert>& alert, const AlertCheck& check);

// False when this alert has spoken of this group and period already.
bool add_firing(db::Tx& tx, const Firing& firing);

// Has it?
[[nodiscard]] bool has_fired(
    db::Reader& reader, const Id<Alert>& alert, const std::string& group, const std::string& period
);

// Newest first, before this position.
[[nodiscard]] std::vector<Firing> list_firings(
    db::Reader& reader, const Id<Alert>& alert, std::optional<std::int64_t> before, int limit
);

[[nodiscard]] std::optional<Instant> last_fired_at(db::Reader& reader, const Id<Alert>& alert);

// Of all alerts since this instant, newest first, without those the user has put aside.
[[nodiscard]] std::vector<Firing> list_fresh_firings(
    db::Reader& reader, Instant since, const std::string& user_id
);

// Puts it aside for one user. False when there is no such firing.
bool put_aside(db::Tx& tx, const std::string& firing_id, const std::string& user_id);

// Before a user goes: what they watched for the whole firm goes on without a name, what they saw
// with narrower eyes ends with them (the table's own rule).
void release_alerts(db::Tx& tx, const std::string& user_id);

}  // namespace styk::insight
