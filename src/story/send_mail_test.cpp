#include "story/send_mail.h"

#include <gtest/gtest.h>

#include "firm/mail_settings_store.h"
#include "json/json.h"
#include "story/outbox_store.h"
#include "story/post_mail.h"
#include "support/databases.h"
#include "support/fixed.h"
#include "support/new_firm.h"
#include "support/scripted_mail_server.h"

namespace styk::story {
namespace {

using namespace std::chrono_literals;
using test::ScriptedMailServer;

class SendMail : public test::BothDatabases {
protected:
    void SetUp() override { test::found_firm(database(), clock, random); }

    Mail letter(const std::string& to = "anna@example.org") {
        Mail mail;
        mail.to = to;
        mail.to_name = "Anna";
        mail.subject = "Wynik";
        mail.text = "Poniżej progu.\n";
        mail.attachments = {{"a.txt", "text/plain", "abc"}};
        mail.id = make_uuid_v7(clock, random);
        return mail;
    }

    std::string post(const Mail& mail) {
        database().write([&](db::Tx& tx) { post_mail(tx, mail, clock.now()); });
        return mail.id.text();
    }

    void use(const ScriptedMailServer& server) { use_port(server.port); }

    void use_port(int port) {
        database().write([&](db::Tx& tx) {
            const auto before = firm::load_mail_settings(tx);
            auto after = before;
            after.host = "127.0.0.1";
            after.port = port;
            after.security = firm::MailSecurity::none;
            after.from_address = "styk@firm.example";
            firm::change_mail_settings(tx, before, after, {{"system", "", "test"}, clock.now()});
            ask_send_waiting(tx, clock.now());
        });
    }

    static queue::Work work(const std::string& id) {
        queue::Work out;
        out.kind = send_mail_work;
        out.payload = json::write(json::Object{{"mail", id}});
        return out;
    }

    bool send(const std::string& id) {
        return postman.send(work(id), [] { return true; });
    }

    OutgoingMail found(const std::string& id) {
        return database().read([&](db::Reader& reader) { return find_mail(reader, id); }).value();
    }

    std::int64_t in_queue() {
        return database().read([&](db::Reader& reader) {
            return queue::count_due(reader, send_mail_work, clock.now());
        });
    }

    test::FixedClock clock;
    test::CountingRandom random;
    people::Safe safe{temporary().folder() / "styk.key", "", random};
    Postman postman{database(), clock, random, safe, {}};
};

STYK_ON_BOTH_DATABASES(SendMail);

TEST_P(SendMail, what_is_posted_arrives_and_its_words_are_forgotten_here) {
    ScriptedMailServer server;
    use(server);
    const auto id = post(letter());
    EXPECT_EQ(in_queue(), 1);
    EXPECT_TRUE(send(id));
    server.stop();
    ASSERT_EQ(server.mails.size(), 1U);
    EXPECT_NE(server.mails[0].find("Message-Id: <" + id + "@firm.example>"), std::string::npos);
    EXPECT_NE(server.mails[0].find("YWJj"), std::string::npos);  // abc in base64
    const auto mail = found(id);
    EXPECT_EQ(mail.state, "sent");
    EXPECT_EQ(mail.sent_at, clock.now());
    EXPECT_EQ(mail.attempts, 1);
    EXPECT_EQ(mail.text, "");
    EXPECT_TRUE(mail.attachments.empty());
    EXPECT_TRUE(send(id));  // a second worker finds nothing to do
    EXPECT_EQ(found(id).attempts, 1);
}

TEST_P(SendMail, nothing_is_posted_by_what_is_undone) {
    EXPECT_THROW(
        database().write([&](db::Tx& tx) {
            post_mail(tx, letter(), clock.now());
            throw Refusal(Code::conflict, "no");
        }),
        Refusal
    );
    EXPECT_EQ(in_queue(), 0);
    EXPECT_EQ(database().read(count_mails).waiting, 0);
}

TEST_P(SendMail, a_mail_without_an_id_is_a_fault) {
    auto mail = letter();
    mail.id = {};
    EXPECT_THROW(post(mail), Fault);
}

TEST_P(SendMail, waits_for_settings_and_goes_when_there_are_some) {
    const auto id = post(letter());
    EXPECT_TRUE(send(id));
    database().write([&](db::Tx& tx) { tx.run("DELETE FROM work"); });  // as the worker does
    EXPECT_EQ(found(id).state, "waiting");
    EXPECT_EQ(found(id).attempts, 0);
    ScriptedMailServer server;
    use(server);
    EXPECT_EQ(in_queue(), 1);
    EXPECT_TRUE(send(id));
    EXPECT_EQ(found(id).state, "sent");
}

TEST_P(SendMail, a_refused_mail_is_settled_and_can_be_sent_again) {
    {
        ScriptedMailServer server(ScriptedMailServer::Replies{{"RCPT", "550 no such user"}});
        use(server);
        const auto id = post(letter());
        EXPECT_TRUE(send(id));
        EXPECT_EQ(found(id).state, "failed");
        EXPECT_EQ(found(id).last_error, "550 no such user");
        EXPECT_EQ(found(id).text, "Poniżej progu.\n");
    }
    EXPECT_EQ(database().read(count_mails).failed, 1);
    const auto id = database().read([](db::Reader& reader) {
        return list_mails(reader, "failed", {}, 10).at(0).id;
    });
    ScriptedMailServer server;
    use(server);
    database().write([&](db::Tx& tx) {
        EXPECT_TRUE(try_again(tx, id, clock.now()));
        EXPECT_FALSE(try_again(tx, id, clock.now()));
    });
    EXPECT_TRUE(send(id));
    EXPECT_EQ(found(id).state, "sent");
}

TEST_P(SendMail, what_the_server_takes_later_is_tried_later_under_the_same_id) {
    ScriptedMailServer server(ScriptedMailServer::Replies{{".", "451 busy"}});
    use(server);
    const auto id = post(letter());
    EXPECT_THROW(send(id), Fault);
    EXPECT_THROW(send(id), Fault);
    const auto mail = found(id);
    EXPECT_EQ(mail.state, "waiting");
    EXPECT_EQ(mail.last_error, "451 busy");
    EXPECT_EQ(mail.attempts, 2);
    server.stop();
    ASSERT_EQ(server.mails.size(), 2U);
    EXPECT_EQ(server.mails[0], server.mails[1]);
}

TEST_P(SendMail, is_given_up_after_five_days) {
    ScriptedMailServer server(ScriptedMailServer::Replies{{".", "451 busy"}});
    use(server);
    const auto id = post(letter());
    clock.at = clock.at + 121h;
    EXPECT_TRUE(send(id));
    EXPECT_EQ(found(id).state, "failed");
}

TEST_P(SendMail, leaves_a_server_alone_that_was_away_a_moment_ago) {
    ScriptedMailServer server(ScriptedMailServer::Replies{{"MAIL", "530 log in first"}});
    use(server);
    const auto first = post(letter()), second = post(letter("b@example.org"));
    EXPECT_THROW(send(first), Fault);
    EXPECT_THROW(send(second), Fault);
    EXPECT_EQ(server.connections, 1);
    EXPECT_EQ(found(second).attempts, 0);
    clock.at = clock.at + 31s;
    EXPECT_THROW(send(second), Fault);
    EXPECT_EQ(server.connections, 2);
}

TEST_P(SendMail, a_rush_goes_over_one_connection_and_then_hangs_up) {
    ScriptedMailServer server;
    use(server);
    const auto first = post(letter()), second = post(letter("b@example.org"));
    EXPECT_TRUE(send(first));
    database().write([&](db::Tx& tx) {
        tx.run("DELETE FROM work WHERE unique_key = $1", "send_mail/" + first);
    });
    EXPECT_TRUE(send(second));
    server.stop();
    EXPECT_EQ(server.connections, 1);
    EXPECT_EQ(server.commands.back(), "QUIT");
}

TEST_P(SendMail, says_that_a_password_sealed_with_another_key_must_be_entered_again) {
    ScriptedMailServer server;
    use(server);
    database().write([&](db::Tx& tx) {
        const auto before = firm::load_mail_settings(tx);
        auto after = before;
        after.user = "styk";
        after.password_sealed = "1:nonsense";
        firm::change_mail_settings(tx, before, after, {{"system", "", "test"}, clock.now()});
    });
    const auto id = post(letter());
    EXPECT_THROW(send(id), Fault);
    EXPECT_EQ(server.connections, 0);
    EXPECT_NE(found(id).last_error.value().find("another key"), std::string::npos);
    EXPECT_THROW((void)postman.try_out("a@example.org", "pl"), Refusal);
}

TEST_P(SendMail, a_test_mail_goes_at_once_in_the_language_of_the_person) {
    EXPECT_THROW((void)postman.try_out("a@example.org", "pl"), Refusal);
    ScriptedMailServer server;
    use(server);
    const auto found = postman.try_out("a@example.org", "pl");
    EXPECT_EQ(found.outcome, courier::Delivery::Outcome::accepted);
    server.stop();
    ASSERT_EQ(server.mails.size(), 1U);
    EXPECT_NE(server.mails[0].find("To: a@example.org"), std::string::npos);
    EXPECT_EQ(database().read(count_mails).waiting, 0);
}

TEST_P(SendMail, lists_the_newest_first_by_pages) {
    std::vector<std::string> ids;
    for (int i = 0; i < 5; ++i) {
        ids.push_back(post(letter()));
    }
    database().read([&](db::Reader& reader) {
        const auto first = list_mails(reader, "", {}, 3);
        ASSERT_EQ(first.size(), 3U);
        EXPECT_EQ(first[0].id, ids[4]);
        const auto rest = list_mails(reader, "waiting", first[2].position, 3);
        ASSERT_EQ(rest.size(), 2U);
        EXPECT_EQ(rest[1].id, ids[0]);
        EXPECT_TRUE(list_mails(reader, "sent", {}, 3).empty());
    });
}

TEST_P(SendMail, forgets_what_is_long_settled_and_keeps_what_waits) {
    ScriptedMailServer server;
    use(server);
    const auto sent = post(letter()), waits = post(letter());
    EXPECT_TRUE(send(sent));
    const Instant later = clock.now() + 1h;
    database().write([&](db::Tx& tx) { forget_mails(tx, later, later); });
    EXPECT_FALSE(database().read([&](db::Reader& reader) { return find_mail(reader, sent); }));
    EXPECT_EQ(found(waits).attachments.size(), 1U);
}

}  // namespace
}  // namespace styk::story
