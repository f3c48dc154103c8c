#include "customer/segment_store.h"

#include "customer/where_store.h"

namespace styk::customer {

std::int64_t count_customers(db::Reader& reader, const std::vector<ContactClause>& clauses) {
    Where where;
    for (const auto& clause : clauses) {
        require(where, clause);
    }
    std::int64_t n = 0;
    reader.query_params(
        "SELECT COUNT(*) FROM customer c" + where.text(),
        where.params(),
        [&](const db::Row& row) { n = row.integer(0); }
    );
    return n;
}

}  // namespace styk::customer
