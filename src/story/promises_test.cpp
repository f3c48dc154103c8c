#include <gtest/gtest.h>

#include "people/user.h"
#include "promise/standard.h"
#include "story/outbox_store.h"
#include "story/remind_gestures.h"
#include "story/show_promises.h"
#include "story/story_test_kit.h"

namespace styk::story {
namespace {

class PromisesTest : public CountedFirmTest {
protected:
    void SetUp() override {
        CountedFirmTest::SetUp();
        database().write([&](db::Tx& tx) {
            add_metric(tx, "promise_quick_expected");
            add_metric(tx, "promise_quick_lived");
        });
        catalogue.reload();
    }

    void add_metric(db::Tx& tx, const char* key) {
        metric::Metric metric;
        metric.id.uuid = make_uuid_v7(clock, random);
        metric.key = key;
        metric.name = key;
        metric.min = 1;
        metric.max = 5;
        metric.positive = {4, 5};
        metric.negative = {1, 2};
        db::add(tx, metric, by);
    }

    // 0: not said.
    void say(std::int64_t expected, std::int64_t lived) {
        feedback::Draft draft;
        draft.source = "api";
        draft.channel = "web";
        if (expected > 0) {
            draft.ratings.push_back(
                {"promise_quick_expected", {}, feedback::RatingState::given, expected, ""}
            );
        }
        if (lived > 0) {
            draft.ratings.push_back(
                {"promise_quick_lived", {}, feedback::RatingState::given, lived, ""}
            );
        }
        (void)receive_feedback(intake, draft, by);
    }

    Pairs all_pairs() {
        return database().read([](db::Reader& reader) {
            const PromiseRatings ratings(
                reader, "promise_quick_expected", "promise_quick_lived", {}
            );
            const auto groups = ratings.pairs({}, {});
            return groups.empty() ? Pairs{} : groups.begin()->second;
        });
    }
};

STYK_ON_BOTH_DATABASES(PromisesTest);

TEST_P(PromisesTest, only_who_said_both_is_a_pair) {
    say(5, 3);
    say(5, 0);
    say(0, 2);
    const auto pairs = all_pairs();
    EXPECT_EQ(pairs.expected, std::vector<double>{5});
    EXPECT_EQ(pairs.lived, std::vector<double>{3});
    EXPECT_EQ(pairs.same_feedback, 1U);
}

// The index must be used for ratings of promises, or a large firm waits for every gap.
TEST_P(PromisesTest, pairs_are_found_by_the_index_of_promises) {
    const bool sqlite = database().dialect() == db::Dialect::sqlite;
    std::string plan;
    database().read([&](db::Reader& reader) {
        if (!sqlite) {
            return;
        }
        reader.query(
            "EXPLAIN QUERY PLAN SELECT r.value FROM rating r JOIN feedback f ON f.seq = "
            "r.feedback_seq WHERE (r.metric = $1 OR r.metric = $2) AND r.state = 'given' AND "
            "SUBSTR(r.metric, 1, 8) = 'promise_'",
            [&](const db::Row& row) { plan += row.string(3) + "\n"; },
            "promise_quick_expected",
            "promise_quick_lived"
        );
    });
    EXPECT_TRUE(!sqlite || plan.find("rating_of_promise") != std::string::npos) << plan;
}

TEST(promise_gap, a_gap_below_the_threshold_of_anonymity_is_hidden_whole) {
    Pairs pairs;
    pairs.expected = {5, 5, 4};
    pairs.lived = {3, 4, 4};
    stats::TierLimits limits;
    limits.anonymous_below = 5;
    const auto found = gap_of(pairs, {}, {}, limits, false);
    EXPECT_EQ(found.gap.tier, stats::Tier::hidden);
    EXPECT_FALSE(found.gap.value);
    EXPECT_EQ(found.below.tier, stats::Tier::hidden);
    EXPECT_EQ(found.gap.pairs, 0U);
}

TEST(promise_gap, a_gap_is_the_mean_difference_of_the_same_people) {
    Pairs pairs;
    pairs.expected = {5, 5, 5, 5, 4, 4, 4, 4, 4, 4, 3, 3};
    pairs.lived = {2, 2, 2, 2, 4, 4, 4, 4, 4, 4, 5, 5};
    const auto found = gap_of(pairs, {}, {}, {}, false);
    EXPECT_NEAR(found.gap.value.value(), -2.0 / 3, 1e-12);
    EXPECT_NEAR(found.gap.lo.value(), -1.857904, 1e-5);
    EXPECT_NEAR(found.gap.hi.value(), 0.524571, 1e-5);
    EXPECT_EQ(found.gap.by, "person");
    EXPECT_NEAR(found.below.value.value(), 4.0 / 12, 1e-12);
    EXPECT_NEAR(found.kept.value.value(), 8.0 / 12, 1e-12);
}

class GesturesTest : public CountedFirmTest {
protected:
    std::size_t mails() {
        return database().read([](db::Reader& reader) {
            return list_mails(reader, "", {}, 100).size();
        });
    }

    void add_user(const char* email, people::Role role) {
        people::User user;
        user.id.uuid = make_uuid_v7(clock, random);
        user.email = email;
        user.name = email;
        user.role = role;
        database().write([&](db::Tx& tx) { db::add(tx, user, by); });
    }
};

STYK_ON_BOTH_DATABASES(GesturesTest);

TEST_P(GesturesTest, are_told_once_in_time_to_those_who_set_up_when_nobody_owns_them) {
    const auto before = mails();
    const auto zone = catalogue.directory()->zone;
    const Day today = zone.day_of(clock.now());
    promise::Standard gift;
    gift.id.uuid = make_uuid_v7(clock, random);
    gift.key = "gift";
    gift.name = "A gift";
    const auto day = to_iso_day(today + 20);
    gift.dated = record::JsonObject{
        R"({"month": )" + std::to_string(std::stoi(day.substr(5, 2))) + R"(, "day": )" +
        std::to_string(std::stoi(day.substr(8, 2))) + "}"
    };
    add_user("boss@firm.example", people::Role::administrator);
    add_user("clerk@firm.example", people::Role::employee);
    const auto bosses = database().read([](db::Reader& reader) {
        return reader
            .find_integer(
                "SELECT COUNT(*) FROM person WHERE active = 1 AND role IN ('administrator', "
                "'cx_manager')"
            )
            .value_or(0);
    });
    database().write([&](db::Tx& tx) { db::add(tx, gift, by); });
    remind_gestures(intake, clock.now());
    EXPECT_EQ(mails(), before);  // fourteen days before is early enough
    remind_gestures(intake, clock.now() + std::chrono::hours(24 * 7));
    remind_gestures(intake, clock.now() + std::chrono::hours(24 * 8));
    EXPECT_EQ(mails(), before + static_cast<std::size_t>(bosses));
    const auto listed = database().read([&](db::Reader& reader) {
        return list_gestures(reader, *catalogue.directory(), clock.now());
    });
    ASSERT_EQ(listed.size(), 1U);
    EXPECT_TRUE(listed[0].told);
    EXPECT_EQ(listed[0].remind_from, today + 6);
}

}  // namespace
}  // namespace styk::story
