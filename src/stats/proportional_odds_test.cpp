#include "stats/proportional_odds.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "base/result.h"
#include "stats/polychoric.h"
#include "stats/random.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;

// A row for each group of one binary driver, a column for each level.
struct Expanded {
    std::vector<int> levels{};
    MatrixXd x{};
    std::vector<double> weights{};
};

Expanded from_table(const std::vector<std::vector<double>>& table) {
    Expanded result;
    for (std::size_t group = 0; group < table.size(); ++group) {
        for (std::size_t level = 0; level < table[group].size(); ++level) {
            result.levels.push_back(static_cast<int>(level));
            result.weights.push_back(table[group][level]);
        }
    }
    result.x.resize(static_cast<Index>(result.levels.size()), 1);
    for (Index i = 0; i < result.x.rows(); ++i) {
        result.x(i, 0) = static_cast<double>(i) >= static_cast<double>(table[0].size()) ? 1 : 0;
    }
    return result;
}

Expanded random_answers(Index n, Index drivers, std::uint64_t seed) {
    Generator generator(seed);
    Expanded result{.x = MatrixXd(n, drivers)};
    for (Index i = 0; i < n; ++i) {
        double sum = 0;
        for (Index j = 0; j < drivers; ++j) {
            result.x(i, j) = generator.normal();
            sum += result.x(i, j) / static_cast<double>(j + 1);
        }
        const double noise = std::log(1 / generator.uniform() - 1);
        result.levels.push_back(sum + noise < -1 ? 0 : sum + noise < 0.5 ? 1 : 2);
    }
    return result;
}

}  // namespace

// Two levels and a binary driver: the log odds ratio and Woolf's standard error.
TEST(proportional_odds, of_a_two_by_two_table_is_the_log_odds_ratio) {
    const auto data = from_table({{30, 20}, {12, 38}});
    const auto fit = proportional_odds(data.levels, data.x, data.weights);
    ASSERT_EQ(fit.reason, "");
    EXPECT_NEAR(fit.coefficients(0), std::log(38.0 * 30 / (12 * 20)), 1e-10);
    EXPECT_NEAR(fit.thresholds(0), std::log(30.0 / 20), 1e-10);
    EXPECT_NEAR(
        fit.standard_errors(0), std::sqrt(1.0 / 30 + 1.0 / 20 + 1.0 / 12 + 1.0 / 38), 1e-10
    );
}

// Maximized in 30 digits from the likelihood of the table.
TEST(proportional_odds, of_a_two_by_four_table_is_the_best_of_its_likelihood) {
    const auto data = from_table({{20, 30, 25, 5}, {8, 22, 40, 18}});
    const auto fit = proportional_odds(data.levels, data.x, data.weights);
    ASSERT_EQ(fit.reason, "");
    EXPECT_EQ(fit.n, 168);
    EXPECT_NEAR(fit.thresholds(0), -1.0977560653056, 1e-10);
    EXPECT_NEAR(fit.thresholds(1), 0.52598723599893, 1e-10);
    EXPECT_NEAR(fit.thresholds(2), 2.5979583270616, 1e-10);
    EXPECT_NEAR(fit.coefficients(0), 1.2069727989909, 1e-10);
    EXPECT_NEAR(fit.standard_errors(0), 0.29635820603904, 1e-10);
    EXPECT_NEAR(std::sqrt(fit.covariance(0, 0)), 0.239058905035, 1e-10);
    EXPECT_NEAR(fit.log_likelihood, -209.940230677024, 1e-9);
    EXPECT_NEAR(fit.null_log_likelihood, -218.608009379021, 1e-9);
    EXPECT_NEAR(fit.aic, 2 * 4 + 2 * 209.940230677024, 1e-9);
    EXPECT_NEAR(fit.mcfadden_r2, 1 - 209.940230677024 / 218.608009379021, 1e-12);
}

TEST(proportional_odds, weights_are_numbers_of_equal_rows) {
    const auto table = from_table({{3, 2, 4}, {1, 2, 6}});
    Expanded rows;
    for (std::size_t i = 0; i < table.levels.size(); ++i) {
        rows.levels.insert(
            rows.levels.end(), static_cast<std::size_t>(table.weights[i]), table.levels[i]
        );
    }
    rows.x = MatrixXd::Zero(18, 1);
    rows.x.bottomRows(9).setOnes();
    const auto a = proportional_odds(table.levels, table.x, table.weights);
    const auto b = proportional_odds(rows.levels, rows.x);
    EXPECT_NEAR(a.coefficients(0), b.coefficients(0), 1e-9);
    EXPECT_NEAR(a.log_likelihood, b.log_likelihood, 1e-10);
}

TEST(proportional_odds, follows_unit_and_origin_of_its_drivers) {
    const auto data = random_answers(200, 3, 7);
    const auto fit = proportional_odds(data.levels, data.x);
    MatrixXd moved = data.x;
    moved.col(1) = (moved.col(1).array() * 100 + 5000).eval();
    const auto other = proportional_odds(data.levels, moved);
    EXPECT_NEAR(fit.coefficients(1), 100 * other.coefficients(1), 1e-9);
    EXPECT_NEAR(fit.coefficients(2), other.coefficients(2), 1e-9);
    EXPECT_NEAR(fit.thresholds(0), other.thresholds(0) - 5000 * other.coefficients(1), 1e-8);
    EXPECT_NEAR(fit.standard_errors(1), 100 * other.standard_errors(1), 1e-9);
}

TEST(proportional_odds, turned_round_levels_turn_the_slopes_round) {
    const auto data = random_answers(150, 2, 8);
    std::vector<int> turned;
    for (const int level : data.levels) {
        turned.push_back(2 - level);
    }
    const auto fit = proportional_odds(data.levels, data.x),
               other = proportional_odds(turned, data.x);
    EXPECT_LT((fit.coefficients + other.coefficients).norm(), 1e-9);
    EXPECT_NEAR(fit.thresholds(0), -other.thresholds(1), 1e-9);
    EXPECT_NEAR(fit.log_likelihood, other.log_likelihood, 1e-9);
}

TEST(proportional_odds, without_drivers_is_the_null_model) {
    const auto data = random_answers(50, 1, 9);
    const auto fit = proportional_odds(data.levels, MatrixXd(50, 0));
    ASSERT_EQ(fit.reason, "");
    EXPECT_NEAR(fit.log_likelihood, fit.null_log_likelihood, 1e-10);
    EXPECT_NEAR(fit.mcfadden_r2, 0, 1e-12);
}

TEST(proportional_odds, unusable_input_gives_a_reason) {
    std::vector<int> levels{0, 0, 1, 1, 2, 2};
    MatrixXd x(6, 1);
    x << 1, 2, 3, 4, 5, 6;
    EXPECT_EQ(proportional_odds(levels, x).reason, "separated");
    x.setConstant(0.1);
    EXPECT_EQ(proportional_odds(levels, x).reason, "no_spread");
    x(2, 0) = std::nan("");
    EXPECT_EQ(proportional_odds(levels, x).reason, "not_finite");
    x << 1, 2, 1, 2, 2, 1;
    const MatrixXd copies = x.replicate(1, 2);
    EXPECT_EQ(proportional_odds(levels, copies).reason, "separated");
    EXPECT_EQ(proportional_odds({}, MatrixXd(0, 1)).reason, "no_answers");
    const std::vector<int> one(6, 0), gap{0, 0, 2, 2, 2, 0};
    EXPECT_EQ(proportional_odds(one, x).reason, "no_spread");
    EXPECT_THROW((void)proportional_odds(gap, x), Fault);
    EXPECT_THROW((void)proportional_odds(levels, MatrixXd(x.topRows(3))), Fault);
    EXPECT_THROW((void)proportional_odds(levels, x, std::vector<double>(6, -1.0)), Fault);
}

TEST(proportional_odds, importance_sums_to_mcfaddens_r2) {
    const auto data = random_answers(200, 4, 10);
    const auto shares = ordinal_importance(data.levels, data.x);
    ASSERT_EQ(shares.reason, "");
    EXPECT_NEAR(shares.values.sum(), proportional_odds(data.levels, data.x).mcfadden_r2, 1e-12);
    EXPECT_GT(shares.values.minCoeff(), -1e-12);
    EXPECT_GT(shares.values(0), shares.values(3));
    EXPECT_EQ(ordinal_importance(data.levels, MatrixXd(200, 11)).reason, "too_many_drivers");
    EXPECT_EQ(ordinal_importance(data.levels, MatrixXd(200, 0)).reason, "no_drivers");
}

// Integrated in 40 digits: the density of x times the distribution of y given x.
TEST(polychoric, the_normal_distribution_of_two_is_exact_to_fifteen_places) {
    EXPECT_NEAR(bivariate_normal_cdf(0.5, -1.25, 0.6), 0.10224190630700056, 1e-15);
    EXPECT_NEAR(bivariate_normal_cdf(-0.3, 2, -0.85), 0.35936781388929995, 1e-15);
    EXPECT_NEAR(bivariate_normal_cdf(1, 1, 0.97), 0.81769951516543505, 1e-15);
    EXPECT_NEAR(bivariate_normal_cdf(0, 0.7, -0.4), 0.32850518995139648, 1e-15);
    EXPECT_NEAR(bivariate_normal_cdf(-2.5, -3, 0.3), 7.6634093349772816e-5, 1e-16);
}

TEST(polychoric, the_normal_distribution_of_two_has_its_limits) {
    const double infinite = std::numeric_limits<double>::infinity(), pi = std::acos(-1.0);
    const auto phi = [](double x) { return std::erfc(-x / std::sqrt(2.0)) / 2; };
    for (const double rho : {-1.0, -0.9, -0.2, 0.0, 0.5, 0.999, 1.0}) {
        EXPECT_NEAR(bivariate_normal_cdf(0, 0, rho), 0.25 + std::asin(rho) / (2 * pi), 1e-15);
        EXPECT_NEAR(bivariate_normal_cdf(infinite, -0.4, rho), phi(-0.4), 1e-16);
        EXPECT_EQ(bivariate_normal_cdf(0.3, -infinite, rho), 0);
        EXPECT_NEAR(
            bivariate_normal_cdf(0.7, -0.4, rho),
            phi(0.7) - bivariate_normal_cdf(0.7, 0.4, -rho),
            1e-15
        );
    }
    EXPECT_EQ(bivariate_normal_cdf(infinite, infinite, 0.5), 1);
    EXPECT_NEAR(bivariate_normal_cdf(1, -2, 0), phi(1) * phi(-2), 1e-16);
}

// Split at both medians: P(both below) = 1/4 + asin(rho) / 2 pi (Sheppard 1899).
TEST(polychoric, of_a_table_split_at_the_medians_is_sheppards) {
    MatrixXd counts(2, 2);
    counts << 35, 15, 15, 35;
    const auto result = polychoric(counts);
    ASSERT_TRUE(result.rho);
    EXPECT_NEAR(*result.rho, std::sin(2 * std::acos(-1.0) * (0.35 - 0.25)), 1e-7);
    EXPECT_NEAR(result.row_thresholds(0), 0, 1e-15);
}

TEST(polychoric, is_symmetric_and_blind_to_empty_levels) {
    MatrixXd counts(3, 4);
    counts << 20, 8, 3, 1, 7, 15, 9, 4, 2, 6, 12, 18;
    const double rho = *polychoric(counts).rho;
    EXPECT_GT(rho, 0.4);
    EXPECT_NEAR(*polychoric(counts.transpose()).rho, rho, 1e-7);
    EXPECT_NEAR(*polychoric(counts.rowwise().reverse()).rho, -rho, 1e-7);
    EXPECT_NEAR(*polychoric(100 * counts).rho, rho, 1e-7);
    MatrixXd with_empty = MatrixXd::Zero(4, 4);
    with_empty.topRows(2) = counts.topRows(2);
    with_empty.bottomRows(1) = counts.bottomRows(1);
    EXPECT_NEAR(*polychoric(with_empty).rho, rho, 1e-9);
}

TEST(polychoric, of_independent_answers_is_nothing_and_of_equal_ones_nearly_one) {
    EXPECT_NEAR(*polychoric(MatrixXd::Constant(3, 3, 7)).rho, 0, 1e-7);
    EXPECT_GT(*polychoric(MatrixXd(MatrixXd::Identity(4, 4) * 25)).rho, 0.99);
}

TEST(polychoric, unusable_tables_give_a_reason) {
    EXPECT_EQ(polychoric(MatrixXd::Zero(3, 3)).reason, "no_answers");
    EXPECT_EQ(polychoric(MatrixXd(0, 0)).reason, "no_answers");
    EXPECT_EQ(polychoric(MatrixXd::Constant(1, 4, 5)).reason, "no_spread");
    EXPECT_THROW((void)polychoric(MatrixXd::Constant(2, 2, -1)), Fault);
    EXPECT_THROW((void)polychoric(MatrixXd::Constant(2, 2, std::nan(""))), Fault);
}

}  // namespace styk::stats
