#include "casework/recovery_store.h"

#include <fmt/format.h>

#include "casework/case_where_store.h"
#include "customer/own_events.h"

namespace styk::casework {

namespace {

// An invitation has the id of the recipient of its campaign.
constexpr std::string_view select_check =
    "SELECT r.sent_at, p.completed_at, (SELECT t.value FROM rating t WHERE t.feedback_seq = f.seq "
    "AND t.value IS NOT NULL ORDER BY t.n LIMIT 1), f.comment FROM campaign_recipient r "
    "LEFT JOIN response p ON p.invitation_id = r.id AND p.completed_at IS NOT NULL "
    "LEFT JOIN feedback f ON f.id = p.feedback_id "
    "WHERE r.customer_id = $1 AND r.event_key = $2 AND r.sent_at IS NOT NULL "
    "ORDER BY r.sent_at LIMIT 1";
constexpr std::string_view select_after =
    "SELECT r.value FROM feedback f JOIN rating r ON r.feedback_seq = f.seq "
    "WHERE f.customer_id = $1 AND f.occurred_at > $2 AND r.metric = $3 AND r.value IS NOT NULL "
    "ORDER BY f.occurred_at, f.seq, r.n LIMIT 1";

// The event that a case leaves itself is no coming back.
std::string select_return() {
    return fmt::format(
        "SELECT 1 FROM event WHERE customer_id = $1 AND occurred_at > $2 AND type NOT IN {} "
        "LIMIT 1",
        customer::own_event_list
    );
}

// One question for all: the database looks both up by the customer's index.
std::string select_recoveries(const CaseWhere& where) {
    return fmt::format(
        "SELECT k.seq, k.score, k.closed_at, "
        "(SELECT r.value FROM feedback f JOIN rating r ON r.feedback_seq = f.seq "
        "WHERE f.customer_id = k.customer_id AND f.occurred_at > k.closed_at AND "
        "r.metric = k.metric AND r.value IS NOT NULL ORDER BY f.occurred_at, f.seq, r.n LIMIT 1), "
        "CASE WHEN EXISTS (SELECT 1 FROM event e WHERE e.customer_id = k.customer_id AND "
        "e.occurred_at > k.closed_at AND e.type NOT IN {}) THEN 1 ELSE 0 END "
        "FROM customer_case k{}",
        customer::own_event_list,
        where.text()
    );
}

void judge_stay(Recovery& out, bool came_back, Instant closed, Instant now) {
    if (came_back || now - closed >= left_after) {
        out.stays = came_back;
    }
}

std::optional<Instant> moment(const db::Row& row, int column) {
    const auto us = row.maybe_integer(column);
    return us ? std::optional(Instant{*us}) : std::nullopt;
}

}  // namespace

std::optional<CaseCheck> find_check(db::Reader& reader, const Case& one) {
    std::optional<CaseCheck> out;
    if (one.ask_event.empty() || !one.customer_id) {
        return out;
    }
    reader.query(
        select_check,
        [&](const db::Row& row) {
            out = CaseCheck{
                {row.integer(0)}, moment(row, 1), row.maybe_integer(2), row.maybe_string(3)
            };
        },
        one.customer_id->text(),
        one.ask_event
    );
    return out;
}

Recovery find_recovery(db::Reader& reader, const Case& one, Instant now) {
    Recovery out{one.score, {}, {}};
    if (!one.customer_id || !one.closed_at) {
        return out;
    }
    const std::string customer = one.customer_id->text();
    if (!one.metric.empty()) {
        out.after = reader.find_integer(select_after, customer, one.closed_at->us, one.metric);
    }
    const bool came_back =
        out.after || reader.find_integer(select_return(), customer, one.closed_at->us).has_value();
    judge_stay(out, came_back, *one.closed_at, now);
    return out;
}

void each_recovery(
    db::Reader& reader,
    const CaseQuery& query,
    Instant now,
    const std::function<void(std::int64_t case_seq, const Recovery&)>& visit
) {
    CaseWhere where = where_of(query, reader.dialect());
    where.require("k.closed_at IS NOT NULL AND k.customer_id IS NOT NULL AND k.merged_into IS NULL"
    );
    reader.stream_params(select_recoveries(where), where.params(), [&](const db::Row& row) {
        Recovery found{row.maybe_integer(1), row.maybe_integer(3), {}};
        judge_stay(found, found.after || row.integer(4) == 1, {row.integer(2)}, now);
        visit(row.integer(0), found);
    });
}

}  // namespace styk::casework
