#include "stats/least_squares.h"

#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "base/result.h"
#include "stats/driver_checks.h"
#include "stats/random.h"
#include "stats/univariate.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

double digits(double got, double wanted) {
    return got == wanted ? 17 : -std::log10(std::abs(got - wanted) / std::abs(wanted));
}

// Anscombe 1973, the first of four: y in column 0, x in column 1.
MatrixXd anscombe() {
    MatrixXd rows(11, 2);
    rows << 8.04, 10, 6.95, 8, 7.58, 13, 8.81, 9, 8.33, 11, 9.96, 14, 7.24, 6, 4.26, 4, 10.84, 12,
        4.82, 7, 5.68, 5;
    return rows;
}

MatrixXd random_rows(Index n, Index columns, std::uint64_t seed) {
    Generator generator(seed);
    MatrixXd rows(n, columns);
    for (double& value : rows.reshaped()) {
        value = generator.normal();
    }
    for (Index j = 1; j < columns; ++j) {
        rows.col(j) += 0.5 * rows.col(0);
    }
    return rows;
}

void expect_anscombe(const LinearFit& fit) {
    ASSERT_EQ(fit.reason, "");
    // By exact fractions from the eleven rows.
    EXPECT_NEAR(fit.coefficients(0), 3.0000909090909091, 1e-13);
    EXPECT_NEAR(fit.coefficients(1), 0.50009090909090909, 1e-14);
    EXPECT_NEAR(fit.standard_errors(0), 1.1247467908086439, 1e-13);
    EXPECT_NEAR(fit.standard_errors(1), 0.11790550059563409, 1e-14);
    EXPECT_NEAR(*fit.r2, 0.6665424595087749, 1e-14);
    EXPECT_NEAR(*fit.adjusted_r2, 0.62949162167641655, 1e-14);
    EXPECT_NEAR(*fit.f, 17.989942967676972, 1e-12);
    EXPECT_NEAR(fit.rss, 13.76269, 1e-12);
    EXPECT_NEAR(*t_value(fit, 1), 4.2414552888928314, 1e-12);
    EXPECT_NEAR(*p_value(fit, 1), 0.0021696288730787969, 1e-14);
    EXPECT_EQ(fit.freedom, 9);
}

}  // namespace

TEST(least_squares, rows_and_moments_give_anscombes_line) {
    const MatrixXd rows = anscombe();
    expect_anscombe(least_squares(with_intercept(rows.col(1)), rows.col(0)));
    const std::array<Index, 1> drivers{1};
    expect_anscombe(least_squares(moments_of(rows), 0, drivers));
}

TEST(least_squares, rows_and_moments_agree_on_six_drivers) {
    const MatrixXd rows = random_rows(80, 7, 5);
    const std::array<Index, 6> drivers{3, 1, 2, 6, 5, 4};
    MatrixXd columns(80, 6);
    for (std::size_t j = 0; j < 6; ++j) {
        columns.col(static_cast<Index>(j)) = rows.col(drivers[j]);
    }
    const auto by_rows = least_squares(with_intercept(columns), rows.col(0));
    const auto by_moments = least_squares(moments_of(rows), 0, drivers);
    ASSERT_EQ(by_moments.reason, "");
    EXPECT_LT((by_rows.coefficients - by_moments.coefficients).norm(), 1e-12);
    EXPECT_LT((*covariance(by_rows) - *covariance(by_moments)).norm(), 1e-12);
    EXPECT_NEAR(by_rows.rss, by_moments.rss, 1e-11);
    EXPECT_EQ(by_rows.residuals.size(), 80);
    EXPECT_NEAR(by_rows.residuals.sum(), 0, 1e-12);
}

// NIST StRD, NoInt1: certified values.
TEST(least_squares, without_intercept_r2_is_about_zero) {
    MatrixXd x(11, 1);
    VectorXd y(11);
    for (Index i = 0; i < 11; ++i) {
        x(i, 0) = static_cast<double>(60 + i);
        y(i) = static_cast<double>(130 + i);
    }
    const auto fit = least_squares(x, y);
    EXPECT_FALSE(fit.intercept);
    EXPECT_GT(digits(fit.coefficients(0), 2.07438016528926), 14);
    EXPECT_GT(digits(fit.standard_errors(0), 0.165289256198347e-01), 14);
    EXPECT_GT(digits(*fit.sigma, 3.56753034006338), 14);
    EXPECT_GT(digits(*fit.r2, 0.999365492298663), 14);
}

// NIST StRD, Wampler 1 and 2 (y is the polynomial itself): all digits of an ill-conditioned design.
TEST(least_squares, polynomials_are_found_to_twelve_digits) {
    for (const long double ratio : {1.0L, 0.1L}) {
        LongVector x(21), y = LongVector::Zero(21);
        for (Index i = 0; i < 21; ++i) {
            x(i) = static_cast<long double>(i);
        }
        const LongMatrix design = polynomial_design(x, 5);
        long double coefficient = 1;
        for (Index j = 0; j <= 5; ++j, coefficient *= ratio) {
            y += coefficient * design.col(j);
        }
        const auto fit = least_squares(design, y);
        ASSERT_EQ(fit.reason, "");
        for (Index j = 0; j <= 5; ++j) {
            EXPECT_GT(
                digits(
                    fit.coefficients(j),
                    static_cast<double>(std::pow(ratio, static_cast<long double>(j)))
                ),
                12
            );
        }
        EXPECT_LT(*fit.sigma, 1e-9);
        EXPECT_NEAR(*fit.r2, 1, 1e-15);
    }
}

TEST(least_squares, dependent_columns_are_refused_by_name) {
    MatrixXd rows = random_rows(30, 4, 1);
    rows.col(3) = 2 * rows.col(1) - rows.col(2);
    const std::array<Index, 3> drivers{1, 2, 3};
    EXPECT_EQ(least_squares(with_intercept(rows.rightCols(3)), rows.col(0)).reason, "collinear");
    EXPECT_EQ(least_squares(moments_of(rows), 0, drivers).reason, "collinear");
    rows.col(3).setConstant(0.1);
    EXPECT_EQ(least_squares(with_intercept(rows.rightCols(3)), rows.col(0)).reason, "collinear");
    EXPECT_EQ(least_squares(moments_of(rows), 0, drivers).reason, "collinear");
    const auto kept = independent_columns(with_intercept(rows.rightCols(3)));
    EXPECT_EQ(kept, (std::vector<Index>{0, 1, 2}));
}

TEST(least_squares, unusable_input_gives_a_reason) {
    constexpr double infinite = std::numeric_limits<double>::infinity();
    const MatrixXd rows = random_rows(10, 3, 2);
    MatrixXd design = with_intercept(rows.rightCols(2));
    VectorXd y = rows.col(0);
    EXPECT_EQ(
        least_squares(MatrixXd(design.topRows(2)), VectorXd(y.head(2))).reason, "too_few_rows"
    );
    EXPECT_EQ(least_squares(MatrixXd(0, 0), VectorXd(0)).reason, "too_few_rows");
    const std::array<Index, 2> drivers{1, 2};
    EXPECT_EQ(least_squares(Moments{empty_moments(3)}, 0, drivers).reason, "too_few_rows");
    y(3) = std::nan("");
    EXPECT_EQ(least_squares(design, y).reason, "not_finite");
    y(3) = 1;
    design(2, 1) = infinite;
    EXPECT_EQ(least_squares(design, y).reason, "not_finite");
    EXPECT_THROW((void)least_squares(design, VectorXd(y.head(3))), Fault);
    const std::array<Index, 1> beyond{7};
    EXPECT_THROW((void)least_squares(moments_of(rows), 0, beyond), Fault);
}

TEST(least_squares, numbers_beyond_a_double_are_refused_and_large_ones_are_not) {
    MatrixXd rows = anscombe();
    rows *= 1e300;
    const auto huge = least_squares(with_intercept(rows.col(1)), rows.col(0));
    EXPECT_EQ(huge.reason, "not_finite");  // squares of 1e300
    const MatrixXd far = anscombe().array() + 1e9;
    EXPECT_NEAR(
        least_squares(with_intercept(far.col(1)), far.col(0)).coefficients(1), 0.50009, 1e-5
    );
}

TEST(least_squares, a_full_fit_has_no_errors_and_a_constant_outcome_no_r2) {
    MatrixXd x(3, 1);
    x << 1, 2, 4;
    VectorXd y(3);
    y << 2, 2, 2;
    const auto constant = least_squares(with_intercept(x), y);
    ASSERT_EQ(constant.reason, "");
    EXPECT_FALSE(constant.r2);
    EXPECT_FALSE(constant.f);
    const auto full = least_squares(with_intercept(x.topRows(2)), VectorXd(y.head(2)));
    ASSERT_EQ(full.reason, "");
    EXPECT_EQ(full.standard_errors.size(), 0);
    EXPECT_FALSE(full.sigma);
    EXPECT_FALSE(covariance(full));
    EXPECT_FALSE(t_value(full, 0));
    EXPECT_FALSE(p_value(full, 9));
}

TEST(least_squares, what_if_moves_the_mean_by_the_slope) {
    const MatrixXd rows = anscombe();
    const std::array<Index, 1> drivers{1};
    const auto fit = least_squares(moments_of(rows), 0, drivers);
    const std::array change{2.0};
    const auto moved = what_if(fit, change);
    ASSERT_TRUE(moved);
    EXPECT_NEAR(moved->value, 2 * 0.50009090909090909, 1e-13);
    // 2 * 2.2621571628 (t of 9 degrees) * standard error
    EXPECT_NEAR(*moved->hi - moved->value, 2 * 2.2621571628 * 0.11790550059563409, 1e-9);
    EXPECT_FALSE(what_if(fit, std::array{1.0, 2.0}));
    EXPECT_FALSE(what_if(fit, std::array{std::nan("")}));
}

// As NIST's NumAcc3 and NumAcc4 are built: small differences far from 0.
TEST(univariate, keeps_the_digits_of_small_differences) {
    for (const long double origin : {1000000.2L, 10000000.2L}) {
        std::vector<long double> values{origin};
        for (int i = 0; i < 500; ++i) {
            values.push_back(origin - 0.1L);
            values.push_back(origin + 0.1L);
        }
        const auto result = univariate(values);
        EXPECT_GT(digits(*result.mean, static_cast<double>(origin)), 15);
        EXPECT_GT(digits(*result.sd, 0.1), 10);
        EXPECT_NEAR(*result.lag1, -0.999, 1e-10);
    }
}

TEST(univariate, says_nothing_where_nothing_is_defined) {
    EXPECT_FALSE(univariate({}).mean);
    const std::array<long double, 1> one{3};
    EXPECT_EQ(*univariate(one).mean, 3);
    EXPECT_FALSE(univariate(one).sd);
    const std::array<long double, 3> same{0.1L, 0.1L, 0.1L};
    EXPECT_EQ(*univariate(same).sd, 0);
    EXPECT_FALSE(univariate(same).lag1);
    const std::array<long double, 2> broken{1, std::numeric_limits<long double>::quiet_NaN()};
    EXPECT_FALSE(univariate(broken).mean);
    const std::array<long double, 2> huge{1e300L, -1e300L};
    EXPECT_FALSE(univariate(huge).mean);
}

}  // namespace styk::stats
