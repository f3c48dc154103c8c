#include "story/accept_welcome.h"

#include <algorithm>

#include "firm/firm_store.h"
#include "people/password.h"
#include "people/secret.h"
#include "people/session_store.h"
#include "people/user_store.h"

namespace styk::story {

using people::Purpose;
using people::User;
using people::Welcome;

namespace {

[[noreturn]] void refuse() {
    throw Refusal(Code::not_found, "This link was used or is too old.");
}

// Whom the link is for; a new administrator when it is the first one.
User load_invited(db::Reader& reader, const std::optional<Welcome>& welcome) {
    if (!welcome) {
        refuse();
    }
    if (welcome->purpose == Purpose::first_administrator) {
        if (people::has_administrator(reader)) {
            refuse();
        }
        User first;
        first.role = people::Role::administrator;
        return first;
    }
    auto user = db::find(reader, welcome->user_id.value());
    if (!user || !user->active) {
        refuse();
    }
    return *std::move(user);
}

void fill(User& user, const WelcomeAnswer& answer, bool is_new) {
    const std::string email = people::clean_email(answer.email.value_or(""));
    if (is_new) {
        user.email = email;
    }
    if (answer.name) {
        user.name = *answer.name;
    }
    if (!user.language) {
        user.language = answer.language;
    }
    Problems problems = record::check(record::shape_of<User>(), &user);
    if (!is_new && answer.email && email != user.email) {
        problems.push_back({"/email", "is not the one that was invited"});
    }
    if (!is_new && answer.firm_name) {
        problems.push_back({"/firm_name", "is for the first administrator to say"});
    }
    if (const auto wrong = people::password_problem(answer.password, user.email)) {
        problems.push_back({"/password", *wrong});
    }
    refuse_if(std::move(problems));
}

struct Guest {
    Purpose purpose = Purpose::invitation;
    User user;

    [[nodiscard]] bool is_new() const { return purpose == Purpose::first_administrator; }
};

Guest find_guest(const Means& means, std::string_view token, Instant now) {
    return means.database.read([&](db::Reader& reader) {
        const auto welcome = people::find_welcome(reader, token, now);
        User user = load_invited(reader, welcome);
        return Guest{welcome->purpose, std::move(user)};
    });
}

void store(db::Tx& tx, const Guest& guest, User user, const db::Change& by) {
    if (guest.is_new()) {
        db::add(tx, user, by);
    } else if (user.name != guest.user.name || user.language != guest.user.language) {
        db::change(tx, guest.user, user, by);
    }
}

// What the first administrator says of the firm: its name and, until somebody says otherwise, its
// language.
void settle_firm(db::Tx& tx, const WelcomeAnswer& answer, const db::Change& by) {
    const auto before = firm::load_firm(tx);
    auto after = before;
    after.name = answer.firm_name.value_or(before.name);
    const auto language = answer.language.value_or(before.language);
    if (std::ranges::find(before.languages, language) != before.languages.end()) {
        after.language = language;
    }
    Problems problems = record::check(record::shape_of<firm::Firm>(), &after);
    for (Problem& one : problems) {
        one.pointer = one.pointer == "/name" ? "/firm_name" : one.pointer;
    }
    refuse_if(std::move(problems));
    if (after != before) {
        firm::change_firm(tx, before, after, by);
    }
}

}  // namespace

Invited read_welcome(const Means& means, std::string_view token, Instant now) {
    const Guest guest = find_guest(means, token, now);
    return {guest.purpose, guest.is_new() ? std::nullopt : std::optional(guest.user.email)};
}

Entered accept_welcome(
    const Means& means, std::string_view token, const WelcomeAnswer& answer, Instant now
) {
    const Guest guest = find_guest(means, token, now);
    User user = guest.user;
    fill(user, answer, guest.is_new());
    if (guest.is_new()) {
        user.id.uuid = make_uuid_v7(means.clock, means.random);
    }
    const std::string hash = people::hash_password(answer.password);
    const db::Change by{{"user", user.id.text(), user.name}, now};
    Entered entered{{}, people::new_session_token(means.random)};
    means.database.write([&](db::Tx& tx) {
        load_invited(tx, people::take_welcome(tx, token, now));
        store(tx, guest, user, by);
        if (guest.is_new() && (answer.language || answer.firm_name)) {
            settle_firm(tx, answer, by);
        }
        people::set_password(tx, user, hash, by);
        entered.user = db::load(tx, user.id);
        entered.next = enter(tx, entered.user, entered.token, answer.origin, now);
    });
    return entered;
}

}  // namespace styk::story
