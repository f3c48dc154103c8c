// What has to be tidied away once a day: sessions that are over, keys of requests that will not
// come again.
#pragma once

#include <string_view>

#include "base/instant.h"
#include "db/database.h"

namespace styk::story {

inline constexpr std::string_view keep_house_work = "keep_house";

// Puts the work into the queue unless it waits there already.
void ask_keep_house(db::Tx& tx, Instant due, Instant now);

void keep_house(db::Database& database, Instant now);

}  // namespace styk::story
