#include "story/click_course.h"

#include <gtest/gtest.h>

#include "json/json.h"
#include "story/story_test_kit.h"
#include "story/write_survey.h"

namespace styk::story {
namespace {

using std::chrono::days;

class ClickCourseTest : public CountedFirmTest {
protected:
    void SetUp() override {
        CountedFirmTest::SetUp();
        survey::Survey made;
        made.name = "After the stay";
        made.language = "en";
        const auto definition = json::parse(
            R"({"title": "Stay", "elements": [{"type": "rating", "name": "nps", "title": "Well?",
            "metric": "nps", "rateMin": 0, "rateMax": 10}]})"
        );
        survey_ = make_survey(intake, made, definition, by).id;
        first_ = add_campaign();
        second_ = add_campaign();
    }

    Id<survey::Campaign> add_campaign() {
        survey::Campaign campaign;
        campaign.id.uuid = make_uuid_v7(clock, random);
        campaign.survey_id = survey_;
        campaign.name = "Offers";
        database().write([&](db::Tx& tx) { db::add(tx, campaign, by); });
        return campaign.id;
    }

    // Messages of one day, of which some were clicked an hour later.
    void send(
        const Id<survey::Campaign>& campaign,
        days ago,
        int messages,
        int clicked,
        const char* state = "sent",
        std::chrono::hours later = std::chrono::hours(1)
    ) {
        const Instant sent = clock.now() - ago;
        database().write([&](db::Tx& tx) {
            for (int i = 0; i < messages; ++i) {
                const auto id = make_uuid_v7(clock, random).text();
                tx.run(
                    "INSERT INTO campaign_recipient (id, campaign_id, customer_id, occasion, wave, "
                    "language, state, reminders, attempts, sent_at, clicked_at, clicks, "
                    "created_at) "
                    "VALUES ($1, $2, $1, '', 1, 'en', $3, 0, 1, $4, $5, 0, $4)",
                    id,
                    campaign.text(),
                    state,
                    sent.us,
                    i < clicked ? std::optional((sent + later).us) : std::nullopt
                );
            }
        });
    }

    ClickCourse course(ClickAsked asked) {
        return show_click_course(database(), *catalogue.directory(), asked, clock.now());
    }

    Id<survey::Survey> survey_{};
    Id<survey::Campaign> first_{}, second_{};
};

STYK_ON_BOTH_DATABASES(ClickCourseTest);

TEST_P(ClickCourseTest, what_was_clicked_before_a_change_and_since_is_compared) {
    send(first_, days(60), 200, 20);
    send(first_, days(30), 100, 10);
    send(second_, days(15), 300, 90);
    const auto found = course({.survey = survey_, .since = clock.now() - days(20)});
    EXPECT_EQ(found.before.n, 300U);
    EXPECT_DOUBLE_EQ(found.before.value.value(), 0.1);
    EXPECT_EQ(found.after.n, 300U);
    EXPECT_DOUBLE_EQ(found.after.value.value(), 0.3);
    EXPECT_NEAR(found.difference.value.value(), 0.2, 1e-12);
    EXPECT_LT(found.difference.p.value(), 1e-6);
    EXPECT_EQ(found.weeks.size(), 3U);
    EXPECT_EQ(found.reason, "");
}

TEST_P(ClickCourseTest, only_what_had_its_time_and_arrived_is_counted) {
    send(first_, days(30), 50, 10);
    send(first_, days(30), 20, 20, "bounced");
    send(first_, days(30), 10, 10, "sent", std::chrono::hours(24 * 8));  // after the window
    send(first_, days(3), 40, 40);                                       // may yet be clicked
    send(first_, days(500), 5, 5);                                       // beyond the last year
    const auto found = course({.survey = survey_});
    EXPECT_EQ(found.before.n, 60U);
    EXPECT_DOUBLE_EQ(found.before.value.value(), 1.0 / 6);
    EXPECT_EQ(found.waiting, 40);
    EXPECT_FALSE(found.difference.value);
    EXPECT_EQ(found.reason, "no_change");
}

TEST_P(ClickCourseTest, one_campaign_may_be_asked_for) {
    send(first_, days(30), 50, 10);
    send(second_, days(30), 50, 40);
    const auto found = course({.survey = survey_, .campaign = second_});
    EXPECT_EQ(found.before.n, 50U);
    EXPECT_DOUBLE_EQ(found.before.value.value(), 0.8);
}

TEST_P(ClickCourseTest, nothing_is_told_of_an_anonymous_survey) {
    send(first_, days(30), 50, 10);
    database().write([&](db::Tx& tx) { tx.run("UPDATE survey SET mode = 'anonymous'"); });
    const auto found = course({.survey = survey_});
    EXPECT_EQ(found.reason, "anonymous");
    EXPECT_EQ(found.before.n, 0U);
    EXPECT_TRUE(found.weeks.empty());
}

}  // namespace
}  // namespace styk::story
