#include "feedback/lesson_store.h"

#include <algorithm>
#include <fmt/format.h>

#include "feedback/feedback_store.h"

namespace styk::feedback {

namespace {

std::vector<Feedback> load(db::Reader& reader, std::string_view sql) {
    constexpr std::size_t at_once = 500;
    std::vector<std::string> ids;
    reader.query(sql, [&](const db::Row& row) { ids.push_back(row.string(0)); });
    std::vector<Feedback> found;
    for (std::size_t at = 0; at < ids.size(); at += at_once) {
        const auto first = ids.begin() + static_cast<std::ptrdiff_t>(at);
        const auto size = std::min(at_once, ids.size() - at);
        auto some = load_many(reader, {first, first + static_cast<std::ptrdiff_t>(size)});
        std::sort(some.begin(), some.end(), [](const Feedback& a, const Feedback& b) {
            return a.seq > b.seq;
        });
        std::move(some.begin(), some.end(), std::back_inserter(found));
    }
    return found;
}

}  // namespace

std::vector<Feedback> list_corrected(db::Reader& reader, int limit) {
    return load(
        reader,
        fmt::format(
            "SELECT f.id FROM feedback f JOIN (SELECT feedback_seq, MAX(at) AS at FROM correction "
            "GROUP BY feedback_seq ORDER BY 2 DESC LIMIT {}) c ON c.feedback_seq = f.seq "
            "ORDER BY f.seq DESC",
            limit
        )
    );
}

std::vector<Feedback> list_uncorrected(db::Reader& reader, int limit) {
    return load(
        reader,
        fmt::format(
            "SELECT f.id FROM feedback f WHERE f.sentiment IS NOT NULL AND NOT EXISTS "
            "(SELECT 1 FROM correction c WHERE c.feedback_seq = f.seq) ORDER BY f.seq DESC LIMIT "
            "{}",
            limit
        )
    );
}

std::vector<Feedback> list_without_topic(db::Reader& reader, int limit) {
    const std::string_view place = reader.dialect() == db::Dialect::sqlite ? "INSTR" : "STRPOS";
    return load(
        reader,
        fmt::format(
            "SELECT f.id FROM feedback f WHERE f.sentiment IS NOT NULL AND "
            "COALESCE({}(f.said, '\"topic.'), 0) = 0 ORDER BY f.seq DESC LIMIT {}",
            place,
            limit
        )
    );
}

Judged count_judged(db::Reader& reader, const std::string& topic) {
    const std::string_view place = reader.dialect() == db::Dialect::sqlite ? "INSTR" : "STRPOS";
    Judged out;
    reader.query(
        fmt::format(
            "SELECT CASE WHEN c.value = 'false' THEN 0 ELSE 1 END, "
            "CASE WHEN COALESCE({}(f.findings, $2), 0) > 0 THEN 1 ELSE 0 END, COUNT(*) "
            "FROM correction c JOIN feedback f ON f.seq = c.feedback_seq "
            "WHERE c.kind = 'topic' AND c.key = $1 GROUP BY 1, 2",
            place
        ),
        [&](const db::Row& row) {
            (row.integer(0) == row.integer(1) ? out.agreed : out.disagreed) += row.integer(2);
        },
        topic,
        fmt::format("[\"{}\",", topic)
    );
    return out;
}

}  // namespace styk::feedback
