#include "customer/step_store.h"

#include <fmt/format.h>

#include "customer/where_store.h"

namespace styk::customer {

namespace {

constexpr std::string_view select_step =
    "SELECT COALESCE(e.case_key, e.customer_id) AS whose, "
    "{} AS is_first, e.occurred_at AS at, e.duration_s AS took, e.seq AS seq FROM event e{}";

}  // namespace

void each_step(
    db::Reader& reader, const StepQuery& query, const std::function<void(const Step&)>& visit
) {
    Where first;
    first.require(fmt::format("e.type = ${}", first.bind(std::string_view(query.first_type))));
    first.require(fmt::format("e.occurred_at >= ${}", first.bind(query.from.us)));
    const int from = static_cast<int>(first.params().size());
    first.require(fmt::format("e.occurred_at < ${}", first.bind(query.to.us)));
    for (const ContactClause& clause : query.clauses) {
        require(first, clause);
    }
    std::string sql = fmt::format(
        fmt::runtime(select_step), 1, " LEFT JOIN customer c ON c.id = e.customer_id" + first.text()
    );
    if (query.then_type) {
        const int type = first.bind(std::string_view(*query.then_type));
        sql += " UNION ALL " +
               fmt::format(
                   fmt::runtime(select_step),
                   0,
                   fmt::format(" WHERE e.type = ${} AND e.occurred_at >= ${}", type, from)
               );
    }
    reader.stream_params(sql, first.params(), [&](const db::Row& row) {
        Step step;
        step.linked = !row.is_null(0);
        step.first = row.integer(1) != 0;
        step.at = {row.integer(2)};
        if (step.linked) {
            step.whose = row.text(0);
        }
        if (!row.is_null(3)) {
            step.duration_s = row.real(3);
        }
        step.arrival = row.integer(4);
        visit(step);
    });
}

}  // namespace styk::customer
