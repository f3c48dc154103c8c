#include "journey/edit_store.h"

#include <algorithm>

#include "journey/map_json.h"
#include "json/json.h"

namespace styk::journey {

namespace {

constexpr int looked_through = 500;

constexpr std::string_view select_edit =
    "SELECT id, revision, at, by_id, by_name, note, edits, undoes, undone_by FROM journey_edit ";

StoredEdit read_edit(const db::Row& row) {
    StoredEdit edit;
    edit.id = row.string(0);
    edit.revision = row.integer(1);
    edit.by = {row.string(3), row.string(4), {row.integer(2)}};
    edit.note = row.maybe_string(5);
    edit.edits = read_stored_edits(row.text(6));
    edit.undoes = row.maybe_string(7);
    edit.undone_by = row.maybe_string(8);
    return edit;
}

constexpr std::string_view select_version =
    "SELECT id, number, name, note, revision, at, by_id, by_name, doc FROM journey_version ";

MapVersion read_version(const db::Row& row) {
    MapVersion version;
    version.id = row.string(0);
    version.number = row.integer(1);
    version.name = row.string(2);
    version.note = row.maybe_string(3);
    version.revision = row.integer(4);
    version.by = {row.string(6), row.string(7), {row.integer(5)}};
    return version;
}

}  // namespace

Doing doing_of(const db::Change& by) {
    return {by.author.id, by.author.name, by.at};
}

void add_edit(db::Tx& tx, const std::string& map, const StoredEdit& edit) {
    tx.run(
        "INSERT INTO journey_edit (map_id, revision, id, at, by_id, by_name, note, edits, undoes) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        map,
        edit.revision,
        edit.id,
        edit.by.at.us,
        edit.by.id,
        edit.by.name,
        edit.note,
        json::write(to_json(edit.edits)),
        edit.undoes
    );
}

std::optional<StoredEdit> find_edit(
    db::Reader& reader, const std::string& map, const std::string& id
) {
    static const std::string sql = std::string(select_edit) + "WHERE map_id = $1 AND id = $2";
    std::optional<StoredEdit> found;
    reader.query(sql, [&](const db::Row& row) { found = read_edit(row); }, map, id);
    return found;
}

std::vector<StoredEdit> list_edits(
    db::Reader& reader,
    const std::string& map,
    std::optional<std::int64_t> before,
    int limit,
    const std::string& step
) {
    static const std::string sql =
        std::string(select_edit) +
        "WHERE map_id = $1 AND revision < $2 AND edits LIKE $3 ORDER BY revision DESC LIMIT $4";
    std::vector<StoredEdit> all;
    reader.query(
        sql,
        [&](const db::Row& row) { all.push_back(read_edit(row)); },
        map,
        before.value_or(std::int64_t{1} << 60),
        step.empty() ? "%" : "%\"" + step + "\"%",
        limit
    );
    return all;
}

void set_undone_by(db::Tx& tx, const std::string& edit, const std::optional<std::string>& by) {
    tx.run("UPDATE journey_edit SET undone_by = $2 WHERE id = $1", edit, by);
}

std::optional<Doing> find_last_touch(
    db::Reader& reader, const std::string& map, const Texts& path
) {
    for (const StoredEdit& stored : list_edits(reader, map, {}, looked_through)) {
        const bool touches =
            std::any_of(stored.edits.begin(), stored.edits.end(), [&](const Edit& edit) {
                return overlap(place_of(edit), path);
            });
        if (touches) {
            return stored.by;
        }
    }
    return {};
}

void add_version(db::Tx& tx, const std::string& map, MapVersion& version, const MapDoc& doc) {
    version.number =
        tx.find_integer("SELECT MAX(number) FROM journey_version WHERE map_id = $1", map)
            .value_or(0) +
        1;
    tx.run(
        "INSERT INTO journey_version (map_id, number, id, name, note, revision, at, by_id, "
        "by_name, doc) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        map,
        version.number,
        version.id,
        version.name,
        version.note,
        version.revision,
        version.by.at.us,
        version.by.id,
        version.by.name,
        write_map(doc)
    );
}

std::vector<MapVersion> list_versions(db::Reader& reader, const std::string& map) {
    static const std::string sql =
        std::string(select_version) + "WHERE map_id = $1 ORDER BY number DESC";
    std::vector<MapVersion> all;
    reader.query(sql, [&](const db::Row& row) { all.push_back(read_version(row)); }, map);
    return all;
}

std::optional<FoundVersion> find_version(
    db::Reader& reader, const std::string& map, std::int64_t number
) {
    static const std::string sql =
        std::string(select_version) + "WHERE map_id = $1 AND number = $2";
    std::optional<FoundVersion> found;
    reader.query(
        sql,
        [&](const db::Row& row) {
            found.emplace(FoundVersion{read_version(row), read_stored_map(row.text(8))});
        },
        map,
        number
    );
    return found;
}

MapDoc doc_at(
    db::Reader& reader,
    const std::string& map,
    MapDoc now,
    std::int64_t newest,
    std::int64_t revision
) {
    const auto back = static_cast<int>(std::min<std::int64_t>(newest - revision, 1'000'000));
    for (const StoredEdit& stored : list_edits(reader, map, {}, back)) {
        if (stored.revision > revision &&
            !apply(now, invert(stored.edits), nullptr, nullptr).is_fine()) {
            throw Fault(
                "the edits of a journey map do not lead back to revision " +
                std::to_string(revision)
            );
        }
    }
    return now;
}

}  // namespace styk::journey
