#include "stats/logistic.h"

#include <cmath>
#include <gtest/gtest.h>
#include <vector>

#include "base/result.h"
#include "stats/classifier_score.h"
#include "stats/random.h"

namespace styk::stats {
namespace {

struct Rows {
    Eigen::MatrixXd x;
    std::vector<double> y;
};

// `a` events and `b` others at x = 1, `c` and `d` at x = 0.
Rows four_fields(int a, int b, int c, int d) {
    Rows rows{Eigen::MatrixXd::Zero(a + b + c + d, 1), {}};
    rows.x.topRows(a + b).setOnes();
    for (const auto& [count, y] : {std::pair{a, 1.0}, {b, 0.0}, {c, 1.0}, {d, 0.0}}) {
        rows.y.insert(rows.y.end(), static_cast<std::size_t>(count), y);
    }
    return rows;
}

Rows simulated(Eigen::Index n, std::uint64_t seed) {
    Generator generator(seed);
    Rows rows{Eigen::MatrixXd(n, 3), {}};
    for (Eigen::Index i = 0; i < n; ++i) {
        for (Eigen::Index j = 0; j < 3; ++j) {
            rows.x(i, j) = generator.normal();
        }
        const double chance = logistic_of(-1 + 0.8 * rows.x(i, 0) - 0.5 * rows.x(i, 1));
        rows.y.push_back(generator.uniform() < chance ? 1 : 0);
    }
    return rows;
}

TEST(Logistic, a_table_of_four_fields_gives_the_log_odds_ratio) {
    const auto [x, y] = four_fields(30, 10, 12, 48);
    const auto fit = logistic(x, y);
    EXPECT_NEAR(fit.coefficients[1], std::log(30.0 * 48 / (10 * 12)), 1e-10);
    EXPECT_NEAR(fit.coefficients[0], std::log(12.0 / 48), 1e-10);
    EXPECT_NEAR(
        fit.standard_errors[1], std::sqrt(1.0 / 30 + 1.0 / 10 + 1.0 / 12 + 1.0 / 48), 1e-10
    );
    EXPECT_EQ(fit.separation, Separation::none);
    EXPECT_EQ(fit.events_per_coefficient, 42);
}

TEST(Logistic, firths_method_adds_half_to_each_of_four_fields) {
    const auto [x, y] = four_fields(7, 3, 2, 9);
    const auto fit = logistic(x, y, {LogisticMethod::firth});
    EXPECT_NEAR(fit.coefficients[1], std::log(7.5 * 9.5 / (3.5 * 2.5)), 1e-7);
}

TEST(Logistic, separation_is_said_and_answered_by_firths_method) {
    const auto complete = four_fields(5, 0, 0, 6);
    const auto fit = logistic(complete.x, complete.y);
    EXPECT_EQ(fit.separation, Separation::complete);
    EXPECT_EQ(fit.method, LogisticMethod::firth);
    EXPECT_NEAR(fit.coefficients[1], std::log(5.5 * 6.5 / (0.5 * 0.5)), 1e-6);
    const auto partly = four_fields(5, 0, 4, 6);
    const auto quasi = logistic(partly.x, partly.y);
    EXPECT_EQ(quasi.separation, Separation::quasi);
    EXPECT_NEAR(quasi.coefficients[1], std::log(5.5 * 6.5 / (0.5 * 4.5)), 1e-6);
}

TEST(Logistic, the_score_is_zero_at_the_maximum) {
    const auto [x, y] = simulated(3000, 1);
    const auto fit = logistic(x, y);
    const Eigen::VectorXd p = chances(fit, x);
    const Eigen::VectorXd residual = Eigen::Map<const Eigen::VectorXd>(y.data(), x.rows()) - p;
    EXPECT_NEAR(residual.sum(), 0, 1e-6);
    EXPECT_NEAR((x.transpose() * residual).cwiseAbs().maxCoeff(), 0, 1e-6);
    EXPECT_NEAR(fit.coefficients[1], 0.8, 0.2);
    EXPECT_GT(fit.log_likelihood, fit.null_log_likelihood);
}

TEST(Logistic, units_and_origins_of_the_columns_do_not_matter) {
    const auto [x, y] = simulated(500, 2);
    Eigen::MatrixXd other = x;
    other.col(0) = (x.col(0).array() * 1e-3 + 2026).matrix();
    const auto fit = logistic(x, y), again = logistic(other, y);
    EXPECT_NEAR(again.coefficients[1] * 1e-3, fit.coefficients[1], 1e-7);
    EXPECT_NEAR(again.standard_errors[1] * 1e-3, fit.standard_errors[1], 1e-7);
    EXPECT_NEAR(again.log_likelihood, fit.log_likelihood, 1e-8);
}

TEST(Logistic, a_ridge_as_weak_as_the_default_changes_little_and_a_strong_one_shrinks) {
    const auto [x, y] = simulated(500, 3);
    const auto plain = logistic(x, y), weak = logistic(x, y, {LogisticMethod::ridge});
    const auto strong = logistic(x, y, {LogisticMethod::ridge, 10});
    EXPECT_NEAR(weak.coefficients[1], plain.coefficients[1], 1e-4);
    EXPECT_LT(std::abs(strong.coefficients[1]), 0.2 * std::abs(plain.coefficients[1]));
}

TEST(Logistic, says_why_there_is_no_answer) {
    const auto [x, y] = simulated(50, 4);
    Eigen::MatrixXd copy(50, 2), constant = Eigen::MatrixXd::Constant(50, 1, 3.3), bad = x;
    copy << x.col(0), x.col(0);
    bad(3, 1) = INFINITY;
    EXPECT_EQ(logistic(copy, y).reason, "collinear");
    EXPECT_EQ(logistic(constant, y).reason, "collinear");
    EXPECT_EQ(logistic(bad, y).reason, "not_finite");
    EXPECT_EQ(logistic(x, std::vector<double>(50, 1.0)).reason, "no_spread");
    EXPECT_EQ(logistic(x.topRows(3), std::vector<double>{0, 1, 0}).reason, "too_few_rows");
    EXPECT_EQ(logistic(Eigen::MatrixXd(0, 1), {}).reason, "no_answers");
    EXPECT_EQ(logistic(Eigen::MatrixXd::Constant(50, 1, 1e300), y).reason, "not_finite");
    EXPECT_THROW((void)logistic(x, std::vector<double>(49, 0.0)), Fault);
    EXPECT_THROW((void)logistic(x, std::vector<double>(50, 2.0)), Fault);
}

TEST(Logistic, without_columns_it_is_the_share) {
    const auto fit =
        logistic(Eigen::MatrixXd(10, 0), std::vector<double>{1, 1, 1, 0, 0, 0, 0, 0, 0, 0});
    EXPECT_NEAR(logistic_of(fit.coefficients[0]), 0.3, 1e-12);
    EXPECT_NEAR(fit.log_likelihood, fit.null_log_likelihood, 1e-12);
}

struct Scored {
    std::vector<double> chance, y;
};

Scored scored(std::size_t n, std::uint64_t seed, double steps) {
    Generator generator(seed);
    Scored found;
    for (std::size_t i = 0; i < n; ++i) {
        const double u = generator.uniform();
        found.chance.push_back((std::floor(u * steps) + 0.5) / steps);
        found.y.push_back(generator.uniform() < u * u ? 1 : 0);
    }
    return found;
}

TEST(Classifier, auc_and_its_error_are_those_of_all_pairs) {
    const auto [chance, y] = scored(120, 5, 12);
    std::vector<double> won(120);
    double events = 0, others = 0, sum = 0;
    for (std::size_t i = 0; i < 120; ++i) {
        (y[i] == 1 ? events : others) += 1;
        for (std::size_t j = 0; j < 120; ++j) {
            if (y[i] != y[j]) {
                const double mine = y[i] == 1 ? chance[i] - chance[j] : chance[j] - chance[i];
                won[i] += mine > 0 ? 1 : mine == 0 ? 0.5 : 0;
            }
        }
        sum += y[i] == 1 ? won[i] : 0;
    }
    const double area = sum / events / others;
    double variance = 0;
    for (std::size_t i = 0; i < 120; ++i) {
        const double own = y[i] == 1 ? events : others, other = y[i] == 1 ? others : events;
        variance += (won[i] / other - area) * (won[i] / other - area) / (own - 1) / own;
    }
    const auto found = auc(chance, y);
    EXPECT_NEAR(found->auc, area, 1e-12);
    EXPECT_NEAR(*found->std_err, std::sqrt(variance), 1e-12);
}

TEST(Classifier, a_perfect_and_a_reversed_order) {
    const std::vector<double> chance{.1, .2, .8, .9}, y{0, 0, 1, 1}, other{1, 1, 0, 0};
    EXPECT_EQ(auc(chance, y)->auc, 1);
    EXPECT_EQ(auc(chance, other)->auc, 0);
    EXPECT_EQ(*score_classifier(chance, y).ks, 1);
    EXPECT_EQ(*score_classifier(chance, y).gini(), 1);
    EXPECT_FALSE(score_classifier(chance, y).calibration);  // separated
    EXPECT_DOUBLE_EQ(score_classifier(chance, y).brier, (.01 + .04 + .04 + .01) / 4);
}

TEST(Classifier, lift_takes_ties_in_proportion) {
    const std::vector<double> score{3, 2, 2, 1}, y{1, 1, 0, 0};
    EXPECT_DOUBLE_EQ(*lift(score, y, 0.25), 2);
    EXPECT_DOUBLE_EQ(*lift(score, y, 0.5), 1.5);  // one sure, half of one of two
    EXPECT_DOUBLE_EQ(*lift(score, y, 1), 1);
    EXPECT_FALSE(lift(score, std::vector<double>(4, 0.0), 0.5));
    EXPECT_FALSE(lift(score, y, 0));
}

TEST(Classifier, chances_that_are_true_are_calibrated) {
    Generator generator(6);
    std::vector<double> chance, y;
    for (int i = 0; i < 20000; ++i) {
        chance.push_back(logistic_of(1.2 * generator.normal() - 0.5));
        y.push_back(generator.uniform() < chance.back() ? 1 : 0);
    }
    const auto found = score_classifier(chance, y);
    EXPECT_NEAR(found.calibration->slope, 1, 0.06);
    EXPECT_NEAR(found.calibration->intercept, 0, 0.06);
    EXPECT_GT(*found.lift_top_decile, 1.5);
}

TEST(Classifier, bins_give_what_the_rows_give) {
    const auto [chance, y] = scored(3000, 7, 256);
    ScoreBins whole, a, b;
    for (std::size_t i = 0; i < chance.size(); ++i) {
        whole.add(chance[i], y[i] == 1);
        (i % 2 == 0 ? a : b).add(chance[i], y[i] == 1);
    }
    a.merge(b);
    const auto rows = score_classifier(chance, y);
    for (const ScoreBins& bins : {whole, a}) {
        EXPECT_EQ(bins.n(), 3000U);
        EXPECT_NEAR(*bins.auc(), rows.auc->auc, 1e-12);
        EXPECT_NEAR(*bins.ks(), *rows.ks, 1e-12);
        EXPECT_NEAR(*bins.lift(), *rows.lift_top_decile, 1e-12);
        EXPECT_NEAR(*bins.brier(), rows.brier, 1e-12);
    }
    std::uint64_t n = 0, events = 0;
    for (const auto& group : whole.calibration()) {
        n += group.n;
        events += group.events;
        EXPECT_GT(group.mean_chance, 0);
    }
    EXPECT_EQ(n, 3000U);
    EXPECT_GT(events, 0U);
    EXPECT_FALSE(ScoreBins().auc());
    EXPECT_FALSE(ScoreBins().brier());
    EXPECT_THROW(whole.add(NAN, true), Fault);
}

TEST(Classifier, says_why_there_is_no_figure) {
    EXPECT_EQ(score_classifier({}, {}).reason, "no_answers");
    EXPECT_EQ(
        score_classifier(std::vector<double>{NAN}, std::vector<double>{1}).reason, "not_finite"
    );
    EXPECT_EQ(
        score_classifier(std::vector<double>{2}, std::vector<double>{1}).reason, "not_finite"
    );
    const auto all = score_classifier(std::vector<double>{.5, .5}, std::vector<double>{1, 1});
    EXPECT_EQ(all.reason, "no_spread");
    EXPECT_EQ(all.base_rate, 1);
    EXPECT_FALSE(score_classifier(std::vector<double>{0, .5}, std::vector<double>{1, 0}).log_loss);
    EXPECT_THROW((void)auc(std::vector<double>{1}, std::vector<double>{}), Fault);
}

}  // namespace
}  // namespace styk::stats
