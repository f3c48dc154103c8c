// The file that opens what is sealed, on its way into a backup and out of it.
#pragma once

#include <string>

#include "base/instant.h"
#include "premises.h"

namespace styk {

// Throws Refusal{not_found} when there is none.
[[nodiscard]] std::string read_key(const Place& place);

// Throws Refusal{conflict} when another key is there that may not be replaced.
void need_room_for_key(const Place& place, const std::string& key, bool replace);

// Another one that is there is kept beside it.
void put_key(const Place& place, const std::string& key, Instant now);

}  // namespace styk
