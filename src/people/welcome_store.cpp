#include "people/welcome_store.h"

#include "people/secret.h"

namespace styk::people {

namespace {

constexpr std::string_view select_one =
    "SELECT purpose, user_id FROM welcome WHERE token_hash = $1 AND expires_at > $2";

std::optional<Welcome> find_by_hash(db::Reader& reader, const std::string& hash, Instant now) {
    std::optional<Welcome> found;
    reader.query(
        select_one,
        [&](const db::Row& row) {
            found.emplace();
            found->purpose = record::choice_of<Purpose>(row.text(0)).value();
            if (!row.is_null(1)) {
                found->user_id = Id<User>::parse(row.text(1));
            }
        },
        hash,
        now.us
    );
    return found;
}

}  // namespace

std::chrono::days valid_for(Purpose purpose) {
    return std::chrono::days(purpose == Purpose::reset ? 1 : 7);
}

std::string welcome_path(std::string_view token) {
    return "/welcome/" + std::string(token);
}

void add_welcome(db::Tx& tx, const std::string& token_hash, const Welcome& welcome, Instant now) {
    tx.run("DELETE FROM welcome WHERE expires_at <= $1", now.us);
    if (welcome.user_id) {
        tx.run("DELETE FROM welcome WHERE user_id = $1", welcome.user_id->text());
    } else {
        tx.run("DELETE FROM welcome WHERE user_id IS NULL");
    }
    const auto user = welcome.user_id ? std::optional(welcome.user_id->text()) : std::nullopt;
    tx.run(
        "INSERT INTO welcome (token_hash, purpose, user_id, created_at, expires_at) "
        "VALUES ($1, $2, $3, $4, $5)",
        token_hash,
        record::name_of_choice(welcome.purpose),
        user,
        now.us,
        (now + valid_for(welcome.purpose)).us
    );
}

std::optional<Welcome> find_welcome(db::Reader& reader, std::string_view token, Instant now) {
    return find_by_hash(reader, hash_secret(token), now);
}

std::optional<Welcome> take_welcome(db::Tx& tx, std::string_view token, Instant now) {
    const std::string hash = hash_secret(token);
    auto found = find_by_hash(tx, hash, now);
    if (found && tx.run("DELETE FROM welcome WHERE token_hash = $1", hash) != 1) {
        found.reset();  // someone was faster
    }
    return found;
}

}  // namespace styk::people
