#include "courier/outside.h"

#include <gtest/gtest.h>

#include "support/scripted_web_server.h"

namespace styk::courier {
namespace {

using Outcome = OutsideReply::Outcome;
using test::ScriptedWebServer;

Networks this_machine() {
    return Networks::read("127.0.0.0/8").value();
}

TEST(Outside, nothing_goes_to_this_machine_unless_its_operator_opened_it) {
    ScriptedWebServer server;
    const auto closed = ask_outside({.url = server.url(), .body = "{}"}, {});
    EXPECT_EQ(closed.outcome, Outcome::closed);
    EXPECT_NE(closed.said.find("127.0.0.1"), std::string::npos);
    const auto by_name =
        ask_outside({.url = "https://localhost:" + std::to_string(server.port)}, {});
    EXPECT_EQ(by_name.outcome, Outcome::closed);
    EXPECT_TRUE(server.requests().empty());
    const auto open = ask_outside({.url = server.url(), .body = "{}"}, this_machine());
    EXPECT_EQ(open.outcome, Outcome::answered);
    EXPECT_EQ(open.status, 200);
    EXPECT_EQ(open.said, "said");
}

TEST(Outside, spellings_of_this_machine_are_this_machine) {
    ScriptedWebServer server;
    for (const char* host :
         {"127.1", "2130706433", "0x7f000001", "0", "[::1]", "[::ffff:127.0.0.1]"}) {
        const auto reply = ask_outside(
            {.url = "http://" + std::string(host) + ":" + std::to_string(server.port) + "/"}, {}
        );
        EXPECT_NE(reply.outcome, Outcome::answered) << host;
    }
    EXPECT_TRUE(server.requests().empty());
}

TEST(Outside, a_redirection_is_an_answer_and_not_followed) {
    ScriptedWebServer other;
    ScriptedWebServer server({"302 Found\r\nLocation: " + other.url()});
    const auto reply = ask_outside({.url = server.url()}, this_machine());
    EXPECT_EQ(reply.status, 302);
    EXPECT_TRUE(other.requests().empty());
}

TEST(Outside, headers_and_body_arrive_as_they_are) {
    ScriptedWebServer server;
    const std::string body = R"({"a":"ą"})";
    (void)ask_outside(
        {.url = server.url("/x?y=1"), .headers = {{"webhook-id", "msg_1"}}, .body = body},
        this_machine()
    );
    const auto got = server.requests().at(0);
    EXPECT_TRUE(got.starts_with("POST /x?y=1 HTTP/1.1\r\n"));
    EXPECT_NE(got.find("\r\nwebhook-id: msg_1\r\n"), std::string::npos);
    EXPECT_NE(got.find("\r\nContent-Type: application/json\r\n"), std::string::npos);
    EXPECT_TRUE(got.ends_with("\r\n\r\n" + body));
}

TEST(Outside, the_other_side_may_ask_for_patience) {
    ScriptedWebServer seconds({"503 Busy\r\nRetry-After: 7"});
    EXPECT_EQ(
        ask_outside({.url = seconds.url()}, this_machine()).retry_after, std::chrono::seconds(7)
    );
    ScriptedWebServer date({"503 Busy\r\nRetry-After: Wed, 21 Oct 2015 07:28:00 GMT"});
    EXPECT_EQ(
        ask_outside({.url = date.url()}, this_machine()).retry_after, std::chrono::seconds(0)
    );
    ScriptedWebServer nonsense({"503 Busy\r\nRetry-After: soon"});
    EXPECT_EQ(ask_outside({.url = nonsense.url()}, this_machine()).retry_after, std::nullopt);
}

TEST(Outside, who_hangs_up_is_silent_and_who_stops_has_stopped) {
    ScriptedWebServer server({""});
    EXPECT_EQ(ask_outside({.url = server.url()}, this_machine()).outcome, Outcome::silent);
    OutsideRequest request{.url = server.url()};
    request.go_on = [] { return false; };
    EXPECT_EQ(ask_outside(request, this_machine()).outcome, Outcome::stopped);
}

TEST(Outside, what_is_no_address_of_the_web_is_refused_in_the_form) {
    EXPECT_EQ(problem_of_url("https://example.org/hook?x=1"), std::nullopt);
    EXPECT_EQ(problem_of_url("http://10.0.0.1:8080/"), std::nullopt);
    for (const char* url :
         {"",
          "example.org",
          "ftp://example.org/",
          "file:///etc/passwd",
          "https://a:b@example.org/",
          "javascript:alert(1)"}) {
        EXPECT_NE(problem_of_url(url), std::nullopt) << url;
    }
}

}  // namespace
}  // namespace styk::courier
