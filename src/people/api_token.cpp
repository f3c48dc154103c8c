#include "people/api_token.h"

#include "record/rules.h"

namespace styk::people {

Actor actor_of(const ApiToken& token) {
    Actor actor;
    actor.kind = Actor::Kind::token;
    actor.id = token.id.text();
    actor.name = token.name;
    actor.role = token.role;
    actor.location = token.location_id;
    return actor;
}

}  // namespace styk::people

namespace styk::record {

template <>
const Shape& shape_of<people::ApiToken>() {
    using people::ApiToken;
    namespace may = people::may;
    static const Shape shape =
        describe<ApiToken>("api_token", "tokens")
            .field<&ApiToken::name>(rule::length(1, 200), searchable | sortable)
            .field<&ApiToken::role>({}, sortable | filterable)
            .field<&ApiToken::location_id>({}, filterable)
            .field<&ApiToken::token_hash>({}, hidden | read_only)
            .field<&ApiToken::last_used_at>({}, read_only | sortable)
            .field<&ApiToken::expires_at>({}, sortable)
            .sorted_by("name")
            .may(may::administer, may::administer);
    return shape;
}

}  // namespace styk::record
