#include "people/token_store.h"

#include "db/record_store.h"

namespace styk::people {

std::optional<SeenActor> find_token_actor(
    db::Database& database, const std::string& token_hash, Instant now
) {
    const auto token = database.read([&](db::Reader& reader) {
        return db::find_by<ApiToken>(reader, "token_hash", token_hash);
    });
    if (!token || (token->expires_at && *token->expires_at <= now)) {
        return {};
    }
    return SeenActor{actor_of(*token), token->last_used_at};
}

}  // namespace styk::people
