// What has to be tidied away once a day: sessions that are over, keys of requests that will not
// come again.
#pragma once

#include <string_view>

#include "base/instant.h"
#include "db/database.h"

namespace styk::story {

inline constexpr std::string_view keep_house_work = "keep_house";

// A round at `due`, unless another than `mine` (the one at work; 0: none) waits for no later.
void ask_keep_house(db::Tx& tx, Instant due, Instant now, std::int64_t mine = 0);

// Asks for the next round, too; `mine` is the one at work.
void keep_house(db::Database& database, Instant now, std::int64_t mine = 0);

}  // namespace styk::story
