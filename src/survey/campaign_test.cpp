#include "survey/campaign.h"

#include <gtest/gtest.h>

#include "json/json.h"
#include "survey/gateway.h"
#include "survey/recipient.h"
#include "survey/suppression.h"

namespace styk::survey {

namespace {

std::vector<std::string> pointers(const Problems& problems) {
    std::vector<std::string> out;
    for (const Problem& one : problems) {
        out.push_back(one.pointer);
    }
    return out;
}

Gateway a_gateway() {
    Gateway gateway;
    gateway.url = "https://sms.example/send?to={to}";
    gateway.headers = {R"({"Authorization": "Bearer {secret}"})"};
    gateway.body = R"({"to": "{to}", "text": "{text}", "braces": "{other}"})";
    return gateway;
}

}  // namespace

TEST(Campaign, needs_what_its_occasion_and_channel_need) {
    Campaign campaign;
    EXPECT_TRUE(check(campaign).empty());
    campaign.occasion = Occasion::event;
    campaign.channel = CampaignChannel::sms;
    campaign.waves = {R"([{"at": "2026-11-20T12:00:00Z", "share": 100}])"};
    EXPECT_EQ(
        pointers(check(campaign)),
        (std::vector<std::string>{"/event_type", "/waves", "/gateway_id"})
    );
}

TEST(Campaign, keeps_whom_it_reaches_once_it_has_started) {
    Campaign before, after;
    after.share = 10;
    after.name = "Another";
    EXPECT_TRUE(check_change(before, after).empty());
    before.state = after.state = CampaignState::paused;
    EXPECT_EQ(pointers(check_change(before, after)), std::vector<std::string>{"/share"});
}

TEST(Texts, of_the_segment_go_before_those_of_everyone) {
    Problems problems;
    const auto texts = read_texts(
        R"([{"language": "pl", "subject": "wszyscy"}, {"language": "pl", "segment": "gold",
        "subject": "złoci"}, {"language": "pl", "purpose": "reminder", "subject": "znowu"}])",
        problems
    );
    EXPECT_TRUE(problems.empty());
    EXPECT_EQ(choose_text(texts, "pl", "gold", Purpose::invitation).subject, "złoci");
    EXPECT_EQ(choose_text(texts, "pl", "silver", Purpose::invitation).subject, "wszyscy");
    EXPECT_EQ(choose_text(texts, "pl", "gold", Purpose::reminder).subject, "znowu");
    EXPECT_EQ(choose_text(texts, "en", "gold", Purpose::reminder).subject, "");
}

TEST(Placeholders, are_filled_once_and_unknown_braces_stay) {
    const Placeholders values{{"name", "{firm}"}, {"firm", "Bursztyn"}};
    EXPECT_EQ(
        fill_in("{name} at {firm} {}, {customer.room}{odd", values), "{firm} at Bursztyn {}, {odd"
    );
}

TEST(Gateway, escapes_what_it_fills_in_for_where_it_stands) {
    const auto request =
        fill(a_gateway(), {"+48 1", "Say \"hi\"\n{secret}", "id", "s\r\nX: 1", "Anna"});
    EXPECT_EQ(request.url, "https://sms.example/send?to=%2B48%201");
    EXPECT_EQ(request.headers.at(0).second, "Bearer s  X: 1");
    const auto body = json::parse(request.body);
    EXPECT_EQ(body.at("text").as_string(), "Say \"hi\"\n{secret}");
    EXPECT_EQ(body.at("braces").as_string(), "{other}");
}

TEST(Gateway, speaks_openly_only_to_this_machine) {
    for (const char* right : {"https://a.example/x", "http://127.0.0.1:8/x", "http://[::1]/x"}) {
        EXPECT_TRUE(may_be_asked(right)) << right;
    }
    for (const char* wrong :
         {"http://a.example",
          "http://localhost.example/",
          "http://127.0.0.1@a.example/",
          "ftp://127.0.0.1/",
          "https://{to}.example/",
          "https://"}) {
        EXPECT_FALSE(may_be_asked(wrong)) << wrong;
    }
}

TEST(Gateway, believes_the_place_in_the_answer_that_it_was_told) {
    Gateway gateway = a_gateway();
    EXPECT_TRUE(was_taken(gateway, 202, "anything"));
    EXPECT_FALSE(was_taken(gateway, 302, ""));
    gateway.success_path = "/messages/0/status";
    EXPECT_TRUE(was_taken(gateway, 200, R"({"messages": [{"status": "queued"}]})"));
    EXPECT_FALSE(was_taken(gateway, 200, R"({"messages": []})"));
    EXPECT_FALSE(was_taken(gateway, 200, "no JSON"));
    gateway.success_value = "0";
    EXPECT_TRUE(was_taken(gateway, 200, R"({"messages": [{"status": 0}]})"));
    EXPECT_FALSE(was_taken(gateway, 200, R"({"messages": [{"status": 4}]})"));
}

TEST(Address, is_written_in_one_way) {
    EXPECT_EQ(plain_address(" Anna@Example.ORG "), "anna@example.org");
    EXPECT_EQ(plain_address("+48 (600) 700-800"), "+48600700800");
}

TEST(Click, is_a_machines_by_its_signs) {
    const Instant sent{1'000'000'000};
    const auto sign = [&](int after_s, const char* agent, int others = 0, bool head = false) {
        return machine_sign({head, agent, sent, sent + std::chrono::seconds(after_s), others});
    };
    EXPECT_EQ(sign(60, "Mozilla/5.0 (iPhone)"), "");
    EXPECT_EQ(sign(60, "Mozilla/5.0 (iPhone)", 1), "");
    EXPECT_EQ(sign(60, "Mozilla/5.0 (iPhone)", 2), "many_links");
    EXPECT_EQ(sign(4, "Mozilla/5.0 (iPhone)"), "at_once");
    EXPECT_EQ(sign(60, "Mozilla/5.0 BarracudaSentinel"), "agent");
    EXPECT_EQ(sign(60, ""), "agent");
    EXPECT_EQ(sign(60, "Mozilla/5.0", 0, true), "head");
}

TEST(Refusal, is_read_from_what_the_server_said) {
    EXPECT_EQ(status_in("550 5.1.1 no such user"), "5.1.1");
    EXPECT_EQ(status_in("451-4.7.650 later"), "4.7.650");
    EXPECT_EQ(status_in("550 from 10.5.1.1 refused"), "");
    EXPECT_TRUE(is_about_mailbox("5.1.1", ""));
    EXPECT_FALSE(is_about_mailbox("5.7.1", "550 5.7.1 looks like spam"));
    EXPECT_TRUE(is_about_mailbox("", "550 unknown user"));
    EXPECT_FALSE(is_about_mailbox("", "554 no"));
}

}  // namespace styk::survey
