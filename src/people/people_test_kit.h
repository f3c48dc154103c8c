// What the tests of this room start from.
#pragma once

#include <string>

#include "people/user_store.h"
#include "support/databases.h"
#include "support/fixed.h"

namespace styk::people::test_kit {

inline constexpr Instant now{1'795'000'000'000'000};

inline db::Change by_the_system(Instant at = now) {
    return {{"system", "", "Styk"}, at};
}

// A user with the e-mail NAME@bursztyn.example.
inline User make_user(const std::string& name, Role role = Role::employee) {
    static test::CountingRandom random;
    User user;
    user.id.uuid = make_uuid_v4(random);
    user.email = name + "@bursztyn.example";
    user.name = name;
    user.role = role;
    return user;
}

inline User add_user(db::Database& database, const std::string& name, Role role = Role::employee) {
    User user = make_user(name, role);
    database.write([&](db::Tx& tx) { db::add(tx, user, by_the_system()); });
    return user;
}

}  // namespace styk::people::test_kit
