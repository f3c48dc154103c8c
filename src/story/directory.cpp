#include "story/directory.h"

#include <algorithm>
#include <set>

#include "json/json.h"
#include "people/log_in_store.h"
#include "people/session_store.h"
#include "people/user_store.h"

namespace styk::story {

using people::DirectoryGroup;
using people::DirectoryPerson;
using people::LogInSettings;
using people::Role;
using people::User;

namespace {

[[noreturn]] void refuse_absent() {
    throw Refusal(Code::not_found, "There is no such resource.");
}

bool has_role_map(const LogInSettings& settings) {
    return settings.role_map.text != "{}";
}

// The e-mail as one spelling, everything checked as a form would be.
User filled(User user, const DirectoryUser& told) {
    user.email = people::clean_email(told.email);
    user.name = told.name;
    user.active = told.active;
    refuse_if(record::check(record::shape_of<User>(), &user));
    return user;
}

void store(db::Tx& tx, const User& before, User& after, const db::Change& by) {
    if (before.email == after.email && before.name == after.name && before.active == after.active &&
        before.role == after.role) {
        return;
    }
    people::keep_an_administrator(tx, before, &after);
    if (!after.active) {
        people::end_sessions(tx, after.id);
    }
    db::change(tx, before, after, by);
}

DirectoryPerson named(db::Tx& tx, const User& user, const DirectoryUser& told) {
    DirectoryPerson person{user, told.user_name, told.external_id};
    people::name_directory_person(tx, person);
    return person;
}

// Who is in a group of the map gets its role; who is in none any more, the one of everybody else.
// Those who were named for emergencies keep theirs, and so does the last administrator.
void give_role_of_groups(
    db::Tx& tx, const LogInSettings& settings, const Id<User>& id, const db::Change& by
) {
    const User before = db::load(tx, id);
    const auto groups = people::list_groups_of(tx, id);
    User after = before;
    after.role = people::role_of_groups(settings, groups).value_or(Role::employee);
    if (after.role == before.role || people::is_break_glass(tx, id)) {
        return;
    }
    try {
        people::keep_an_administrator(tx, before, &after);
    } catch (const Refusal&) {
        return;
    }
    db::change(tx, before, after, by);
}

bool has_role(const LogInSettings& settings, const std::string& group) {
    const json::Value map = json::parse(settings.role_map.text);
    return !group.empty() && map.get_object().contains(group);
}

void give_roles(
    db::Tx& tx,
    const std::optional<DirectoryGroup>& before,
    const std::optional<DirectoryGroup>& after,
    const db::Change& by
) {
    const auto settings = people::load_log_in_settings(tx);
    const bool counts = has_role_map(settings) && ((before && has_role(settings, before->name)) ||
                                                   (after && has_role(settings, after->name)));
    if (!counts) {
        return;
    }
    std::set<std::string> all;
    for (const auto& group : {before, after}) {
        if (group) {
            all.insert(group->members.begin(), group->members.end());
        }
    }
    for (const auto& member : all) {
        give_role_of_groups(tx, settings, Id<User>::parse(member).value(), by);
    }
}

std::string told_of(const std::optional<DirectoryGroup>& group) {
    if (!group) {
        return "";
    }
    return json::write(json::Object{
        {"name", group->name},
        {"members", json::Array(group->members.begin(), group->members.end())}
    });
}

void need_members(db::Reader& reader, DirectoryGroup& group) {
    Problems problems;
    std::sort(group.members.begin(), group.members.end());
    group.members.erase(
        std::unique(group.members.begin(), group.members.end()), group.members.end()
    );
    for (const auto& member : group.members) {
        const auto id = Id<User>::parse(member);
        if (!id || !people::find_directory_person(reader, *id)) {
            problems.push_back({"/members", "names nobody: " + member});
        }
    }
    refuse_if(std::move(problems));
}

}  // namespace

DirectoryPerson add_directory_user(
    const Means& means, const DirectoryUser& told, const db::Change& by
) {
    const Id<User> fresh{make_uuid_v7(means.clock, means.random)};
    DirectoryPerson person;
    means.database.write([&](db::Tx& tx) {
        const auto found = people::find_user_by_email(tx, told.email);
        if (found && !people::is_taken_away(tx, found->id)) {
            throw Refusal(Code::conflict, "There is a user with this e-mail address already.");
        }
        User user = filled(found.value_or(User{}), told);
        if (found) {
            store(tx, *found, user, by);
        } else {
            user.id = fresh;
            const auto settings = people::load_log_in_settings(tx);
            user.role = people::role_of_groups(settings, {}).value_or(Role::employee);
            db::add(tx, user, by);
        }
        person = named(tx, user, told);
    });
    return person;
}

DirectoryPerson change_directory_user(
    const Means& means, const Id<User>& id, const DirectoryUser& told, const db::Change& by
) {
    DirectoryPerson person;
    means.database.write([&](db::Tx& tx) {
        const auto found = people::find_directory_person(tx, id);
        if (!found) {
            refuse_absent();
        }
        User after = filled(found->user, told);
        const auto other = people::find_user_by_email(tx, after.email);
        if (other && other->id != id) {
            throw Refusal(Code::conflict, "There is a user with this e-mail address already.");
        }
        store(tx, found->user, after, by);
        person = named(tx, after, told);
    });
    return person;
}

void remove_directory_user(const Means& means, const Id<User>& id, const db::Change& by) {
    means.database.write([&](db::Tx& tx) {
        const auto found = people::find_directory_person(tx, id);
        if (!found) {
            refuse_absent();
        }
        User after = found->user;
        after.active = false;
        store(tx, found->user, after, by);
        people::take_away_directory_person(tx, id);
    });
}

DirectoryGroup put_directory_group(
    const Means& means, const DirectoryGroup& group, const db::Change& by
) {
    const std::string fresh = make_uuid_v7(means.clock, means.random).text();
    DirectoryGroup stored;  // apart: a transaction may run twice
    means.database.write([&](db::Tx& tx) {
        const auto before = people::find_directory_group(tx, group.id);
        if (!group.id.empty() && !before) {
            refuse_absent();
        }
        DirectoryGroup after = group;
        after.id = before ? group.id : fresh;
        need_members(tx, after);
        people::put_directory_group(tx, after, by.at);
        db::audit(
            tx,
            by,
            before ? "change" : "add",
            "directory_group",
            after.id,
            told_of(before),
            told_of(after)
        );
        give_roles(tx, before, after, by);
        stored = after;
    });
    return stored;
}

void remove_directory_group(const Means& means, const std::string& id, const db::Change& by) {
    means.database.write([&](db::Tx& tx) {
        const auto before = people::find_directory_group(tx, id);
        if (!before) {
            refuse_absent();
        }
        people::remove_directory_group(tx, id);
        db::audit(tx, by, "remove", "directory_group", id, told_of(before), "");
        give_roles(tx, before, {}, by);
    });
}

}  // namespace styk::story
