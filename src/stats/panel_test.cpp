#include "stats/panel.h"

#include <cmath>
#include <gtest/gtest.h>

#include "base/result.h"
#include "stats/least_squares.h"
#include "stats/random.h"

namespace styk::stats {
namespace {

constexpr double effect = 0.7;

// y = unit + period + effect * x[t - lag] + noise, with every `hole`-th row missing (0: none).
Panel simulated(std::size_t units, int periods, int lag, std::size_t hole, double noise = 0.5) {
    Generator generator(17);
    std::vector<double> of_period;
    for (int t = 0; t < periods; ++t) {
        of_period.push_back(3 * generator.normal());
    }
    std::vector<std::array<double, 4>> rows;
    for (std::size_t unit = 0; unit < units; ++unit) {
        const double level = 10 * generator.normal();
        std::vector<double> x;
        for (int t = 0; t < periods; ++t) {
            x.push_back(generator.normal() + 0.2 * level);
            const double before = x[static_cast<std::size_t>(std::max(0, t - lag))];
            const double y = level + of_period[static_cast<std::size_t>(t)] + effect * before +
                             noise * generator.normal();
            if (hole == 0 || (unit * 7 + static_cast<std::size_t>(t)) % hole != 0) {
                rows.push_back({static_cast<double>(unit), static_cast<double>(t), y, x.back()});
            }
        }
    }
    Panel panel;
    panel.y.resize(static_cast<Eigen::Index>(rows.size()));
    panel.x.resize(static_cast<Eigen::Index>(rows.size()), 1);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        panel.unit.push_back(static_cast<std::size_t>(rows[i][0]));
        panel.time.push_back(rows[i][1]);
        panel.y[static_cast<Eigen::Index>(i)] = rows[i][2];
        panel.x(static_cast<Eigen::Index>(i), 0) = rows[i][3];
    }
    return panel;
}

// The same by a dummy for each unit and each period but the first.
LinearFit by_dummies(const Panel& panel, std::size_t units, int periods) {
    const auto n = static_cast<Eigen::Index>(panel.unit.size());
    Eigen::MatrixXd design =
        Eigen::MatrixXd::Zero(n, 1 + static_cast<Eigen::Index>(units) + std::max(0, periods - 1));
    design.col(0) = panel.x.col(0);
    for (Eigen::Index i = 0; i < n; ++i) {
        const auto row = static_cast<std::size_t>(i);
        design(i, 1 + static_cast<Eigen::Index>(panel.unit[row])) = 1;
        if (periods > 0 && panel.time[row] > 0) {
            design(
                i, static_cast<Eigen::Index>(units) + static_cast<Eigen::Index>(panel.time[row])
            ) = 1;
        }
    }
    return least_squares(design, panel.y);
}

TEST(Panel, taking_means_out_is_a_dummy_for_each_unit) {
    const Panel panel = simulated(12, 9, 0, 5);
    const auto fit = panel_fit(panel);
    const auto dummies = by_dummies(panel, 12, 0);
    EXPECT_NEAR(fit.coefficients[0], dummies.coefficients[0], 1e-10);
    EXPECT_NEAR(fit.standard_errors[0], dummies.standard_errors[0], 1e-10);
    EXPECT_EQ(fit.freedom, dummies.freedom);
}

TEST(Panel, two_way_is_a_dummy_for_each_unit_and_period_with_holes_too) {
    for (const std::size_t hole : {0U, 4U, 3U}) {
        const Panel panel = simulated(10, 8, 0, hole);
        const auto fit = panel_fit(panel, PanelEffects::unit_and_time);
        const auto dummies = by_dummies(panel, 10, 8);
        EXPECT_NEAR(fit.coefficients[0], dummies.coefficients[0], 1e-9);
        EXPECT_NEAR(fit.standard_errors[0], dummies.standard_errors[0], 1e-9);
        EXPECT_EQ(fit.freedom, dummies.freedom);
        EXPECT_NEAR(fit.coefficients[0], effect, 0.2);
    }
}

TEST(Panel, errors_that_go_together_within_units_are_seen_only_by_the_clustered_error) {
    Panel panel = simulated(40, 6, 0, 0, 0.3);
    const auto before = panel_fit(panel);
    // Ten copies of each row teach nothing: the plain error shrinks, the clustered one stays.
    Panel copies;
    copies.y = panel.y.replicate(10, 1);
    copies.x = panel.x.replicate(10, 1);
    for (int i = 0; i < 10; ++i) {
        copies.unit.insert(copies.unit.end(), panel.unit.begin(), panel.unit.end());
        copies.time.insert(copies.time.end(), panel.time.begin(), panel.time.end());
    }
    const auto after = panel_fit(copies);
    EXPECT_LT(after.standard_errors[0], 0.5 * before.standard_errors[0]);
    EXPECT_NEAR(after.clustered_errors[0], before.clustered_errors[0], 1e-10);
}

TEST(Panel, the_lag_that_was_planted_is_chosen) {
    for (const int lag : {0, 1, 3}) {
        const auto choice = choose_lag(simulated(20, 14, lag, 0, 0.3), 0);
        ASSERT_TRUE(choice);
        EXPECT_EQ(choice->lag, lag);
        EXPECT_TRUE(choice->enough);
        EXPECT_NEAR(choice->fit.coefficients[0], effect, 0.1);
    }
}

TEST(Panel, a_lag_goes_back_in_time_not_in_rows) {
    Panel panel{{0, 0, 0, 1}, {3, 1, 2, 2}, Eigen::VectorXd::Zero(4), Eigen::MatrixXd(4, 1)};
    panel.x << 30, 10, 20, 99;
    const auto before = lagged(panel, std::vector<double>{30, 10, 20, 99}, 1);
    EXPECT_EQ(before[0], 20);
    EXPECT_FALSE(before[1]);
    EXPECT_EQ(before[2], 10);
    EXPECT_FALSE(before[3]);
    EXPECT_EQ(with_lag(panel, 0, 1).unit.size(), 2U);
}

TEST(Panel, says_why_there_is_no_answer) {
    EXPECT_EQ(panel_fit({{}, {}, Eigen::VectorXd(0), Eigen::MatrixXd(0, 1)}).reason, "no_answers");
    Panel panel = simulated(5, 6, 0, 0);
    Panel constant = panel, bad = panel, small = panel;
    for (std::size_t i = 0; i < constant.unit.size(); ++i) {
        constant.x(static_cast<Eigen::Index>(i), 0) = 0.1 * static_cast<double>(constant.unit[i]);
        small.unit[i] = i;
    }
    bad.y[2] = NAN;
    EXPECT_EQ(panel_fit(constant).reason, "collinear");
    EXPECT_EQ(panel_fit(bad).reason, "not_finite");
    EXPECT_EQ(panel_fit(small).reason, "too_few_rows");
    panel.time.pop_back();
    EXPECT_THROW((void)panel_fit(panel), Fault);
}

TEST(Panel, reliability_is_the_share_of_variance_that_is_not_sampling) {
    EXPECT_DOUBLE_EQ(
        *reliability(std::vector<double>{1, 3, 5}, std::vector<double>{1, 1, 1}), 0.75
    );
    EXPECT_FALSE(reliability(std::vector<double>{1, 1.1}, std::vector<double>{1, 1}));
    EXPECT_FALSE(reliability(std::vector<double>{1}, std::vector<double>{0}));
}

}  // namespace
}  // namespace styk::stats
