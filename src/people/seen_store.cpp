#include "people/seen_store.h"

#include "db/database.h"

namespace styk::people {

namespace {

constexpr std::string_view update_session =
    "UPDATE session SET last_seen_at = $1 WHERE token_hash = $2 AND last_seen_at < $1";

constexpr std::string_view update_user =
    "UPDATE person SET last_seen_at = $1 WHERE id = $2 AND (last_seen_at IS NULL OR last_seen_at < "
    "$1)";

constexpr std::string_view update_token =
    "UPDATE api_token SET last_used_at = $1 "
    "WHERE token_hash = $2 AND (last_used_at IS NULL OR last_used_at < $1)";

}  // namespace

void write_seen(db::Database& database, const std::vector<Seen>& all) {
    if (all.empty()) {
        return;
    }
    database.write([&](db::Tx& tx) {
        for (const Seen& one : all) {
            if (one.is_token) {
                tx.run(update_token, one.at.us, one.secret_hash);
            } else {
                tx.run(update_session, one.at.us, one.secret_hash);
                tx.run(update_user, one.at.us, one.user_id);
            }
        }
    });
}

}  // namespace styk::people
