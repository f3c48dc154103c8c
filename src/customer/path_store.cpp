#include "customer/path_store.h"

#include <fmt/format.h>

#include "customer/own_events.h"
#include "customer/where_store.h"

namespace styk::customer {

namespace {

constexpr std::string_view from_events =
    "FROM event e LEFT JOIN customer c ON c.id = e.customer_id";

Where where_of(const PathQuery& query) {
    Where where;
    where.require("e.customer_id IS NOT NULL");
    where.require(fmt::format("e.occurred_at >= ${}", where.bind(query.from.us)));
    where.require(fmt::format("e.occurred_at < ${}", where.bind(query.to.us)));
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
    const Where where = where_of(query);
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
