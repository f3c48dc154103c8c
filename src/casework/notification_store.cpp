#include "casework/notification_store.h"

namespace styk::casework {

namespace {

constexpr std::string_view insert_notification =
    "INSERT INTO notification (id, user_id, at, kind, case_id, title, text) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)";
constexpr std::string_view select_notifications =
    "SELECT position, id, at, kind, case_id, title, text, seen_at FROM notification "
    "WHERE user_id = $1 AND position < $2 ORDER BY position DESC LIMIT $3";

db::Param or_null(const std::string& text) {
    return text.empty() ? db::Param() : db::Param(std::string_view(text));
}

Notification read_row(const db::Row& row, const std::string& user) {
    Notification out;
    out.position = row.integer(0);
    out.id = row.string(1);
    out.user_id = user;
    out.at = {row.integer(2)};
    out.kind = row.string(3);
    out.case_id = row.maybe_string(4).value_or("");
    out.title = row.string(5);
    out.text = row.maybe_string(6).value_or("");
    const auto seen = row.maybe_integer(7);
    out.seen_at = seen ? std::optional(Instant{*seen}) : std::nullopt;
    return out;
}

}  // namespace

void add_notification(db::Tx& tx, const Notification& one) {
    const db::Param params[] = {
        std::string_view(one.id),
        std::string_view(one.user_id),
        one.at.us,
        std::string_view(one.kind),
        or_null(one.case_id),
        std::string_view(one.title),
        or_null(one.text)
    };
    tx.run_params(insert_notification, params);
}

std::vector<Notification> list_notifications(
    db::Reader& reader, const std::string& user, std::optional<std::int64_t> before, int limit
) {
    std::vector<Notification> out;
    reader.query(
        select_notifications,
        [&](const db::Row& row) { out.push_back(read_row(row, user)); },
        user,
        before.value_or(std::int64_t{1} << 62U),
        limit
    );
    return out;
}

std::int64_t count_unseen(db::Reader& reader, const std::string& user) {
    return reader
        .find_integer(
            "SELECT COUNT(*) FROM notification WHERE user_id = $1 AND seen_at IS NULL", user
        )
        .value_or(0);
}

void see_notifications(
    db::Tx& tx, const std::string& user, const std::vector<std::string>& ids, Instant now
) {
    if (ids.empty()) {
        tx.run(
            "UPDATE notification SET seen_at = $1 WHERE user_id = $2 AND seen_at IS NULL",
            now.us,
            user
        );
    }
    for (const std::string& id : ids) {
        tx.run(
            "UPDATE notification SET seen_at = $1 WHERE user_id = $2 AND id = $3 AND seen_at IS "
            "NULL",
            now.us,
            user,
            id
        );
    }
}

void forget_notifications(db::Tx& tx, Instant before) {
    tx.run("DELETE FROM notification WHERE at < $1 AND seen_at IS NOT NULL", before.us);
}

}  // namespace styk::casework
