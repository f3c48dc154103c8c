#include "feedback/delta_store.h"

#include <fmt/format.h>

namespace styk::feedback {

namespace {

constexpr std::string_view columns =
    "SELECT id, state, version, corrections, report, made_at, adopted_at, adopted_by "
    "FROM text_delta ";

StoredDelta read_row(const db::Row& row) {
    StoredDelta out;
    out.id = row.integer(0);
    out.state = row.string(1);
    out.version = row.string(2);
    out.corrections = row.integer(3);
    out.report = row.string(4);
    out.made_at = {row.integer(5)};
    if (!row.is_null(6)) {
        out.adopted_at = Instant{row.integer(6)};
    }
    out.adopted_by = row.string(7);
    return out;
}

std::optional<StoredDelta> find(db::Reader& reader, std::string_view rest) {
    std::optional<StoredDelta> found;
    reader.query(fmt::format("{}{}", columns, rest), [&](const db::Row& row) {
        found = read_row(row);
    });
    return found;
}

}  // namespace

std::optional<StoredDelta> find_adopted_delta(db::Reader& reader) {
    auto found = find(reader, "WHERE state = 'adopted' ORDER BY id DESC LIMIT 1");
    if (found) {
        reader.query(
            "SELECT bytes FROM text_delta_file WHERE delta_id = $1 ORDER BY language",
            [&](const db::Row& row) { found->files.emplace_back(row.bytes(0)); },
            found->id
        );
    }
    return found;
}

std::optional<StoredDelta> find_last_delta(db::Reader& reader) {
    return find(reader, "ORDER BY id DESC LIMIT 1");
}

void add_delta(db::Tx& tx, const StoredDelta& delta, const std::vector<std::string>& languages) {
    tx.run(
        "DELETE FROM text_delta_file WHERE delta_id IN "
        "(SELECT id FROM text_delta WHERE state = 'candidate')"
    );
    tx.run("DELETE FROM text_delta WHERE state = 'candidate'");
    std::int64_t id = 0;
    tx.query(
        "INSERT INTO text_delta (state, version, corrections, report, made_at) "
        "VALUES ('candidate', $1, $2, $3, $4) RETURNING id",
        [&](const db::Row& row) { id = row.integer(0); },
        delta.version,
        delta.corrections,
        delta.report,
        delta.made_at.us
    );
    for (std::size_t i = 0; i < delta.files.size(); ++i) {
        tx.run(
            "INSERT INTO text_delta_file (delta_id, language, bytes) VALUES ($1, $2, $3)",
            id,
            languages.at(i),
            db::Bytes{delta.files[i]}
        );
    }
}

bool adopt_delta(db::Tx& tx, std::int64_t id, const std::string& by, Instant now) {
    tx.run("UPDATE text_delta SET state = 'dropped' WHERE state = 'adopted'");
    return tx.run(
               "UPDATE text_delta SET state = 'adopted', adopted_at = $1, adopted_by = $2 "
               "WHERE id = $3 AND state = 'candidate'",
               now.us,
               by,
               id
           ) == 1;
}

void drop_deltas(db::Tx& tx) {
    tx.run("UPDATE text_delta SET state = 'dropped' WHERE state <> 'dropped'");
}

}  // namespace styk::feedback
