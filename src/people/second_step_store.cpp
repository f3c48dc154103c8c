#include "people/second_step_store.h"

#include "people/one_time_code.h"

namespace styk::people {

namespace {

constexpr std::string_view select_step =
    "SELECT secret_sealed, salt, confirmed_at, failed FROM second_step WHERE user_id = $1";

constexpr std::string_view insert_step =
    "INSERT INTO second_step (user_id, secret_sealed, confirmed_at, last_step, failed, salt, "
    "created_at) VALUES ($1, $2, NULL, 0, 0, $3, $4)";

// One that lies a day ahead was used by a clock that was ahead and has been set back since.
constexpr std::string_view update_used =
    "UPDATE second_step SET last_step = $1, failed = 0 "
    "WHERE user_id = $2 AND (last_step < $1 OR last_step > $1 + $4) AND failed < $3";
constexpr std::int64_t steps_a_day = std::int64_t{24} * 3600 / CodeRule().step_s;

constexpr std::string_view update_recovery =
    "UPDATE recovery_code SET used_at = $1 WHERE user_id = $2 AND code_hash = $3 AND used_at IS "
    "NULL";

constexpr std::string_view select_half =
    "SELECT h.user_id, h.set_up, h.way FROM half_log_in h JOIN person p ON p.id = h.user_id "
    "WHERE h.token_hash = $1 AND h.expires_at > $2 AND h.tries < $3 AND p.active = 1";

constexpr std::string_view end_without_step =
    "DELETE FROM session WHERE user_id IN (SELECT id FROM person WHERE role = $1) AND user_id NOT "
    "IN (SELECT user_id FROM second_step WHERE confirmed_at IS NOT NULL) AND way <> "
    "'single_sign_on' AND token_hash <> $2";

}  // namespace

std::optional<SecondStep> find_second_step(db::Reader& reader, const Id<User>& user) {
    std::optional<SecondStep> found;
    reader.query(
        select_step,
        [&](const db::Row& row) {
            found = {row.string(0), row.string(1), {}, static_cast<int>(row.integer(3))};
            if (!row.is_null(2)) {
                found->confirmed_at = Instant{row.integer(2)};
            }
        },
        user.text()
    );
    return found;
}

bool has_second_step(db::Reader& reader, const Id<User>& user) {
    const auto step = find_second_step(reader, user);
    return step && step->confirmed_at;
}

int count_recovery_codes(db::Reader& reader, const Id<User>& user) {
    return static_cast<int>(
        reader
            .find_integer(
                "SELECT COUNT(*) FROM recovery_code WHERE user_id = $1 AND used_at IS NULL",
                user.text()
            )
            .value_or(0)
    );
}

void begin_second_step(db::Tx& tx, const Id<User>& user, const SecondStep& step, Instant now) {
    remove_second_step(tx, user);
    tx.run(insert_step, user.text(), step.secret_sealed, step.salt, now.us);
}

void confirm_second_step(db::Tx& tx, const Id<User>& user, Instant now) {
    tx.run(
        "UPDATE second_step SET confirmed_at = $1 WHERE user_id = $2 AND confirmed_at IS NULL",
        now.us,
        user.text()
    );
}

void remove_second_step(db::Tx& tx, const Id<User>& user) {
    tx.run("DELETE FROM recovery_code WHERE user_id = $1", user.text());
    tx.run("DELETE FROM second_step WHERE user_id = $1", user.text());
}

void set_recovery_codes(
    db::Tx& tx,
    const Id<User>& user,
    const std::string& salt,
    const std::vector<std::string>& hashes
) {
    tx.run("UPDATE second_step SET salt = $1 WHERE user_id = $2", salt, user.text());
    tx.run("DELETE FROM recovery_code WHERE user_id = $1", user.text());
    for (const auto& hash : hashes) {
        tx.run("INSERT INTO recovery_code (user_id, code_hash) VALUES ($1, $2)", user.text(), hash);
    }
}

bool use_code(db::Tx& tx, const Id<User>& user, std::int64_t step) {
    return tx.run(update_used, step, user.text(), most_wrong_codes, steps_a_day) == 1;
}

bool use_recovery_code(db::Tx& tx, const Id<User>& user, const std::string& hash, Instant now) {
    if (hash.empty() || tx.run(update_recovery, now.us, user.text(), hash) != 1) {
        return false;
    }
    tx.run("UPDATE second_step SET failed = 0 WHERE user_id = $1", user.text());
    return true;
}

void note_wrong_code(db::Tx& tx, const Id<User>& user) {
    tx.run("UPDATE second_step SET failed = failed + 1 WHERE user_id = $1", user.text());
}

void add_half_log_in(
    db::Tx& tx, const std::string& token_hash, const HalfLogIn& half, Instant now
) {
    tx.run("DELETE FROM half_log_in WHERE expires_at <= $1", now.us);
    tx.run(
        "INSERT INTO half_log_in (token_hash, user_id, set_up, way, tries, expires_at) "
        "VALUES ($1, $2, $3, $4, 0, $5)",
        token_hash,
        half.user.text(),
        half.set_up,
        record::name_of_choice(half.way),
        (now + half_log_in_lasts).us
    );
}

std::optional<HalfLogIn> find_half_log_in(
    db::Reader& reader, std::string_view token_hash, Instant now
) {
    std::optional<HalfLogIn> found;
    reader.query(
        select_half,
        [&](const db::Row& row) {
            found = HalfLogIn{
                Id<User>::parse(row.text(0)).value(),
                row.integer(1) != 0,
                record::choice_of<Way>(row.text(2)).value_or(Way::password)
            };
        },
        token_hash,
        now.us,
        tries_of_half_log_in
    );
    return found;
}

bool take_try(db::Tx& tx, std::string_view token_hash, Instant now) {
    return tx.run(
               "UPDATE half_log_in SET tries = tries + 1 "
               "WHERE token_hash = $1 AND expires_at > $2 AND tries < $3",
               token_hash,
               now.us,
               tries_of_half_log_in
           ) == 1;
}

void end_half_log_in(db::Tx& tx, std::string_view token_hash) {
    tx.run("DELETE FROM half_log_in WHERE token_hash = $1", token_hash);
}

void end_sessions_without_second_step(
    db::Tx& tx, std::string_view role, std::string_view except_token_hash
) {
    tx.run(end_without_step, role, except_token_hash);
}

}  // namespace styk::people
