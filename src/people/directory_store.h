// What a directory (SCIM 2.0, RFC 7643) keeps here: what it calls each person, and its groups.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.h"
#include "people/user.h"

namespace styk::people {

// Every user stands in the directory, under the e-mail, until it has taken them away.
struct DirectoryPerson {
    User user;
    std::string user_name;  // the e-mail until the directory says otherwise
    std::optional<std::string> external_id;
};

struct DirectoryQuery {
    std::string field;  // "" for all, else user_name, external_id, email or id
    std::string value;  // in any case of letters, but for external_id and id
    std::int64_t skip = 0, limit = 100;
};

struct DirectoryList {
    std::int64_t total = 0;
    std::vector<std::string> ids;
};

[[nodiscard]] DirectoryList list_directory_people(db::Reader& reader, const DirectoryQuery& asked);
[[nodiscard]] std::optional<DirectoryPerson> find_directory_person(
    db::Reader& reader, const Id<User>& id
);

// Names them in the directory anew; who was taken away is back.
void name_directory_person(db::Tx& tx, const DirectoryPerson& person);
void take_away_directory_person(db::Tx& tx, const Id<User>& id);
[[nodiscard]] bool is_taken_away(db::Reader& reader, const Id<User>& id);

struct DirectoryGroup {
    std::string id;
    std::string name;
    std::optional<std::string> external_id;
    std::int64_t revision = 1;
    Instant created_at, updated_at;
    std::vector<std::string> members;  // ids of users
};

[[nodiscard]] DirectoryList list_directory_groups(db::Reader& reader, const DirectoryQuery& asked);
[[nodiscard]] std::optional<DirectoryGroup> find_directory_group(
    db::Reader& reader, std::string_view id
);

// Adds it (revision 1) or changes it (one more). Throws db::Conflict when the name is taken.
void put_directory_group(db::Tx& tx, DirectoryGroup& group, Instant now);
void remove_directory_group(db::Tx& tx, std::string_view id);

struct GroupName {
    std::string id, name;
};

[[nodiscard]] std::vector<GroupName> list_group_ids_of(db::Reader& reader, const Id<User>& user);

// The names of the groups that somebody is in.
[[nodiscard]] std::vector<std::string> list_groups_of(db::Reader& reader, const Id<User>& user);

}  // namespace styk::people
