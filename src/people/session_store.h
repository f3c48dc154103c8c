// Who is logged in where. A session ends after 14 days unused and after 90 days in any case.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.h"
#include "people/user.h"

namespace styk::people {

inline constexpr std::chrono::days session_idle{14};
inline constexpr std::chrono::days session_longest{90};

// How somebody came in. link: a one-time link by which they chose a password.
BOOST_DEFINE_ENUM_CLASS(Way, password, code, recovery_code, link, single_sign_on)

// Where a session began.
struct Origin {
    std::string address{}, browser{}, device{};  // "" when it is not known
    Way way = Way::password;
    std::optional<std::string> sign_on_session{};  // its name at the provider, which may end it
};

[[nodiscard]] Origin origin_of(std::string_view address, std::string_view user_agent);

struct Session {
    std::string token_hash;  // names the session, inside
    Instant created_at, last_seen_at, expires_at;
    Origin origin{};

    [[nodiscard]] std::string id() const;  // names it outside: nothing follows from it
};

void add_session(
    db::Tx& tx,
    const std::string& token_hash,
    const Id<User>& user,
    Instant now,
    const Origin& origin = {}
);

struct SeenActor {
    Actor actor;
    std::optional<Instant> seen_at;  // as it is stored
};

// Nothing when there is no such session, it is over, or its user is not active.
[[nodiscard]] std::optional<SeenActor> find_session_actor(
    db::Database& database, const std::string& token_hash, Instant now
);

[[nodiscard]] std::vector<Session> list_sessions(
    db::Reader& reader, const Id<User>& user, Instant now
);

void end_session(db::Tx& tx, std::string_view token_hash);

// False when the user has no session of this name (Session::id).
[[nodiscard]] bool end_session_named(
    db::Tx& tx, const Id<User>& user, std::string_view id, Instant now
);

// Sessions that came from the provider: the one it calls so, or all of this user. How many ended.
std::int64_t end_sign_on_session(db::Tx& tx, std::string_view sign_on_session);
std::int64_t end_sign_on_sessions(db::Tx& tx, const Id<User>& user);

void end_sessions(db::Tx& tx, const Id<User>& user, std::string_view except_token_hash = "");

// Removes what is over anyhow; for a nightly job.
void forget_ended_sessions(db::Database& database, Instant now);

}  // namespace styk::people
