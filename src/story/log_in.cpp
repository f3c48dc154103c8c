#include "story/log_in.h"

#include "people/password.h"
#include "people/secret.h"
#include "people/session_store.h"
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

}  // namespace

Entered log_in(const Entrance& entrance, const Credentials& shown, Instant at) {
    const auto& [means, guard] = entrance;
    const std::string email = people::clean_email(shown.email);
    guard.admit(email, shown.address, at);
    const auto user = means.database.read([&](db::Reader& reader) {
        return people::find_user_by_email(reader, email);
    });
    const auto hash = user && user->active ? user->password_hash : std::nullopt;
    if (!people::is_password(shown.password, hash)) {
        refuse();
    }
    guard.succeeded(email, shown.address);
    Entered entered{*user, people::new_session_token(means.random)};
    means.database.write([&](db::Tx& tx) {
        need_same(tx, *user);
        people::add_session(tx, people::hash_secret(entered.token), user->id, at);
    });
    return entered;
}

void change_password(
    const Entrance& entrance, const Id<User>& id, const PasswordChange& change, const db::Change& by
) {
    const auto& [means, guard] = entrance;
    const User user = means.database.read([&](db::Reader& reader) { return db::load(reader, id); });
    guard.admit(user.email, change.address, by.at);
    const bool is_current = people::is_password(change.current, user.password_hash);
    if (is_current) {
        guard.succeeded(user.email, change.address);
    }
    check_wanted(change, user, is_current);
    const std::string hash = people::hash_password(change.wanted);
    means.database.write([&](db::Tx& tx) {
        need_same(tx, user);
        people::set_password(tx, user, hash, by, change.keep_session);
    });
}

}  // namespace styk::story
