#include "insight/alarm.h"

#include <gtest/gtest.h>
#include <random>

namespace styk::insight {
namespace {

using stats::Histogram;

stats::MetricRule csat() {
    return {.kind = stats::Kind::box, .min = 1, .max = 5, .positive = {4, 5}, .negative = {1, 2}};
}

// `good` pleased of `n` on the scale of csat.
Histogram answers(std::uint64_t good, std::uint64_t n) {
    auto out = stats::empty_histogram(1, 5);
    out.counts[4] = good;
    out.counts[1] = n - good;
    return out;
}

// Weeks around four in five, alternating, as chance would have it.
std::vector<Histogram> calm(std::size_t weeks, std::uint64_t n = 100) {
    std::vector<Histogram> out;
    for (std::size_t i = 0; i < weeks; ++i) {
        out.push_back(answers(n * (i % 2 == 0 ? 82 : 78) / 100, n));
    }
    return out;
}

Alert watching(AlertRule rule = AlertRule::limits) {
    Alert alert;
    alert.rule = rule;
    return alert;
}

WatchedGroup look(const std::vector<Histogram>& weeks, const Alert& alert) {
    return watch(csat(), weeks, {}, alert);
}

std::string_view said_of(const WatchedGroup& group) {
    return group.alarm ? group.alarm->said : "";
}

TEST(Alarm, is_silent_while_nothing_changes_and_says_how_often_it_will_not_be) {
    const auto found = look(calm(40), watching());
    EXPECT_TRUE(found.watched);
    EXPECT_FALSE(found.alarm);
    EXPECT_GT(found.false_alarms_a_period, 1.0 / 160);
    EXPECT_LT(found.false_alarms_a_period, 1.0 / 60);
}

TEST(Alarm, speaks_of_a_week_below_the_limits_once) {
    auto weeks = calm(40);
    weeks.push_back(answers(55, 100));
    const auto found = look(weeks, watching());
    EXPECT_EQ(said_of(found), said::below_limit);
    EXPECT_NEAR(found.alarm->limit, 0.8 - 3 * 0.04, 0.002);
    EXPECT_EQ(found.alarm->estimate.n, 100U);
    weeks.push_back(answers(54, 100));
    EXPECT_FALSE(look(weeks, watching()).alarm) << "it is no news any more";
    weeks.push_back(answers(80, 100));
    weeks.push_back(answers(53, 100));
    EXPECT_EQ(said_of(look(weeks, watching())), said::below_limit) << "after a calm week it is";
}

TEST(Alarm, speaks_of_the_eighth_week_on_one_side_and_not_of_the_ninth) {
    auto weeks = calm(39);  // the last one lies above
    for (int i = 0; i < 7; ++i) {
        weeks.push_back(answers(77, 100));
        EXPECT_FALSE(look(weeks, watching()).alarm) << i;
    }
    weeks.push_back(answers(77, 100));
    const auto found = look(weeks, watching());
    EXPECT_EQ(said_of(found), said::run_below);
    EXPECT_NEAR(found.alarm->limit, 0.8, 0.005);
    weeks.push_back(answers(77, 100));
    EXPECT_FALSE(look(weeks, watching()).alarm);
}

TEST(Alarm, hears_only_the_direction_it_was_told) {
    auto fell = calm(40), rose = calm(40);
    fell.push_back(answers(55, 100));
    rose.push_back(answers(98, 100));
    auto alert = watching();
    alert.direction = AlertDirection::up;
    EXPECT_FALSE(look(fell, alert).alarm);
    EXPECT_EQ(said_of(look(rose, alert)), said::above_limit);
    const double up = look(fell, alert).false_alarms_a_period;
    alert.direction = AlertDirection::down;
    EXPECT_FALSE(look(rose, alert).alarm);
    const double down = look(fell, alert).false_alarms_a_period;
    EXPECT_NEAR(up + down, look(fell, watching()).false_alarms_a_period, 1e-12);
}

TEST(Alarm, never_wakes_anybody_for_few_answers) {
    auto weeks = calm(40);
    weeks.push_back(answers(2, 29));
    EXPECT_FALSE(look(weeks, watching()).alarm);
    weeks.back() = answers(2, 30);
    EXPECT_TRUE(look(weeks, watching()).alarm);
    stats::TierLimits limits;
    limits.anonymous_below = 50;
    EXPECT_FALSE(watch(csat(), weeks, limits, watching()).alarm) << "hidden is not spoken of";
    weeks.back() = answers(0, 0);
    EXPECT_FALSE(look(weeks, watching()).alarm);
}

TEST(Alarm, says_why_it_cannot_watch) {
    EXPECT_EQ(look({}, watching()).reason, "too_few");
    EXPECT_EQ(look(calm(40, 20), watching()).reason, "too_few");
    EXPECT_EQ(look(calm(12), watching()).reason, "too_short");
    EXPECT_TRUE(look(calm(13), watching()).watched);
    const std::vector<Histogram> same(40, answers(100, 100));
    EXPECT_EQ(look(same, watching()).reason, "no_spread");
    EXPECT_EQ(look(same, watching()).false_alarms_a_period, 0);
}

// With few weeks the judged ones may not make their own limits, so runs are not looked for yet.
TEST(Alarm, of_a_young_chart_speaks_of_limits_alone) {
    const double young = look(calm(14), watching()).false_alarms_a_period;
    const double old = look(calm(30), watching()).false_alarms_a_period;
    EXPECT_LT(young, old);
}

TEST(Alarm, does_not_let_what_it_judges_widen_the_limits) {
    auto weeks = calm(14);
    weeks.push_back(answers(30, 100));
    EXPECT_EQ(said_of(look(weeks, watching())), said::below_limit);
}

TEST(Alarm, widens_the_limits_where_weeks_differ_by_more_than_chance) {
    std::vector<Histogram> weeks;
    for (std::size_t i = 0; i < 40; ++i) {
        weeks.push_back(answers(i % 2 == 0 ? 900 : 700, 1000));
    }
    weeks.push_back(answers(690, 1000));
    EXPECT_FALSE(look(weeks, watching()).alarm);
    weeks.back() = answers(100, 1000);
    EXPECT_TRUE(look(weeks, watching()).alarm);
}

TEST(Alarm, of_a_threshold_speaks_when_the_whole_interval_has_crossed_it) {
    auto alert = watching(AlertRule::target);
    alert.threshold = 0.75;
    auto weeks = calm(5);
    weeks.push_back(answers(70, 100));
    EXPECT_FALSE(look(weeks, alert).alarm) << "0.75 is within the interval";
    weeks.back() = answers(60, 100);
    const auto found = look(weeks, alert);
    EXPECT_EQ(said_of(found), said::below_target);
    EXPECT_EQ(found.alarm->limit, 0.75);
    weeks.push_back(answers(58, 100));
    EXPECT_FALSE(look(weeks, alert).alarm) << "it was told the week before";
    weeks.push_back(answers(95, 100));
    EXPECT_EQ(said_of(look(weeks, alert)), said::above_target);
    EXPECT_NEAR(look(weeks, alert).false_alarms_a_period, 2 * 0.025 * 0.975, 1e-12);
    alert.direction = AlertDirection::down;
    EXPECT_FALSE(look(weeks, alert).alarm);
    EXPECT_NEAR(look(weeks, alert).false_alarms_a_period, 0.025 * 0.975, 1e-12);
}

TEST(Alarm, of_a_change_is_a_candidate_with_its_test) {
    auto weeks = calm(3);
    weeks.push_back(answers(60, 100));
    const auto found = look(weeks, watching(AlertRule::change));
    EXPECT_EQ(said_of(found), said::fell);
    ASSERT_TRUE(found.alarm->change.p);
    EXPECT_LT(*found.alarm->change.p, 0.01);
    EXPECT_NEAR(found.alarm->limit, 0.82, 1e-9);
    weeks.push_back(answers(9, 10));
    EXPECT_FALSE(look(weeks, watching(AlertRule::change)).alarm);
    EXPECT_EQ(family_alarms(AlertDirection::both), 2 * family_alarms(AlertDirection::up));
}

TEST(Alarm, counts_only_weeks_that_it_can_judge) {
    auto often = calm(39), seldom = calm(39);
    for (std::size_t i = 27; i < 39; i += 2) {
        seldom[i] = answers(4, 5);
    }
    const double every = look(often, watching()).false_alarms_a_period;
    const double some = look(seldom, watching()).false_alarms_a_period;
    EXPECT_LT(some, 0.75 * every);
}

// The promise of the number beside the setting: over many firms at rest as many alarms as
// announced.
struct Firm {
    stats::MetricRule rule;
    std::vector<double> chances;  // of each rating of the scale
    int mean_answers;
};

class AtRest {
public:
    AtRest(Firm firm, std::uint64_t seed) : firm_(std::move(firm)), dice_(seed) {}

    Histogram week() {
        auto out = stats::empty_histogram(firm_.rule.min, firm_.rule.max);
        int left = std::poisson_distribution<int>(firm_.mean_answers)(dice_);
        double rest = 1;
        for (std::size_t i = 0; i < firm_.chances.size() && left > 0; ++i) {
            const double share = std::min(1.0, firm_.chances[i] / rest);
            const int here = std::binomial_distribution<int>(left, share)(dice_);
            out.counts[i] = static_cast<std::uint64_t>(here);
            left -= here;
            rest -= firm_.chances[i];
        }
        return out;
    }

private:
    Firm firm_;
    std::mt19937_64 dice_;
};

stats::MetricRule ces() {
    return {
        .kind = stats::Kind::mean, .min = 1, .max = 7, .positive = {5, 6, 7}, .negative = {1, 2, 3}
    };
}

TEST(Alarm, comes_as_often_at_rest_as_it_was_announced) {
    const std::vector<Firm> firms{
        {csat(), {0.02, 0.05, 0.08, 0.35, 0.50}, 60},
        {stats::nps_rule(), {0.01, 0.01, 0.02, 0.02, 0.03, 0.05, 0.06, 0.12, 0.2, 0.23, 0.25}, 90},
        {ces(), {0.03, 0.04, 0.05, 0.12, 0.2, 0.3, 0.26}, 70}
    };
    for (std::size_t which = 0; which < firms.size(); ++which) {
        double announced = 0;
        int spoke = 0;
        for (std::uint64_t seed = 1; seed <= 25; ++seed) {
            AtRest firm(firms[which], 100 * which + seed);
            std::vector<Histogram> weeks;
            const auto look_back = static_cast<std::size_t>(periods_watched(Rhythm::week));
            for (std::size_t i = 0; i < look_back + 220; ++i) {
                weeks.push_back(firm.week());
                if (weeks.size() < look_back) {
                    continue;
                }
                const std::span window(&weeks[weeks.size() - look_back], look_back);
                const auto found = watch(firms[which].rule, window, {}, watching());
                announced += found.false_alarms_a_period;
                spoke += found.alarm ? 1 : 0;
            }
        }
        // 5,500 looks: about 50 alarms, so that chance alone allows a third.
        EXPECT_NEAR(spoke, announced, 0.35 * announced) << which;
        EXPECT_GT(announced, 35) << which;
    }
}

}  // namespace
}  // namespace styk::insight
