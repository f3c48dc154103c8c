// What a directory (SCIM 2.0) tells about people and groups, carried out: who joins, changes,
// leaves, and which role their groups give them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "people/directory_store.h"
#include "story/means.h"

namespace styk::story {

struct DirectoryUser {
    std::string user_name, email, name;
    std::optional<std::string> external_id{};
    bool active = true;
};

// Who was taken away before comes back. Throws Refusal{conflict} when the e-mail is another user's,
// {invalid} naming every problem.
[[nodiscard]] people::DirectoryPerson add_directory_user(
    const Means& means, const DirectoryUser& user, const db::Change& by
);

// Who is not active any more is shown out at once. Throws Refusal{not_found}, {conflict} also for
// the last administrator.
[[nodiscard]] people::DirectoryPerson change_directory_user(
    const Means& means, const Id<people::User>& id, const DirectoryUser& user, const db::Change& by
);

// They stay as a user who is switched off: what they wrote keeps its author.
void remove_directory_user(const Means& means, const Id<people::User>& id, const db::Change& by);

// Adds it, or changes it when `group.id` is not empty; its people get the role of their groups.
[[nodiscard]] people::DirectoryGroup put_directory_group(
    const Means& means, const people::DirectoryGroup& group, const db::Change& by
);

void remove_directory_group(const Means& means, const std::string& id, const db::Change& by);

}  // namespace styk::story
