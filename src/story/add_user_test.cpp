#include "story/add_user.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "json/json.h"
#include "people/password.h"
#include "people/secret.h"
#include "people/token_store.h"
#include "people/user_store.h"
#include "story/add_token.h"
#include "support/databases.h"
#include "support/fixed.h"

namespace styk::story {
namespace {

using people::Actor;

class Joining : public test::BothDatabases {
protected:
    static Actor administrator() {
        Actor marta;
        marta.kind = Actor::Kind::user;
        marta.role = people::Role::administrator;
        return marta;
    }

    db::Change by() { return {{"system", "", "Styk"}, clock_.at}; }

    json::Object add(const char* body, const Actor& actor = administrator()) {
        return add_user(means_, json::parse(body).get_object(), actor, by());
    }

    json::Object add_program(const char* body) {
        return add_token(means_, json::parse(body).get_object(), administrator(), by());
    }

    template <class Work>
    std::vector<std::string> pointers_of(const Work& work) {
        std::vector<std::string> pointers;
        try {
            work();
        } catch (const Refusal& refusal) {
            for (const auto& problem : refusal.problems()) {
                pointers.push_back(problem.pointer);
            }
        }
        std::sort(pointers.begin(), pointers.end());
        return pointers;
    }

    test::FixedClock clock_;
    test::CountingRandom random_;
    Means means_{database(), clock_, random_};
};

STYK_ON_BOTH_DATABASES(Joining);

using Pointers = std::vector<std::string>;

TEST_P(Joining, a_user_gets_a_link_and_no_password) {
    const auto added =
        add(R"({"email":" Olga@Bursztyn.example","name":"Olga","role":"touchpoint_owner"})");
    EXPECT_EQ(added.at("email"), "olga@bursztyn.example");
    EXPECT_EQ(added.at("revision"), 1);
    EXPECT_TRUE(std::string(added.at("welcome_url").get_string()).starts_with("/welcome/"));
    EXPECT_FALSE(added.contains("password_hash"));
}

TEST_P(Joining, the_system_may_give_a_password_and_then_there_is_no_link) {
    const auto added =
        add(R"({"email":"olga@b.example","name":"Olga","password":"marble stairs"})",
            people::the_system());
    EXPECT_FALSE(added.contains("welcome_url"));
    EXPECT_FALSE(added.contains("password"));
    const auto stored = database().read([](db::Reader& reader) {
        return people::find_user_by_email(reader, "olga@b.example");
    });
    EXPECT_TRUE(people::is_password("marble stairs", stored.value().password_hash));
}

TEST_P(Joining, nobody_else_may_give_a_password) {
    const auto body = R"({"email":"olga@b.example","name":"Olga","password":"marble stairs"})";
    EXPECT_EQ(pointers_of([&] { (void)add(body); }), Pointers{"/password"});
}

TEST_P(Joining, everything_wrong_is_named_at_once) {
    EXPECT_EQ(
        pointers_of([&] {
            (void)add(
                R"({"email":"olga","name":"","role":"queen","password":"short","last_seen_at":null})",
                people::the_system()
            );
        }),
        (Pointers{"/email", "/last_seen_at", "/name", "/password", "/role"})
    );
}

TEST_P(Joining, a_place_or_department_that_does_not_exist_is_refused) {
    EXPECT_EQ(
        pointers_of([&] {
            (void)add(
                R"({"email":"o@b.example","name":"O","department_id":"01890000-0000-7000-8000-000000000001",
                    "location_id":"01890000-0000-7000-8000-000000000002"})"
            );
        }),
        (Pointers{"/department_id", "/location_id"})
    );
}

TEST_P(Joining, the_same_email_twice_is_a_conflict) {
    (void)add(R"({"email":"olga@b.example","name":"Olga"})");
    EXPECT_EQ(
        pointers_of([&] { (void)add(R"({"email":"OLGA@b.example","name":"Olga"})"); }),
        Pointers{"/email"}
    );
}

TEST_P(Joining, a_program_gets_a_token_that_works_and_is_not_stored) {
    const auto added = add_program(R"({"name":"Booking system","role":"analyst"})");
    const std::string secret(added.at("token").get_string());
    EXPECT_TRUE(secret.starts_with("styk_"));
    EXPECT_EQ(secret.size(), 5U + 64U);
    EXPECT_FALSE(added.contains("token_hash"));
    const auto found = people::find_token_actor(database(), people::hash_secret(secret), clock_.at);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->actor.role, people::Role::analyst);
    database().read([&](db::Reader& reader) {
        EXPECT_NE(reader.find_text("SELECT token_hash FROM api_token"), secret);
        const auto trail = reader.find_text("SELECT after FROM audit WHERE kind = 'api_token'");
        EXPECT_EQ(trail.value().find(people::hash_secret(secret)), std::string::npos);
    });
}

TEST_P(Joining, a_token_does_not_end_before_it_begins) {
    EXPECT_EQ(
        pointers_of([&] {
            (void)add_program(R"({"name":"X","expires_at":"2020-01-01T00:00:00Z"})");
        }),
        Pointers{"/expires_at"}
    );
}

}  // namespace
}  // namespace styk::story
