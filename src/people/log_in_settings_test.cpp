#include "people/log_in_settings.h"

#include <gtest/gtest.h>

namespace styk::people {
namespace {

using Pointers = std::vector<std::string>;

Pointers wrong_in(const LogInSettings& settings) {
    Problems problems = record::check(record::shape_of<LogInSettings>(), &settings);
    const auto more = check(settings);
    problems.insert(problems.end(), more.begin(), more.end());
    Pointers pointers;
    for (const auto& one : problems) {
        pointers.push_back(one.pointer);
    }
    return pointers;
}

LogInSettings good() {
    LogInSettings settings;
    settings.active = true;
    settings.issuer = "https://id.example.org/realms/firm";
    settings.client_id = "styk";
    settings.default_role = Role::employee;
    return settings;
}

TEST(LogInSettings, are_whole_before_single_sign_on_is_on) {
    EXPECT_EQ(wrong_in({}), Pointers{});
    EXPECT_EQ(wrong_in(good()), Pointers{});
    auto settings = good();
    settings.issuer.reset();
    settings.client_id.reset();
    EXPECT_EQ(wrong_in(settings), (Pointers{"/issuer", "/client_id"}));
    settings = good();
    settings.default_role.reset();
    EXPECT_EQ(wrong_in(settings), Pointers{"/default_role"});
    settings.role_map.text = R"({"staff": "analyst"})";
    EXPECT_EQ(wrong_in(settings), Pointers{});
    settings = good();
    settings.active = false;
    settings.only_way = true;
    EXPECT_EQ(wrong_in(settings), Pointers{"/only_way"});
}

TEST(LogInSettings, take_only_addresses_roles_and_scopes_that_are_some) {
    for (const char* issuer :
         {"id.example.org", "javascript:x", "https://", "https://x?y", "https://u@x", "https://x#y"
         }) {
        auto settings = good();
        settings.issuer = issuer;
        EXPECT_EQ(wrong_in(settings), Pointers{"/issuer"}) << issuer;
    }
    for (const char* map : {R"({"a": "king"})", R"({"": "analyst"})", R"({"a": 1})"}) {
        auto settings = good();
        settings.role_map.text = map;
        EXPECT_EQ(wrong_in(settings), Pointers{"/role_map"}) << map;
    }
    for (const char* scopes : {"", "email profile", "openidemail"}) {
        auto settings = good();
        settings.scopes = scopes;
        EXPECT_EQ(wrong_in(settings), Pointers{"/scopes"}) << scopes;
    }
}

TEST(LogInSettings, give_the_strongest_role_of_all_groups) {
    auto settings = good();
    settings.role_map.text = R"({"staff": "analyst", "bosses": "administrator"})";
    const auto role = [&](std::vector<std::string> groups) {
        return role_of_groups(settings, groups);
    };
    EXPECT_EQ(role({"staff"}), Role::analyst);
    EXPECT_EQ(role({"staff", "bosses", "others"}), Role::administrator);
    EXPECT_EQ(role({"Staff"}), Role::employee);
    EXPECT_EQ(role({}), Role::employee);
    settings.default_role.reset();
    EXPECT_EQ(role({"others"}), std::nullopt);
}

TEST(LogInSettings, ask_a_second_step_of_the_roles_they_name) {
    auto settings = good();
    settings.code_roles = {"administrator"};
    EXPECT_TRUE(needs_second_step(settings, Role::administrator));
    EXPECT_FALSE(needs_second_step(settings, Role::analyst));
}

}  // namespace
}  // namespace styk::people
