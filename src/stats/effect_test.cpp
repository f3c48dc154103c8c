// Finding, power, shrinkage and experiments. Published values with their source.
#include "stats/effect.h"

#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "base/result.h"
#include "stats/experiment.h"
#include "stats/least_squares.h"
#include "stats/power.h"
#include "stats/random.h"
#include "stats/shrinkage.h"

namespace styk::stats {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST(Finding, speaks_of_worth_only_when_the_whole_interval_is_worth_it) {
    EXPECT_EQ(finding(0.03, 0.09, 0.02).verdict, Verdict::worked);
    EXPECT_EQ(finding(0.01, 0.09, 0.02).verdict, Verdict::worked_a_little);
    EXPECT_EQ(finding(-0.09, -0.01, 0.02).verdict, Verdict::harm);
    EXPECT_EQ(finding({}, {}, 0.02).verdict, Verdict::unknown);
    EXPECT_EQ(finding(nan, 1, 0).verdict, Verdict::unknown);
}

TEST(Finding, says_how_much_no_evidence_could_hide) {
    const auto result = finding(-0.07, 0.04);
    EXPECT_EQ(result.verdict, Verdict::no_evidence);
    EXPECT_EQ(name(result.verdict), "no_evidence");
    EXPECT_DOUBLE_EQ(*result.could_hide, 0.07);
    EXPECT_FALSE(finding(0.03, 0.09).could_hide);
}

// The examples of R's documentation of power.t.test and power.prop.test.
TEST(Power, gives_the_published_sizes) {
    EXPECT_NEAR(*means_per_group(1, 1, {.power = 0.9}), 22.02110, 2e-4);
    EXPECT_NEAR(*means_per_group(0.5, 1), 63.76576, 1e-3);  // Cohen 1988: 64
    EXPECT_NEAR(*shares_per_group(0.5, 0.75, {.power = 0.9}), 76.7, 0.05);
    EXPECT_NEAR(*means_per_group(1, 1, {.power = 0.9, .two_sided = false}), 17.84713, 2e-4);
}

TEST(Power, asks_for_more_when_there_is_less_to_see) {
    double before = 0;
    for (const double delta : {2.0, 1.0, 0.1, 0.01, 1e-4, 1e-6}) {
        const auto n = means_per_group(delta, 1);
        ASSERT_TRUE(n);
        EXPECT_GT(*n, before);
        before = *n;
    }
    EXPECT_NEAR(*means_per_group(0.0125, 1) / *means_per_group(0.0127, 1), 1.0323, 1e-3);
    EXPECT_DOUBLE_EQ(*shares_per_group(0.2, 0.3), *shares_per_group(0.3, 0.2));
    EXPECT_LT(*shares_per_group(0.2, 0.3), *shares_per_group(0.2, 0.25));
}

TEST(Power, of_shares_by_the_arcsine_reaches_the_goal) {
    for (const double power : {0.3, 0.8, 0.99}) {
        const double n = *shares_per_group_arcsine(0.4, 0.45, {.power = power});
        const double h = 2 * (std::asin(std::sqrt(0.45)) - std::asin(std::sqrt(0.4)));
        const double shift = h * std::sqrt(n / 2), z = 1.959963984540054;
        const double reached =
            (std::erfc((z - shift) / std::sqrt(2)) + std::erfc((z + shift) / std::sqrt(2))) / 2;
        EXPECT_NEAR(reached, power, 1e-10);
    }
}

TEST(Power, is_silent_when_there_is_nothing_to_find) {
    EXPECT_FALSE(shares_per_group(0.3, 0.3));
    EXPECT_FALSE(shares_per_group(-0.1, 0.3));
    EXPECT_FALSE(shares_per_group_arcsine(0.1, nan));
    EXPECT_FALSE(means_per_group(0, 1));
    EXPECT_FALSE(means_per_group(1, 0));
    EXPECT_FALSE(means_per_group(1, infinite));
    EXPECT_FALSE(means_per_group(1, 1, {.alpha = 0.05, .power = 1}));
    EXPECT_FALSE(means_per_group(1, 1, {.alpha = 0}));
    EXPECT_FALSE(nets_per_group({0.5, 0.2}, {0.4, 0.1}));
    EXPECT_FALSE(nets_per_group({0.8, 0.4}, {0.4, 0.1}));
    EXPECT_EQ(*means_per_group(100, 1), 2);
}

TEST(Plan, turns_answers_into_invitations_and_weeks) {
    const auto result = plan(
        1408.6,
        {.cuped_correlation = 0.5,
         .design_effect = 2,
         .response_rate = 0.2,
         .invitations_per_week = 2000}
    );
    EXPECT_EQ(result->answers_per_group, 2113U);  // 1408.6 * .75 * 2 = 2112.9
    EXPECT_EQ(result->invitations, 2 * 10565U);
    EXPECT_DOUBLE_EQ(*result->weeks, 10.565);
    EXPECT_FALSE(plan(100, {.response_rate = 0}));
    EXPECT_FALSE(plan(100, {.cuped_correlation = 1}));
    EXPECT_FALSE(plan(1e300, {}));
    EXPECT_FALSE(plan(nan, {}));
}

TEST(Shrinkage, weighs_real_spread_against_noise) {  // by hand: Q = 8, tau2 = (8 - 1) / (2 - 1)
    const std::array<Measured, 2> two{{{0, 1}, {4, 1}}};
    const auto between = between_siblings(two);
    EXPECT_DOUBLE_EQ(between->q, 8);
    EXPECT_DOUBLE_EQ(between->tau2, 7);
    EXPECT_DOUBLE_EQ(between->mean, 2);
    EXPECT_DOUBLE_EQ(shrunken(two[0], 2, 7), 0.25);
}

TEST(Shrinkage, leaves_out_what_was_not_measured) {
    const std::array<Measured, 4> some{{{0, 1}, {nan, 1}, {4, 1}, {9, 0}}};
    EXPECT_DOUBLE_EQ(between_siblings(some)->k, 2);
    EXPECT_FALSE(between_siblings(std::span(some).first(2)));
    EXPECT_FALSE(between_siblings({}));
    const std::array<Measured, 3> alike{{{2, 1}, {2, 3}, {2, 2}}};
    EXPECT_DOUBLE_EQ(between_siblings(alike)->tau2, 0);
    EXPECT_DOUBLE_EQ(shrunken(alike[0], 5, 0), 5);
    EXPECT_FALSE(guarded_change({1, 0}, {2, 1}, 0, 1));
}

// Of 30 branches the worst is looked at again; nothing was done. Its change looks like a success,
// what is left beyond the expected one does not.
TEST(Shrinkage, does_not_take_bad_luck_for_improvement) {
    Generator random(11);
    int improved = 0, covered = 0;
    constexpr int runs = 2000;
    for (int run = 0; run < runs; ++run) {
        std::array<double, 30> real{};
        std::array<Measured, 30> seen{};
        std::size_t worst = 0;
        for (std::size_t i = 0; i < real.size(); ++i) {
            real[i] = random.normal();
            seen[i] = {real[i] + random.normal(), 1};
            worst = seen[i].value < seen[worst].value ? i : worst;
        }
        const Measured again{real[worst] + random.normal(), 1};
        const auto change = *guarded_change(seen[worst], again, 0, 1);
        improved += change.observed > 0 ? 1 : 0;
        covered += change.lo < 0 && change.hi > 0 ? 1 : 0;
        EXPECT_NEAR(change.observed, change.expected + change.beyond, 1e-12);
    }
    EXPECT_GT(improved, 0.75 * runs);
    EXPECT_NEAR(static_cast<double>(covered) / runs, 0.95, 0.016);
}

struct Trial {
    Moments treated = empty_moments(2), control = empty_moments(2);
    Eigen::MatrixXd design{};  // 1, treated, before
    Eigen::VectorXd y{};
};

Trial trial_of(int rows, double effect, std::uint64_t seed) {
    Generator random(seed);
    Trial trial{.design = Eigen::MatrixXd(rows, 3), .y = Eigen::VectorXd(rows)};
    for (int i = 0; i < rows; ++i) {
        const bool treated = i % 3 == 0;
        const double before = 50 + 10 * random.normal(),
                     after = 0.7 * before + 5 * random.normal() + (treated ? effect : 0);
        add(treated ? trial.treated : trial.control, std::array{after, before});
        trial.design.row(i) << 1, treated ? 1 : 0, before;
        trial.y[i] = after;
    }
    return trial;
}

TEST(Experiment, by_sums_is_the_regression_by_rows) {
    const auto trial = trial_of(200, 2, 3);
    const auto result = mean_experiment(trial.treated, trial.control);
    const auto fit = least_squares(trial.design, trial.y);
    EXPECT_NEAR(*result.ancova_effect, fit.coefficients[1], 1e-10);
    EXPECT_NEAR(*result.ancova_se, fit.standard_errors[1], 1e-10);
    EXPECT_NEAR(*result.theta_within, fit.coefficients[2], 1e-10);
    EXPECT_LT(*result.variance_ratio, 0.5);
    EXPECT_LT(*result.adjusted.hi - *result.adjusted.lo, *result.plain.hi - *result.plain.lo);
}

TEST(Experiment, mirrors_when_the_arms_change_places) {
    const auto trial = trial_of(60, 1, 4);
    const auto a = mean_experiment(trial.treated, trial.control),
               b = mean_experiment(trial.control, trial.treated);
    EXPECT_NEAR(*a.adjusted.value, -*b.adjusted.value, 1e-12);
    EXPECT_NEAR(*a.adjusted.lo, -*b.adjusted.hi, 1e-10);
    EXPECT_NEAR(*a.plain_t, -*b.plain_t, 1e-12);
    EXPECT_NEAR(*a.plain.p, *b.plain.p, 1e-14);
}

TEST(Experiment, keeps_its_digits_far_from_zero) {
    Moments near = empty_moments(2), far = empty_moments(2), other = empty_moments(2),
            far_other = empty_moments(2);
    Generator random(5);
    for (int i = 0; i < 100; ++i) {
        const double x = random.normal(), y = x + random.normal();
        add(i % 2 == 0 ? near : other, std::array{y, x});
        add(i % 2 == 0 ? far : far_other, std::array{y + 1e8, x - 1e8});
    }
    const auto a = mean_experiment(near, other), b = mean_experiment(far, far_other);
    EXPECT_NEAR(*a.adjusted.value, *b.adjusted.value, 1e-6);
    EXPECT_NEAR(*a.ancova_se, *b.ancova_se, 1e-7);
}

TEST(Experiment, says_why_it_cannot_adjust) {
    Moments constant = empty_moments(2), other = empty_moments(2);
    for (const double y : {1.0, 2.0, 4.0}) {
        add(constant, std::array{y, 3.0});
        add(other, std::array{y + 1, 3.0});
    }
    const auto result = mean_experiment(constant, other);
    EXPECT_TRUE(result.plain.p);
    EXPECT_FALSE(result.theta);
    EXPECT_FALSE(result.adjusted.value);
    EXPECT_EQ(result.adjusted.reason, reason::no_spread);
    EXPECT_EQ(mean_experiment(constant, Moments{}).plain.reason, reason::no_answers);
    auto three = empty_moments(3);
    add(three, std::array{1.0, 2.0, 3.0});
    EXPECT_THROW(static_cast<void>(mean_experiment(empty_moments(2), three)), Fault);
    Moments one = empty_moments(2);
    add(one, std::array{1.0, 2.0});
    const auto alone = mean_experiment(one, other);
    EXPECT_EQ(alone.plain.reason, reason::no_interval);
    EXPECT_FALSE(alone.variance_ratio);
}

TEST(Experiment, of_shares_needs_hits_for_a_ratio) {
    const auto none = share_experiment({5, 50}, {0, 40});
    EXPECT_TRUE(none.p);
    EXPECT_FALSE(none.relative_lift);
    const auto lost = share_experiment({0, 50}, {4, 40});
    EXPECT_DOUBLE_EQ(*lost.relative_lift, -1);
    EXPECT_FALSE(lost.ratio_lo);
    EXPECT_FALSE(share_experiment({50, 50}, {40, 40}).p);
    EXPECT_EQ(share_experiment({0, 0}, {4, 40}).reason, reason::no_answers);
    EXPECT_EQ(share_experiment({7, 5}, {4, 40}).reason, reason::out_of_scale);
}

TEST(SampleRatio, stops_a_broken_assignment) {
    EXPECT_FALSE(sample_ratio(5000, 5100)->is_broken());
    EXPECT_TRUE(sample_ratio(5000, 5500)->is_broken());
    EXPECT_NEAR(sample_ratio(30, 70, 0.3)->p, 1, 1e-7);
    EXPECT_FALSE(sample_ratio(0, 0));
    EXPECT_FALSE(sample_ratio(5, nan));
    EXPECT_FALSE(sample_ratio(5, 5, 1));
}

}  // namespace

}  // namespace styk::stats
