// Published examples, with the digits that were printed.
#include "stats/agreement.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "base/result.h"
#include "stats/cross_table.h"
#include "stats/intraclass.h"
#include "stats/random.h"

namespace styk::stats {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Eigen::MatrixXd square(std::initializer_list<double> values) {
    const auto k = static_cast<Eigen::Index>(std::lround(std::sqrt(values.size())));
    Eigen::MatrixXd result(k, k);
    Eigen::Index i = 0;
    for (const double value : values) {
        result(i / k, i % k) = value;
        ++i;
    }
    return result;
}

TEST(Kappa, is_the_published_one) {  // Cohen 1968, n = 200
    const auto r = cohen_kappa(square({88, 14, 18, 10, 40, 10, 2, 6, 12}));
    EXPECT_NEAR(*r.kappa, 0.492, 5e-4);
    EXPECT_NEAR(*r.agreement, 0.7, 1e-15);
    EXPECT_NEAR(*r.pabak, 0.55, 1e-15);
}

TEST(Kappa, of_husbands_and_wives_has_the_published_error) {  // Agresti 2002, p. 432
    const auto r = cohen_kappa(square({7, 7, 2, 3, 2, 8, 3, 7, 1, 5, 4, 9, 2, 8, 9, 14}));
    EXPECT_NEAR(*r.kappa, 0.129, 5e-4);
    EXPECT_NEAR(*r.standard_error, 0.069, 5e-4);
    EXPECT_NEAR(*r.linear, 0.237, 5e-4);
}

TEST(Kappa, of_two_categories_needs_no_weights) {
    Generator random(1);
    for (int trial = 0; trial < 100; ++trial) {
        Eigen::MatrixXd table(2, 2);
        for (double& cell : table.reshaped()) {
            cell = static_cast<double>(1 + random.below(40));
        }
        const auto r = cohen_kappa(table), turned = cohen_kappa(table.transpose());
        EXPECT_NEAR(*r.linear, *r.kappa, 1e-12);
        EXPECT_NEAR(*r.quadratic, *r.kappa, 1e-12);
        EXPECT_NEAR(*turned.kappa, *r.kappa, 1e-12);
        EXPECT_NEAR(*turned.standard_error, *r.standard_error, 1e-12);
        EXPECT_LE(*r.kappa, 1);
    }
}

TEST(Kappa, is_one_in_full_agreement_and_nothing_in_one_category) {
    EXPECT_NEAR(*cohen_kappa(square({5, 0, 0, 7})).kappa, 1, 1e-15);
    EXPECT_NEAR(*cohen_kappa(square({5, 0, 0, 7})).ac1, 1, 1e-15);
    EXPECT_EQ(cohen_kappa(square({5, 0, 0, 0})).reason, reason::no_spread);
    EXPECT_EQ(cohen_kappa(square({0, 0, 0, 0})).reason, reason::no_answers);
    EXPECT_EQ(cohen_kappa(Eigen::MatrixXd()).reason, reason::no_answers);
    EXPECT_EQ(cohen_kappa(square({9})).reason, reason::no_spread);
    EXPECT_THROW(static_cast<void>(cohen_kappa(Eigen::MatrixXd::Ones(2, 3))), Fault);
    EXPECT_THROW(static_cast<void>(cohen_kappa(square({1, -1, 0, 2}))), Fault);
    EXPECT_THROW(static_cast<void>(cohen_kappa(square({1, nan, 0, 2}))), Fault);
}

TEST(Fleiss, is_the_widely_reproduced_one) {  // 10 subjects, 14 raters, kappa .210
    Eigen::MatrixXd counts(10, 5);
    counts << 0, 0, 0, 0, 14, 0, 2, 6, 4, 2, 0, 0, 3, 5, 6, 0, 3, 9, 2, 0, 2, 2, 8, 1, 1, 7, 7, 0,
        0, 0, 3, 2, 6, 3, 0, 2, 5, 3, 2, 2, 6, 5, 2, 1, 0, 0, 2, 2, 3, 7;
    EXPECT_NEAR(*fleiss_kappa(counts).kappa, 0.210, 5e-4);
}

TEST(Fleiss, says_why_not) {
    Eigen::MatrixXd uneven(2, 2), single(2, 2), same(2, 2), unused(2, 3);
    uneven << 1, 2, 2, 2;
    single << 1, 0, 0, 1;
    same << 3, 0, 3, 0;
    unused << 2, 1, 0, 0, 3, 0;
    EXPECT_EQ(fleiss_kappa(uneven).reason, reason::uneven);
    EXPECT_EQ(fleiss_kappa(single).reason, reason::too_few);
    EXPECT_EQ(fleiss_kappa(same).reason, reason::no_spread);
    EXPECT_EQ(fleiss_kappa(Eigen::MatrixXd()).reason, reason::no_answers);
    EXPECT_FALSE(fleiss_kappa(unused).by_category[2]);
    EXPECT_TRUE(fleiss_kappa(unused).kappa);
}

using Ratings = std::vector<std::vector<std::optional<double>>>;

Ratings krippendorff_2011() {
    const std::optional<double> o;
    return {
        {1, 2, 3, 3, 2, 1, 4, 1, 2, o, o, o},
        {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, o, 3},
        {o, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, o},
        {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, o}
    };
}

TEST(Krippendorff, is_the_published_one) {
    const auto ratings = krippendorff_2011();
    EXPECT_NEAR(*krippendorff_alpha(ratings, Scale::nominal), 0.743, 5e-4);
    EXPECT_NEAR(*krippendorff_alpha(ratings, Scale::ordinal), 0.815, 5e-4);
    EXPECT_NEAR(*krippendorff_alpha(ratings, Scale::interval), 0.849, 5e-4);
    EXPECT_NEAR(*krippendorff_alpha(ratings, Scale::ratio), 0.797, 5e-4);
}

TEST(Krippendorff, does_not_mind_where_the_scale_begins_unless_it_is_a_ratio) {
    auto moved = krippendorff_2011();
    for (auto& rater : moved) {
        for (auto& value : rater) {
            value = value ? std::optional(*value * 3 + 10) : value;
        }
    }
    for (const auto scale : {Scale::nominal, Scale::ordinal, Scale::interval}) {
        EXPECT_NEAR(
            *krippendorff_alpha(moved, scale),
            *krippendorff_alpha(krippendorff_2011(), scale),
            1e-12
        );
    }
}

TEST(Krippendorff, is_nothing_without_pairs_or_spread) {
    EXPECT_FALSE(krippendorff_alpha(Ratings{}, Scale::nominal));
    EXPECT_FALSE(krippendorff_alpha(Ratings{{1, 2, 3}}, Scale::nominal));
    EXPECT_FALSE(krippendorff_alpha(Ratings{{2, 2}, {2, 2}}, Scale::interval));
    EXPECT_FALSE(krippendorff_alpha(Ratings{{-1, 2}, {1, 2}}, Scale::ratio));
    EXPECT_EQ(krippendorff_alpha(Ratings{{1, 2}, {1, 2}}, Scale::ratio), 1);
    EXPECT_THROW(static_cast<void>(krippendorff_alpha(Ratings{{1}, {1, 2}}, Scale::ratio)), Fault);
}

TEST(Intraclass, is_that_of_shrout_and_fleiss) {  // 1979, table 2
    Eigen::MatrixXd ratings(6, 4);
    ratings << 9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7;
    const auto r = intraclass(ratings);
    const double published[] = {.17, .29, .71, .44, .62, .91};
    int i = 0;
    for (const auto& icc : {r.icc1, r.icc2, r.icc3, r.icc1k, r.icc2k, r.icc3k}) {
        EXPECT_NEAR(*icc.value, published[i++], 5e-3);
        EXPECT_LT(icc.limits->lo, *icc.value);
        EXPECT_GT(icc.limits->hi, *icc.value);
    }
}

TEST(Intraclass, does_not_mind_the_unit_and_only_the_second_minds_the_raters_level) {
    Generator random(2);
    Eigen::MatrixXd ratings(12, 3);
    for (Eigen::Index i = 0; i < ratings.rows(); ++i) {
        const double subject = random.normal();
        for (double& value : ratings.row(i).reshaped()) {
            value = subject + random.normal();
        }
    }
    const Eigen::MatrixXd scaled = ratings.array() * 5 + 40;
    Eigen::MatrixXd shifted = ratings;
    shifted.col(1).array() += 3;
    const auto a = intraclass(ratings), b = intraclass(scaled), c = intraclass(shifted);
    EXPECT_NEAR(*a.icc1.value, *b.icc1.value, 1e-10);
    EXPECT_NEAR(*a.icc2.value, *b.icc2.value, 1e-10);
    EXPECT_NEAR(*a.icc3.value, *c.icc3.value, 1e-10);
    EXPECT_LT(*c.icc2.value, *a.icc2.value);
}

TEST(Intraclass, says_why_not) {
    EXPECT_EQ(intraclass(Eigen::MatrixXd::Random(1, 3)).reason, reason::too_few);
    EXPECT_EQ(intraclass(Eigen::MatrixXd::Random(3, 1)).reason, reason::too_few);
    EXPECT_EQ(intraclass(Eigen::MatrixXd::Constant(3, 3, 7)).reason, reason::no_spread);
    Eigen::MatrixXd same(2, 2);
    same << 1, 1, 2, 2;
    EXPECT_NEAR(*intraclass(same).icc1.value, 1, 1e-12);
    EXPECT_FALSE(intraclass(same).icc1.limits);
    same(0, 0) = nan;
    EXPECT_THROW(static_cast<void>(intraclass(same)), Fault);
}

TEST(CrossTable, adds_up_and_tests_independence) {
    CrossTable a, b;
    add(a, 1, 1, 30);
    add(a, 1, 2, 10);
    add(b, 2, 1, 20);
    add(b, 2, 2, 40);
    CrossTable ab = a, ba = b;
    merge(ab, b);
    merge(ba, a);
    EXPECT_EQ(ab, ba);
    EXPECT_EQ(ab.n(), 100U);
    const std::uint32_t codes[] = {1, 2};
    const auto test = independence(dense(ab, codes, codes));
    EXPECT_NEAR(test->chi_squared, 100.0 * 1000 * 1000 / (40.0 * 60 * 50 * 50), 1e-12);
    EXPECT_NEAR(test->cramers_v, std::sqrt(test->chi_squared / 100), 1e-15);
    EXPECT_EQ(test->df, 1);
    const std::uint32_t with_none[] = {1, 2, 3};
    EXPECT_FALSE(independence(dense(ab, codes, with_none)));
    EXPECT_FALSE(independence(Eigen::MatrixXd()));
    EXPECT_FALSE(independence(Eigen::MatrixXd::Constant(2, 2, nan)));
}

}  // namespace

}  // namespace styk::stats
