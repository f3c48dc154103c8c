// What another program shows instead of logging in. The secret itself is shown once and never
// stored.
#pragma once

#include <optional>
#include <string>

#include "base/id.h"
#include "base/instant.h"
#include "people/actor.h"
#include "record/shape.h"

namespace styk::people {

struct ApiToken {
    Id<ApiToken> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    std::string name;
    Role role = Role::employee;
    std::optional<Id<firm::Location>> location_id;
    std::string token_hash;
    std::optional<Instant> last_used_at;
    std::optional<Instant> expires_at;
};

BOOST_DESCRIBE_STRUCT(
    ApiToken,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     name,
     role,
     location_id,
     token_hash,
     last_used_at,
     expires_at)
)

[[nodiscard]] Actor actor_of(const ApiToken& token);

}  // namespace styk::people

namespace styk::record {

template <>
const Shape& shape_of<people::ApiToken>();

}  // namespace styk::record
