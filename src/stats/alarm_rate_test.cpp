#include "stats/alarm_rate.h"

#include <gtest/gtest.h>
#include <random>
#include <vector>

namespace styk::stats {
namespace {

// Periods of a process at rest, judged as the header says; how often one speaks. The oracle of
// every rate here: written from the words, not from the formula.
struct Judge {
    double low, centre, high;

    [[nodiscard]] bool says(const std::vector<double>& values, std::size_t at, bool below) const {
        const auto out = [&](double x) { return below ? x < low : x > high; };
        const auto on_side = [&](double x) { return below ? x < centre : x > centre; };
        if (out(values[at])) {
            return true;
        }
        if (at < 7) {
            return false;
        }
        for (std::size_t i = at - 7; i <= at; ++i) {
            if (!on_side(values[i])) {
                return false;
            }
        }
        return true;
    }

    [[nodiscard]] bool speaks(const std::vector<double>& last_nine, bool below) const {
        return says(last_nine, 8, below) && !says(last_nine, 7, below);
    }
};

TEST(AlarmRate, is_that_of_the_known_chart_when_nothing_is_estimated) {
    const WatchedChart sure{.baseline = 1e9};
    EXPECT_NEAR(1 / normal_alarm_rate(sure), 152.1, 0.2);
    EXPECT_NEAR(
        normal_alarm_rate({.baseline = 1e9, .sides = Sides::low}), normal_alarm_rate(sure) / 2, 1e-9
    );
    EXPECT_NEAR(
        1 / normal_alarm_rate({.baseline = 1e9, .runs = false}), 370.4 / (1 - 0.00135), 0.5
    );
}

TEST(AlarmRate, counts_what_it_costs_to_know_the_centre_from_few_periods) {
    std::mt19937_64 dice(7);
    std::normal_distribution<double> normal;
    for (const int baseline : {12, 20, 52}) {
        constexpr int charts = 400'000;
        int spoke = 0;
        for (int i = 0; i < charts; ++i) {
            const double centre = normal(dice) / std::sqrt(baseline);
            std::vector<double> values(9);
            for (double& x : values) {
                x = normal(dice);
            }
            const Judge judge{centre - 3, centre, centre + 3};
            spoke += judge.speaks(values, true) ? 1 : 0;
            spoke += judge.speaks(values, false) ? 1 : 0;
        }
        const double expected = normal_alarm_rate({.baseline = static_cast<double>(baseline)});
        EXPECT_NEAR(spoke / static_cast<double>(charts), expected, 0.06 * expected) << baseline;
        EXPECT_GT(expected, 1 / 152.1);
    }
}

TEST(AlarmRate, counts_what_it_costs_to_know_sigma_from_moving_ranges) {
    std::mt19937_64 dice(11);
    std::normal_distribution<double> normal;
    constexpr int charts = 300'000, baseline = 20;
    int spoke = 0;
    for (int i = 0; i < charts; ++i) {
        double sum = 0, ranges = 0, last = 0;
        for (int k = 0; k < baseline; ++k) {
            const double x = normal(dice);
            sum += x;
            ranges += k == 0 ? 0 : std::abs(x - last);
            last = x;
        }
        const double centre = sum / baseline, sigma = ranges / (baseline - 1) / 1.128;
        std::vector<double> values(9);
        for (double& x : values) {
            x = normal(dice);
        }
        const Judge judge{centre - 3 * sigma, centre, centre + 3 * sigma};
        spoke += judge.speaks(values, true) ? 1 : 0;
        spoke += judge.speaks(values, false) ? 1 : 0;
    }
    const double expected = normal_alarm_rate({.baseline = baseline}, moving_range_cv(baseline));
    EXPECT_NEAR(spoke / static_cast<double>(charts), expected, 0.10 * expected);
}

// Satisfaction of 85 % leans to one side: low alarms are far more frequent than high ones.
TEST(AlarmRate, of_counted_answers_is_exact_where_they_lean) {
    struct Case {
        NetShares answers;
        std::size_t n;
    };

    for (const auto& [answers, n] :
         {Case{{0.85, 0}, 40}, Case{{0.97, 0}, 60}, Case{{0.45, 0.25}, 30}, Case{{0.6, 0.1}, 200}
         }) {
        std::mt19937_64 dice(3);
        std::uniform_real_distribution<double> chance;
        std::normal_distribution<double> normal;
        constexpr int charts = 60'000;
        constexpr double baseline = 26;
        const double size = static_cast<double>(n);
        const double sigma = std::sqrt(answers.unit_variance() / size);
        int low = 0, high = 0;
        for (int i = 0; i < charts; ++i) {
            const double centre = answers.net() + normal(dice) * sigma / std::sqrt(baseline);
            std::vector<double> values(9);
            for (double& x : values) {
                int sum = 0;
                for (std::size_t k = 0; k < n; ++k) {
                    const double u = chance(dice);
                    sum += u < answers.positive ? 1 : u > 1 - answers.negative ? -1 : 0;
                }
                x = sum / size;
            }
            const Judge judge{centre - 3 * sigma, centre, centre + 3 * sigma};
            low += judge.speaks(values, true) ? 1 : 0;
            high += judge.speaks(values, false) ? 1 : 0;
        }
        const auto rate = [&](Sides sides) {
            return counted_alarm_rate({.baseline = baseline, .sides = sides}, answers, n).value();
        };
        const double sd = std::sqrt(rate(Sides::both) / charts);
        EXPECT_NEAR(low / static_cast<double>(charts), rate(Sides::low), 4 * sd);
        EXPECT_NEAR(high / static_cast<double>(charts), rate(Sides::high), 4 * sd);
        EXPECT_NEAR(rate(Sides::both), rate(Sides::low) + rate(Sides::high), 1e-12);
    }
}

TEST(AlarmRate, of_many_answers_is_that_of_normal_values) {
    const WatchedChart chart{.baseline = 30};
    EXPECT_NEAR(*counted_alarm_rate(chart, {0.5, 0.3}, 300), normal_alarm_rate(chart), 0.0006);
    EXPECT_EQ(*counted_alarm_rate(chart, {0.5, 0.3}, 301), normal_alarm_rate(chart));
    EXPECT_NEAR(*counted_alarm_rate(chart, {0.6, 0}, 20'000), normal_alarm_rate(chart), 0.0001);
    EXPECT_EQ(*counted_alarm_rate(chart, {0.6, 0}, 100'000), normal_alarm_rate(chart));
}

TEST(AlarmRate, is_nothing_where_nothing_can_move) {
    EXPECT_FALSE(counted_alarm_rate({}, {1, 0}, 50));
    EXPECT_FALSE(counted_alarm_rate({}, {0.5, 0.1}, 0));
}

}  // namespace
}  // namespace styk::stats
