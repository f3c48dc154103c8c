#include "privacy/retention_store.h"

#include <fmt/format.h>

namespace styk::privacy {

namespace {

// Each: the table, and which rows are due.
constexpr std::string_view comments = "feedback WHERE comment IS NOT NULL AND occurred_at < $1";
constexpr std::string_view partials = "response WHERE state = 'partial' AND changed_at < $1";
constexpr std::string_view recipients =
    "campaign_recipient WHERE customer_id <> id AND created_at < $1";
constexpr std::string_view invitations =
    "survey_invitation WHERE customer_id IS NOT NULL AND created_at < $1";
constexpr std::string_view contacts = "survey_contact WHERE at < $1";
constexpr std::string_view messages =
    "case_message WHERE body <> '' AND at < $1 AND case_id IN "
    "(SELECT id FROM customer_case WHERE state = 'closed')";
constexpr std::string_view clicks = "campaign_click WHERE recipient_id IS NOT NULL AND at < $1";
constexpr std::string_view old_bounces = "bounce WHERE address IS NOT NULL AND at < $1";
constexpr std::string_view audits =
    "audit WHERE (before IS NOT NULL OR after IS NOT NULL) AND at < $1 AND kind IN "
    "('customer', 'feedback', 'person', 'consent', 'suppression', 'absence')";

std::int64_t count(db::Reader& reader, std::string_view due, Instant before) {
    return reader.find_integer(fmt::format("SELECT COUNT(*) FROM {}", due), before.us).value_or(0);
}

std::int64_t set(db::Tx& tx, std::string_view due, std::string_view what, Instant before) {
    const auto space = due.find(' ');
    return tx.run(
        fmt::format("UPDATE {} SET {}{}", due.substr(0, space), what, due.substr(space)), before.us
    );
}

}  // namespace

std::int64_t count_old_comments(db::Reader& reader, Instant before) {
    return count(reader, comments, before);
}

std::vector<std::int64_t> list_old_comments(db::Reader& reader, Instant before, int limit) {
    std::vector<std::int64_t> out;
    reader.query(
        fmt::format("SELECT seq FROM {} ORDER BY seq LIMIT $2", comments),
        [&](const db::Row& row) { out.push_back(row.integer(0)); },
        before.us,
        limit
    );
    return out;
}

void drop_words_of_cases(db::Tx& tx, const std::string& feedback_id) {
    tx.run(
        "UPDATE customer_case SET words = NULL, title = '…', revision = revision + 1 "
        "WHERE feedback_id = $1 AND state = 'closed'",
        feedback_id
    );
}

std::int64_t count_old_partials(db::Reader& reader, Instant before) {
    return count(reader, partials, before);
}

std::int64_t drop_old_partials(db::Tx& tx, Instant before) {
    return tx.run(fmt::format("DELETE FROM {}", partials), before.us);
}

std::int64_t count_old_invitations(db::Reader& reader, Instant before) {
    return count(reader, recipients, before) + count(reader, invitations, before);
}

std::int64_t forget_invited(db::Tx& tx, Instant before) {
    tx.run(fmt::format("DELETE FROM {}", contacts), before.us);
    set(tx, old_bounces, "address = NULL, recipient_id = NULL, said = ''", before);
    return set(tx,
               recipients,
               "customer_id = id, address = NULL, occasion = id, event_key = NULL, "
               "last_error = NULL, bounce = NULL, stop = NULL, due_at = NULL, "
               "reason = CASE WHEN state IN ('waiting', 'held', 'queued') THEN 'outdated' ELSE "
               "reason END, state = CASE WHEN state IN ('waiting', 'held', 'queued') THEN "
               "'not_sent' ELSE state END",
               before) +
           set(tx, invitations, "customer_id = NULL, hidden = NULL, occurred_at = NULL", before);
}

std::int64_t count_old_mails(db::Reader& reader, Instant before) {
    return count(reader, messages, before);
}

std::int64_t forget_mails(db::Tx& tx, Instant before) {
    tx.run(
        "DELETE FROM case_attachment WHERE case_message_id IN (SELECT id FROM case_message WHERE "
        "at "
        "< $1 AND case_id IN (SELECT id FROM customer_case WHERE state = 'closed'))",
        before.us
    );
    tx.run("DELETE FROM incoming_mail WHERE at < $1", before.us);
    return set(
        tx,
        messages,
        "body = '', quoted = '', subject = '', sender = '', sender_name = '', recipient = ''",
        before
    );
}

std::int64_t count_old_clicks(db::Reader& reader, Instant before) {
    return count(reader, clicks, before);
}

std::int64_t forget_clicks(db::Tx& tx, Instant before) {
    return set(tx, clicks, "recipient_id = NULL", before);
}

std::int64_t count_old_audit(db::Reader& reader, Instant before) {
    return count(reader, audits, before);
}

std::int64_t forget_audit(db::Tx& tx, Instant before) {
    return set(tx, audits, "before = NULL, after = NULL", before);
}

}  // namespace styk::privacy
