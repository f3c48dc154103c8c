#include "firm/mail_settings.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace styk::firm {
namespace {

MailSettings good() {
    MailSettings settings;
    settings.host = "smtp.example.org";
    settings.from_address = "styk@example.org";
    settings.user = "styk";
    settings.password_sealed = "1:x";
    return settings;
}

std::vector<std::string> wrong_in(const MailSettings& settings) {
    Problems problems = record::check(record::shape_of<MailSettings>(), &settings);
    const auto more = check(settings);
    problems.insert(problems.end(), more.begin(), more.end());
    std::vector<std::string> pointers;
    for (const auto& one : problems) {
        pointers.push_back(one.pointer);
    }
    return pointers;
}

using Pointers = std::vector<std::string>;

TEST(MailSettings, send_when_there_is_a_server_and_a_sender) {
    EXPECT_TRUE(can_send(good()));
    EXPECT_EQ(wrong_in(good()), Pointers{});
    EXPECT_FALSE(can_send({}));
    EXPECT_EQ(wrong_in({}), Pointers{});
    auto without = good();
    without.from_address.reset();
    EXPECT_EQ(wrong_in(without), Pointers{"/from_address"});
}

TEST(MailSettings, never_let_a_password_travel_in_the_open) {
    auto settings = good();
    for (const auto security : {MailSecurity::none, MailSecurity::if_offered}) {
        settings.security = security;
        settings.host = "smtp.example.org";
        EXPECT_EQ(wrong_in(settings), Pointers{"/security"});
        settings.host = "localhost";
        EXPECT_EQ(wrong_in(settings), Pointers{});
    }
    settings = good();
    settings.security = MailSecurity::none;
    settings.user.reset();
    settings.password_sealed.reset();
    EXPECT_EQ(wrong_in(settings), Pointers{});
}

TEST(MailSettings, want_user_and_password_together) {
    auto settings = good();
    settings.user.reset();
    EXPECT_EQ(wrong_in(settings), Pointers{"/user"});
    settings = good();
    settings.password_sealed.reset();
    EXPECT_EQ(wrong_in(settings), Pointers{"/password"});
}

TEST(MailSettings, keep_a_password_for_the_server_it_was_given_for) {
    auto other = good();
    other.from_name = "Bursztyn";
    EXPECT_TRUE(password_stays(good(), other));
    other.host = "smtp.elsewhere.example";
    EXPECT_FALSE(password_stays(good(), other));
    other = good();
    other.port = 25;
    EXPECT_FALSE(password_stays(good(), other));
    other = good();
    other.user = "other";
    EXPECT_FALSE(password_stays(good(), other));
}

TEST(MailSettings, name_a_server_and_nothing_else) {
    for (const char* host : {"smtp.example.org", "10.0.0.7", "::1", "mail_1"}) {
        auto settings = good();
        settings.host = host;
        EXPECT_EQ(wrong_in(settings), Pointers{}) << host;
    }
    for (const char* host :
         {"", "smtp.example.org/x", "a b", "user@host", "smtp://host", "host?x", "żółw"}) {
        auto settings = good();
        settings.host = host;
        EXPECT_EQ(wrong_in(settings), Pointers{"/host"}) << host;
    }
}

TEST(MailSettings, leave_room_for_a_mark_in_the_address_for_reports) {
    auto settings = good();
    settings.bounce_address = std::string(27, 'b') + "@example.org";
    EXPECT_EQ(wrong_in(settings), Pointers{});
    for (const std::string& wrong :
         {std::string(28, 'b') + "@example.org",
          std::string("bounces+1@example.org"),
          std::string("bounces")}) {
        settings.bounce_address = wrong;
        EXPECT_EQ(wrong_in(settings), Pointers{"/bounce_address"}) << wrong;
    }
}

TEST(MailSettings, lead_links_to_a_web_address) {
    auto settings = good();
    for (const char* url : {"https://cx.example.org", "http://10.0.0.7:8080/styk"}) {
        settings.console_url = url;
        EXPECT_EQ(wrong_in(settings), Pointers{}) << url;
    }
    for (const char* url :
         {"javascript:alert(1)", "https://", "cx.example.org", "https://x/?a=b"}) {
        settings.console_url = url;
        EXPECT_EQ(wrong_in(settings), Pointers{"/console_url"}) << url;
    }
}

}  // namespace
}  // namespace styk::firm
