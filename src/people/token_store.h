// Finding the API token that a request shows.
#pragma once

#include "people/api_token.h"
#include "people/session_store.h"

namespace styk::people {

// Nothing when there is no such token or it has expired.
[[nodiscard]] std::optional<SeenActor> find_token_actor(
    db::Database& database, const std::string& token_hash, Instant now
);

}  // namespace styk::people
