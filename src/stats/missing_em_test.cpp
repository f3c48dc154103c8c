#include "stats/missing_em.h"

#include <array>
#include <cmath>
#include <gtest/gtest.h>

#include "stats/importance.h"
#include "stats/lmg.h"
#include "stats/random.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

using Row = std::vector<std::optional<double>>;

PatternMoments patterns_of(const std::vector<Row>& rows) {
    PatternMoments result;
    for (const auto& row : rows) {
        add(result, row);
    }
    return result;
}

std::vector<Row> complete_rows(Index n, Index variables, std::uint64_t seed) {
    Generator generator(seed);
    std::vector<Row> rows;
    for (Index i = 0; i < n; ++i) {
        const double trait = generator.normal();
        Row row;
        for (Index j = 0; j < variables; ++j) {
            row.emplace_back(5 + trait + generator.normal());
        }
        rows.push_back(row);
    }
    return rows;
}

}  // namespace

// The second answer is missing for some: the likelihood factors into that of the first and of the
// second given the first (Anderson 1957), so the answer has a closed form.
TEST(missing_em, one_variable_with_holes_has_andersons_closed_form) {
    auto rows = complete_rows(60, 2, 1);
    Moments complete = empty_moments(2), first = empty_moments(1);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        add(first, std::array{*rows[i][0]});
        if (i % 3 == 0) {
            rows[i][1] = std::nullopt;
        } else {
            add(complete, std::array{*rows[i][0], *rows[i][1]});
        }
    }
    const double slope = complete.m2(0, 1) / complete.m2(0, 0);
    const double variance = first.m2(0, 0) / first.n;
    const double residual = (complete.m2(1, 1) - slope * complete.m2(0, 1)) / complete.n;
    const auto fit = fit_em(patterns_of(rows));
    ASSERT_EQ(fit.reason, "");
    EXPECT_TRUE(fit.converged);
    EXPECT_EQ(fit.n, 60);
    EXPECT_NEAR(fit.mean(0), first.mean(0), 1e-9);
    EXPECT_NEAR(fit.mean(1), complete.mean(1) + slope * (first.mean(0) - complete.mean(0)), 1e-8);
    EXPECT_NEAR(fit.covariance(0, 0), variance, 1e-9);
    EXPECT_NEAR(fit.covariance(0, 1), slope * variance, 1e-8);
    EXPECT_NEAR(fit.covariance(1, 1), residual + slope * slope * variance, 1e-8);
}

TEST(missing_em, without_holes_it_is_the_sample) {
    const auto patterns = patterns_of(complete_rows(40, 4, 2));
    const Moments sample = listwise(patterns);
    const auto fit = fit_em(patterns);
    EXPECT_TRUE(fit.converged);
    EXPECT_LT((fit.mean - sample.mean).norm(), 1e-12);
    EXPECT_LT((fit.covariance - sample.m2 / 40).norm(), 1e-12);
    EXPECT_LT((*pairwise_correlation(patterns) - *correlation(sample)).norm(), 1e-13);
    EXPECT_EQ(missing_method(patterns), MissingMethod::listwise);
}

TEST(missing_em, rows_without_any_answer_change_nothing) {
    auto rows = complete_rows(30, 3, 3);
    rows[4][1] = rows[7][2] = rows[7][0] = std::nullopt;
    const auto before = fit_em(patterns_of(rows));
    rows.insert(rows.end(), 5, Row(3));
    const auto after = fit_em(patterns_of(rows));
    EXPECT_EQ(after.n, 30);
    EXPECT_EQ(before.mean, after.mean);
    EXPECT_EQ(before.covariance, after.covariance);
}

TEST(missing_em, pieces_added_up_give_the_same_answer_as_the_whole) {
    auto rows = complete_rows(90, 4, 4);
    for (std::size_t i = 0; i < rows.size(); i += 4) {
        rows[i][i / 4 % 4] = std::nullopt;
    }
    PatternMoments pieces;
    for (std::size_t from = 0; from < rows.size(); from += 30) {
        merge(
            pieces,
            patterns_of(
                {rows.begin() + static_cast<std::ptrdiff_t>(from),
                 rows.begin() + static_cast<std::ptrdiff_t>(from + 30)}
            )
        );
    }
    const auto whole = fit_em(patterns_of(rows)), merged = fit_em(pieces);
    EXPECT_LT((whole.covariance - merged.covariance).norm(), 1e-9);
    const std::array<Index, 3> drivers{1, 2, 3};
    const auto shares = lmg(driver_correlations(merged.covariance, 0, drivers));
    EXPECT_NEAR(shares.values.sum(), shares.r2, 1e-13);
    EXPECT_EQ(missing_method(pieces), MissingMethod::em);
}

TEST(missing_em, copies_do_not_stop_it) {
    auto rows = complete_rows(50, 3, 5);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i][2] = rows[i][1];
        if (i % 5 == 0) {
            rows[i][0] = std::nullopt;
        }
    }
    const auto fit = fit_em(patterns_of(rows));
    ASSERT_EQ(fit.reason, "");
    EXPECT_TRUE(fit.covariance.allFinite());
    EXPECT_NEAR(fit.covariance(1, 1), fit.covariance(1, 2), 1e-9);
}

TEST(missing_em, variables_never_answered_or_never_different_are_refused) {
    auto rows = complete_rows(10, 2, 6);
    for (auto& row : rows) {
        row[1] = std::nullopt;
    }
    EXPECT_EQ(fit_em(patterns_of(rows)).reason, "no_answers");
    EXPECT_FALSE(pairwise_correlation(patterns_of(rows)));
    EXPECT_EQ(variables_with_too_many_holes(patterns_of(rows)), (std::vector<Index>{1}));
    for (auto& row : rows) {
        row[1] = 4.4;
    }
    EXPECT_EQ(fit_em(patterns_of(rows)).reason, "no_spread");
    EXPECT_EQ(fit_em(PatternMoments{}).reason, "no_answers");
    EXPECT_TRUE(hole_shares(PatternMoments{}).empty());
    EXPECT_EQ(hole_shares(patterns_of(rows)), (std::vector{0.0, 0.0}));
}

TEST(missing_em, an_indefinite_matrix_is_repaired_and_flagged) {
    MatrixXd indefinite(3, 3);
    indefinite << 1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1;
    EXPECT_LT(least_eigenvalue(indefinite), -0.5);
    const auto repaired = repaired_correlation(indefinite);
    EXPECT_TRUE(repaired.repaired);
    EXPECT_GT(least_eigenvalue(repaired.correlation), 0);
    EXPECT_EQ(repaired.correlation.diagonal(), VectorXd::Ones(3));
    const auto kept = repaired_correlation(MatrixXd::Identity(3, 3));
    EXPECT_FALSE(kept.repaired);
    EXPECT_EQ(kept.correlation, MatrixXd::Identity(3, 3));
}

}  // namespace styk::stats
