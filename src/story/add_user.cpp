#include "story/add_user.h"

#include "json/json.h"
#include "people/password.h"
#include "people/secret.h"
#include "people/user_json.h"
#include "people/welcome_store.h"
#include "record/wire.h"
#include "story/check_places.h"

namespace styk::story {

using people::User;

json::Object add_user(
    const Means& means, const json::Object& body, const people::Actor& actor, const db::Change& by
) {
    auto [user, password] = people::read_new_user(body, actor);
    user.id.uuid = make_uuid_v7(means.clock, means.random);
    if (password) {
        user.password_hash = people::hash_password(*password);
    }
    const std::string token = people::new_welcome_token(means.random);
    means.database.write([&, &to_add = user](db::Tx& tx) {
        check_places(tx, to_add);
        db::add(tx, to_add, by);
        if (!to_add.password_hash && to_add.active) {
            people::add_welcome(
                tx, people::hash_secret(token), {people::Purpose::invitation, to_add.id}, by.at
            );
        }
    });
    auto answer = record::to_json(record::shape_of<User>(), &user, actor.bits());
    if (!user.password_hash && user.active) {
        answer["welcome_url"] = people::welcome_path(token);
    }
    return answer;
}

}  // namespace styk::story
