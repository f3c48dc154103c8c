// What the stories about people work with.
#pragma once

#include "base/clock.h"
#include "db/record_store.h"

namespace styk::story {

struct Means {
    db::Database& database;
    const Clock& clock;
    Random& random;
};

}  // namespace styk::story
