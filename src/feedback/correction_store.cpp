#include "feedback/correction_store.h"

#include <fmt/format.h>

namespace styk::feedback {

namespace {

db::Param or_null(const std::string& text) {
    return text.empty() ? db::Param() : db::Param(std::string_view(text));
}

}  // namespace

std::map<std::int64_t, std::vector<Correction>> list_corrections(
    db::Reader& reader, const std::vector<std::int64_t>& seqs
) {
    std::map<std::int64_t, std::vector<Correction>> found;
    if (seqs.empty()) {
        return found;
    }
    std::string marks;
    std::vector<db::Param> params;
    for (const auto seq : seqs) {
        params.emplace_back(seq);
        marks += fmt::format("{}${}", marks.empty() ? "" : ", ", params.size());
    }
    reader.query_params(
        fmt::format(
            "SELECT feedback_seq, kind, key, value, model, user_id, user_name, at FROM correction "
            "WHERE feedback_seq IN ({}) ORDER BY feedback_seq, kind, key",
            marks
        ),
        params,
        [&](const db::Row& row) {
            found[row.integer(0)].push_back(
                {row.string(1),
                 row.string(2),
                 row.string(3),
                 row.string(4),
                 row.string(5),
                 row.string(6),
                 Instant{row.integer(7)}}
            );
        }
    );
    return found;
}

void put_correction(db::Tx& tx, std::int64_t feedback_seq, const Correction& one) {
    tx.run(
        "INSERT INTO correction (feedback_seq, kind, key, value, model, user_id, user_name, at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (feedback_seq, kind, key) DO UPDATE "
        "SET value = excluded.value, model = excluded.model, user_id = excluded.user_id, "
        "user_name = excluded.user_name, at = excluded.at",
        feedback_seq,
        one.kind,
        one.key,
        one.value,
        one.model,
        or_null(one.user_id),
        or_null(one.user_name),
        one.at.us
    );
}

void take_back_correction(
    db::Tx& tx, std::int64_t feedback_seq, const std::string& kind, const std::string& key
) {
    tx.run(
        "DELETE FROM correction WHERE feedback_seq = $1 AND kind = $2 AND key = $3",
        feedback_seq,
        kind,
        key
    );
}

void remove_corrections(db::Tx& tx, std::int64_t feedback_seq) {
    tx.run("DELETE FROM correction WHERE feedback_seq = $1", feedback_seq);
}

CorrectionCounts count_corrections(db::Reader& reader, Instant since) {
    return {
        reader.find_integer("SELECT COUNT(*) FROM correction").value_or(0),
        reader.find_integer("SELECT COUNT(*) FROM correction WHERE at > $1", since.us).value_or(0)
    };
}

}  // namespace styk::feedback
