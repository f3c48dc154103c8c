#include "people/directory_store.h"

#include <fmt/format.h>

#include "db/record_store.h"

namespace styk::people {

namespace {

constexpr std::string_view people_of_directory =
    "FROM person p LEFT JOIN directory_person d ON d.user_id = p.id WHERE COALESCE(d.removed, 0) = "
    "0";

constexpr std::string_view select_person =
    "SELECT COALESCE(d.user_name, p.email), d.external_id FROM person p LEFT JOIN directory_person "
    "d ON d.user_id = p.id WHERE p.id = $1 AND COALESCE(d.removed, 0) = 0";

constexpr std::string_view upsert_person =
    "INSERT INTO directory_person (user_id, user_name, external_id, removed) VALUES ($1, $2, $3, "
    "0) "
    "ON CONFLICT (user_id) DO UPDATE SET user_name = excluded.user_name, external_id = "
    "excluded.external_id, removed = 0";

constexpr std::string_view upsert_removed =
    "INSERT INTO directory_person (user_id, removed) VALUES ($1, 1) "
    "ON CONFLICT (user_id) DO UPDATE SET removed = 1, external_id = NULL";

constexpr std::string_view insert_group =
    "INSERT INTO directory_group (id, name, external_id, revision, created_at, updated_at) "
    "VALUES ($1, $2, $3, 1, $4, $4)";

constexpr std::string_view update_group =
    "UPDATE directory_group SET name = $2, external_id = $3, revision = revision + 1, updated_at = "
    "$4 WHERE id = $1";

// Every condition takes the value as $1, so that one call binds them all.
std::string condition_of_person(std::string_view field) {
    return field == "user_name"     ? " AND LOWER(COALESCE(d.user_name, p.email)) = LOWER($1)"
           : field == "email"       ? " AND p.email = LOWER($1)"
           : field == "external_id" ? " AND d.external_id = $1"
           : field == "id"          ? " AND p.id = $1"
                                    : " AND $1 = ''";
}

std::string condition_of_group(std::string_view field) {
    return field == "name"          ? " AND LOWER(g.name) = LOWER($1)"
           : field == "external_id" ? " AND g.external_id = $1"
           : field == "id"          ? " AND g.id = $1"
                                    : " AND $1 = ''";
}

DirectoryList list(
    db::Reader& reader,
    const std::string& from,
    std::string_view id_column,
    const DirectoryQuery& asked
) {
    DirectoryList out;
    out.total =
        reader.find_integer(fmt::format("SELECT COUNT(*) {}", from), asked.value).value_or(0);
    reader.query(
        fmt::format("SELECT {0} {1} ORDER BY {0} LIMIT $2 OFFSET $3", id_column, from),
        [&](const db::Row& row) { out.ids.push_back(row.string(0)); },
        asked.value,
        asked.limit,
        asked.skip
    );
    return out;
}

}  // namespace

DirectoryList list_directory_people(db::Reader& reader, const DirectoryQuery& asked) {
    return list(
        reader, std::string(people_of_directory) + condition_of_person(asked.field), "p.id", asked
    );
}

std::optional<DirectoryPerson> find_directory_person(db::Reader& reader, const Id<User>& id) {
    std::optional<DirectoryPerson> found;
    reader.query(
        select_person,
        [&](const db::Row& row) { found = {{}, row.string(0), row.maybe_string(1)}; },
        id.text()
    );
    if (found) {
        found->user = db::load(reader, id);
    }
    return found;
}

void name_directory_person(db::Tx& tx, const DirectoryPerson& person) {
    tx.run(upsert_person, person.user.id.text(), person.user_name, person.external_id);
}

void take_away_directory_person(db::Tx& tx, const Id<User>& id) {
    tx.run(upsert_removed, id.text());
    tx.run("DELETE FROM directory_member WHERE user_id = $1", id.text());
}

bool is_taken_away(db::Reader& reader, const Id<User>& id) {
    return reader
        .find_integer(
            "SELECT 1 FROM directory_person WHERE user_id = $1 AND removed = 1", id.text()
        )
        .has_value();
}

DirectoryList list_directory_groups(db::Reader& reader, const DirectoryQuery& asked) {
    return list(
        reader,
        "FROM directory_group g WHERE 1 = 1" + condition_of_group(asked.field),
        "g.id",
        asked
    );
}

std::optional<DirectoryGroup> find_directory_group(db::Reader& reader, std::string_view id) {
    std::optional<DirectoryGroup> found;
    reader.query(
        "SELECT id, name, external_id, revision, created_at, updated_at FROM directory_group WHERE "
        "id = $1",
        [&](const db::Row& row) {
            found = {
                row.string(0),
                row.string(1),
                row.maybe_string(2),
                row.integer(3),
                {row.integer(4)},
                {row.integer(5)},
                {}
            };
        },
        id
    );
    if (found) {
        reader.query(
            "SELECT user_id FROM directory_member WHERE group_id = $1 ORDER BY user_id",
            [&](const db::Row& row) { found->members.push_back(row.string(0)); },
            id
        );
    }
    return found;
}

void put_directory_group(db::Tx& tx, DirectoryGroup& group, Instant now) {
    const bool there = tx.run(update_group, group.id, group.name, group.external_id, now.us) == 1;
    if (!there) {
        tx.run(insert_group, group.id, group.name, group.external_id, now.us);
    }
    tx.run("DELETE FROM directory_member WHERE group_id = $1", group.id);
    for (const auto& member : group.members) {
        tx.run(
            "INSERT INTO directory_member (group_id, user_id) VALUES ($1, $2)", group.id, member
        );
    }
    group = find_directory_group(tx, group.id).value();
}

void remove_directory_group(db::Tx& tx, std::string_view id) {
    tx.run("DELETE FROM directory_group WHERE id = $1", id);
}

std::vector<GroupName> list_group_ids_of(db::Reader& reader, const Id<User>& user) {
    std::vector<GroupName> all;
    reader.query(
        "SELECT g.id, g.name FROM directory_group g JOIN directory_member m ON m.group_id = g.id "
        "WHERE m.user_id = $1 ORDER BY g.name",
        [&](const db::Row& row) { all.push_back({row.string(0), row.string(1)}); },
        user.text()
    );
    return all;
}

std::vector<std::string> list_groups_of(db::Reader& reader, const Id<User>& user) {
    std::vector<std::string> names;
    for (auto& group : list_group_ids_of(reader, user)) {
        names.push_back(std::move(group.name));
    }
    return names;
}

}  // namespace styk::people
