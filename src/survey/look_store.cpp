#include "survey/look_store.h"

namespace styk::survey {

namespace {

constexpr std::chrono::hours noted_again_after{24};

}  // namespace

void note_look(
    db::Database& database, const Id<Survey>& survey, const std::string& question, Instant now
) {
    const std::string id = survey.text();
    const auto known = database.read([&](db::Reader& reader) {
        return reader.find_integer(
            "SELECT at FROM survey_look WHERE survey_id = $1 AND question = $2", id, question
        );
    });
    if (known && now - Instant{*known} < noted_again_after) {
        return;
    }
    database.write([&](db::Tx& tx) {
        tx.run(
            "INSERT INTO survey_look (survey_id, question, at) VALUES ($1, $2, $3) ON CONFLICT "
            "(survey_id, question) DO UPDATE SET at = excluded.at",
            id,
            question,
            now.us
        );
    });
}

Looks list_looks(db::Reader& reader) {
    Looks out;
    reader.query("SELECT survey_id, question, at FROM survey_look", [&](const db::Row& row) {
        out[{row.string(0), row.string(1)}] = {row.integer(2)};
    });
    return out;
}

}  // namespace styk::survey
