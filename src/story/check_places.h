// That the place and the department which a user or token names exist.
#pragma once

#include "db/reader.h"
#include "people/api_token.h"
#include "people/user.h"

namespace styk::story {

// Throws Refusal{invalid} naming every problem.
void check_places(db::Reader& reader, const people::User& user);
void check_places(db::Reader& reader, const people::ApiToken& token);

}  // namespace styk::story
