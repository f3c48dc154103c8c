#include "feedback/promise_rating_store.h"

#include <fmt/format.h>

#include "feedback/customer_rating_store.h"
#include "feedback/filter_sql_store.h"

namespace styk::feedback {

namespace {

// Metrics made for promises have an index of their own; its condition must stand there word by
// word.
constexpr std::string_view own_prefix = "promise_";
constexpr std::string_view indexed = "SUBSTR(r.metric, 1, 8) = 'promise_'";

std::string_view text_of(const db::Row& row, int column) {
    return row.is_null(column) ? std::string_view() : row.text(column);
}

}  // namespace

void each_promise_rating(
    db::Reader& reader,
    const std::string& expected,
    const std::string& lived,
    const Filter& filter,
    const std::function<void(const PromiseRating&)>& visit
) {
    Conditions where(reader.dialect());
    const int of_lived = where.bind(lived);
    where.require(fmt::format("(r.metric = ${} OR r.metric = ${})", where.bind(expected), of_lived)
    );
    where.require("r.state = 'given'");
    if (expected.starts_with(own_prefix) && lived.starts_with(own_prefix)) {
        where.require(std::string(indexed));
    }
    require_touchpoints_of_rating(where, filter);
    where.add(filter);
    const auto sql = fmt::format(
        "SELECT COALESCE(f.customer_id, f.id), f.seq, r.touchpoint, f.segment, "
        "CASE WHEN r.metric = ${} THEN 1 ELSE 0 END, r.value "
        "FROM rating r JOIN feedback f ON f.seq = r.feedback_seq{} ORDER BY 1, 2",
        of_lived,
        where.text()
    );
    reader.stream_params(sql, where.params(), [&](const db::Row& row) {
        visit(
            {row.text(0),
             row.integer(1),
             text_of(row, 2),
             text_of(row, 3),
             row.integer(4) != 0,
             static_cast<int>(row.integer(5))}
        );
    });
}

}  // namespace styk::feedback
