#include "stats/survival.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <vector>

#include "base/result.h"
#include "stats/cox.h"
#include "stats/random.h"

namespace styk::stats {
namespace {

// Weeks in remission (Freireich et al. 1963, as printed in Cox 1972): the drug, and placebo.
const std::vector<double> drug_times{6,  6,  6,  6,  7,  9,  10, 10, 11, 13, 16,
                                     17, 19, 20, 22, 23, 25, 32, 32, 34, 35};
const std::vector<double> drug_events{1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1,
                                      0, 0, 0, 1, 1, 0, 0, 0, 0, 0};
const std::vector<double> placebo_times{1, 1, 2,  2,  3,  4,  4,  5,  5,  8, 8,
                                        8, 8, 11, 11, 12, 12, 15, 17, 22, 23};

SurvivalTable drug() {
    return survival_table(drug_times, drug_events);
}

SurvivalTable placebo() {
    return survival_table(placebo_times, std::vector<double>(21, 1.0));
}

TEST(Survival, remission_under_the_drug_is_as_published) {
    const SurvivalCurve curve(drug());
    const std::vector<std::pair<double, double>> published{
        {6, .857}, {7, .807}, {10, .753}, {13, .690}, {16, .627}, {22, .538}, {23, .448}
    };
    for (const auto& [time, survival] : published) {
        EXPECT_NEAR(curve.at(time).survival, survival, 5e-4);
    }
    EXPECT_NEAR(*curve.at(6).std_err, .0764, 5e-5);
    EXPECT_NEAR(*curve.at(23).std_err, .1346, 5e-5);
    EXPECT_EQ(curve.at(10).at_risk, 15U);
    EXPECT_EQ(*curve.quantile(0.5), 23);
    EXPECT_EQ(*SurvivalCurve(placebo()).quantile(0.5), 8);
    EXPECT_FALSE(curve.quantile(0.9));
    EXPECT_EQ(curve.reliable_until(10), 17);
}

TEST(Survival, the_groups_differ_as_published) {
    const std::vector<SurvivalTable> groups{drug(), placebo()};
    const auto test = log_rank(groups);
    ASSERT_TRUE(test);
    EXPECT_NEAR(test->chi_squared, 16.79, 5e-3);
    EXPECT_EQ(test->df, 1U);
    EXPECT_EQ(test->observed, (std::vector<double>{9, 21}));
    EXPECT_NEAR(test->expected[0], 19.25, 5e-3);
    EXPECT_NEAR(test->expected[0] + test->expected[1], 30, 1e-12);
}

TEST(Cox, hazard_of_placebo_is_as_published) {
    std::vector<double> times = drug_times, events = drug_events;
    times.insert(times.end(), placebo_times.begin(), placebo_times.end());
    events.resize(42, 1.0);
    Eigen::MatrixXd x = Eigen::MatrixXd::Zero(42, 1);
    x.bottomRows(21).setOnes();
    const auto efron = cox(times, events, x), breslow = cox(times, events, x, Ties::breslow);
    EXPECT_NEAR(efron.coefficients[0], 1.5721, 5e-5);
    EXPECT_NEAR(efron.standard_errors[0], .4124, 5e-5);
    EXPECT_NEAR(breslow.coefficients[0], 1.5092, 5e-5);
    EXPECT_NEAR(breslow.standard_errors[0], .4096, 5e-5);
    EXPECT_GT(efron.log_likelihood, efron.null_log_likelihood);
}

TEST(Survival, without_censoring_it_is_one_minus_the_share_gone) {
    Generator generator(5);
    std::vector<double> times;
    for (int i = 0; i < 200; ++i) {
        times.push_back(static_cast<double>(generator.below(40)));
    }
    const SurvivalCurve curve(survival_table(times, std::vector<double>(200, 1.0)));
    for (int half = -1; half < 84; ++half) {
        const double at = half / 2.0;
        const auto gone = std::ranges::count_if(times, [&](double time) { return time <= at; });
        EXPECT_NEAR(curve.at(at).survival, 1 - static_cast<double>(gone) / 200, 1e-12);
    }
    double mean = 0;
    for (const double time : times) {
        mean += time / 200;
    }
    EXPECT_NEAR(curve.restricted_mean()->mean, mean, 1e-10);
}

TEST(Survival, merged_tables_give_the_curve_of_the_whole) {
    SurvivalTable a, b, whole;
    Generator generator(6);
    for (int i = 0; i < 300; ++i) {
        const double entry = static_cast<double>(generator.below(3));
        const double time = entry + 1 + static_cast<double>(generator.below(20));
        const bool event = generator.uniform() < 0.6;
        (i % 2 == 0 ? a : b).add_late(entry, time, event);
        whole.add_late(entry, time, event);
    }
    SurvivalTable ab = a, ba = b;
    ab.merge(b);
    ba.merge(a);
    EXPECT_EQ(ab, whole);
    EXPECT_EQ(ba, whole);
    ab.merge({});
    EXPECT_EQ(ab, whole);
}

TEST(Survival, late_entrants_are_at_risk_only_from_then_on) {
    SurvivalTable table;
    table.add(1, true);
    table.add(3, true);
    table.add_late(2, 4, true);
    const SurvivalCurve curve(table);
    EXPECT_EQ(curve.at(1).at_risk, 2U);
    EXPECT_DOUBLE_EQ(curve.at(1).survival, 0.5);
    EXPECT_EQ(curve.at(3).at_risk, 2U);
    EXPECT_DOUBLE_EQ(curve.at(3).survival, 0.25);
}

TEST(Survival, a_level_stretch_at_the_half_is_halved) {
    const SurvivalCurve curve(
        survival_table(std::vector<double>{1, 2, 5, 9}, std::vector<double>(4, 1.0))
    );
    EXPECT_DOUBLE_EQ(*curve.quantile(0.5), 3.5);
    EXPECT_DOUBLE_EQ(*curve.quantile(0.4), 2);
}

TEST(Survival, nothing_is_said_where_nothing_is_known) {
    const SurvivalCurve none{SurvivalTable{}};
    EXPECT_EQ(none.at(5).survival, 1);
    EXPECT_FALSE(none.quantile(0.5));
    EXPECT_FALSE(none.restricted_mean());
    const SurvivalCurve gone(survival_table(std::vector<double>{2}, std::vector<double>{1}));
    EXPECT_EQ(gone.at(2).survival, 0);
    EXPECT_FALSE(gone.at(2).std_err);
    EXPECT_FALSE(gone.at(2).interval);
    const std::vector<SurvivalTable> one{drug()}, empty(2);
    EXPECT_FALSE(log_rank(one));
    EXPECT_FALSE(log_rank(empty));
    EXPECT_THROW((void)survival_table(std::vector<double>{NAN}, std::vector<double>{1}), Fault);
    EXPECT_THROW((void)survival_table(std::vector<double>{1}, std::vector<double>{2}), Fault);
    SurvivalTable table;
    EXPECT_THROW(table.add(-1, true), Fault);
    EXPECT_THROW(table.add_late(2, 2, true), Fault);
}

TEST(Survival, limits_contain_the_curve_and_stay_in_range) {
    for (const auto kind : {SurvivalLimits::log_log, SurvivalLimits::log, SurvivalLimits::plain}) {
        const SurvivalCurve curve(drug(), kind);
        for (const auto& step : curve.steps()) {
            ASSERT_TRUE(step.interval);
            EXPECT_LT(step.interval->lo, step.survival);
            EXPECT_GT(step.interval->hi, step.survival);
            EXPECT_GE(step.interval->lo, 0);
            EXPECT_LE(step.interval->hi, 1);
        }
    }
}

TEST(Survival, hazards_are_shares_of_those_at_risk) {
    const auto found = hazards(drug());
    ASSERT_EQ(found.size(), 7U);
    EXPECT_DOUBLE_EQ(found[0].hazard, 3.0 / 21);
    EXPECT_LT(found[0].interval.lo, found[0].hazard);
}

TEST(Cox, permuted_scaled_and_shifted_covariates_keep_their_meaning) {
    Generator generator(9);
    const Eigen::Index n = 150;
    Eigen::MatrixXd x(n, 2);
    std::vector<double> times, events;
    for (Eigen::Index i = 0; i < n; ++i) {
        x(i, 0) = generator.normal();
        x(i, 1) = generator.normal();
        times.push_back(std::ceil(-20 * std::log(generator.uniform()) * std::exp(-0.8 * x(i, 0))));
        events.push_back(generator.uniform() < 0.7 ? 1 : 0);
    }
    const auto fit = cox(times, events, x);
    Eigen::MatrixXd other(n, 2);
    other << (x.col(1).array() * 100 + 1e6).matrix(), x.col(0);
    const auto again = cox(times, events, other);
    EXPECT_NEAR(again.coefficients[0] * 100, fit.coefficients[1], 1e-6);
    EXPECT_NEAR(again.coefficients[1], fit.coefficients[0], 1e-6);
    EXPECT_NEAR(again.log_likelihood, fit.log_likelihood, 1e-6);
    EXPECT_NEAR(fit.coefficients[0], 0.8, 0.35);
}

TEST(Cox, the_score_test_of_two_groups_without_ties_is_the_log_rank_test) {
    // Different times: at b = 0 score^2 / information is the log-rank statistic; the likelihood
    // ratio is close.
    Generator generator(10);
    std::vector<double> times, events;
    Eigen::MatrixXd x(80, 1);
    std::vector<SurvivalTable> groups(2);
    for (int i = 0; i < 80; ++i) {
        x(i, 0) = i % 2;
        times.push_back(-std::log(generator.uniform()));
        events.push_back(generator.uniform() < 0.8 ? 1 : 0);
        groups[static_cast<std::size_t>(i % 2)].add(times.back(), events.back() == 1);
    }
    const auto fit = cox(times, events, x);
    const double ratio = 2 * (fit.log_likelihood - fit.null_log_likelihood);
    EXPECT_NEAR(ratio, log_rank(groups)->chi_squared, 0.15 + 0.05 * ratio);
}

TEST(Cox, says_why_there_is_no_answer) {
    const std::vector<double> times{1, 2, 3, 4}, events{1, 1, 1, 1}, none{0, 0, 0, 0};
    Eigen::MatrixXd x(4, 1), constant = Eigen::MatrixXd::Ones(4, 1), bad = constant;
    x << 4, 3, 2, 1;
    bad(0, 0) = NAN;
    EXPECT_EQ(cox(times, events, x).reason, "no_maximum");
    EXPECT_EQ(cox(times, none, x).reason, "no_events");
    EXPECT_EQ(cox(times, events, constant).reason, "collinear");
    EXPECT_EQ(cox(times, events, bad).reason, "not_finite");
    EXPECT_EQ(cox({}, {}, Eigen::MatrixXd(0, 1)).reason, "no_events");
    EXPECT_THROW((void)cox(times, events, Eigen::MatrixXd(3, 1)), Fault);
}

}  // namespace
}  // namespace styk::stats
