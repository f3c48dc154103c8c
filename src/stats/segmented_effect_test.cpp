#include "stats/segmented_effect.h"

#include <cmath>
#include <gtest/gtest.h>

#include "stats/interrupted_series.h"
#include "stats/random.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::VectorXd;

constexpr double step = 2, slope_after = 0.1;

// A level that rises by .05 a step, a change of 2 and .1 a step, and errors with a memory of `phi`.
VectorXd series(Generator& random, Index n, Index change_at, double phi) {
    VectorXd values(n);
    double error = random.normal() / std::sqrt(1 - phi * phi);
    for (Index i = 0; i < n; ++i) {
        const double since = std::max<double>(0, static_cast<double>(i + 2 - change_at));
        const double effect = since > 0 ? step + slope_after * since : 0;
        values[i] = 10 + 0.05 * static_cast<double>(i) + effect + error;
        error = phi * error + random.normal();
    }
    return values;
}

struct Covered {
    int step = 0, now = 0, newey_west = 0;
};

bool holds(const SegmentedFigure& figure, double truth) {
    return figure.lo && *figure.lo <= truth && truth <= *figure.hi;
}

Covered cover(Index n, double phi, int trials) {
    Generator random(20);
    const Index change_at = n * 2 / 3 + 1;
    const double last = static_cast<double>(n + 1 - change_at);
    Covered out;
    for (int trial = 0; trial < trials; ++trial) {
        const auto values = series(random, n, change_at, phi);
        const auto found = segmented_effect(values, change_at);
        out.step += holds(found.step, step) ? 1 : 0;
        out.now += holds(found.now, step + slope_after * last) ? 1 : 0;
        const auto fit = interrupted_series(
            segmented_columns({.rows = n, .change_at = change_at}), values, {.change = {1, 2}}
        );
        const double error = fit.se_newey_west_adjusted[2].value();
        out.newey_west += std::abs(*fit.coefficients[2] - step) <= 2.03 * error ? 1 : 0;
    }
    return out;
}

TEST(SegmentedEffect, covers_the_truth_in_short_series_where_newey_and_west_alone_do_not) {
    constexpr int trials = 150;
    const auto covered = cover(36, 0.3, trials);
    EXPECT_GE(covered.step, 0.9 * trials);
    EXPECT_GE(covered.now, 0.9 * trials);
    EXPECT_LT(covered.newey_west, 0.87 * trials);
}

TEST(SegmentedEffect, finds_what_was_put_in) {
    VectorXd values(40);
    for (Index i = 0; i < 40; ++i) {
        values[i] =
            1 + 0.5 * static_cast<double>(i) + (i >= 24 ? 3.0 : 0.0) + (i % 2 == 0 ? .1 : -.1);
    }
    const auto found = segmented_effect(values, 25);
    EXPECT_NEAR(found.step.value.value(), 3, 0.15);
    EXPECT_NEAR(found.now.value.value(), 3, 0.15);
    EXPECT_NEAR(found.slope_before.value(), 0.5, 0.01);
    EXPECT_NEAR(found.slope_change.value(), 0, 0.02);
    EXPECT_LT(*found.step.p, 1e-6);
}

TEST(SegmentedEffect, of_a_constant_or_a_few_values_is_nothing_with_a_reason) {
    EXPECT_FALSE(segmented_effect(VectorXd::Constant(30, 5), 20).reason.empty());
    EXPECT_FALSE(segmented_effect(VectorXd::LinSpaced(3, 0, 1), 2).step.lo);
    VectorXd odd = VectorXd::LinSpaced(30, 0, 1);
    odd[3] = NAN;
    EXPECT_FALSE(segmented_effect(odd, 20).reason.empty());
}

}  // namespace

}  // namespace styk::stats
