#include "story/break_glass.h"

#include "people/log_in_store.h"
#include "people/second_step_store.h"
#include "people/secret.h"
#include "people/user_store.h"
#include "people/welcome_store.h"

namespace styk::story {

using people::Purpose;
using people::Role;
using people::User;

namespace {

User with_all_rights(User user) {
    user.role = Role::administrator;
    user.active = true;
    return user;
}

User make_user(const std::string& email, const Id<User>& id) {
    User user;
    user.id = id;
    user.email = people::clean_email(email);
    user.name = user.email.substr(0, user.email.find('@'));
    refuse_if(record::check(record::shape_of<User>(), &user));
    return with_all_rights(user);
}

}  // namespace

void name_break_glass(const Means& means, const Id<User>& id, bool on, const db::Change& by) {
    means.database.write([&](db::Tx& tx) {
        const User user = db::load(tx, id);
        if (on && (user.role != Role::administrator || !user.active)) {
            throw Refusal(Code::conflict, "Only an active administrator can be named.");
        }
        people::set_break_glass(tx, id, on, by.at);
        if (!on && people::load_log_in_settings(tx).only_way && !people::has_break_glass(tx)) {
            throw Refusal(
                Code::conflict,
                "Passwords are switched off, and this is the last one. Name another one first."
            );
        }
        db::audit(
            tx, by, on ? "set_break_glass" : "remove_break_glass", "person", id.text(), "", ""
        );
    });
}

std::string break_glass(const Means& means, const std::string& email, const db::Change& by) {
    const Id<User> fresh{make_uuid_v7(means.clock, means.random)};
    const std::string token = people::new_welcome_token(means.random);
    means.database.write([&](db::Tx& tx) {
        const auto found = people::find_user_by_email(tx, email);
        User user = found ? with_all_rights(*found) : make_user(email, fresh);
        if (!found) {
            db::add(tx, user, by);
        } else if (found->role != user.role || !found->active) {
            db::change(tx, *found, user, by);
        }
        people::remove_second_step(tx, user.id);
        people::set_break_glass(tx, user.id, true, by.at);
        const auto purpose = user.password_hash ? Purpose::reset : Purpose::invitation;
        people::add_welcome(tx, people::hash_secret(token), {purpose, user.id}, by.at);
        db::audit(tx, by, "break_glass", "person", user.id.text(), "", "");
    });
    return people::welcome_path(token);
}

}  // namespace styk::story
