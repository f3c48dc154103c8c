// What people are told in the console: the bell.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "db/reader.h"

namespace styk::casework {

struct Notification {
    std::int64_t position = 0;
    std::string id, user_id;
    Instant at;
    std::string kind;     // case_opened, case_unassigned, case_handed, case_overdue, case_reply …
    std::string case_id;  // "": none
    std::string title, text;
    std::optional<Instant> seen_at{};
};

void add_notification(db::Tx& tx, const Notification& one);

// Newest first, before this position.
[[nodiscard]] std::vector<Notification> list_notifications(
    db::Reader& reader, const std::string& user, std::optional<std::int64_t> before, int limit
);

[[nodiscard]] std::int64_t count_unseen(db::Reader& reader, const std::string& user);

// These, or all when none is named.
void see_notifications(
    db::Tx& tx, const std::string& user, const std::vector<std::string>& ids, Instant now
);

// What was seen long ago goes.
void forget_notifications(db::Tx& tx, Instant before);

}  // namespace styk::casework
