// Figures that say more than a score, over feedback with a truth planted in it.

#include <gtest/gtest.h>
#include <random>

#include "story/show_drivers.h"
#include "story/show_trend.h"
#include "story/story_test_kit.h"

namespace styk::story {
namespace {

using feedback::Draft;
using feedback::RatingState;

class InsightsTest : public CountedFirmTest {
protected:
    void SetUp() override {
        CountedFirmTest::SetUp();
        follower.start();
    }

    static feedback::DraftRating given(
        std::string metric, std::optional<std::string> where, int value
    ) {
        return {std::move(metric), std::move(where), RatingState::given, value, "/"};
    }

    static Draft about(std::vector<feedback::DraftRating> ratings, Instant at) {
        Draft draft;
        draft.source = "api";
        draft.channel = "web";
        draft.kind = "response";
        draft.occurred_at = at;
        draft.ratings = std::move(ratings);
        return draft;
    }

    void receive(const std::vector<Draft>& drafts) {
        (void)receive_many(intake, drafts, {}, by);
        ASSERT_TRUE(follower.catch_up(patience));
    }

    int dice(int sides) { return static_cast<int>(generator() % static_cast<unsigned>(sides)); }

    // Recommendation that follows the desk twice as closely as the room; some never see the room.
    std::vector<Draft> guests(int n, bool all_see_the_room) {
        std::vector<Draft> drafts;
        for (int i = 0; i < n; ++i) {
            const int desk = 1 + dice(5), room = 1 + dice(5);
            const int nps = std::clamp(2 * (desk - 1) + (room - 1) / 2 + dice(2) - 1, 0, 10);
            std::vector<feedback::DraftRating> ratings{
                given("nps", {}, nps), given("csat", "desk", desk)
            };
            if (all_see_the_room || i % 3 != 0) {
                ratings.push_back(given("csat", "room", room));
            }
            drafts.push_back(
                about(std::move(ratings), clock.now() - std::chrono::hours(24 + i % 900))
            );
        }
        return drafts;
    }

    Drivers drivers_of_nps() {
        return show_drivers(
            engine,
            *catalogue.directory(),
            people::the_system(),
            {.outcome = {"nps", {}}, .drivers = {}, .filter = {}}
        );
    }

    Trend trend_of_csat(Period period = Period::week) {
        return show_trend(
            engine,
            *catalogue.directory(),
            people::the_system(),
            {{"csat"}, {}, {}},
            period,
            4,
            clock.now()
        );
    }

    // Of 40 weeks with 50 answers each, the last 15 worse.
    std::vector<Draft> weeks_with_a_fall() {
        std::vector<Draft> drafts;
        for (int week = 1; week <= 40; ++week) {
            for (int i = 0; i < 50; ++i) {
                const int limit = week <= 15 ? 25 : 40;
                drafts.push_back(about(
                    {given("csat", "desk", dice(50) < limit ? 5 : 1)},
                    clock.now() - std::chrono::hours(24 * 7 * week)
                ));
            }
        }
        return drafts;
    }

    std::mt19937 generator{20261122};
};

STYK_ON_BOTH_DATABASES(InsightsTest);

// A guest of class eco recommends with 10, the others with 0: both outcomes say the same.
TEST_P(InsightsTest, a_trait_has_the_drivers_of_a_rating_that_says_the_same) {
    for (const bool all_see_the_room : {true, false}) {
        auto drafts = guests(300, all_see_the_room);
        for (auto& draft : drafts) {
            auto& nps = draft.ratings.front().value;
            draft.attributes = nps >= 6 ? R"({"class":"eco"})" : R"({"class":"first"})";
            nps = nps >= 6 ? 10 : 0;
        }
        receive(drafts);
        const auto ask = [&](DriverOutcome outcome) {
            return show_drivers(
                engine,
                *catalogue.directory(),
                people::the_system(),
                {std::move(outcome), {{"csat", "desk"}, {"csat", "room"}}, {}}
            );
        };
        const auto rated = ask({{"nps", {}}, {}}), trait = ask({{}, Trait{"class", "eco"}});
        ASSERT_EQ(trait.drivers.size(), 2U) << trait.reason;
        EXPECT_EQ(trait.n, rated.n);
        EXPECT_EQ(trait.missing, rated.missing);
        EXPECT_NEAR(*trait.r2, *rated.r2, 1e-12);
        EXPECT_NEAR(*trait.base_mean * 10, *rated.base_mean, 1e-12);
        for (std::size_t i = 0; i < 2; ++i) {
            const auto &one = trait.drivers[i], &other = rated.drivers[i];
            EXPECT_EQ(one.rated, other.rated);
            EXPECT_NEAR(one.share, other.share, 1e-12);
            EXPECT_NEAR(*one.lo, *other.lo, 1e-9);
            EXPECT_NEAR(*one.beta * 10, *other.beta, 1e-12);
            EXPECT_NEAR(*one.penalty * 10, *other.penalty, 1e-9);
        }
    }
}

TEST_P(InsightsTest, what_weighs_more_comes_first_with_an_interval_apart_from_the_other) {
    receive(guests(400, true));
    const auto found = drivers_of_nps();
    ASSERT_EQ(found.drivers.size(), 2U) << found.reason;
    EXPECT_EQ(found.missing, MissingRatings::none);
    EXPECT_EQ(found.n_complete, 400U);
    const auto& [desk, room] = std::tie(found.drivers[0], found.drivers[1]);
    EXPECT_EQ(desk.rated.touchpoint, "desk");
    EXPECT_NEAR(desk.share + room.share, 1, 1e-12);
    EXPECT_GT(desk.share, 0.85);
    ASSERT_TRUE(desk.lo && desk.hi && room.hi);
    EXPECT_LT(*desk.lo, desk.share);
    EXPECT_GT(*desk.hi, desk.share);
    EXPECT_GT(*desk.lo, *room.hi);
    // In ratings, around the mean: three of one to five, give or take 1.96 x 1.41 / 20.
    ASSERT_TRUE(desk.performance_lo && desk.performance_mean && desk.performance_hi);
    EXPECT_NEAR(*desk.performance_mean - *desk.performance_lo, 0.139, 0.01);
    EXPECT_NEAR(*desk.performance_hi - *desk.performance_mean, 0.139, 0.01);
    EXPECT_EQ(desk.probability_first, 1.0);
    EXPECT_NEAR(desk.beta.value(), 2, 0.2);
    EXPECT_EQ(desk.kano, "performance");
}

TEST_P(InsightsTest, a_touchpoint_that_not_all_meet_keeps_the_others_in) {
    receive(guests(400, false));
    const auto found = drivers_of_nps();
    ASSERT_EQ(found.drivers.size(), 2U) << found.reason;
    EXPECT_EQ(found.missing, MissingRatings::not_met);
    EXPECT_EQ(found.n_complete, 400U);
    EXPECT_EQ(found.drivers[0].rated.touchpoint, "desk");
    EXPECT_NEAR(found.drivers[0].beta.value(), 2, 0.2);
    EXPECT_NEAR(found.drivers[1].missing_share, 1.0 / 3, 0.01);
}

TEST_P(InsightsTest, drivers_of_nothing_are_a_reason) {
    receive({about({given("nps", {}, 9)}, clock.now() - std::chrono::hours(2))});
    const auto found = drivers_of_nps();
    EXPECT_TRUE(found.drivers.empty());
    EXPECT_EQ(found.reason, "no_drivers");
}

TEST_P(InsightsTest, an_outcome_does_not_explain_itself) {
    EXPECT_THROW(
        (void)show_drivers(
            engine,
            *catalogue.directory(),
            people::the_system(),
            {.outcome = {"nps", {}}, .drivers = {{"nps", {}}}, .filter = {}}
        ),
        Refusal
    );
}

TEST_P(InsightsTest, a_fall_is_found_in_its_week_and_named_after_the_mark_near_it) {
    receive(weeks_with_a_fall());
    const auto trend = trend_of_csat();
    ASSERT_EQ(trend.changes.size(), 1U);
    ASSERT_EQ(trend.levels.size(), 2U);
    const auto today = catalogue.directory()->zone.day_of(clock.now());
    const auto fell = first_day_of(Period::week, today - 15 * 7);
    EXPECT_EQ(trend.points[trend.changes[0].at].first_day, fell);
    EXPECT_LT(trend.changes[0].difference.hi.value(), 0);
    EXPECT_NEAR(trend.levels[0].estimate.value.value(), 0.8, 0.05);
    EXPECT_NEAR(trend.levels[1].estimate.value.value(), 0.5, 0.05);
    EXPECT_EQ(trend.chart.kind, "p");
    EXPECT_EQ(trend.chart.baseline, 20U);
    EXPECT_TRUE(std::any_of(trend.points.begin(), trend.points.end(), [](const auto& point) {
        return point.beyond_limits || point.run_of_8;
    }));
    EXPECT_EQ(trend.outlook.prediction.value.size(), 4U);
    for (const double value : trend.outlook.prediction.value) {
        EXPECT_GT(value, 0.2);
        EXPECT_LT(value, 0.9);
    }
}

TEST_P(InsightsTest, a_trend_without_answers_has_no_points_and_a_gap_is_a_point_without_a_value) {
    EXPECT_TRUE(trend_of_csat().points.empty());
    receive(
        {about({given("csat", "desk", 5)}, clock.now() - std::chrono::hours(24 * 21)),
         about({given("csat", "desk", 5)}, clock.now() - std::chrono::hours(24 * 2))}
    );
    const auto trend = trend_of_csat();
    ASSERT_GE(trend.points.size(), 3U);
    EXPECT_EQ(trend.points[1].estimate.n, 0U);
    EXPECT_FALSE(trend.points[1].estimate.value);
    EXPECT_EQ(trend.chart.reason, "too_short");
    EXPECT_FALSE(trend.outlook.reason.empty());
}

TEST_P(InsightsTest, marks_are_those_of_the_days_and_places_in_question) {
    const auto mark = [&](const char* name, const char* at, std::optional<std::string> touchpoint) {
        insight::Mark one;
        one.id.uuid = make_uuid_v7(clock, random);
        one.name = name;
        one.at = at;
        one.touchpoint = std::move(touchpoint);
        database().write([&](db::Tx& tx) { db::add(tx, one, by); });
    };
    mark("everywhere", "2026-05-02", {});
    mark("at the desk", "2026-05-01", "desk");
    mark("in the room", "2026-05-03", "room");
    mark("too late", "2026-07-01", {});
    feedback::Filter filter;
    filter.clauses.push_back({feedback::Criterion::touchpoint, {}, {"desk"}, false});
    const auto found = database().read([&](db::Reader& reader) {
        return marks_of(reader, filter, *parse_iso_day("2026-04-01"), *parse_iso_day("2026-06-01"));
    });
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].name, "at the desk");
    EXPECT_EQ(found[1].name, "everywhere");
}

}  // namespace
}  // namespace styk::story
