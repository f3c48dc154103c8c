#include "stats/moments.h"

#include <Eigen/Dense>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "base/result.h"
#include "stats/random.h"

namespace styk::stats {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Eigen::MatrixXd random_rows(Eigen::Index n, Eigen::Index p, Generator& random, double offset = 0) {
    Eigen::MatrixXd rows(n, p);
    for (double& value : rows.reshaped()) {
        value = offset + std::floor(random.uniform() * 11);
    }
    return rows;
}

void expect_same(const Moments& a, const Moments& b, double limit) {
    ASSERT_EQ(a.n, b.n);
    EXPECT_LE((a.mean - b.mean).cwiseAbs().maxCoeff(), limit * a.mean.cwiseAbs().maxCoeff());
    EXPECT_LE((a.m2 - b.m2).cwiseAbs().maxCoeff(), limit * a.m2.cwiseAbs().maxCoeff());
}

TEST(Moments, of_four_rows_are_those_counted_by_hand) {
    Eigen::MatrixXd rows(4, 2);
    rows << 1, 2, 2, 4, 3, 3, 6, 7;
    const auto m = moments_of(rows);
    EXPECT_EQ(m.n, 4);
    EXPECT_EQ(m.mean, Eigen::Vector2d(3, 4));
    EXPECT_EQ(m.m2, (Eigen::Matrix2d() << 14, 13, 13, 14).finished());
    EXPECT_NEAR((*covariance(m))(0, 1), 13.0 / 3, 1e-15);
    EXPECT_NEAR((*correlation(m))(0, 1), 13.0 / 14, 1e-15);
}

TEST(Moments, of_any_partition_merged_in_any_order_are_those_of_the_whole) {
    Generator random(1);
    for (int trial = 0; trial < 50; ++trial) {
        const auto rows = random_rows(600, 4, random);
        const auto first = static_cast<Eigen::Index>(random.below(600));
        const Moments a = moments_of(rows.topRows(first)),
                      b = moments_of(rows.bottomRows(600 - first));
        Moments ab = a, ba = b, one_by_one = empty_moments(4);
        merge(ab, b);
        merge(ba, a);
        merge(ab, Moments{});
        merge(ba, empty_moments(4));
        for (Eigen::Index i = 0; i < rows.rows(); ++i) {
            const Eigen::VectorXd row = rows.row(i);
            add(one_by_one, {row.data(), 4});
        }
        expect_same(ab, moments_of(rows), 1e-13);
        expect_same(ba, ab, 1e-13);
        expect_same(one_by_one, ab, 1e-12);
    }
}

TEST(Moments, keep_their_digits_far_from_zero) {
    Generator near(2), far(2);
    const auto here = moments_of(random_rows(3000, 3, near));
    const auto there = moments_of(random_rows(3000, 3, far, 1e9));
    EXPECT_LE((here.m2 - there.m2).cwiseAbs().maxCoeff(), 1e-9 * here.m2.cwiseAbs().maxCoeff());
}

TEST(Moments, of_a_weighted_row_are_those_of_so_many_equal_rows) {
    Moments weighted, repeated;
    const double rows[3][2] = {{1, 5}, {2, 3}, {7, 1}};
    for (int i = 0; i < 3; ++i) {
        add(weighted, rows[i], i + 1);
        for (int k = 0; k <= i; ++k) {
            add(repeated, rows[i]);
        }
    }
    add(weighted, rows[0], 0);
    expect_same(weighted, repeated, 1e-14);
}

TEST(Moments, are_the_same_bits_whoever_counts_them) {
    Generator random(3);
    const auto rows = random_rows(5000, 5, random);
    EXPECT_EQ(moments_of(rows).m2, moments_of(Eigen::MatrixXd(rows)).m2);
}

TEST(Moments, travel_as_bytes) {
    Generator random(4);
    const auto m = moments_of(random_rows(100, 3, random));
    const std::string bytes = to_bytes(m);
    const auto back = moments_from_bytes(bytes);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->n, m.n);
    EXPECT_EQ(back->mean, m.mean);
    EXPECT_EQ(back->m2, m.m2);
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        EXPECT_FALSE(moments_from_bytes(bytes.substr(0, length)));
    }
    EXPECT_FALSE(moments_from_bytes(bytes + "x"));
    EXPECT_FALSE(moments_from_bytes("\2" + bytes.substr(1)));
}

TEST(Moments, refuse_what_has_no_place_in_them) {
    Moments m;
    const double good[] = {1, 2}, other[] = {1, 2, 3}, bad[] = {1, nan}, huge[] = {1, INFINITY};
    add(m, good);
    EXPECT_THROW(add(m, other), Fault);
    EXPECT_THROW(add(m, bad), Fault);
    EXPECT_THROW(add(m, huge), Fault);
    EXPECT_THROW(add(m, good, -1), Fault);
    EXPECT_THROW(add(m, good, nan), Fault);
    Moments three;
    add(three, other);
    EXPECT_THROW(merge(m, three), Fault);
    EXPECT_EQ(m.n, 1);
}

TEST(Moments, without_spread_have_no_correlation) {
    EXPECT_FALSE(covariance(Moments{}));
    Moments m;
    const double row[] = {1e9 + 0.1, 2}, next[] = {1e9 + 0.1, 3};
    add(m, row);
    EXPECT_FALSE(covariance(m));
    EXPECT_FALSE(standard_deviations(m));
    add(m, next);
    EXPECT_TRUE(covariance(m));
    EXPECT_FALSE(correlation(m));
}

TEST(Moments, select_some_variables_in_any_order) {
    Generator random(5);
    const auto rows = random_rows(50, 3, random);
    const Eigen::Index chosen[] = {2, 0};
    Eigen::MatrixXd some(50, 2);
    some << rows.col(2), rows.col(0);
    expect_same(select(moments_of(rows), chosen), moments_of(some), 1e-14);
}

TEST(PatternMoments, count_rows_by_what_is_there) {
    using Row = std::vector<std::optional<double>>;
    const std::vector<Row> rows{
        {1, 2, 3}, {2, {}, 5}, {{}, {}, {}}, {4, 5, 1}, {{}, 3, 2}, {7, {}, 1}
    };
    PatternMoments all, first, second;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        add(all, rows[i]);
        add(i % 2 == 0 ? first : second, rows[i]);
    }
    merge(first, second);
    merge(first, PatternMoments{});
    EXPECT_EQ(rows_of(all), 6);
    EXPECT_EQ(all.by_pattern.size(), 4U);
    ASSERT_EQ(first.by_pattern.size(), 4U);
    for (const auto& [pattern, moments] : all.by_pattern) {
        EXPECT_EQ(first.by_pattern[pattern].n, moments.n);
    }
    EXPECT_EQ(listwise(all).n, 2);
    const auto pair = pairwise(all, 2, 0);  // (3,1) (5,2) (1,4) (1,7)
    EXPECT_EQ(pair.n, 4);
    EXPECT_EQ(pair.mean, Eigen::Vector2d(2.5, 3.5));
    EXPECT_NEAR(pair.m2(0, 1), 3 + 10 + 4 + 7 - 4 * 2.5 * 3.5, 1e-12);
}

}  // namespace

}  // namespace styk::stats
