#include "customer/path_store.h"

#include <algorithm>
#include <fmt/format.h>

#include "customer/own_events.h"
#include "customer/where_store.h"

namespace styk::customer {

namespace {

constexpr std::string_view from_events =
    "FROM event e LEFT JOIN customer c ON c.id = e.customer_id";

constexpr std::string_view select_span =
    "SELECT (SELECT MIN(occurred_at) FROM event), (SELECT MAX(occurred_at) FROM event)";

// Whether the window holds much of the time that events are of. Those of a short one are looked up
// by their time, each in another place of the file; most of them are read faster along
// event_customer, which holds all that is asked of an event.
bool holds_much(db::Reader& reader, const PathQuery& query) {
    constexpr double much = 0.1;
    bool found = false;
    reader.query(select_span, [&](const db::Row& row) {
        if (row.is_null(0)) {
            return;
        }
        const std::int64_t first = row.integer(0), last = row.integer(1) + 1;
        const auto held = std::min(last, query.to.us) - std::max(first, query.from.us);
        found = static_cast<double>(held) >= much * static_cast<double>(last - first);
    });
    return found;
}

// A plus before a column keeps a database from looking rows up by it.
Where where_of(const PathQuery& query, bool along_customers) {
    const std::string_view at = along_customers ? "+e.occurred_at" : "e.occurred_at";
    Where where;
    where.require("e.customer_id IS NOT NULL");
    where.require(fmt::format("{} >= ${}", at, where.bind(query.from.us)));
    where.require(fmt::format("{} < ${}", at, where.bind(query.to.us)));
    if (query.types.empty()) {
        where.require(fmt::format("e.type NOT IN {}", own_event_list));
    } else {
        where.one_of("e.type", query.types);
    }
    for (const auto& clause : query.clauses) {
        require(where, clause);
    }
    return where;
}

std::string_view text_of(const db::Row& row, int column) {
    return row.is_null(column) ? std::string_view() : row.text(column);
}

}  // namespace

void each_path_event(
    db::Reader& reader, const PathQuery& query, const std::function<void(const PathEvent&)>& visit
) {
    const Where where = where_of(query, holds_much(reader, query));
    const auto sql = fmt::format(
        "SELECT e.customer_id, e.type, e.touchpoint, e.channel, e.occurred_at, e.seq "
        "{}{}",
        from_events,
        where.text()
    );
    reader.stream_params(sql, where.params(), [&](const db::Row& row) {
        visit(
            {.customer_id = row.text(0),
             .type = row.text(1),
             .touchpoint = text_of(row, 2),
             .channel = text_of(row, 3),
             .occurred_at = {row.integer(4)},
             .arrival = row.integer(5)}
        );
    });
}

}  // namespace styk::customer
