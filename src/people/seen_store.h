// When sessions, users and tokens were last used. Written aside, many at once, and never raises a
// revision.
#pragma once

#include <string>
#include <vector>

#include "base/instant.h"

namespace styk::db {
class Database;
}

namespace styk::people {

struct Seen {
    bool is_token = false;  // an API token, else a session
    std::string secret_hash;
    std::string user_id;  // of a session
    Instant at;
};

void write_seen(db::Database& database, const std::vector<Seen>& all);

}  // namespace styk::people
