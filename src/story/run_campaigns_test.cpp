#include "story/run_campaigns.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "customer/customer_store.h"
#include "customer/event_store.h"
#include "firm/mail_settings_store.h"
#include "json/json.h"
#include "story/campaign_echo.h"
#include "story/control_campaign.h"
#include "story/write_survey.h"
#include "support/databases.h"
#include "support/fixed.h"
#include "support/new_firm.h"
#include "support/scripted_mail_server.h"
#include "survey/campaign_store.h"
#include "survey/gateway.h"

namespace styk::story {
namespace {

using namespace std::chrono_literals;
using survey::Campaign;
using survey::CampaignState;
using survey::Standing;
using test::ScriptedMailServer;

class RunCampaigns : public test::BothDatabases {
protected:
    void SetUp() override {
        test::found_firm(database(), clock, random);
        catalogue.reload();
        survey::Survey made;
        made.name = "After the stay";
        made.language = "en";
        const auto definition = json::parse(
            R"({"title": "Stay", "elements": [{"type": "rating", "name": "nps", "title": "Well?",
            "metric": "nps", "rateMin": 0, "rateMax": 10}]})"
        );
        survey = make_survey(intake, made, definition, by());
        survey = publish_survey(intake, survey.id, {}, by()).survey;
    }

    [[nodiscard]] db::Change by() const { return {{"system", "", "test"}, clock.now()}; }

    void use(const ScriptedMailServer& server) {
        database().write([&](db::Tx& tx) {
            const auto before = firm::load_mail_settings(tx);
            auto after = before;
            after.host = "127.0.0.1";
            after.port = server.port;
            after.security = firm::MailSecurity::none;
            after.from_address = "styk@firm.example";
            after.console_url = "https://cx.firm.example";
            firm::change_mail_settings(tx, before, after, by());
        });
    }

    void add_customer(const std::string& key) {
        customer::Customer one;
        one.id.uuid = make_uuid_v7(clock, random);
        one.key = key;
        one.name = key;
        one.email = key + "@example.org";
        database().write([&](db::Tx& tx) { db::add(tx, one, by()); });
    }

    Campaign add(Campaign campaign = {}) {
        campaign.id.uuid = make_uuid_v7(clock, random);
        campaign.survey_id = survey.id;
        campaign.name = "Autumn";
        database().write([&](db::Tx& tx) { db::add(tx, campaign, by()); });
        return campaign;
    }

    // Of the customer of this key.
    void happen(const std::string& key, const std::string& type, const std::string& whose) {
        customer::Event event;
        event.id.uuid = make_uuid_v7(clock, random);
        event.key = key;
        event.type = type;
        event.channel = "store";
        event.order_key = "order of " + key;
        event.occurred_at = event.received_at = clock.now();
        database().write([&](db::Tx& tx) {
            const auto id = tx.find_text("SELECT id FROM customer WHERE key = $1", whose);
            event.customer_id = Id<customer::Customer>::parse(id.value());
            (void)customer::put(tx, event);
        });
    }

    void run() {
        run_campaigns({intake, postman, safe}, {}, [] { return true; });
    }

    survey::CampaignCounts counts(const Campaign& campaign) {
        return database().read([&](db::Reader& reader) {
            return survey::count_recipients(reader, campaign.id.text());
        });
    }

    CampaignState state(const Campaign& campaign) {
        return database().read([&](db::Reader& reader) { return db::load(reader, campaign.id); }
        ).state;
    }

    std::int64_t contacts() {
        return database().read([&](db::Reader& reader) {
            return reader.find_integer("SELECT COUNT(*) FROM survey_contact").value();
        });
    }

    std::vector<survey::Recipient> recipients(const Campaign& campaign) {
        return database().read([&](db::Reader& reader) {
            return survey::list_recipients(reader, campaign.id.text(), {});
        });
    }

    test::FixedClock clock;
    SystemRandom random;
    people::Safe safe{temporary().folder() / "styk.key", "", random};
    Catalogue catalogue{database(), nullptr, &safe};
    feedback::Terms terms{database()};
    Intake intake{database(), catalogue, terms, clock, random};
    Postman postman{database(), clock, random, safe, {}};
    survey::Survey survey;
};

STYK_ON_BOTH_DATABASES(RunCampaigns);

TEST_P(RunCampaigns, everybody_is_asked_once_and_reminded_once) {
    ScriptedMailServer server;
    use(server);
    for (int i = 0; i < 20; ++i) {
        add_customer("c" + std::to_string(i));
    }
    Campaign wanted;
    wanted.reminders = 1;
    wanted.remind_after_days = 3;
    const auto campaign = add(wanted);
    (void)start_campaign(intake, campaign.id, by());
    run();
    run();
    EXPECT_EQ(counts(campaign).by_standing[Standing::sent], 20);
    clock.at = clock.at + 3 * 24h - 1s;
    run();
    EXPECT_EQ(counts(campaign).reminders, 0);
    clock.at = clock.at + 1s;
    run();
    run();
    EXPECT_EQ(counts(campaign).reminders, 20);
    EXPECT_EQ(state(campaign), CampaignState::finished);
    server.stop();
    EXPECT_EQ(server.mails.size(), 40U);
}

TEST_P(RunCampaigns, a_clock_that_was_set_back_loses_nobody_who_arrives) {
    ScriptedMailServer server;
    use(server);
    Campaign wanted;
    wanted.occasion = survey::Occasion::event;
    wanted.event_type = survey::customer_created;
    const auto campaign = add(wanted);
    (void)start_campaign(intake, campaign.id, by());
    run();
    add_customer("before");
    run();
    run();
    EXPECT_EQ(counts(campaign).by_standing[Standing::sent], 1);
    clock.at = clock.at - 24h;
    run();
    add_customer("after");
    run();
    run();
    EXPECT_EQ(counts(campaign).by_standing[Standing::sent], 2);
}

TEST_P(RunCampaigns, nothing_goes_out_in_quiet_hours) {
    ScriptedMailServer server;
    use(server);
    add_customer("anna");
    clock.at = parse_rfc3339("2026-11-20T21:30:00Z").value();
    Campaign wanted;
    wanted.quiet_from = "21:00";
    wanted.quiet_to = "08:00";
    const auto campaign = add(wanted);
    (void)start_campaign(intake, campaign.id, by());
    run();
    EXPECT_EQ(counts(campaign).by_standing[Standing::queued], 1);
    clock.at = parse_rfc3339("2026-11-21T10:00:00Z").value();
    run();
    EXPECT_EQ(counts(campaign).by_standing[Standing::sent], 1);
}

TEST_P(RunCampaigns, who_was_contacted_lately_waits_or_is_left_out) {
    ScriptedMailServer server;
    use(server);
    add_customer("anna");
    const auto first = add();
    (void)start_campaign(intake, first.id, by());
    run();
    Campaign again;
    again.occasion = survey::Occasion::event;
    again.event_type = "stay";
    again.hold_days = 10;
    const auto patient = add(again);
    again.hold_days = 0;
    const auto hasty = add(again);
    (void)start_campaign(intake, patient.id, by());
    (void)start_campaign(intake, hasty.id, by());
    happen("stay-1", "stay", "anna");
    run();
    run();
    EXPECT_EQ(counts(patient).by_standing[Standing::held], 1);
    EXPECT_EQ(counts(hasty).reasons["contacted_lately"], 1);
    clock.at = clock.at + 7 * 24h;
    run();
    EXPECT_EQ(counts(patient).by_standing[Standing::sent], 1);
    EXPECT_EQ(recipients(patient).at(0).event_key, "stay-1");
}

TEST_P(RunCampaigns, an_event_asks_once_when_its_delay_is_over_and_says_which_order_it_was) {
    ScriptedMailServer server;
    use(server);
    add_customer("anna");
    Campaign wanted;
    wanted.occasion = survey::Occasion::event;
    wanted.event_type = "cooperation_closed";
    wanted.delay_minutes = std::int64_t{3} * 24 * 60;
    const auto campaign = add(wanted);
    (void)start_campaign(intake, campaign.id, by());
    run();
    clock.at = clock.at + 1h;
    happen("deal-7", "cooperation_closed", "anna");
    happen("call-1", "call", "anna");
    run();
    happen("deal-7", "cooperation_closed", "anna");  // told again
    run();
    ASSERT_EQ(recipients(campaign).size(), 1U);
    EXPECT_EQ(recipients(campaign).at(0).due_at, clock.now() + 3 * 24h);
    clock.at = clock.at + 3 * 24h - 1s;
    run();
    EXPECT_EQ(counts(campaign).by_standing[Standing::waiting], 1);
    clock.at = clock.at + 1s;
    run();
    run();
    EXPECT_EQ(counts(campaign).by_standing[Standing::sent], 1);
    const auto hidden = database().read([&](db::Reader& reader) {
        return reader.find_text("SELECT hidden FROM survey_invitation");
    });
    EXPECT_EQ(
        json::parse(hidden.value()),
        json::parse(R"({"event": "deal-7", "order": "order of deal-7"})")
    );
    EXPECT_EQ(state(campaign), CampaignState::sending) << "further events may come";
    server.stop();
    EXPECT_EQ(server.mails.size(), 1U);
}

TEST_P(RunCampaigns, who_becomes_a_customer_is_asked_once_and_nobody_from_before) {
    ScriptedMailServer server;
    use(server);
    add_customer("old");
    clock.at = clock.at + 1h;
    Campaign wanted;
    wanted.occasion = survey::Occasion::event;
    wanted.event_type = "customer_created";
    wanted.delay_minutes = 60;
    const auto campaign = add(wanted);
    (void)start_campaign(intake, campaign.id, by());
    run();
    clock.at = clock.at + 1min;
    add_customer("new");
    run();
    run();
    ASSERT_EQ(recipients(campaign).size(), 1U);
    EXPECT_EQ(recipients(campaign).at(0).address, "new@example.org");
    EXPECT_EQ(counts(campaign).by_standing[Standing::waiting], 1);
    clock.at = clock.at + 1h;
    run();
    EXPECT_EQ(counts(campaign).by_standing[Standing::sent], 1);
}

TEST_P(RunCampaigns, each_wave_goes_out_at_its_time_and_everybody_is_in_one) {
    ScriptedMailServer server;
    use(server);
    for (int i = 0; i < 40; ++i) {
        add_customer("c" + std::to_string(i));
    }
    const Instant first = clock.now() + 24h, second = clock.now() + 72h;
    Campaign wanted;
    wanted.waves.text = json::write(json::Array{
        json::Object{{"at", to_rfc3339(first)}, {"share", 25}},
        json::Object{{"at", to_rfc3339(second)}, {"share", 75}}
    });
    const auto campaign = add(wanted);
    (void)start_campaign(intake, campaign.id, by());
    run();
    const auto all = recipients(campaign);
    const auto early = std::count_if(all.begin(), all.end(), [&](const auto& one) {
        EXPECT_EQ(one.due_at, one.wave == 1 ? first : second);
        return one.wave == 1;
    });
    ASSERT_EQ(all.size(), 40U);
    ASSERT_GT(early, 0);
    ASSERT_LT(early, 30);
    EXPECT_EQ(counts(campaign).by_standing[Standing::waiting], 40);
    clock.at = first;
    run();
    EXPECT_EQ(counts(campaign).by_standing[Standing::sent], early);
    clock.at = second;
    run();
    EXPECT_EQ(counts(campaign).by_standing[Standing::sent], 40);
}

TEST_P(RunCampaigns, who_had_a_mail_is_not_asked_by_telephone_as_well) {
    ScriptedMailServer server;
    use(server);
    add_customer("anna");
    database().write([&](db::Tx& tx) { tx.run("UPDATE customer SET phone = '+48600700800'"); });
    const auto mailed = add();
    (void)start_campaign(intake, mailed.id, by());
    run();
    survey::Gateway gateway;
    gateway.id.uuid = make_uuid_v7(clock, random);
    gateway.key = gateway.name = "sms";
    gateway.url = "http://127.0.0.1:9/send";
    database().write([&](db::Tx& tx) { db::add(tx, gateway, by()); });
    survey::Survey other;
    other.name = "Another";
    other.language = "en";
    other = make_survey(
        intake,
        other,
        json::parse(R"({"elements": [{"type": "comment", "name": "why", "title": "Why?"}]})"),
        by()
    );
    survey = publish_survey(intake, other.id, {}, by()).survey;
    Campaign wanted;
    wanted.channel = survey::CampaignChannel::sms;
    wanted.gateway_id = gateway.id;
    wanted.hold_days = 0;
    const auto texted = add(wanted);
    (void)start_campaign(intake, texted.id, by());
    run();
    EXPECT_EQ(counts(texted).reasons["contacted_lately"], 1);
}

TEST_P(RunCampaigns, a_refusal_for_good_bounces_and_is_not_tried_again) {
    ScriptedMailServer server(ScriptedMailServer::Replies{{"RCPT", "550 5.1.1 nobody"}});
    use(server);
    add_customer("anna");
    const auto campaign = add();
    (void)start_campaign(intake, campaign.id, by());
    run();
    const auto one = recipients(campaign).at(0);
    EXPECT_EQ(survey::standing_of(one), Standing::bounced);
    const auto suppressed = database().read([&](db::Reader& reader) {
        return survey::find_suppressed(
            reader, "anna@example.org", catalogue.mark_of("anna@example.org"), ""
        );
    });
    EXPECT_EQ(suppressed, survey::SuppressionReason::bounced);
}

TEST_P(RunCampaigns, who_was_queued_but_never_reached_has_not_been_asked) {
    ScriptedMailServer server(ScriptedMailServer::Replies{{"RCPT", "550 5.1.1 nobody"}});
    use(server);
    add_customer("anna");
    const auto campaign = add();
    (void)start_campaign(intake, campaign.id, by());
    run();
    EXPECT_EQ(contacts(), 0);
}

TEST_P(RunCampaigns, whose_address_bounced_after_queuing_is_left_out_for_that_reason) {
    ScriptedMailServer server;
    use(server);
    add_customer("anna");
    clock.at = parse_rfc3339("2026-11-20T21:30:00Z").value();
    Campaign wanted;
    wanted.quiet_from = "21:00";
    wanted.quiet_to = "08:00";
    const auto campaign = add(wanted);
    (void)start_campaign(intake, campaign.id, by());
    run();
    EXPECT_EQ(counts(campaign).by_standing[Standing::queued], 1);
    EXPECT_EQ(contacts(), 1);
    survey::Suppression bounced;
    bounced.id.uuid = make_uuid_v7(clock, random);
    bounced.address = "anna@example.org";
    bounced.reason = survey::SuppressionReason::bounced;
    database().write([&](db::Tx& tx) { survey::suppress(tx, bounced, by()); });
    clock.at = parse_rfc3339("2026-11-21T10:00:00Z").value();
    run();
    EXPECT_EQ(counts(campaign).reasons["bounced"], 1);
    EXPECT_EQ(contacts(), 0);
    const auto invitation = database().read([&](db::Reader& reader) {
        return reader.find_text("SELECT state FROM survey_invitation");
    });
    EXPECT_EQ(invitation, "withdrawn");
}

TEST_P(RunCampaigns, no_more_than_its_share_of_the_hour_goes_out) {
    ScriptedMailServer server;
    use(server);
    for (int i = 0; i < 10; ++i) {
        add_customer("c" + std::to_string(i));
    }
    Campaign wanted;
    wanted.most_per_hour = 150;  // three a minute
    const auto campaign = add(wanted);
    (void)start_campaign(intake, campaign.id, by());
    run();
    run();
    EXPECT_EQ(counts(campaign).by_standing[Standing::sent], 3);
    clock.at = clock.at + 59s;
    run();
    EXPECT_EQ(counts(campaign).by_standing[Standing::sent], 3);
    clock.at = clock.at + 1s;
    run();
    EXPECT_EQ(counts(campaign).by_standing[Standing::sent], 6);
    database().write([&](db::Tx& tx) {
        tx.run("UPDATE campaign SET most_per_hour = 7 WHERE id = $1", campaign.id.text());
    });
    clock.at = clock.at + 60s;
    run();
    clock.at = clock.at + 60s;
    run();
    EXPECT_EQ(counts(campaign).by_standing[Standing::sent], 7);
    clock.at = clock.at + 1h;
    run();
    EXPECT_EQ(counts(campaign).by_standing[Standing::sent], 8);
    EXPECT_EQ(state(campaign), CampaignState::sending);
}

TEST_P(RunCampaigns, a_report_is_known_by_the_address_it_came_to) {
    ScriptedMailServer server;
    use(server);
    database().write([&](db::Tx& tx) {
        const auto before = firm::load_mail_settings(tx);
        auto after = before;
        after.bounce_address = "bounces@firm.example";
        firm::change_mail_settings(tx, before, after, by());
    });
    add_customer("anna");
    const auto campaign = add();
    (void)start_campaign(intake, campaign.id, by());
    run();
    const auto one = recipients(campaign).at(0);
    const auto bounce = take_bounce(
        intake,
        "Delivered-To: bounces+" + one.id +
            "@firm.example\r\nMessage-ID: <r1@mx.example>\r\nMIME-Version: 1.0\r\nContent-Type: "
            "multipart/report; boundary=\"cut\"\r\n\r\n--cut\r\nContent-Type: "
            "message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: "
            "rfc822; forwarded@elsewhere.example\r\nAction: failed\r\nStatus: "
            "5.1.1\r\n\r\n--cut--\r\n",
        by()
    );
    EXPECT_EQ(bounce.recipient_id, one.id);
    EXPECT_EQ(bounce.address, "anna@example.org");
    EXPECT_EQ(counts(campaign).by_standing[Standing::bounced], 1);
}

TEST_P(RunCampaigns, who_leaves_is_not_reminded_and_may_come_back) {
    ScriptedMailServer server;
    use(server);
    add_customer("anna");
    Campaign wanted;
    wanted.reminders = 2;
    const auto campaign = add(wanted);
    (void)start_campaign(intake, campaign.id, by());
    run();
    const auto stop = recipients(campaign).at(0).stop;
    EXPECT_FALSE(leave(intake, "nonsense", LeaveScope::all, clock.now()));
    EXPECT_TRUE(leave(intake, stop, LeaveScope::all, clock.now()));
    EXPECT_EQ(find_leaving(intake, stop)->now, LeaveScope::all);
    clock.at = clock.at + 30 * 24h;
    run();
    EXPECT_EQ(counts(campaign).reminders, 0);
    EXPECT_EQ(counts(campaign).by_standing[Standing::unsubscribed], 1);
    EXPECT_TRUE(leave(intake, stop, LeaveScope::survey, clock.now()));
    EXPECT_EQ(find_leaving(intake, stop)->now, LeaveScope::survey);
    EXPECT_TRUE(leave(intake, stop, LeaveScope::none, clock.now()));
    EXPECT_EQ(find_leaving(intake, stop)->now, LeaveScope::none);
}

TEST_P(RunCampaigns, clicks_of_a_scanner_are_counted_aside) {
    ScriptedMailServer server;
    use(server);
    add_customer("anna");
    const auto campaign = add();
    (void)start_campaign(intake, campaign.id, by());
    run();
    const auto one = recipients(campaign).at(0);
    const auto token = database().read([&](db::Reader& reader) {
        return reader.find_text("SELECT token FROM survey_invitation WHERE id = $1", one.id);
    });
    const auto click = [&](const char* target, std::chrono::seconds after) {
        (void)note_click(
            intake, {token.value(), 0, target, false, "Mozilla/5.0 (X11)", clock.now() + after}
        );
    };
    click("v=1", 60s);
    click("v=2", 61s);
    click("v=3", 61s);  // three links within two seconds: nobody reads like that
    EXPECT_EQ(recipients(campaign).at(0).clicks, 0);
    click("v=9", 600s);
    EXPECT_EQ(recipients(campaign).at(0).clicks, 1);
    EXPECT_EQ(counts(campaign).by_standing[Standing::clicked], 1);
    const auto links = database().read([&](db::Reader& reader) {
        return survey::count_clicks(reader, campaign.id.text());
    });
    ASSERT_EQ(links.size(), 1U);
    EXPECT_EQ(links[0].clicks, 1);
    EXPECT_EQ(links[0].machine, 3);
}

}  // namespace
}  // namespace styk::story
