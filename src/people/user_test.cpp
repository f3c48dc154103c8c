#include "people/user.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "json/json.h"
#include "people/api_token.h"
#include "record/wire.h"

namespace styk::people {
namespace {

User olga() {
    User user;
    user.email = "olga@bursztyn.example";
    user.name = "Olga";
    user.password_hash = "hash";
    user.last_seen_at = Instant{1};
    return user;
}

json::Object shown_to(Role role) {
    const User user = olga();
    return record::to_json(record::shape_of<User>(), &user, bit(role));
}

TEST(a_user, is_shown_to_colleagues_by_name_and_to_who_sets_up_with_the_mailbox) {
    const auto colleague = shown_to(Role::employee);
    EXPECT_TRUE(colleague.contains("name"));
    for (const auto* field : {"email", "location_id", "last_seen_at", "password_hash"}) {
        EXPECT_FALSE(colleague.contains(field)) << field;
    }
    EXPECT_TRUE(shown_to(Role::cx_manager).contains("email"));
    EXPECT_TRUE(shown_to(Role::cx_manager).contains("last_seen_at"));
    EXPECT_FALSE(shown_to(Role::administrator).contains("password_hash"));
}

TEST(a_user, cannot_be_given_a_password_hash_by_a_body) {
    User user;
    const auto problems = record::read_json(
        record::shape_of<User>(),
        json::parse(R"({"email":"a@b.example","name":"A","password_hash":"x","last_seen_at":null})")
            .get_object(),
        &user,
        record::Intent::add,
        record::everybody
    );
    EXPECT_EQ(problems.size(), 2U);
    EXPECT_FALSE(user.password_hash);
}

TEST(an_api_token, shows_its_hash_to_nobody) {
    ApiToken token;
    token.token_hash = "hash";
    const auto shown = record::to_json(record::shape_of<ApiToken>(), &token);
    EXPECT_FALSE(shown.contains("token_hash"));
}

TEST(the_rights, grow_with_the_role) {
    const auto has = [](Role role, std::string_view word) {
        const auto words = rights_of(role);
        return std::find(words.begin(), words.end(), word) != words.end();
    };
    EXPECT_TRUE(has(Role::administrator, "write_users"));
    EXPECT_FALSE(has(Role::cx_manager, "write_users"));
    EXPECT_TRUE(has(Role::cx_manager, "write_setup"));
    EXPECT_TRUE(has(Role::analyst, "read_people"));
    EXPECT_FALSE(has(Role::touchpoint_owner, "read_people"));
    EXPECT_TRUE(has(Role::touchpoint_owner, "read_feedback"));
    EXPECT_FALSE(has(Role::employee, "read_feedback"));
    EXPECT_TRUE(has(Role::employee, "read_figures"));
}

}  // namespace
}  // namespace styk::people
