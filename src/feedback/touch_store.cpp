#include "feedback/touch_store.h"

#include <fmt/format.h>

#include "feedback/filter_sql_store.h"

namespace styk::feedback {

void each_touch(
    db::Reader& reader,
    const std::vector<std::string>& metrics,
    const Filter& filter,
    const std::function<void(const TouchRating&)>& visit
) {
    Conditions where(reader.dialect());
    where.require(where.is_in("r.metric", metrics));
    where.require("r.state = 'given'");
    where.add(filter);
    const auto sql = fmt::format(
        "SELECT f.seq, r.metric, r.touchpoint, r.value "
        "FROM rating r JOIN feedback f ON f.seq = r.feedback_seq{}",
        where.text()
    );
    reader.stream_params(sql, where.params(), [&](const db::Row& row) {
        visit(
            {row.integer(0),
             row.text(1),
             row.is_null(2) ? std::string_view() : row.text(2),
             static_cast<int>(row.integer(3))}
        );
    });
}

}  // namespace styk::feedback
