#include "story/check_alerts.h"

#include <gtest/gtest.h>

#include "insight/alert_store.h"
#include "people/user.h"
#include "queue/queue.h"
#include "story/outbox_store.h"
#include "story/story_test_kit.h"
#include "story/watch_alert.h"

namespace styk::story {
namespace {

using namespace std::chrono_literals;
using insight::Alert;
using insight::AlertDirection;
using insight::AlertRule;
using people::User;

class CheckAlerts : public CountedFirmTest {
protected:
    void SetUp() override {
        CountedFirmTest::SetUp();
        follower.start();
        anna = make_user("anna", people::Role::cx_manager);
    }

    User make_user(
        const std::string& name,
        people::Role role,
        const std::string& place = "",
        bool active = true
    ) {
        User user;
        user.email = name + "@example.org";
        user.name = name;
        user.role = role;
        user.active = active;
        if (!place.empty()) {
            user.location_id = catalogue.directory()->locations.find(place)->id;
        }
        add(user);
        return user;
    }

    template <class T>
    void add(T& record) {
        record.id.uuid = make_uuid_v7(clock, random);
        database().write([&](db::Tx& tx) { db::add(tx, record, by); });
    }

    // `good` pleased of 40 at this place and touchpoint, in the week so many weeks ago.
    void week(int ago, int good, const std::string& touchpoint, const std::string& place) {
        const auto& zone = catalogue.directory()->zone;
        const Day monday = first_day_of(Period::week, zone.day_of(clock.now())) - 7 * ago;
        std::vector<feedback::Draft> drafts;
        for (int i = 0; i < 40; ++i) {
            feedback::Draft draft;
            draft.source = "api";
            draft.channel = "web";
            draft.kind = "response";
            draft.touchpoint = touchpoint;
            draft.location = place;
            draft.occurred_at = zone.start_of(monday + 2) + 12h;
            draft.ratings = {
                {"csat", std::nullopt, feedback::RatingState::given, i < good ? 5 : 1, "/"}
            };
            drafts.push_back(std::move(draft));
        }
        (void)receive_many(intake, drafts, {}, by);
    }

    // Fifteen weeks at the desk in the harbour, the last one bad; and calm ones in the south.
    void a_bad_week() {
        for (int ago = 15; ago >= 1; --ago) {
            week(ago, ago == 1 ? 15 : 32 + ago % 2, "desk", "harbour");
            week(ago, 31 + ago % 3, "room", "south");
        }
        ASSERT_TRUE(follower.catch_up(patience));
    }

    Alert by_place(const std::vector<User>& recipients) {
        Alert alert;
        alert.name = "Slipping";
        alert.metric = "csat";
        alert.by = "location";
        alert.user_id = anna.id;
        for (const User& one : recipients) {
            alert.recipients.push_back(one.id.text());
        }
        add(alert);
        return alert;
    }

    void look() { check_alerts(intake, engine, clock.now()); }

    std::vector<insight::Firing> found(const Alert& alert) {
        return database().read([&](db::Reader& reader) {
            return insight::list_firings(reader, alert.id, {}, 100);
        });
    }

    std::vector<OutgoingMail> mails() {
        return database().read([](db::Reader& reader) {
            std::vector<OutgoingMail> out;
            for (const auto& one : list_mails(reader, "", {}, 100)) {
                out.push_back(find_mail(reader, one.id).value());
            }
            return out;
        });
    }

    std::vector<std::string> recipients() {
        std::vector<std::string> out;
        for (const auto& mail : mails()) {
            out.push_back(mail.recipient);
        }
        std::sort(out.begin(), out.end());
        return out;
    }

    User anna;
};

STYK_ON_BOTH_DATABASES(CheckAlerts);

TEST_P(CheckAlerts, tells_once_of_the_place_that_fell_and_of_no_other) {
    a_bad_week();
    const auto alert = by_place({anna});
    look();
    const auto firings = found(alert);
    ASSERT_EQ(firings.size(), 1U);
    EXPECT_EQ(firings[0].group_key, "harbour");
    EXPECT_EQ(firings[0].said, "below_limit");
    EXPECT_EQ(firings[0].n, 40);
    EXPECT_NEAR(firings[0].value, 15.0 / 40, 1e-12);
    ASSERT_EQ(mails().size(), 1U);
    look();
    clock.at = clock.at + 11min;
    look();
    EXPECT_EQ(found(alert).size(), 1U);
    EXPECT_EQ(mails().size(), 1U);
}

TEST_P(CheckAlerts, says_what_how_sure_and_what_to_do_in_the_language_of_each) {
    auto zofia = make_user("zofia", people::Role::analyst);
    database().write([&](db::Tx& tx) {
        auto after = zofia;
        after.language = "pl";
        db::change(tx, zofia, after, by);
    });
    a_bad_week();
    (void)by_place({anna, zofia});
    look();
    const auto all = mails();
    ASSERT_EQ(all.size(), 2U);
    for (const auto& mail : all) {
        const bool polish = mail.recipient == "zofia@example.org";
        EXPECT_NE(mail.subject.find("Slipping"), std::string::npos);
        EXPECT_NE(mail.subject.find("harbour"), std::string::npos) << mail.subject;
        for (const std::string part :
             {polish ? "Co dalej" : "What to do next",
              "38%",
              "24–53%",
              polish ? "40 odpowiedzi" : "40 answers",
              polish ? "fałszywe alarmy" : "False alarms"}) {
            EXPECT_NE(mail.text.find(part), std::string::npos) << part << " in\n" << mail.text;
        }
        EXPECT_EQ(mail.text.find("http"), std::string::npos) << "no address is known yet";
    }
}

TEST_P(CheckAlerts, tells_each_only_of_what_their_own_scope_shows) {
    const auto north = make_user("north", people::Role::analyst, "north");
    const auto south = make_user("south", people::Role::analyst, "south");
    const auto owner = make_user("owner", people::Role::touchpoint_owner);
    const auto gone = make_user("gone", people::Role::analyst, "", false);
    a_bad_week();
    (void)by_place({anna, north, south, owner, gone});
    look();
    EXPECT_EQ(recipients(), (std::vector<std::string>{"anna@example.org", "north@example.org"}));
}

TEST_P(CheckAlerts, looks_with_the_eyes_of_whom_it_belongs_to) {
    const auto south = make_user("south", people::Role::cx_manager, "south");
    a_bad_week();
    Alert alert;
    alert.name = "Mine";
    alert.metric = "csat";
    alert.user_id = south.id;
    alert.recipients = {south.id.text()};
    add(alert);
    const auto watched =
        watch_alert(engine, *catalogue.directory(), people::actor_of(south), alert, clock.now());
    EXPECT_EQ(watched.charts, 1U);
    look();
    EXPECT_TRUE(found(alert).empty()) << "the harbour is not theirs";
}

TEST_P(CheckAlerts, is_silent_when_switched_off_and_looks_again_when_it_is_changed) {
    a_bad_week();
    auto alert = by_place({anna});
    const auto change = [&](const auto& how) {
        database().write([&](db::Tx& tx) {
            auto after = db::load(tx, alert.id);
            const auto before = after;
            how(after);
            db::change(tx, before, after, by);
        });
    };
    change([](Alert& one) { one.active = false; });
    look();
    EXPECT_TRUE(found(alert).empty());
    change([](Alert& one) {
        one.active = true;
        one.direction = AlertDirection::up;
    });
    look();
    EXPECT_TRUE(found(alert).empty());
    change([](Alert& one) { one.direction = AlertDirection::down; });
    look();
    EXPECT_EQ(found(alert).size(), 1U);
}

TEST_P(CheckAlerts, hears_of_answers_that_come_late) {
    for (int ago = 15; ago >= 2; --ago) {
        week(ago, 32 + ago % 2, "desk", "harbour");
    }
    ASSERT_TRUE(follower.catch_up(patience));
    const auto alert = by_place({anna});
    look();
    EXPECT_TRUE(found(alert).empty());
    week(1, 15, "desk", "harbour");
    ASSERT_TRUE(follower.catch_up(patience));
    look();
    EXPECT_TRUE(found(alert).empty()) << "it has looked a moment ago";
    clock.at = clock.at + 10min;
    look();
    EXPECT_EQ(found(alert).size(), 1U);
}

TEST_P(CheckAlerts, takes_all_groups_of_a_change_as_one_family) {
    for (int ago = 2; ago >= 1; --ago) {
        week(ago, ago == 1 ? 24 : 33, "desk", "harbour");
        week(ago, 32, "room", "south");
    }
    ASSERT_TRUE(follower.catch_up(patience));
    auto alert = by_place({anna});
    alert.rule = AlertRule::change;
    const auto watched =
        watch_alert(engine, *catalogue.directory(), people::the_system(), alert, clock.now());
    // p of the one is .03 alone, .06 among two.
    EXPECT_TRUE(watched.alarms.empty());
    EXPECT_EQ(watched.charts, 2U);
    EXPECT_NEAR(watched.false_alarms_a_year, 0.05 * 365.25 / 7, 1e-9);
    alert.query = "location=harbour";
    const auto alone =
        watch_alert(engine, *catalogue.directory(), people::the_system(), alert, clock.now());
    ASSERT_EQ(alone.alarms.size(), 1U);
    EXPECT_EQ(alone.alarms[0].alarm.said, "fell");
    alert.threshold = 0.30;
    EXPECT_TRUE(
        watch_alert(engine, *catalogue.directory(), people::the_system(), alert, clock.now())
            .alarms.empty()
    );
}

TEST_P(CheckAlerts, goes_on_with_the_others_when_one_asks_for_what_is_gone) {
    a_bad_week();
    Alert broken;
    broken.name = "Broken";
    broken.metric = "csat";
    broken.query = "touchpoint=closed_long_ago";
    broken.recipients = {anna.id.text()};
    add(broken);
    const auto alert = by_place({anna});
    look();
    EXPECT_TRUE(found(broken).empty());
    EXPECT_EQ(found(alert).size(), 1U);
    EXPECT_EQ(
        watch_alert(engine, *catalogue.directory(), people::the_system(), broken, clock.now())
            .reason,
        "broken_question"
    );
}

// Also when the clock is set back while a round is at work: the next one is another piece of work.
TEST_P(CheckAlerts, has_one_round_to_come_whatever_the_clock_does) {
    std::vector<queue::Work> at_work;
    database().write([&](db::Tx& tx) {
        ask_check_alerts(tx, clock.now() + 60s, clock.now());
        ask_check_alerts(tx, clock.now() + 125s, clock.now());
        at_work = queue::lease(tx, clock.now() + 60s, clock.now() + 90s, "worker", 9);
    });
    ASSERT_EQ(at_work.size(), 1U);
    database().write([&](db::Tx& tx) {
        ask_check_alerts(tx, clock.now() + 60s, clock.now(), at_work[0].position);
        ask_check_alerts(tx, clock.now() + 61s, clock.now(), at_work[0].position);
        queue::finish(tx, at_work[0]);
    });
    EXPECT_EQ(
        database().read([](db::Reader& reader) {
            return reader.find_integer("SELECT COUNT(*) FROM work WHERE kind = 'check_alerts'");
        }),
        1
    );
}

}  // namespace
}  // namespace styk::story
