#include "feedback/search_index_store.h"

#include <utility>
#include <vector>

#include "db/full_text.h"

namespace styk::feedback {

namespace {

constexpr std::string_view next_comments =
    "SELECT seq, comment FROM feedback WHERE seq > $1 AND comment IS NOT NULL "
    "ORDER BY seq LIMIT 2000";

}  // namespace

void index_all_comments(db::Tx& tx) {
    std::vector<std::pair<std::int64_t, std::string>> some;
    std::int64_t done = -1;
    do {
        some.clear();
        tx.query(
            next_comments,
            [&](const db::Row& row) { some.emplace_back(row.integer(0), row.string(1)); },
            done
        );
        for (const auto& [seq, comment] : some) {
            db::index_text_now(tx, seq, comment);
            done = seq;
        }
    } while (!some.empty());
}

}  // namespace styk::feedback
