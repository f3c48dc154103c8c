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

struct Session {
    std::string token_hash;  // names the session
    Instant created_at, last_seen_at, expires_at;
};

void add_session(db::Tx& tx, const std::string& token_hash, const Id<User>& user, Instant now);

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
void end_sessions(db::Tx& tx, const Id<User>& user, std::string_view except_token_hash = "");

// Removes what is over anyhow; for a nightly job.
void forget_ended_sessions(db::Database& database, Instant now);

}  // namespace styk::people
