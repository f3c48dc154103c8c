#include "story/log_in.h"

#include "people/log_in_store.h"
#include "people/password.h"
#include "people/second_step_store.h"
#include "people/secret.h"
#include "people/user_store.h"

namespace styk::story {

using people::User;

namespace {

[[noreturn]] void refuse() {
    throw Refusal(Code::unauthenticated, "The e-mail address or the password is wrong.");
}

// The password was checked against `checked`: what was true then must be true now.
void need_same(db::Reader& reader, const User& checked) {
    const auto now = db::find(reader, checked.id);
    if (!now || !now->active || now->password_hash != checked.password_hash) {
        refuse();
    }
}

void check_wanted(const PasswordChange& change, const User& user, bool is_current) {
    Problems problems;
    if (!is_current) {
        problems.push_back({"/current", "is not your password"});
    }
    if (const auto wrong = people::password_problem(change.wanted, user.email)) {
        problems.push_back({"/password", *wrong});
    }
    refuse_if(std::move(problems));
}

// Passwords may be shut off: then they are for emergencies, and each one is on record.
void need_password_way(
    db::Tx& tx, const people::LogInSettings& settings, const User& user, Instant at
) {
    if (!settings.only_way) {
        return;
    }
    if (!people::is_break_glass(tx, user.id)) {
        throw Refusal(
            Code::forbidden,
            "Passwords are switched off here. Log in with " +
                settings.name.value_or("your firm's account") + "."
        );
    }
    const db::Change by{{"user", user.id.text(), user.name}, at};
    db::audit(tx, by, "break_glass_log_in", "person", user.id.text(), "", "");
}

}  // namespace

Next enter(
    db::Tx& tx, const User& user, const std::string& token, const people::Origin& origin, Instant at
) {
    const auto settings = people::load_log_in_settings(tx);
    need_password_way(tx, settings, user, at);
    const bool has_step = people::has_second_step(tx, user.id);
    const std::string hash = people::hash_secret(token);
    if (has_step || people::needs_second_step(settings, user.role)) {
        people::add_half_log_in(tx, hash, {user.id, !has_step, origin.way}, at);
        return has_step ? Next::code : Next::set_up;
    }
    people::add_session(tx, hash, user.id, at, origin);
    return Next::in;
}

Entered log_in(const Entrance& entrance, const Credentials& shown, Instant at) {
    const auto& [means, guard] = entrance;
    const std::string email = people::clean_email(shown.email);
    std::optional<User> user;
    const bool right = guard.judge(email, shown.address, at, [&] {
        user = means.database.read([&](db::Reader& reader) {
            return people::find_user_by_email(reader, email);
        });
        const auto hash = user && user->active ? user->password_hash : std::nullopt;
        return people::is_password(shown.password, hash);
    });
    if (!right) {
        refuse();
    }
    Entered entered{*user, people::new_session_token(means.random)};
    const auto origin = people::origin_of(shown.address, shown.user_agent);
    means.database.write([&](db::Tx& tx) {
        need_same(tx, *user);
        entered.next = enter(tx, *user, entered.token, origin, at);
    });
    return entered;
}

void change_password(
    const Entrance& entrance, const Id<User>& id, const PasswordChange& change, const db::Change& by
) {
    const auto& [means, guard] = entrance;
    const User user = means.database.read([&](db::Reader& reader) { return db::load(reader, id); });
    const bool is_current = guard.judge(user.email, change.address, by.at, [&] {
        return people::is_password(change.current, user.password_hash);
    });
    check_wanted(change, user, is_current);
    const std::string hash = people::hash_password(change.wanted);
    means.database.write([&](db::Tx& tx) {
        need_same(tx, user);
        people::set_password(tx, user, hash, by, change.keep_session);
    });
}

}  // namespace styk::story
