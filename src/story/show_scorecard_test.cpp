#include "story/show_scorecard.h"

#include <gtest/gtest.h>

#include "metric/direction.h"
#include "story/story_test_kit.h"
#include "story/whole_periods.h"

namespace styk::story {
namespace {

using namespace std::chrono_literals;
using insight::Indicator;
using insight::Rhythm;

stats::Estimate between(double lo, double hi, stats::Tier tier = stats::Tier::normal) {
    stats::Estimate out;
    out.value = (lo + hi) / 2;
    out.lo = lo;
    out.hi = hi;
    out.n = 50;
    out.tier = tier;
    return out;
}

TEST(TargetStatus, is_known_only_when_the_whole_interval_says_so) {
    EXPECT_EQ(target_status(between(0.6, 0.7), 0.5, true), TargetStatus::met);
    EXPECT_EQ(target_status(between(0.5, 0.7), 0.5, true), TargetStatus::met);
    EXPECT_EQ(target_status(between(0.4, 0.7), 0.5, true), TargetStatus::uncertain);
    EXPECT_EQ(target_status(between(0.3, 0.49), 0.5, true), TargetStatus::missed);
    EXPECT_EQ(target_status(between(0.3, 0.5), 0.5, true), TargetStatus::uncertain);
    EXPECT_EQ(target_status(between(0.3, 0.4), {}, true), TargetStatus::no_target);
    EXPECT_EQ(target_status({}, 0.5, true), TargetStatus::no_answers);
    EXPECT_EQ(target_status({}, {}, true), TargetStatus::no_answers);
    EXPECT_EQ(
        target_status(between(0.6, 0.7, stats::Tier::fragile), 0.5, true), TargetStatus::uncertain
    );
}

TEST(TargetStatus, turns_round_where_less_is_better) {
    EXPECT_EQ(target_status(between(2, 3), 4, false), TargetStatus::met);
    EXPECT_EQ(target_status(between(5, 6), 4, false), TargetStatus::missed);
    EXPECT_EQ(target_status(between(3, 6), 4, false), TargetStatus::uncertain);
}

TEST(MetricDirection, is_told_by_which_ratings_please) {
    metric::Metric waited;
    waited.kind = metric::Kind::mean;
    waited.positive = {0, 1};
    waited.negative = {5, 6};
    EXPECT_FALSE(metric::is_higher_better(waited));
    waited.kind = metric::Kind::box;
    EXPECT_TRUE(metric::is_higher_better(waited)) << "a share of pleased";
    waited.kind = metric::Kind::mean;
    waited.negative = {};
    EXPECT_TRUE(metric::is_higher_better(waited));
}

TEST(WholePeriods, end_before_today) {
    const Day sunday = *parse_iso_day("2026-11-22");
    EXPECT_EQ(last_whole_period(Period::week, sunday), *parse_iso_day("2026-11-09"));
    EXPECT_EQ(last_whole_period(Period::week, sunday + 1), *parse_iso_day("2026-11-16"));
    EXPECT_EQ(last_whole_period(Period::day, sunday), sunday - 1);
    EXPECT_EQ(last_whole_period(Period::month, sunday), *parse_iso_day("2026-10-01"));
    EXPECT_EQ(last_whole_period(Period::quarter, sunday), *parse_iso_day("2026-07-01"));
    EXPECT_EQ(
        periods_before(Period::month, *parse_iso_day("2026-03-01"), 3), *parse_iso_day("2025-12-01")
    );
    EXPECT_EQ(
        year_before(Period::month, *parse_iso_day("2026-03-01")), *parse_iso_day("2025-03-01")
    );
    EXPECT_EQ(
        year_before(Period::week, *parse_iso_day("2026-11-16")), *parse_iso_day("2025-11-17")
    );
}

class ShowScorecard : public CountedFirmTest {
protected:
    void SetUp() override {
        CountedFirmTest::SetUp();
        follower.start();
    }

    // `good` pleased of `n` at a touchpoint, and their effort, on a day of the week so long ago.
    void week(int ago, int n, int good, int effort, const std::string& touchpoint = "desk") {
        const auto& zone = catalogue.directory()->zone;
        const Day monday = first_day_of(Period::week, zone.day_of(clock.now())) - 7 * ago;
        std::vector<feedback::Draft> drafts;
        for (int i = 0; i < n; ++i) {
            feedback::Draft draft;
            draft.source = "api";
            draft.channel = "web";
            draft.kind = "response";
            draft.touchpoint = touchpoint;
            draft.occurred_at = zone.start_of(ago == 0 ? monday : monday + i % 7) + 12h;
            const auto given = feedback::RatingState::given;
            draft.ratings = {
                {"csat", std::nullopt, given, i < good ? 5 : 1, "/"},
                {"ces", std::nullopt, given, effort - i % 2, "/"}
            };
            drafts.push_back(std::move(draft));
        }
        (void)receive_many(intake, drafts, {}, by);
        ASSERT_TRUE(follower.catch_up(patience));
    }

    Indicator indicator(const std::string& metric, std::optional<double> target = {}) {
        Indicator made;
        made.id.uuid = make_uuid_v7(clock, random);
        made.name = metric;
        made.metric = metric;
        made.period = Rhythm::week;
        made.target = target;
        return made;
    }

    Scorecard show(const std::vector<Indicator>& indicators, const feedback::Filter& more = {}) {
        return show_scorecard(
            engine, *catalogue.directory(), people::the_system(), indicators, more, clock.now()
        );
    }
};

STYK_ON_BOTH_DATABASES(ShowScorecard);

TEST_P(ShowScorecard, reads_the_last_whole_week_against_the_one_before) {
    week(3, 40, 20, 5);
    week(2, 60, 30, 5);
    week(1, 60, 54, 5);
    week(0, 60, 0, 5);
    const auto found = show({indicator("csat", 0.6)});
    const auto& row = found.rows.at(0);
    EXPECT_EQ(row.now.n, 60U);
    EXPECT_NEAR(row.now.value.value(), 0.9, 1e-12);
    EXPECT_NEAR(row.before.value.value(), 0.5, 1e-12);
    EXPECT_EQ(row.year.n, 0U);
    EXPECT_EQ(row.status, TargetStatus::met);
    EXPECT_EQ(row.direction, Direction::up);
    EXPECT_TRUE(row.better);
    EXPECT_EQ(found.stands, 1U);
    ASSERT_EQ(row.series.size(), 13U);
    EXPECT_EQ(row.series[10].estimate.n, 40U);
    EXPECT_EQ(row.series[9].estimate.n, 0U);
    EXPECT_EQ(row.series.back().first_day, row.now_from);
}

TEST_P(ShowScorecard, marks_what_goes_opposite_ways) {
    week(2, 60, 30, 6);
    week(1, 60, 54, 3);
    const auto found = show({indicator("csat"), indicator("ces"), indicator("nps")});
    ASSERT_EQ(found.conflicts.size(), 1U);
    EXPECT_EQ(found.conflicts[0], (std::pair<std::size_t, std::size_t>{0, 1}));
    EXPECT_EQ(found.rows[1].direction, Direction::down);
    EXPECT_FALSE(found.rows[1].better);
    EXPECT_EQ(found.rows[2].status, TargetStatus::no_answers);
    EXPECT_EQ(found.of, 2U);
}

TEST_P(ShowScorecard, calls_steady_only_what_is_surely_so) {
    week(2, 60, 30, 6);
    week(1, 60, 31, 6);
    EXPECT_EQ(show({indicator("csat")}).rows[0].direction, Direction::unclear);
    for (const int ago : {2, 1}) {
        week(ago, 1500, 750, 6);
    }
    EXPECT_EQ(show({indicator("csat")}).rows[0].direction, Direction::steady);
}

TEST_P(ShowScorecard, says_that_figures_are_stale_and_judges_no_few_answers) {
    week(2, 60, 30, 6);
    const auto stale = show({indicator("csat", 0.5)}).rows[0];
    EXPECT_TRUE(stale.stale);
    EXPECT_EQ(stale.status, TargetStatus::no_answers);
    week(1, 12, 12, 6);
    const auto thin = show({indicator("csat", 0.5)}).rows[0];
    EXPECT_FALSE(thin.stale);
    EXPECT_EQ(thin.status, TargetStatus::uncertain);
    EXPECT_EQ(thin.direction, Direction::unclear);
    EXPECT_EQ(thin.change.reason, "too_few");
}

TEST_P(ShowScorecard, is_narrowed_by_who_looks_and_at_what) {
    week(1, 60, 54, 6);
    week(1, 40, 10, 6, "room");
    auto desk = indicator("csat");
    desk.query = "touchpoint=desk";
    EXPECT_EQ(show({desk}).rows[0].now.n, 60U);
    EXPECT_EQ(show({indicator("csat")}).rows[0].now.n, 100U);
    feedback::Filter room;
    room.clauses = {
        {.criterion = feedback::Criterion::touchpoint, .attribute = {}, .values = {"room"}}
    };
    EXPECT_EQ(show({desk}, room).rows[0].now.n, 0U);
    EXPECT_EQ(show({indicator("csat")}, room).rows[0].now.n, 40U);
}

TEST_P(ShowScorecard, says_so_when_what_it_asks_for_is_gone) {
    auto broken = indicator("csat", 0.5);
    broken.query = "touchpoint=closed_long_ago";
    const auto row = show({broken}).rows[0];
    EXPECT_EQ(row.reason, "broken_question");
    EXPECT_FALSE(row.metric);
    EXPECT_TRUE(row.series.empty());
}

TEST_P(ShowScorecard, tells_whether_a_leading_one_leads_only_where_it_is_asked) {
    auto leading = indicator("csat");
    EXPECT_EQ(show({leading}).rows[0].reads, "");
    leading.leading = true;
    leading.outcome = "ces";
    EXPECT_EQ(show({leading}).rows[0].reads, "unknown");
}

}  // namespace
}  // namespace styk::story
