#include "customer/event_store.h"

#include <algorithm>
#include <fmt/format.h>

#include "customer/own_events.h"
#include "customer/where_store.h"

namespace styk::customer {

namespace {

constexpr std::string_view select_event =
    "SELECT e.seq, e.id, e.revision, e.key, e.type, e.customer_id, e.touchpoint, e.channel, "
    "e.occurred_at, "
    "e.received_at, e.duration_s, e.case_key, e.order_key, e.attributes, e.import_id, c.key, "
    "c.name "
    "FROM event e LEFT JOIN customer c ON c.id = e.customer_id";

Event read_event(const db::Row& row) {
    Event event;
    event.seq = row.integer(0);
    event.id = Id<Event>::parse(row.text(1)).value_or(Id<Event>{});
    event.revision = row.integer(2);
    event.key = row.string(3);
    event.type = row.string(4);
    event.customer_id = row.is_null(5) ? std::nullopt : Id<Customer>::parse(row.text(5));
    event.touchpoint = row.maybe_string(6);
    event.channel = row.string(7);
    event.occurred_at = {row.integer(8)};
    event.received_at = {row.integer(9)};
    event.duration_s = row.is_null(10) ? std::nullopt : std::optional(row.real(10));
    event.case_key = row.maybe_string(11);
    event.order_key = row.maybe_string(12);
    event.attributes =
        row.is_null(13) ? std::nullopt : std::optional(record::JsonObject{row.string(13)});
    event.import_id = row.maybe_string(14);
    event.customer = row.maybe_string(15);
    event.customer_name = row.maybe_string(16);
    return event;
}

// No row comes back when nothing differs.
constexpr std::string_view put_event =
    "INSERT INTO event (id, key, revision, type, customer_id, touchpoint, channel, occurred_at, "
    "received_at, "
    "duration_s, case_key, order_key, attributes, import_id) "
    "VALUES ($1, $2, 1, $3, $4, COALESCE($5, (SELECT s.touchpoint FROM touchpoint_source s "
    "WHERE s.kind = 'event' AND s.name = $3)), $6, $7, $8, $9, $10, $11, $12, $13) "
    "ON CONFLICT (key) DO UPDATE SET revision = event.revision + 1, type = excluded.type, "
    "customer_id = excluded.customer_id, touchpoint = excluded.touchpoint, channel = "
    "excluded.channel, "
    "occurred_at = excluded.occurred_at, duration_s = excluded.duration_s, case_key = "
    "excluded.case_key, "
    "order_key = excluded.order_key, attributes = excluded.attributes "
    "WHERE event.type <> excluded.type OR event.customer_id IS DISTINCT FROM excluded.customer_id "
    "OR event.touchpoint IS DISTINCT FROM excluded.touchpoint OR event.channel <> excluded.channel "
    "OR event.occurred_at <> excluded.occurred_at OR event.duration_s IS DISTINCT FROM "
    "excluded.duration_s "
    "OR event.case_key IS DISTINCT FROM excluded.case_key "
    "OR event.order_key IS DISTINCT FROM excluded.order_key "
    "OR event.attributes IS DISTINCT FROM excluded.attributes "
    "RETURNING seq, id, revision, received_at, touchpoint";

std::optional<std::string> text_of(const std::optional<Id<Customer>>& id) {
    return id ? std::optional(id->text()) : std::nullopt;
}

void choose(Where& where, std::string_view column, const Choice& choice) {
    if (!choice.any_of.empty()) {
        where.one_of(column, choice.any_of);
    }
    if (!choice.none_of.empty()) {
        where.none_of(column, choice.none_of);
    }
}

Where where_of(const EventQuery& query) {
    Where where;
    choose(where, "e.type", query.type);
    choose(where, "e.touchpoint", query.touchpoint);
    choose(where, "e.channel", query.channel);
    choose(where, "e.customer_id", query.customer_id);
    if (query.locations) {
        where.one_of("c.location_id", *query.locations);
    }
    if (query.from) {
        where.require(fmt::format("e.occurred_at >= ${}", where.bind(query.from->us)));
    }
    if (query.to) {
        where.require(fmt::format("e.occurred_at < ${}", where.bind(query.to->us)));
    }
    const int at = where.bind(query.after.at.us);
    const int seq = where.bind(query.after.seq);
    where.require(fmt::format("(e.occurred_at, e.seq) < (${}, ${})", at, seq));
    return where;
}

constexpr std::string_view feedback_of_customer =
    "SELECT occurred_at, seq, id FROM feedback WHERE customer_id = $1 AND (occurred_at, seq) < "
    "($2, $3) "
    "ORDER BY occurred_at DESC, seq DESC LIMIT $4";

// A customer's timeline is two ordered lists; how far each has been shown follows from one place in
// their merge.
std::int64_t seq_below(bool feedback, const TimelinePlace& after) {
    if (feedback == after.is_feedback) {
        return after.seq;
    }
    return feedback ? 0 : std::numeric_limits<std::int64_t>::max();
}

void add_feedback(
    db::Reader& reader,
    const Id<Customer>& customer,
    int limit,
    const TimelinePlace& after,
    std::vector<TimelineItem>& items
) {
    reader.query(
        feedback_of_customer,
        [&](const db::Row& row) {
            items.push_back(
                {.place = {.at = {row.integer(0)}, .is_feedback = true, .seq = row.integer(1)},
                 .feedback_id = row.string(2)}
            );
        },
        customer.text(),
        after.at.us,
        seq_below(true, after),
        limit
    );
}

}  // namespace

// One without a touchpoint gets the one that people said its type belongs to.
Put put(db::Tx& tx, Event& event) {
    bool written = false;
    tx.query(
        put_event,
        [&](const db::Row& row) {
            written = true;
            event.seq = row.integer(0);
            event.id = Id<Event>::parse(row.text(1)).value_or(event.id);
            event.revision = row.integer(2);
            event.received_at = {row.integer(3)};
            event.touchpoint = row.maybe_string(4);
        },
        event.id.text(),
        event.key,
        event.type,
        text_of(event.customer_id),
        event.touchpoint,
        event.channel,
        event.occurred_at.us,
        event.received_at.us,
        event.duration_s,
        event.case_key,
        event.order_key,
        event.attributes ? std::optional(event.attributes->text) : std::nullopt,
        event.import_id
    );
    if (written) {
        return event.revision == 1 ? Put::added : Put::changed;
    }
    event = find_event(tx, event.key).value();
    return Put::unchanged;
}

std::optional<Event> find_event(db::Reader& reader, std::string_view key) {
    static const std::string sql = std::string(select_event) + " WHERE e.key = $1";
    std::optional<Event> found;
    reader.query(sql, [&](const db::Row& row) { found = read_event(row); }, key);
    return found;
}

std::vector<Event> list_events(db::Reader& reader, const EventQuery& query) {
    Where where = where_of(query);
    const auto sql = fmt::format(
        "{}{} ORDER BY e.occurred_at DESC, e.seq DESC LIMIT ${}",
        select_event,
        where.text(),
        where.bind(std::int64_t{query.limit} + 1)
    );
    std::vector<Event> events;
    reader.query_params(sql, where.params(), [&](const db::Row& row) {
        events.push_back(read_event(row));
    });
    return events;
}

std::vector<TimelineItem> timeline(
    db::Reader& reader, const Id<Customer>& customer, int limit, const TimelinePlace& after
) {
    std::vector<TimelineItem> items;
    add_feedback(reader, customer, limit + 1, after, items);
    EventQuery query{.limit = limit};
    query.customer_id.any_of = {customer.text()};
    query.after = {.at = after.at, .seq = seq_below(false, after)};
    for (Event& event : list_events(reader, query)) {
        const TimelinePlace place{.at = event.occurred_at, .is_feedback = false, .seq = event.seq};
        items.push_back({.place = place, .event = std::move(event)});
    }
    std::sort(items.begin(), items.end(), [](const TimelineItem& one, const TimelineItem& other) {
        const auto order = [](const TimelinePlace& p) {
            return std::tuple(p.at.us, p.is_feedback, p.seq);
        };
        return order(one.place) > order(other.place);
    });
    items.resize(std::min(items.size(), static_cast<std::size_t>(limit) + 1));
    return items;
}

std::vector<Suggestion> list_suggestions(db::Reader& reader) {
    std::vector<Suggestion> found;
    reader.query(
        fmt::format(
            "SELECT type, COUNT(*), MAX(occurred_at) FROM event WHERE touchpoint IS NULL AND type "
            "NOT IN {} GROUP BY type ORDER BY COUNT(*) DESC, type LIMIT 100",
            own_event_list
        ),
        [&](const db::Row& row) {
            found.push_back({row.string(0), row.integer(1), {row.integer(2)}});
        }
    );
    return found;
}

std::int64_t bind_events(db::Tx& tx) {
    return tx.run(
        "UPDATE event SET touchpoint = type, revision = revision + 1 "
        "WHERE touchpoint IS NULL AND type IN (SELECT key FROM touchpoint)"
    );
}

void unbind_events(db::Tx& tx, std::string_view touchpoint) {
    tx.run(
        "UPDATE event SET touchpoint = NULL, revision = revision + 1 WHERE touchpoint = $1",
        touchpoint
    );
}

std::int64_t remove_events_of(db::Tx& tx, std::string_view import_id, int limit) {
    return tx.run(
        "DELETE FROM event WHERE seq IN (SELECT seq FROM event WHERE import_id = $1 ORDER BY seq "
        "LIMIT $2)",
        import_id,
        limit
    );
}

}  // namespace styk::customer
