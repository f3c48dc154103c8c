#include "story/send_welcome.h"

#include "people/secret.h"
#include "people/user_store.h"
#include "people/welcome_store.h"

namespace styk::story {

using people::Purpose;
using people::User;

std::string send_welcome(const Means& means, const Id<User>& id, const db::Change& by) {
    const std::string token = people::new_welcome_token(means.random);
    means.database.write([&](db::Tx& tx) {
        const User user = db::load(tx, id);
        if (!user.active) {
            throw Refusal(Code::conflict, "This user is not active and could not log in.");
        }
        const auto purpose = user.password_hash ? Purpose::reset : Purpose::invitation;
        people::add_welcome(tx, people::hash_secret(token), {purpose, id}, by.at);
        db::audit(tx, by, "send_welcome", "person", id.text(), "", "");
    });
    return people::welcome_path(token);
}

std::optional<std::string> welcome_first_administrator(const Means& means) {
    const std::string token = people::new_welcome_token(means.random);
    const Instant now = means.clock.now();
    bool is_first = false;
    means.database.write([&](db::Tx& tx) {
        is_first = !people::has_administrator(tx);
        if (is_first) {
            people::add_welcome(
                tx, people::hash_secret(token), {Purpose::first_administrator, {}}, now
            );
        }
    });
    return is_first ? std::optional(people::welcome_path(token)) : std::nullopt;
}

}  // namespace styk::story
