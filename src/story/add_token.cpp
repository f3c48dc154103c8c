#include "story/add_token.h"

#include "json/json.h"
#include "people/api_token.h"
#include "people/secret.h"
#include "record/wire.h"
#include "story/check_places.h"

namespace styk::story {

using people::ApiToken;

json::Object add_token(
    const Means& means, const json::Object& body, const people::Actor& actor, const db::Change& by
) {
    ApiToken token;
    const auto& shape = record::shape_of<ApiToken>();
    auto problems = record::read_json(shape, body, &token, record::Intent::add, actor.bits());
    if (token.expires_at && *token.expires_at <= by.at) {
        problems.push_back({"/expires_at", "must lie in the future"});
    }
    refuse_if(std::move(problems));
    const std::string secret = people::new_api_token(means.random);
    token.id.uuid = make_uuid_v7(means.clock, means.random);
    token.token_hash = people::hash_secret(secret);
    means.database.write([&](db::Tx& tx) {
        check_places(tx, token);
        db::add(tx, token, by);
    });
    auto answer = record::to_json(shape, &token, actor.bits());
    answer["token"] = secret;
    return answer;
}

}  // namespace styk::story
