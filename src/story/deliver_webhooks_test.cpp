#include "story/deliver_webhooks.h"

#include <gtest/gtest.h>

#include "courier/signature.h"
#include "firm/webhook.h"
#include "json/json.h"
#include "people/user.h"
#include "story/announce.h"
#include "story/outbox_store.h"
#include "story/webhook_rules.h"
#include "support/databases.h"
#include "support/fixed.h"
#include "support/new_firm.h"
#include "support/scripted_web_server.h"

namespace styk::story {
namespace {

using namespace std::chrono_literals;
using firm::Webhook;
using test::ScriptedWebServer;

class DeliverWebhooks : public test::BothDatabases {
protected:
    void SetUp() override { test::found_firm(database(), clock, random); }

    Webhook listen(
        const std::string& url, std::vector<std::string> events = {"feedback.received"}
    ) {
        Webhook hook;
        hook.id.uuid = make_uuid_v7(clock, random);
        hook.name = "Hook";
        hook.url = url;
        hook.events = std::move(events);
        renew_secret(hook, safe, random, {});
        database().write([&](db::Tx& tx) {
            db::add(tx, hook, by());
            follow(tx, hook);
        });
        return hook;
    }

    [[nodiscard]] db::Change by() const { return {{"system", "", "test"}, clock.now()}; }

    std::string say(std::string_view type = "feedback.received") {
        const std::string id = make_uuid_v7(clock, random).text();
        database().write([&](db::Tx& tx) {
            announce(tx, {.type = type, .id = id, .subject = id, .at = clock.now(), .data = [&] {
                              return R"({"id":")" + id + R"(","comment":"ą"})";
                          }});
        });
        return id;
    }

    // Everything that is due now; how many lines had something to do.
    std::size_t send_due() {
        const auto lanes = sender.claim(10);
        for (const auto& lane : lanes) {
            sender.run(lane, [] { return true; });
        }
        return lanes.size();
    }

    Delivery found(const Webhook& hook, const std::string& event) {
        return database()
            .read([&](db::Reader& reader) { return find_delivery(reader, hook.id.text(), event); })
            .value();
    }

    Lane lane(const Webhook& hook) {
        return database()
            .read([&](db::Reader& reader) { return find_lane(reader, hook.id.text()); })
            .value();
    }

    Webhook stored(const Webhook& hook) {
        return database().read([&](db::Reader& reader) { return db::load(reader, hook.id); });
    }

    std::int64_t count(const std::string& table) {
        return database()
            .read([&](db::Reader& reader) {
                return reader.find_integer("SELECT COUNT(*) FROM " + table);
            })
            .value();
    }

    test::FixedClock clock;
    test::CountingRandom random;
    people::Safe safe{temporary().folder() / "styk.key", "", random};
    WebhookSender sender{
        database(), clock, random, safe, courier::Networks::read("127.0.0.1").value()
    };
};

STYK_ON_BOTH_DATABASES(DeliverWebhooks);

std::string header(const std::string& request, const std::string& name) {
    const auto at = request.find("\r\n" + name + ": ");
    const auto begin = at + name.size() + 4;
    return at == std::string::npos ? ""
                                   : request.substr(begin, request.find("\r\n", begin) - begin);
}

std::string body(const std::string& request) {
    return request.substr(request.find("\r\n\r\n") + 4);
}

TEST_P(DeliverWebhooks, what_nobody_listens_to_leaves_nothing_behind) {
    ScriptedWebServer server;
    (void)listen(server.url(), {"alert.raised"});
    (void)say();
    EXPECT_EQ(count("webhook_event"), 0);
    EXPECT_EQ(send_due(), 0U);
}

TEST_P(DeliverWebhooks, what_is_undone_is_not_told) {
    ScriptedWebServer server;
    (void)listen(server.url());
    EXPECT_THROW(
        database().write([&](db::Tx& tx) {
            announce(tx, {"feedback.received", "x", "x", clock.now(), [] { return "{}"; }});
            throw Refusal(Code::conflict, "no");
        }),
        Refusal
    );
    EXPECT_EQ(count("webhook_delivery"), 0);
}

TEST_P(DeliverWebhooks, a_message_is_signed_and_says_what_when_and_of_whom) {
    ScriptedWebServer server;
    const auto hook = listen(server.url());
    const auto id = say();
    EXPECT_EQ(send_due(), 1U);
    const auto got = server.requests().at(0);
    EXPECT_EQ(
        body(got),
        R"({"type":"feedback.received","timestamp":")" + to_rfc3339(clock.now()) +
            R"(","data":{"id":")" + id + R"(","comment":"ą"}})"
    );
    const std::string stamp = header(got, "webhook-timestamp");
    EXPECT_EQ(stamp, std::to_string(clock.now().us / 1'000'000));
    const std::string message = header(got, "webhook-id"), text = body(got);
    EXPECT_TRUE(courier::is_signed_v1(
        {message, std::stoll(stamp), text}, header(got, "webhook-signature"), hook.fresh_secret
    ));
    EXPECT_EQ(message.find('.'), std::string::npos);
    EXPECT_EQ(found(hook, id).state, "delivered");
    EXPECT_EQ(found(hook, id).status, 200);
    EXPECT_EQ(send_due(), 0U);
}

TEST_P(DeliverWebhooks, a_thin_one_says_only_of_what) {
    ScriptedWebServer server;
    auto hook = listen(server.url());
    auto thin = hook;
    thin.thin = true;
    database().write([&](db::Tx& tx) { db::change(tx, hook, thin, by()); });
    const auto id = say();
    (void)send_due();
    EXPECT_TRUE(body(server.requests().at(0)).ends_with(R"("data":{"id":")" + id + R"("}})"));
}

TEST_P(DeliverWebhooks, while_a_secret_is_exchanged_both_sign_and_a_key_pair_does_too) {
    ScriptedWebServer server;
    const auto hook = listen(server.url());
    auto renewed = hook;
    renewed.ed25519 = true;
    ensure_key_pair(renewed, safe, random);
    renew_secret(renewed, safe, random, clock.now() + 24h);
    database().write([&](db::Tx& tx) { db::change(tx, hook, renewed, by()); });
    (void)say();
    (void)send_due();
    const auto got = server.requests().at(0);
    const auto signatures = header(got, "webhook-signature");
    const std::string message = header(got, "webhook-id"), text = body(got);
    const courier::Signed all{message, clock.now().us / 1'000'000, text};
    EXPECT_TRUE(courier::is_signed_v1(all, signatures, hook.fresh_secret));
    EXPECT_TRUE(courier::is_signed_v1(all, signatures, renewed.fresh_secret));
    EXPECT_NE(signatures.find(" v1a,"), std::string::npos);
    clock.at = clock.at + 25h;
    (void)say();
    (void)send_due();
    const auto later = header(server.requests().at(1), "webhook-signature");
    EXPECT_EQ(std::count(later.begin(), later.end(), ' '), 1);  // the new one and the key pair
}

TEST_P(DeliverWebhooks, what_fails_is_tried_again_under_the_same_id_and_comes_after_what_is_new) {
    ScriptedWebServer server({"500 No", "302 Found\r\nLocation: /x", "200 OK"});
    const auto hook = listen(server.url());
    const auto id = say();
    EXPECT_EQ(send_due(), 1U);
    const auto first = found(hook, id);
    EXPECT_EQ(first.state, "waiting");
    EXPECT_EQ(first.attempts, 1);
    EXPECT_EQ(first.status, 500);
    EXPECT_EQ(first.said, "said");
    EXPECT_GE(*first.due_at, clock.now() + 4500ms);
    EXPECT_LE(*first.due_at, clock.now() + 5500ms);
    EXPECT_EQ(send_due(), 0U);
    clock.at = clock.at + 6s;
    EXPECT_EQ(send_due(), 1U);  // a redirection is a failure
    EXPECT_EQ(found(hook, id).attempts, 2);
    EXPECT_EQ(lane(hook).failures, 2);
    clock.at = clock.at + 6min;
    EXPECT_EQ(send_due(), 1U);
    EXPECT_EQ(found(hook, id).state, "delivered");
    EXPECT_EQ(lane(hook).failures, 0);
    const auto all = server.requests();
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(header(all[0], "webhook-id"), header(all[2], "webhook-id"));
    EXPECT_EQ(body(all[0]), body(all[2]));
    EXPECT_NE(header(all[0], "webhook-timestamp"), header(all[2], "webhook-timestamp"));
}

TEST_P(DeliverWebhooks, one_that_is_away_does_not_keep_the_other_waiting) {
    ScriptedWebServer away({""}), here;
    const auto bad = listen(away.url());
    const auto good = listen(here.url());
    const auto first = say(), second = say();
    EXPECT_EQ(send_due(), 2U);
    EXPECT_EQ(found(good, first).state, "delivered");
    EXPECT_EQ(found(good, second).state, "delivered");
    EXPECT_EQ(found(bad, first).attempts + found(bad, second).attempts, 1);  // then its line rests
    EXPECT_EQ(here.requests().size(), 2U);
}

TEST_P(DeliverWebhooks, when_it_is_back_everything_that_waited_goes) {
    ScriptedWebServer server({"503 Away", "503 Away", "200 OK"});
    const auto hook = listen(server.url());
    std::vector<std::string> ids;
    for (int i = 0; i < 3; ++i) {
        ids.push_back(say());
        clock.at = clock.at + 10ms;
        (void)send_due();
    }
    clock.at = clock.at + 6s;
    (void)send_due();
    clock.at = clock.at + 1h;
    (void)send_due();
    (void)send_due();
    for (const auto& id : ids) {
        EXPECT_EQ(found(hook, id).state, "delivered");
    }
}

TEST_P(DeliverWebhooks, retry_after_is_honoured_for_the_whole_line) {
    ScriptedWebServer server({"429 Slow\r\nRetry-After: 600", "200 OK"});
    const auto hook = listen(server.url());
    const auto id = say();
    (void)send_due();
    EXPECT_GE(*found(hook, id).due_at, clock.now() + 9min);
    (void)say();
    clock.at = clock.at + 8min;
    EXPECT_EQ(send_due(), 0U);
    clock.at = clock.at + 4min;
    EXPECT_EQ(send_due(), 1U);
    EXPECT_EQ(found(hook, id).state, "delivered");
}

TEST_P(DeliverWebhooks, gone_switches_it_off_and_tells_the_administrators) {
    ScriptedWebServer server({"410 Gone"});
    const auto hook = listen(server.url());
    people::User anna;
    anna.id.uuid = make_uuid_v7(clock, random);
    anna.email = "anna@firm.example";
    anna.name = "Anna";
    anna.role = people::Role::administrator;
    anna.language = "pl";
    database().write([&](db::Tx& tx) { db::add(tx, anna, by()); });
    const auto id = say(), other = say();
    (void)send_due();
    EXPECT_FALSE(stored(hook).active);
    EXPECT_EQ(stored(hook).disabled_reason, firm::WebhookEnd::gone);
    EXPECT_EQ(found(hook, id).state, "given_up");
    EXPECT_EQ(found(hook, other).state, "given_up");
    (void)say();
    EXPECT_EQ(count("webhook_delivery"), 2);
    const auto mails =
        database().read([](db::Reader& reader) { return list_mails(reader, "", {}, 10); });
    ASSERT_EQ(mails.size(), 1U);
    EXPECT_EQ(mails[0].recipient, "anna@firm.example");
    EXPECT_EQ(mails[0].subject, "Połączenie „Hook” zostało wyłączone");
}

TEST_P(DeliverWebhooks, after_ten_tries_over_three_days_it_is_given_up) {
    ScriptedWebServer server({"500 No"});
    const auto hook = listen(server.url());
    const auto id = say();
    const Instant begun = clock.now();
    for (int tries = 0; tries < 20 && found(hook, id).state == "waiting"; ++tries) {
        (void)send_due();
        clock.at = found(hook, id).due_at.value_or(clock.now()) + 6min;
    }
    EXPECT_EQ(found(hook, id).state, "given_up");
    EXPECT_EQ(found(hook, id).attempts, 10);
    EXPECT_EQ(server.requests().size(), 10U);
    EXPECT_GT(clock.now() - begun, 66h);
    EXPECT_LT(clock.now() - begun, 90h);
}

TEST_P(DeliverWebhooks, what_was_given_up_can_be_sent_again_by_hand) {
    ScriptedWebServer server({"410 Gone", "200 OK"});
    const auto hook = listen(server.url());
    const auto id = say();
    (void)send_due();
    auto again = stored(hook);
    const auto before = again;
    again.active = true;
    database().write([&](db::Tx& tx) {
        db::change(tx, before, again, by());
        follow(tx, again);
        EXPECT_EQ(replay_since(tx, hook.id.text(), clock.now() - 1h, clock.now()), 1);
        wake_lane(tx, hook.id.text());
    });
    EXPECT_EQ(send_due(), 1U);
    EXPECT_EQ(found(hook, id).state, "delivered");
    const auto all = server.requests();
    EXPECT_EQ(header(all[0], "webhook-id"), header(all[1], "webhook-id"));
    database().write([&](db::Tx& tx) {
        EXPECT_TRUE(replay(tx, hook.id.text(), id, clock.now()));  // also what was delivered
        EXPECT_FALSE(replay(tx, hook.id.text(), id, clock.now()));
    });
}

TEST_P(DeliverWebhooks, a_line_that_a_dead_worker_held_is_taken_over) {
    ScriptedWebServer server;
    const auto hook = listen(server.url());
    const auto id = say();
    WebhookSender dead{database(), clock, random, safe, {}};
    EXPECT_EQ(dead.claim(10).size(), 1U);
    EXPECT_EQ(send_due(), 0U);
    clock.at = clock.at + 61s;
    EXPECT_EQ(send_due(), 1U);
    EXPECT_EQ(found(hook, id).state, "delivered");
}

TEST_P(DeliverWebhooks, a_private_address_gets_nothing) {
    ScriptedWebServer server;
    const auto hook = listen(server.url());
    const auto id = say();
    WebhookSender strict{database(), clock, random, safe, {}};
    for (const auto& lane : strict.claim(10)) {
        strict.run(lane, [] { return true; });
    }
    EXPECT_TRUE(server.requests().empty());
    EXPECT_EQ(found(hook, id).status, std::nullopt);
    EXPECT_NE(found(hook, id).said.value().find("127.0.0.1"), std::string::npos);
}

TEST_P(DeliverWebhooks, a_chat_is_told_in_its_language_and_nobody_is_called_by_a_comment) {
    ScriptedWebServer server;
    firm::ChatHook chat;
    chat.id.uuid = make_uuid_v7(clock, random);
    chat.name = "Recepcja";
    chat.kind = firm::ChatKind::slack;
    chat.url_sealed = safe.seal(server.url("/services/T0"));
    chat.events = {"feedback.received"};
    chat.language = "pl";
    const std::string id = make_uuid_v7(clock, random).text();
    database().write([&](db::Tx& tx) {
        db::add(tx, chat, by());
        follow(tx, chat);
        announce(
            tx,
            {"feedback.received",
             id,
             id,
             clock.now(),
             [] {
                 return R"json({"touchpoint":"recepcja","comment":"<!channel> @all [tu](https://x)","ratings":[{"metric":"csat","value":2}]})json";
             }}
        );
    });
    (void)send_due();
    const auto read = json::parse(body(server.requests().at(0)));
    EXPECT_EQ(
        std::string(read.at("text").as_string()),
        "*Nowa opinia*\nrecepcja · csat 2\n> &lt;!channel&gt; @\u200ball [tu] (https://x)"
    );
}

TEST_P(DeliverWebhooks, old_news_is_forgotten_but_not_what_is_owed) {
    ScriptedWebServer server({"200 OK", "500 No"});
    const auto hook = listen(server.url(), {"alert.raised"});
    (void)say("alert.raised");
    (void)send_due();
    const auto owed = say("alert.raised");
    (void)send_due();
    database().write([&](db::Tx& tx) { forget_events(tx, clock.now() + 1h); });
    EXPECT_EQ(count("webhook_event"), 1);
    EXPECT_EQ(found(hook, owed).state, "waiting");
}

}  // namespace
}  // namespace styk::story
