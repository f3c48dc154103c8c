#include "feedback/customer_rating_store.h"

#include <fmt/format.h>

#include "feedback/filter_sql_store.h"

namespace styk::feedback {

void require_touchpoints_of_rating(Conditions& where, const Filter& filter) {
    for (const Clause& clause : filter.clauses) {
        if (clause.criterion != Criterion::touchpoint || clause.negated) {
            continue;
        }
        std::string any = "1 = 0";
        for (const std::string& value : clause.values) {
            any += value.empty() ? " OR r.touchpoint IS NULL"
                                 : fmt::format(" OR r.touchpoint = ${}", where.bind(value));
        }
        where.require("(" + any + ")");
    }
}

void each_customer_rating(
    db::Reader& reader,
    const std::string& metric,
    const Filter& filter,
    Instant from,
    Instant at,
    Instant to,
    const std::function<void(const CustomerRating&)>& visit
) {
    Filter within = filter;
    within.from = from;
    within.to = to;
    Conditions where(reader.dialect());
    const int boundary = where.bind(at.us);
    where.require("f.customer_id IS NOT NULL");
    where.require("r.state = 'given'");
    where.require(fmt::format("r.metric = ${}", where.bind(metric)));
    require_touchpoints_of_rating(where, filter);
    where.add(within);
    const auto sql = fmt::format(
        "SELECT f.customer_id, CASE WHEN f.occurred_at >= ${} THEN 1 ELSE 0 END, r.value, COUNT(*) "
        "FROM feedback f JOIN rating r ON r.feedback_seq = f.seq{} GROUP BY 1, 2, 3 ORDER BY 1",
        boundary,
        where.text()
    );
    reader.stream_params(sql, where.params(), [&](const db::Row& row) {
        visit({row.text(0), row.integer(1) != 0, static_cast<int>(row.integer(2)), row.integer(3)});
    });
}

}  // namespace styk::feedback
