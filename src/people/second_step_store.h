// The second step of log-in: what is stored of it, and log-ins that are half done.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.h"
#include "people/session_store.h"

namespace styk::people {

inline constexpr std::chrono::minutes half_log_in_lasts{10};
inline constexpr int tries_of_half_log_in = 5;

// NIST SP 800-63B: no more wrong codes in a row than this; then only a recovery code helps, or a
// new password, or an administrator. Nobody gets here without the password.
inline constexpr int most_wrong_codes = 100;

struct SecondStep {
    std::string secret_sealed, salt;
    std::optional<Instant> confirmed_at;  // none: set-up was begun, and it is not asked for yet
    int failed = 0;
};

[[nodiscard]] std::optional<SecondStep> find_second_step(db::Reader& reader, const Id<User>& user);
[[nodiscard]] bool has_second_step(db::Reader& reader, const Id<User>& user);  // a confirmed one
[[nodiscard]] int count_recovery_codes(db::Reader& reader, const Id<User>& user);  // unused ones

// Takes the place of one that was begun before.
void begin_second_step(db::Tx& tx, const Id<User>& user, const SecondStep& step, Instant now);
void confirm_second_step(db::Tx& tx, const Id<User>& user, Instant now);
void remove_second_step(db::Tx& tx, const Id<User>& user);

// The older ones are void.
void set_recovery_codes(
    db::Tx& tx,
    const Id<User>& user,
    const std::string& salt,
    const std::vector<std::string>& hashes
);

// Each code of the app and each recovery code is good once: false when this one was used, or when
// too many were wrong.
[[nodiscard]] bool use_code(db::Tx& tx, const Id<User>& user, std::int64_t step);
[[nodiscard]] bool use_recovery_code(
    db::Tx& tx, const Id<User>& user, const std::string& hash, Instant now
);
void note_wrong_code(db::Tx& tx, const Id<User>& user);

struct HalfLogIn {
    Id<User> user;
    bool set_up = false;  // a second step must be set up first
    Way way = Way::password;
};

void add_half_log_in(db::Tx& tx, const std::string& token_hash, const HalfLogIn& half, Instant now);
[[nodiscard]] std::optional<HalfLogIn> find_half_log_in(
    db::Reader& reader, std::string_view token_hash, Instant now
);
[[nodiscard]] bool take_try(db::Tx& tx, std::string_view token_hash, Instant now);
void end_half_log_in(db::Tx& tx, std::string_view token_hash);

// Who has this role and no second step is shown out of sessions that began with a password.
void end_sessions_without_second_step(
    db::Tx& tx, std::string_view role, std::string_view except_token_hash
);

}  // namespace styk::people
