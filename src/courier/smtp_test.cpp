#include "courier/smtp.h"

#include <gtest/gtest.h>

#include "support/scripted_mail_server.h"

namespace styk::courier {
namespace {

using Outcome = Delivery::Outcome;

using test::ScriptedMailServer;

MailServer at(const ScriptedMailServer& scripted) {
    MailServer out;
    out.host = "127.0.0.1";
    out.port = scripted.port;
    out.security = Security::none;
    return out;
}

constexpr std::string_view mail = "Subject: x\r\n\r\nfirst\r\n.second\r\n";

Delivery deliver(const MailServer& server) {
    return Smtp(server).deliver("styk@firm.example", "anna@example.org", mail);
}

Outcome outcome_when(const std::string& verb, const std::string& reply) {
    const ScriptedMailServer scripted(ScriptedMailServer::Replies{{verb, reply}});
    return deliver(at(scripted)).outcome;
}

TEST(Smtp, hands_a_mail_over_whole) {
    ScriptedMailServer scripted;
    const auto found = deliver(at(scripted));
    scripted.stop();
    EXPECT_EQ(found.outcome, Outcome::accepted) << found.said;
    EXPECT_EQ(found.said, "250 queued as 42");
    ASSERT_EQ(scripted.mails.size(), 1U);
    EXPECT_EQ(scripted.mails[0], "Subject: x\n\nfirst\n.second\n");
    EXPECT_EQ(scripted.commands.at(0), "EHLO firm.example");
    EXPECT_TRUE(scripted.commands.at(1).starts_with("MAIL FROM:<styk@firm.example>"));
    EXPECT_EQ(scripted.commands.at(2), "RCPT TO:<anna@example.org>");
    EXPECT_EQ(found.transcript.front(), "< 220 ready");
}

TEST(Smtp, tells_what_will_never_work_from_what_may_work_later) {
    EXPECT_EQ(outcome_when("RCPT", "550 no such user"), Outcome::refused);
    EXPECT_EQ(outcome_when("RCPT", "450 mailbox busy"), Outcome::later);
    EXPECT_EQ(outcome_when(".", "554 looks like spam"), Outcome::refused);
    EXPECT_EQ(outcome_when(".", "451 try again"), Outcome::later);
    EXPECT_EQ(outcome_when("DATA", "554 no"), Outcome::refused);
    EXPECT_EQ(outcome_when("MAIL", "552 too large"), Outcome::refused);
}

TEST(Smtp, tells_trouble_of_the_server_from_trouble_of_the_mail) {
    EXPECT_EQ(outcome_when("MAIL", "530 log in first"), Outcome::no_service);
    EXPECT_EQ(outcome_when("MAIL", "553 not your address"), Outcome::no_service);
    EXPECT_EQ(outcome_when("RCPT", "421 closing"), Outcome::no_service);
    EXPECT_EQ(outcome_when("EHLO", ""), Outcome::no_service);
    ScriptedMailServer gone;
    const auto server = at(gone);
    gone.stop();
    const auto found = deliver(server);
    EXPECT_EQ(found.outcome, Outcome::no_service);
    EXPECT_NE(found.said.find("127.0.0.1"), std::string::npos) << found.said;
}

TEST(Smtp, does_not_know_whose_the_mail_is_when_no_reply_follows_the_content) {
    EXPECT_EQ(outcome_when(".", ""), Outcome::later);
}

TEST(Smtp, says_the_servers_own_words) {
    const ScriptedMailServer scripted(ScriptedMailServer::Replies{
        {"RCPT", "550-5.1.1 no such user\r\n550 5.1.1 ask the postmaster"}
    });
    const auto found = deliver(at(scripted));
    EXPECT_EQ(found.said, "550-5.1.1 no such user 550 5.1.1 ask the postmaster");
}

TEST(Smtp, shows_no_password_to_anyone) {
    for (const std::string reply : {"235 welcome", "535 wrong"}) {
        ScriptedMailServer scripted(ScriptedMailServer::Replies{{"secret", reply}});
        auto server = at(scripted);
        server.user = "styk";
        server.password = "bardzo-tajne";
        const auto found = deliver(server);
        scripted.stop();
        EXPECT_EQ(found.outcome, reply[0] == '2' ? Outcome::accepted : Outcome::no_service);
        ASSERT_EQ(scripted.commands.at(1), "AUTH PLAIN");
        const std::string secret = scripted.commands.at(2);
        for (const auto& line : found.transcript) {
            EXPECT_EQ(line.find(secret), std::string::npos) << line;
            EXPECT_EQ(line.find("tajne"), std::string::npos) << line;
        }
        EXPECT_EQ(found.transcript.at(5), "> AUTH PLAIN");
        EXPECT_EQ(found.transcript.at(7), "> …");
    }
}

TEST(Smtp, sends_nothing_in_the_open_where_encryption_is_required) {
    ScriptedMailServer scripted;
    auto server = at(scripted);
    server.security = Security::starttls;
    server.user = "styk";
    server.password = "bardzo-tajne";
    const auto found = deliver(server);
    scripted.stop();
    EXPECT_EQ(found.outcome, Outcome::no_service);
    EXPECT_TRUE(scripted.mails.empty());
    for (const auto& command : scripted.commands) {
        EXPECT_TRUE(command.starts_with("EHLO") || command.starts_with("QUIT")) << command;
    }
}

TEST(Smtp, sends_several_over_one_connection) {
    ScriptedMailServer scripted;
    {
        Smtp line(at(scripted));
        for (const std::string to : {"a@example.org", "b@example.org", "c@example.org"}) {
            EXPECT_EQ(line.deliver("styk@firm.example", to, mail).outcome, Outcome::accepted);
        }
    }
    scripted.stop();
    EXPECT_EQ(scripted.mails.size(), 3U);
    EXPECT_EQ(scripted.connections, 1);
    EXPECT_EQ(scripted.commands.back(), "QUIT");
}

TEST(Smtp, goes_on_after_a_mail_that_was_refused) {
    const ScriptedMailServer scripted(ScriptedMailServer::Replies{{"RCPT", "550 nobody"}});
    Smtp line(at(scripted));
    EXPECT_EQ(line.deliver("styk@firm.example", "a@example.org", mail).outcome, Outcome::refused);
    EXPECT_EQ(line.deliver("styk@firm.example", "b@example.org", mail).outcome, Outcome::refused);
}

TEST(Smtp, stops_when_told_to_before_the_mail_is_handed_over) {
    ScriptedMailServer scripted;
    const auto found = Smtp(at(scripted)).deliver("styk@firm.example", "a@example.org", mail, [] {
        return false;
    });
    scripted.stop();
    EXPECT_EQ(found.outcome, Outcome::later);
    EXPECT_TRUE(scripted.mails.empty());
}

}  // namespace
}  // namespace styk::courier
