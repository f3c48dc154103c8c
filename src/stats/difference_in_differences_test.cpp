// The closed forms against the regression by rows, the bootstrap against a refit of every draw.
#include "stats/difference_in_differences.h"

#include <Eigen/Core>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <string>
#include <vector>

#include "base/result.h"
#include "stats/effect.h"
#include "stats/event_study.h"
#include "stats/least_squares.h"
#include "stats/random.h"
#include "stats/robust_errors.h"

namespace styk::stats {

namespace {

using Eigen::Index;

struct Row {
    CellKey key{};
    std::uint64_t cluster = 0;
    double y = 0;
};

// Branches of different size, the first third of them treated from period `first_post` on.
std::vector<Row> rows_of(
    int branches, int periods, int first_post, double effect, std::uint64_t seed
) {
    Generator random(seed);
    std::vector<Row> rows;
    for (int branch = 0; branch < branches; ++branch) {
        const double level = random.normal();
        for (int period = 0; period < periods; ++period) {
            const double mood = 0.5 * random.normal();
            for (int i = 0; i < 2 + (branch + period) % 3; ++i) {
                const bool treated = branch < (branches + 2) / 3;
                const double moved = treated && period >= first_post ? effect : 0;
                rows.push_back(
                    {{period, treated},
                     static_cast<std::uint64_t>(branch),
                     level + mood + 0.2 * period + moved + random.normal()}
                );
            }
        }
    }
    return rows;
}

ComparisonSums sums_of(const std::vector<Row>& rows, bool clustered = true) {
    ComparisonSums sums;
    for (const auto& row : rows) {
        add(sums, row.key, row.y, clustered ? std::optional(row.cluster) : std::nullopt);
    }
    return sums;
}

struct Regression {
    Eigen::MatrixXd design{};
    Eigen::VectorXd y{};
    std::vector<std::uint64_t> clusters{};
    LinearFit fit{};
};

Regression regression_of(const std::vector<Row>& rows, int first_post = 1) {
    const auto n = static_cast<Index>(rows.size());
    Regression r{.design = Eigen::MatrixXd(n, 4), .y = Eigen::VectorXd(n)};
    for (Index i = 0; i < n; ++i) {
        const auto& row = rows[static_cast<std::size_t>(i)];
        const double treated = row.key.treated ? 1 : 0, post = row.key.period >= first_post ? 1 : 0;
        r.design.row(i) << 1, treated, post, treated * post;
        r.y[i] = row.y;
        r.clusters.push_back(row.cluster);
    }
    r.fit = least_squares(r.design, r.y);
    return r;
}

double error_in(const std::optional<Eigen::MatrixXd>& covariance) {
    return std::sqrt((*covariance)(3, 3));
}

TEST(DifferenceInDifferences, is_the_product_term_of_the_regression) {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        const auto rows = rows_of(9, 2, 1, 1, seed);
        const auto result = difference_in_differences(sums_of(rows));
        const auto r = regression_of(rows);
        EXPECT_NEAR(*result.effect, r.fit.coefficients[3], 1e-12);
        EXPECT_NEAR(*result.se_ols, r.fit.standard_errors[3], 1e-12);
        EXPECT_NEAR(*result.se_hc1, error_in(hc1_covariance(r.fit, r.design)), 1e-12);
        EXPECT_NEAR(*result.se_hc3, error_in(hc3_covariance(r.fit, r.design)), 1e-12);
        EXPECT_NEAR(
            *result.se_clustered, error_in(clustered_covariance(r.fit, r.design, r.clusters)), 1e-12
        );
    }
}

TEST(DifferenceInDifferences, is_the_same_in_any_parts) {
    const auto rows = rows_of(7, 4, 2, 1, 4);
    const auto whole = difference_in_differences(sums_of(rows), 2);
    std::vector<ComparisonSums> parts(5);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        add(parts[i % 4], rows[i].key, rows[i].y, rows[i].cluster);  // the last stays empty
    }
    ComparisonSums merged;
    for (const auto& part : parts) {
        merge(merged, part);
    }
    const auto result = difference_in_differences(merged, 2);
    EXPECT_NEAR(*result.effect, *whole.effect, 1e-12);
    EXPECT_NEAR(*result.se_hc3, *whole.se_hc3, 1e-12);
    EXPECT_NEAR(*result.se_clustered, *whole.se_clustered, 1e-12);
    EXPECT_NEAR(*result.p, *whole.p, 1e-12);
}

TEST(DifferenceInDifferences, with_every_row_its_own_cluster_is_white) {
    auto rows = rows_of(6, 2, 1, 1, 5);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].cluster = i;
    }
    const auto result = difference_in_differences(sums_of(rows));
    const double n = static_cast<double>(rows.size());
    EXPECT_NEAR(*result.se_clustered, *result.se_hc1, 1e-12);
    EXPECT_EQ(result.clusters, n);
}

TEST(DifferenceInDifferences, says_what_is_missing) {
    ComparisonSums sums;
    EXPECT_EQ(difference_in_differences(sums).reason, reason::no_contrast);
    add(sums, {0, false}, 1);
    add(sums, {1, false}, 2);
    add(sums, {0, true}, 1);
    const auto three = difference_in_differences(sums);
    EXPECT_EQ(three.reason, reason::no_contrast);
    EXPECT_EQ(*three.means[control_post], 2);
    EXPECT_FALSE(three.means[treated_post]);
    add(sums, {1, true}, 5);
    const auto four = difference_in_differences(sums);
    EXPECT_EQ(*four.effect, 3);
    EXPECT_FALSE(four.se_ols);  // four rows, four coefficients
    EXPECT_FALSE(four.p);
    add(sums, {1, true}, 6);
    const auto five = difference_in_differences(sums);
    EXPECT_TRUE(five.se_ols);
    EXPECT_FALSE(five.se_hc3);  // a cell of one
    EXPECT_THROW(add(sums, {0, true}, std::nan("")), Fault);
    EXPECT_THROW(add(sums, {0, true}, std::numeric_limits<double>::infinity()), Fault);
}

TEST(DifferenceInDifferences, of_constant_cells_has_no_error) {
    ComparisonSums sums;
    for (int i = 0; i < 24; ++i) {
        add(sums, {i % 2, i % 4 < 2}, 1e15 + i % 4, static_cast<std::uint64_t>(i % 6));
    }
    const auto result = difference_in_differences(sums);
    EXPECT_TRUE(result.effect);
    EXPECT_FALSE(result.se_ols);
    EXPECT_FALSE(result.se_clustered);
    EXPECT_FALSE(result.p);
    EXPECT_FALSE(wild_bootstrap(sums));
}

// p of every pattern of signs by refitting: restricted residuals, then t of the whole regression.
double wild_p_by_refit(const std::vector<Row>& rows, int branches) {
    const auto r = regression_of(rows);
    const Eigen::MatrixXd restricted = r.design.leftCols(3);
    const auto under_null = least_squares(restricted, r.y);
    const Eigen::VectorXd fitted = r.y - under_null.residuals;
    const auto t_of = [&](const Eigen::VectorXd& y) {
        const auto fit = least_squares(r.design, y);
        return std::abs(fit.coefficients[3]) /
               error_in(clustered_covariance(fit, r.design, r.clusters));
    };
    const double observed = t_of(r.y);
    int beyond = 0;
    for (int pattern = 0; pattern < 1 << branches; ++pattern) {
        Eigen::VectorXd y = fitted;
        for (Index i = 0; i < y.size(); ++i) {
            const bool flipped = (pattern >> r.clusters[static_cast<std::size_t>(i)] & 1) != 0;
            y[i] += flipped ? -under_null.residuals[i] : under_null.residuals[i];
        }
        beyond += t_of(y) >= observed * (1 - 1e-9) ? 1 : 0;
    }
    return static_cast<double>(beyond) / (1 << branches);
}

TEST(WildBootstrap, agrees_with_a_refit_of_every_pattern_of_signs) {
    for (const std::uint64_t seed : {6U, 7U, 8U}) {
        const auto rows = rows_of(6, 2, 1, 1, seed);
        const auto result = wild_bootstrap(sums_of(rows));
        ASSERT_TRUE(result);
        EXPECT_TRUE(result->all_signs);
        EXPECT_EQ(result->draws, 64);
        EXPECT_NEAR(result->p, wild_p_by_refit(rows, 6), 1e-12);
    }
}

TEST(WildBootstrap, moves_with_the_effect) {
    auto rows = rows_of(14, 2, 1, 0, 9);
    const auto before = *wild_bootstrap(sums_of(rows));
    for (auto& row : rows) {
        row.y += row.key.treated && row.key.period == 1 ? 3 : 0;
    }
    const auto after = *wild_bootstrap(sums_of(rows));
    ASSERT_TRUE(before.lo && before.hi);
    EXPECT_NEAR(*after.lo, *before.lo + 3, 1e-6);
    EXPECT_NEAR(*after.hi, *before.hi + 3, 1e-6);
    EXPECT_FALSE(before.all_signs);
    EXPECT_EQ(before.draws, 999);
    EXPECT_LT(after.p, before.p);
}

TEST(WildBootstrap, of_very_few_clusters_refuses_nothing) {
    const auto result = wild_bootstrap(sums_of(rows_of(4, 2, 1, 5, 10)));
    ASSERT_TRUE(result);
    EXPECT_GE(result->p, 2.0 / 16);
    EXPECT_FALSE(result->lo);
    EXPECT_FALSE(result->hi);
    EXPECT_FALSE(wild_bootstrap(sums_of(rows_of(4, 2, 1, 5, 10), false)));
    EXPECT_FALSE(wild_bootstrap({}));
}

// Without an effect 12 branches, four of them treated, are refused in about 5 % of all worlds; the
// error that takes rows for independent is wrong far more often.
TEST(WildBootstrap, keeps_its_false_alarms) {
    constexpr int worlds = 300;
    int wild = 0, naive = 0;
    for (int world = 0; world < worlds; ++world) {
        auto rows = rows_of(12, 2, 1, 0, 100 + static_cast<std::uint64_t>(world));
        for (auto& row : rows) {
            Generator shared(
                row.cluster * 7919 + static_cast<std::uint64_t>(world) * 31 +
                (row.key.period == 1 ? 1 : 0)
            );
            row.y += 1.5 * shared.normal();  // what a branch has in common in a period
        }
        const auto sums = sums_of(rows);
        const auto result = difference_in_differences(sums);
        naive += std::abs(*result.t_ols) > 1.96 ? 1 : 0;
        wild += wild_bootstrap(sums, 1, {.draws = 199})->p <= 0.05 ? 1 : 0;
    }
    EXPECT_LT(wild, 0.10 * worlds);
    EXPECT_GT(naive, 0.15 * worlds);
}

// Gaps of a saturated regression: dummies of groups, periods and their products.
TEST(EventStudy, is_the_saturated_regression) {
    const auto rows = rows_of(12, 5, 3, 1, 20);
    const auto study = event_study(sums_of(rows), 3);
    const auto n = static_cast<Index>(rows.size());
    Eigen::MatrixXd design = Eigen::MatrixXd::Zero(n, 10);
    Eigen::VectorXd y(n);
    std::vector<std::uint64_t> clusters;
    const std::vector<int> others{0, 1, 3, 4};  // 2 is the last before the change
    for (Index i = 0; i < n; ++i) {
        const auto& row = rows[static_cast<std::size_t>(i)];
        design(i, 0) = 1;
        design(i, 1) = row.key.treated ? 1 : 0;
        for (std::size_t j = 0; j < others.size(); ++j) {
            const double here = row.key.period == others[j] ? 1 : 0;
            design(i, 2 + static_cast<Index>(j)) = here;
            design(i, 6 + static_cast<Index>(j)) = here * design(i, 1);
        }
        y[i] = row.y;
        clusters.push_back(row.cluster);
    }
    const auto fit = least_squares(design, y);
    const auto covariance = clustered_covariance(fit, design, clusters);
    EXPECT_EQ(study.periods, others);
    EXPECT_EQ(study.pre_periods, 3);
    for (Index j = 0; j < 4; ++j) {
        EXPECT_NEAR(study.effects[j], fit.coefficients[6 + j], 1e-11);
        EXPECT_NEAR(
            *study.standard_errors[static_cast<std::size_t>(j)],
            std::sqrt((*covariance)(6 + j, 6 + j)),
            1e-11
        );
    }
    const Eigen::Matrix2d block = covariance->block(6, 6, 2, 2);
    const Eigen::Vector2d gaps = fit.coefficients.segment(6, 2);
    const double determinant = block(0, 0) * block(1, 1) - block(0, 1) * block(0, 1);
    const double wald = (gaps[0] * gaps[0] * block(1, 1) - 2 * gaps[0] * gaps[1] * block(0, 1) +
                         gaps[1] * gaps[1] * block(0, 0)) /
                        determinant;
    EXPECT_NEAR(*study.pre_f, wald / 2, 1e-9);
    EXPECT_GT(*study.pre_p, 0);
}

TEST(EventStudy, sees_groups_that_drift_apart) {
    auto rows = rows_of(30, 6, 4, 0, 21);
    EXPECT_GT(*event_study(sums_of(rows), 4).pre_p, 0.01);
    for (auto& row : rows) {
        row.y += row.key.treated ? 2.0 * row.key.period : 0;
    }
    EXPECT_LT(*event_study(sums_of(rows), 4).pre_p, 1e-6);
    EXPECT_LT(*event_study(sums_of(rows, false), 4).pre_p, 1e-6);
}

TEST(EventStudy, says_when_a_group_is_missing) {
    auto rows = rows_of(6, 4, 2, 0, 22);
    EXPECT_EQ(event_study(sums_of(rows), 0).reason, reason::no_contrast);
    EXPECT_EQ(event_study(sums_of(rows), 9).reason, reason::no_contrast);
    std::erase_if(rows, [](const Row& row) { return row.key == CellKey{1, true}; });
    EXPECT_EQ(event_study(sums_of(rows), 2).reason, reason::no_contrast);
    EXPECT_EQ(event_study({}, 1).reason, reason::no_contrast);
    const auto two = event_study(sums_of(rows_of(6, 2, 1, 0, 22)), 1);
    EXPECT_FALSE(two.pre_p);  // one period before: nothing to test
    EXPECT_EQ(two.pre_periods, 1);
}

}  // namespace

}  // namespace styk::stats
