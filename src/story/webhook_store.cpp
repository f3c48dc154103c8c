#include "story/webhook_store.h"

#include "queue/lease.h"
#include "story/announce.h"

namespace styk::story {

namespace {

constexpr std::string_view upsert_lane =
    "INSERT INTO webhook_lane (id, target, events, rest_until, leased_until, lease, failures) "
    "VALUES ($1, $2, $3, 0, 0, '', 0) "
    "ON CONFLICT (id) DO UPDATE SET events = excluded.events, rest_until = 0";

constexpr std::string_view insert_for_listeners =
    "INSERT INTO webhook_delivery (lane_id, event_id, state, attempts, due_at, created_at) "
    "SELECT l.id, e.id, 'waiting', 0, e.at, e.at FROM webhook_lane l, webhook_event e "
    "WHERE e.id = $1 AND l.events LIKE $2";

constexpr std::string_view insert_for_one =
    "INSERT INTO webhook_delivery (lane_id, event_id, state, attempts, due_at, created_at) "
    "VALUES ($2, $1, 'waiting', 0, $3, $3)";

// The condition stands twice: on PostgreSQL a row that another worker took meanwhile is looked at
// again before it is updated.
constexpr std::string_view claim =
    "UPDATE webhook_lane SET leased_until = $2, lease = $3 "
    "WHERE (leased_until <= $1 OR leased_until > $5) AND rest_until <= $1 AND id IN ("
    "SELECT l.id FROM webhook_lane l WHERE (l.leased_until <= $1 OR l.leased_until > $5) AND "
    "l.rest_until <= $1 AND EXISTS (SELECT 1 FROM webhook_delivery d WHERE d.lane_id = l.id AND "
    "d.due_at <= $1) "
    "ORDER BY l.rest_until LIMIT $4) RETURNING id";

constexpr std::string_view any_due =
    "SELECT COUNT(*) FROM webhook_lane l WHERE (l.leased_until <= $1 OR l.leased_until > $2) AND "
    "l.rest_until <= $1 AND EXISTS (SELECT 1 FROM webhook_delivery d WHERE d.lane_id = l.id AND "
    "d.due_at <= $1)";

// Every delivery with what it tells.
std::string deliveries(std::string_view where) {
    return "SELECT d.position, d.lane_id, d.event_id, e.type, e.subject, e.data, e.at, d.state, "
           "d.attempts, d.due_at, d.tried_at, d.delivered_at, d.created_at, d.status, d.took_ms, "
           "d.said FROM webhook_delivery d JOIN webhook_event e ON e.id = d.event_id WHERE " +
           std::string(where);
}

std::optional<Instant> maybe_instant(const db::Row& row, int column) {
    const auto us = row.maybe_integer(column);
    return us ? std::optional(Instant{*us}) : std::nullopt;
}

Delivery read_delivery(const db::Row& row) {
    Delivery out;
    out.position = row.integer(0);
    out.lane_id = row.string(1);
    out.event_id = row.string(2);
    out.type = row.string(3);
    out.subject = row.string(4);
    out.data = row.string(5);
    out.at = {row.integer(6)};
    out.state = row.string(7);
    out.attempts = row.integer(8);
    out.due_at = maybe_instant(row, 9);
    out.tried_at = maybe_instant(row, 10);
    out.delivered_at = maybe_instant(row, 11);
    out.created_at = {row.integer(12)};
    out.status = row.maybe_integer(13);
    out.took_ms = row.maybe_integer(14);
    out.said = row.maybe_string(15);
    return out;
}

template <class... Args>
std::optional<Delivery> find_one(db::Reader& reader, std::string_view sql, const Args&... args) {
    std::optional<Delivery> out;
    reader.query(sql, [&](const db::Row& row) { out = read_delivery(row); }, args...);
    return out;
}

std::optional<std::int64_t> us_of(const std::optional<Instant>& at) {
    return at ? std::optional(at->us) : std::nullopt;
}

}  // namespace

Listeners::Listeners(db::Reader& reader) {
    reader.query("SELECT events FROM webhook_lane WHERE events <> ''", [&](const db::Row& row) {
        events_ += row.text(0);
    });
}

bool Listeners::anybody_for(std::string_view type) const {
    return events_.find("," + std::string(type) + ",") != std::string::npos;
}

void announce(db::Tx& tx, const Listeners& listeners, const Announcement& what) {
    if (listeners.anybody_for(what.type)) {
        add_event(tx, what.id, what.type, what.subject, what.at, what.data());
        owe_to_listeners(tx, what.id, what.type);
    }
}

void announce(db::Tx& tx, const Announcement& what) {
    announce(tx, Listeners(tx), what);
}

void put_lane(
    db::Tx& tx,
    const std::string& id,
    std::string_view target,
    const std::vector<std::string>& events
) {
    std::string listed = events.empty() ? "" : ",";
    for (const std::string& one : events) {
        listed += one + ",";
    }
    tx.run(upsert_lane, id, target, listed);
}

void remove_lane(db::Tx& tx, const std::string& id) {
    tx.run("DELETE FROM webhook_lane WHERE id = $1", id);
}

std::optional<Lane> find_lane(db::Reader& reader, const std::string& id) {
    std::optional<Lane> lane;
    reader.query(
        "SELECT id, target, failures, failing_since, last_status, last_at FROM webhook_lane "
        "WHERE id = $1",
        [&](const db::Row& row) {
            lane = Lane{
                row.string(0),
                row.string(1),
                row.integer(2),
                maybe_instant(row, 3),
                row.maybe_integer(4),
                maybe_instant(row, 5)
            };
        },
        id
    );
    return lane;
}

void add_event(
    db::Tx& tx,
    const std::string& id,
    std::string_view type,
    const std::string& subject,
    Instant at,
    const std::string& data
) {
    tx.run(
        "INSERT INTO webhook_event (id, type, subject, at, data) VALUES ($1, $2, $3, $4, $5)",
        id,
        type,
        subject,
        at.us,
        data
    );
}

void owe_to_listeners(db::Tx& tx, const std::string& event_id, std::string_view type) {
    tx.run(insert_for_listeners, event_id, "%," + std::string(type) + ",%");
}

void owe_to(db::Tx& tx, const std::string& event_id, const std::string& lane_id, Instant at) {
    tx.run(insert_for_one, event_id, lane_id, at.us);
}

bool is_any_due(db::Reader& reader, Instant now) {
    return reader.find_integer(any_due, now.us, (now + queue::longest_lease).us).value_or(0) > 0;
}

std::vector<std::string> claim_lanes(
    db::Tx& tx, Instant now, Instant until, const std::string& worker, int limit
) {
    std::vector<std::string> out;
    tx.query(
        claim,
        [&](const db::Row& row) { out.push_back(row.string(0)); },
        now.us,
        until.us,
        worker,
        limit,
        (now + queue::longest_lease).us
    );
    return out;
}

bool keep_lane(db::Tx& tx, const std::string& id, const std::string& worker, Instant until) {
    return tx.run(
               "UPDATE webhook_lane SET leased_until = $3 WHERE id = $1 AND lease = $2",
               id,
               worker,
               until.us
           ) == 1;
}

void release_lane(db::Tx& tx, const std::string& id, const std::string& worker) {
    tx.run(
        "UPDATE webhook_lane SET leased_until = 0, lease = '' WHERE id = $1 AND lease = $2",
        id,
        worker
    );
}

std::optional<Delivery> find_due(db::Reader& reader, const std::string& lane_id, Instant now) {
    return find_one(
        reader,
        deliveries("d.lane_id = $1 AND d.due_at <= $2 ORDER BY d.due_at, d.position LIMIT 1"),
        lane_id,
        now.us
    );
}

std::optional<Delivery> find_delivery(
    db::Reader& reader, const std::string& lane_id, const std::string& event_id
) {
    return find_one(reader, deliveries("d.lane_id = $1 AND d.event_id = $2"), lane_id, event_id);
}

void settle_taken(db::Tx& tx, const Delivery& delivery, const Attempt& attempt) {
    tx.run(
        "UPDATE webhook_delivery SET state = 'delivered', attempts = attempts + 1, due_at = NULL, "
        "tried_at = $2, delivered_at = $2, status = $3, said = $4, took_ms = $5 WHERE position = "
        "$1",
        delivery.position,
        attempt.at.us,
        attempt.status,
        attempt.said,
        attempt.took_ms
    );
    const bool was_ill = tx.run(
                             "UPDATE webhook_lane SET failures = 0, failing_since = NULL "
                             "WHERE id = $1 AND failures > 0",
                             delivery.lane_id
                         ) == 1;
    tx.run(
        "UPDATE webhook_lane SET last_status = $2, last_at = $3 WHERE id = $1",
        delivery.lane_id,
        attempt.status,
        attempt.at.us
    );
    if (was_ill) {
        tx.run(
            "UPDATE webhook_delivery SET due_at = $2 WHERE lane_id = $1 AND due_at > $2",
            delivery.lane_id,
            attempt.at.us
        );
    }
}

void settle_not_taken(
    db::Tx& tx,
    const Delivery& delivery,
    const Attempt& attempt,
    std::optional<Instant> again,
    Instant rest
) {
    tx.run(
        "UPDATE webhook_delivery SET state = $7, attempts = attempts + 1, tried_at = $2, "
        "due_at = $3, status = $4, said = $5, took_ms = $6 WHERE position = $1",
        delivery.position,
        attempt.at.us,
        us_of(again),
        attempt.status,
        attempt.said,
        attempt.took_ms,
        again ? "waiting" : "given_up"
    );
    tx.run(
        "UPDATE webhook_lane SET failures = failures + 1, "
        "failing_since = COALESCE(failing_since, $2), rest_until = $3, last_status = $4, "
        "last_at = $2 WHERE id = $1",
        delivery.lane_id,
        attempt.at.us,
        rest.us,
        attempt.status
    );
}

void close_lane(db::Tx& tx, const std::string& id) {
    tx.run("UPDATE webhook_lane SET events = '' WHERE id = $1", id);
    tx.run(
        "UPDATE webhook_delivery SET state = 'given_up', due_at = NULL "
        "WHERE lane_id = $1 AND due_at IS NOT NULL",
        id
    );
}

bool replay(db::Tx& tx, const std::string& lane_id, const std::string& event_id, Instant now) {
    return tx.run(
               "UPDATE webhook_delivery SET state = 'waiting', due_at = $3, attempts = 0, "
               "created_at = $3 WHERE lane_id = $1 AND event_id = $2 AND due_at IS NULL",
               lane_id,
               event_id,
               now.us
           ) == 1;
}

std::int64_t replay_since(db::Tx& tx, const std::string& lane_id, Instant since, Instant now) {
    return tx.run(
        "UPDATE webhook_delivery SET state = 'waiting', due_at = $3, attempts = 0, created_at = $3 "
        "WHERE lane_id = $1 AND state = 'given_up' AND event_id IN ("
        "SELECT id FROM webhook_event WHERE at >= $2)",
        lane_id,
        since.us,
        now.us
    );
}

void wake_lane(db::Tx& tx, const std::string& id) {
    tx.run("UPDATE webhook_lane SET rest_until = 0 WHERE id = $1", id);
}

std::int64_t count_waiting(db::Reader& reader, const std::string& lane_id) {
    return reader
        .find_integer(
            "SELECT COUNT(*) FROM webhook_delivery WHERE lane_id = $1 AND due_at IS NOT NULL",
            lane_id
        )
        .value_or(0);
}

std::vector<Delivery> list_deliveries(
    db::Reader& reader,
    const std::string& lane_id,
    const std::string& state,
    std::optional<std::int64_t> before,
    int limit
) {
    std::vector<Delivery> out;
    reader.query(
        deliveries("d.lane_id = $1 AND ($2 = '' OR d.state = $2) AND d.position < $3 "
                   "ORDER BY d.position DESC LIMIT $4"),
        [&](const db::Row& row) { out.push_back(read_delivery(row)); },
        lane_id,
        state,
        before.value_or(std::int64_t{1} << 62U),
        limit
    );
    return out;
}

void forget_events(db::Tx& tx, Instant before) {
    tx.run(
        "DELETE FROM webhook_event WHERE at < $1 AND NOT EXISTS (SELECT 1 FROM webhook_delivery d "
        "WHERE d.event_id = webhook_event.id AND d.due_at IS NOT NULL)",
        before.us
    );
    tx.run(
        "DELETE FROM webhook_event WHERE type IN ('feedback.received', 'rule.matched') AND NOT "
        "EXISTS ("
        "SELECT 1 FROM feedback f WHERE f.id = webhook_event.subject)"
    );
    tx.run("DELETE FROM hook_call WHERE at < $1", before.us);
}

}  // namespace styk::story
