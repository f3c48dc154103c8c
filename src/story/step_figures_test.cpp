// The figures of a journey's steps, over feedback with a truth planted in it.

#include "story/step_figures.h"

#include <gtest/gtest.h>
#include <random>

#include "stats/moments_of_truth.h"
#include "story/step_marks.h"
#include "story/story_test_kit.h"

namespace styk::story {
namespace {

using feedback::Draft;
using feedback::RatingState;

class StepFiguresTest : public CountedFirmTest {
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

    int dice(int sides) { return static_cast<int>(generator() % static_cast<unsigned>(sides)); }

    // The recommendation hangs on the desk; the room is met by two of three and matters little.
    // Kept beside as the kernel takes it.
    void receive_guests(int n) {
        std::vector<Draft> drafts;
        for (int i = 0; i < n; ++i) {
            const int desk = 1 + dice(5), room = 1 + dice(3);
            const int nps = std::clamp(2 * (desk - 1) + (room - 1) / 2 + dice(2) - 1, 0, 10);
            Draft draft;
            draft.source = "api";
            draft.channel = i % 2 == 0 ? "web" : "phone";
            draft.kind = "response";
            draft.occurred_at = clock.now() - std::chrono::hours(24 + i % 900);
            draft.ratings = {given("nps", {}, nps), given("csat", "desk", desk)};
            const auto customer = static_cast<std::uint32_t>(i);
            touches.push_back({customer, 0, 1, static_cast<double>(desk)});
            if (i % 3 != 0) {
                draft.ratings.push_back(given("csat", "room", room));
                touches.push_back({customer, 1, 2, static_cast<double>(room)});
            }
            overall.emplace_back(nps);
            drafts.push_back(std::move(draft));
        }
        (void)receive_many(intake, drafts, {}, by);
        ASSERT_TRUE(follower.catch_up(patience));
    }

    JourneyFigures figures(StepsAsked asked) {
        asked.steps = {
            {"arrive", "desk", false, 1.0, {}},
            {"stay", "room", true, {}, {{MarkKind::pain, false, "the old wing is closed"}}},
            {"read", {}, false, {}, {}}
        };
        return step_figures(engine, *catalogue.directory(), people::the_system(), asked);
    }

    std::mt19937 generator{20261122};
    std::vector<stats::Touch> touches;
    stats::Overall overall;
};

STYK_ON_BOTH_DATABASES(StepFiguresTest);

TEST_P(StepFiguresTest, each_step_has_the_score_of_its_touchpoint) {
    receive_guests(300);
    const auto found = figures({});
    ASSERT_EQ(found.steps.size(), 3U);
    const auto& desk = found.steps[0];
    ASSERT_NE(desk.metric, nullptr);
    EXPECT_EQ(desk.metric->key, "csat");
    EXPECT_EQ(desk.score.n, 300U);
    ASSERT_EQ(desk.channels.size(), 2U);
    EXPECT_EQ(desk.channels[0].score.n + desk.channels[1].score.n, 300U);
    double sum = 0;
    for (const auto& touch : touches) {
        sum += touch.touchpoint == 0 ? touch.score : 0;
    }
    EXPECT_NEAR(*desk.emotion.value, sum / 300 - 3, 1e-9);  // 1..5 lies on -2..2
    EXPECT_LT(*desk.emotion.lo, *desk.emotion.value);
    EXPECT_EQ(desk.emotion.source, "ratings");
    EXPECT_EQ(found.steps[1].score.n, 200U);
    EXPECT_EQ(found.steps[2].metric, nullptr);
    EXPECT_EQ(found.steps[2].score.reason, "no_touchpoint");
    EXPECT_EQ(found.listened, 2U);
    EXPECT_EQ(found.metric, "csat");
    EXPECT_EQ(found.firm.n, 500U);
    ASSERT_TRUE(found.outcome);
    EXPECT_EQ(found.outcome->rated.metric, "nps");
    EXPECT_EQ(found.score.n, 300U);
}

TEST_P(StepFiguresTest, weights_are_those_of_the_kernel_over_single_answers) {
    receive_guests(400);
    const auto found = figures({});
    const auto expected = stats::moments_of_truth(touches, overall, 2, {.target = 5});
    ASSERT_EQ(found.moments.steps.size(), 2U);
    for (std::size_t k = 0; k < 2; ++k) {
        const auto& moment = found.steps[k].moment;
        ASSERT_TRUE(moment) << found.steps[k].no_moment;
        EXPECT_EQ(moment->met, expected.touchpoints[k].met);
        EXPECT_NEAR(*moment->slope, *expected.touchpoints[k].slope, 1e-8);
        EXPECT_NEAR(*moment->impact, *expected.touchpoints[k].impact, 1e-8);
        EXPECT_NEAR(moment->mean, *expected.touchpoints[k].mean_score, 1e-9);
        EXPECT_NEAR(*moment->p, *expected.touchpoints[k].p, 1e-6);
        EXPECT_LT(*moment->impact_lo, *moment->impact);
        EXPECT_GT(*moment->impact_hi, *moment->impact);
    }
    EXPECT_GT(*found.steps[0].moment->share, *found.steps[1].moment->share);
    EXPECT_NEAR(*found.steps[0].moment->share + *found.steps[1].moment->share, 1, 1e-9);
}

TEST_P(StepFiguresTest, marks_follow_from_figures_and_people_overrule_them) {
    receive_guests(400);
    const auto found = figures({});
    const auto has = [](const StepFigures& step, MarkKind kind) {
        return std::any_of(step.marks.begin(), step.marks.end(), [&](const RuleMark& one) {
            return one.kind == kind;
        });
    };
    EXPECT_TRUE(has(found.steps[0], MarkKind::moment_of_truth));
    EXPECT_FALSE(has(found.steps[1], MarkKind::moment_of_truth));
    EXPECT_TRUE(has(found.steps[1], MarkKind::pain));  // 1 to 3 of 5
    EXPECT_TRUE(final_marks(found.steps[1]).empty());
    const auto desk = final_marks(found.steps[0]);
    const auto decides = std::find_if(desk.begin(), desk.end(), [](const FinalMark& one) {
        return one.kind == MarkKind::moment_of_truth;
    });
    ASSERT_NE(decides, desk.end());
    EXPECT_EQ(decides->source, "rule");
}

TEST_P(StepFiguresTest, without_answers_there_are_reasons_and_no_figures) {
    const auto found = figures({});
    EXPECT_EQ(found.steps[0].metric, nullptr);
    EXPECT_EQ(found.steps[0].score.reason, stats::reason::no_answers);
    EXPECT_FALSE(found.steps[0].emotion.value);
    EXPECT_EQ(found.steps[0].no_moment, stats::reason::no_answers);
    EXPECT_EQ(found.moments.reason, "no_outcome");
    EXPECT_FALSE(found.outcome);
    EXPECT_EQ(found.listened, 0U);
}

TEST_P(StepFiguresTest, one_metric_may_be_asked_for) {
    receive_guests(100);
    const auto found = figures({.metric = "nps"});
    EXPECT_EQ(found.steps[0].metric, nullptr);  // nobody recommends the desk
    EXPECT_EQ(found.steps[0].feedback, 100U);
}

}  // namespace
}  // namespace styk::story
