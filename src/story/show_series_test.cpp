#include "story/show_series.h"

#include <gtest/gtest.h>

namespace styk::story {
namespace {

constexpr Day first = 20'500;  // a Monday would do as well

// One point a day at noon UTC.
std::vector<insight::SeriesPoint> daily(const std::vector<double>& values) {
    std::vector<insight::SeriesPoint> points;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto hours = std::chrono::hours(24 * (first + static_cast<Day>(i)) + 12);
        points.push_back({"", Instant{} + hours, values[i]});
    }
    return points;
}

SeriesTrend by_day(const std::vector<double>& values) {
    const auto now = Instant{} + std::chrono::hours(24 * (first + 400));
    return show_series(daily(values), Period::day, TimeZone("Europe/Warsaw"), now);
}

TEST(Series, of_a_level_that_jumps_has_two_levels_with_the_step_between) {
    std::vector<double> values;
    for (int i = 0; i < 40; ++i) {
        values.push_back((i < 25 ? 2.0 : 3.0) + (i % 3 - 1) * 0.1);
    }
    const auto found = by_day(values);
    ASSERT_EQ(found.levels.size(), 2U);
    EXPECT_EQ(found.changes.at(0).at, 25U);
    EXPECT_NEAR(found.changes[0].difference.value.value(), 1, 0.05);
    EXPECT_NEAR(found.center.value(), 2, 0.02);  // the limits come from the first twenty
    EXPECT_TRUE(found.steps.back().beyond_limits);
    EXPECT_FALSE(found.steps[10].beyond_limits);
}

TEST(Series, of_a_few_points_has_no_limits_and_says_so) {
    const auto found = by_day({1, 2, 3});
    EXPECT_EQ(found.chart_reason, stats::reason::too_short);
    EXPECT_FALSE(found.steps[0].lcl);
    EXPECT_EQ(found.steps[0].n, 1U);
    EXPECT_FALSE(found.steps[0].lo);  // one number has no spread
    EXPECT_TRUE(by_day({}).steps.empty());
}

TEST(Series, of_one_value_throughout_has_no_signal) {
    const auto found = by_day(std::vector<double>(30, 5));
    for (const auto& step : found.steps) {
        EXPECT_FALSE(step.beyond_limits || step.run_of_8);
    }
    EXPECT_EQ(found.levels.size(), 1U);
}

TEST(Series, keeps_the_days_between_and_the_one_that_is_not_over) {
    auto points = daily({1, 2, 3, 4});
    points.erase(points.begin() + 1, points.begin() + 3);
    const auto now = Instant{} + std::chrono::hours(24 * (first + 3) + 13);
    const auto found = show_series(points, Period::day, TimeZone("Europe/Warsaw"), now);
    ASSERT_EQ(found.steps.size(), 4U);
    EXPECT_EQ(found.steps[1].n, 0U);
    EXPECT_FALSE(found.steps[1].mean);
    EXPECT_FALSE(found.steps[3].complete);
}

}  // namespace
}  // namespace styk::story
