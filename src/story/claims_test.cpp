#include "story/claims.h"

#include <array>
#include <gtest/gtest.h>

#include "story/compare.h"

namespace styk::story {
namespace {

stats::Difference difference(double lo, double hi) {
    return {.value = (lo + hi) / 2, .lo = lo, .hi = hi};
}

TEST(Claims, hold_by_holm_within_the_page) {
    const auto apart = difference(0.01, 0.2);
    std::array<bool, 4> certain{};
    Claims claims;
    constexpr std::array<double, 4> p{0.02, 0.011, 0.3, 0.04};
    for (std::size_t i = 0; i < p.size(); ++i) {
        claims.add(p[i], certain[i], &apart);
    }
    claims.judge();
    // 0.011 * 4 holds; 0.02 * 3 does not, and so nothing behind it
    EXPECT_EQ(certain, (std::array<bool, 4>{false, true, false, false}));
}

TEST(Claims, of_one_test_hold_at_its_own_level) {
    bool certain = false;
    Claims claims;
    claims.add(0.05, certain);
    claims.judge();
    EXPECT_TRUE(certain);
}

TEST(Claims, are_never_certain_when_their_own_interval_reaches_nothing) {
    for (const auto& [lo, hi] : {std::pair(-0.001, 0.2), std::pair(-0.2, 0.0)}) {
        const auto own = difference(lo, hi);
        bool certain = true;
        Claims claims;
        claims.add(0.0001, certain, &own);
        claims.judge();
        EXPECT_FALSE(certain);
    }
    const stats::Difference unknown;
    bool certain = true;
    Claims claims;
    claims.add(0.0001, certain, &unknown);
    claims.judge();
    EXPECT_FALSE(certain);
}

TEST(Claims, of_pages_that_are_read_as_one_share_the_error) {
    for (const auto& [pages, wanted] : {std::pair(4, true), std::pair(6, false)}) {
        bool certain = !wanted;
        Claims claims;
        claims.add(0.01, certain);
        claims.judge(static_cast<std::size_t>(pages));
        EXPECT_EQ(certain, wanted) << pages;
    }
}

TEST(Claims, without_a_test_claim_nothing) {
    bool certain = true;
    Claims claims;
    claims.add({}, certain);
    claims.judge();
    EXPECT_FALSE(certain);
}

// What is coloured and what may be said: 9 of 10 small p values stand by the false discovery rate.
TEST(Claims, are_fewer_than_what_stands) {
    Comparisons all;
    for (int i = 0; i < 10; ++i) {
        Comparison row;
        row.difference = difference(0.01, 0.1);
        row.difference.p = i == 0 ? 0.001 : 0.03;
        row.stands = true;
        all.rows.push_back(row);
    }
    judge_claims(all);
    EXPECT_EQ(count_certain(all), 1U);
    EXPECT_TRUE(all.rows.front().certain);
}

}  // namespace
}  // namespace styk::story
