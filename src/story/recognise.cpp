#include "people/directory_store.h"
#include "people/id_token.h"
#include "people/log_in_store.h"
#include "people/user_store.h"
#include "story/sign_on.h"

namespace styk::story {

using people::Claims;
using people::LogInSettings;
using people::Role;
using people::User;
using Why = SignOnTrouble::Why;

namespace {

db::Change by_provider(const LogInSettings& settings, Instant at) {
    return {{"system", "", settings.name.value_or("Single sign-on")}, at};
}

std::string need_email(const LogInSettings& settings, const Claims& claims) {
    if (!claims.email || !(claims.email_verified || settings.trust_email)) {
        throw SignOnTrouble(
            Why::email,
            claims.email ? "the provider does not vouch for " + *claims.email
                         : "the provider names no e-mail address"
        );
    }
    return people::clean_email(*claims.email);
}

User make_user(
    db::Tx& tx,
    const LogInSettings& settings,
    const Claims& claims,
    const std::string& email,
    Role role,
    const Id<User>& fresh,
    Instant at
) {
    User user;
    user.id = fresh;
    user.email = email;
    user.name = claims.name.value_or(email.substr(0, email.find('@')));
    user.role = role;
    const auto problems = record::check(record::shape_of<User>(), &user);
    if (!problems.empty()) {
        throw SignOnTrouble(Why::email, problems.front().pointer + " " + problems.front().message);
    }
    db::add(tx, user, by_provider(settings, at));
    return user;
}

bool has_role_map(const LogInSettings& settings) {
    return settings.role_map.text != "{}";
}

// Groups decide anew at each log-in, where there is a map of them. The last administrator stays
// one, and so does who was named for emergencies.
void give_role(
    db::Tx& tx,
    User& user,
    const LogInSettings& settings,
    const std::optional<Role>& role,
    Instant at
) {
    if (!has_role_map(settings) || role == user.role || people::is_break_glass(tx, user.id)) {
        return;
    }
    if (!role) {
        throw SignOnTrouble(Why::group, user.email + " is in none of the groups that have a role");
    }
    User after = user;
    after.role = *role;
    try {
        people::keep_an_administrator(tx, user, &after);
    } catch (const Refusal&) {
        return;
    }
    db::change(tx, user, after, by_provider(settings, at));
    user = after;
}

}  // namespace

User recognise(
    db::Tx& tx,
    const LogInSettings& settings,
    const Claims& claims,
    const Id<User>& fresh,
    Instant at
) {
    const auto& issuer = settings.issuer.value();
    const auto known = people::find_identity(tx, issuer, claims.subject);
    auto user = known ? db::find(tx, *known) : std::nullopt;
    std::string email;
    if (!user) {
        email = need_email(settings, claims);
        user = people::find_user_by_email(tx, email);
    }
    auto groups = claims.groups;
    if (user) {
        const auto more = people::list_groups_of(tx, user->id);
        groups.insert(groups.end(), more.begin(), more.end());
    }
    const auto role = people::role_of_groups(settings, groups);
    if (!user && !settings.create_users) {
        throw SignOnTrouble(Why::unknown, email + " is no user, and none is made");
    }
    if (!user && !role) {
        throw SignOnTrouble(Why::group, email + " is in none of the groups that have a role");
    }
    if (user && !user->active) {
        throw SignOnTrouble(Why::inactive, user->email + " is switched off");
    }
    if (user) {
        give_role(tx, *user, settings, role, at);
    } else {
        user = make_user(tx, settings, claims, email, *role, fresh, at);
    }
    if (!known) {
        people::add_identity(tx, issuer, claims.subject, user->id);
    }
    return *user;
}

}  // namespace styk::story
