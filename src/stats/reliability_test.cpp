#include "stats/reliability.h"

#include <Eigen/Dense>
#include <cmath>
#include <gtest/gtest.h>

#include "stats/bounded_minimum.h"
#include "stats/one_factor.h"
#include "stats/random.h"
#include "stats/score.h"

namespace styk::stats {

namespace {

using Eigen::VectorXd;

// Items of one cause with the loadings given, plus noise.
Eigen::MatrixXd items_of(Eigen::Index n, const VectorXd& loadings, Generator& random) {
    Eigen::MatrixXd items(n, loadings.size());
    for (Eigen::Index i = 0; i < n; ++i) {
        const double cause = random.normal();
        for (Eigen::Index j = 0; j < loadings.size(); ++j) {
            items(i, j) =
                loadings(j) * cause + std::sqrt(1 - loadings(j) * loadings(j)) * random.normal();
        }
    }
    return items;
}

TEST(Reliability, of_two_items_of_one_variance_is_spearman_and_browns) {
    Eigen::MatrixXd items(4, 2);
    items << 1, 2, 2, 1, 3, 4, 4, 3;  // r = 0.6
    const auto r = reliability(moments_of(items));
    EXPECT_NEAR(*r.alpha, *spearman_brown(0.6), 1e-12);
    EXPECT_NEAR(*r.standardized_alpha, 0.75, 1e-12);
    EXPECT_NEAR(*r.lambda2, 0.75, 1e-12);
    EXPECT_NEAR(*r.item_rest[0], 0.6, 1e-12);
    EXPECT_FALSE(r.alpha_if_deleted[0]);
    EXPECT_FALSE(r.omega);
    EXPECT_FALSE(spearman_brown(-1));
}

TEST(Reliability, of_items_alike_is_one) {
    Eigen::MatrixXd items(5, 4);
    items.colwise() = VectorXd::LinSpaced(5, 1, 5);
    const auto r = reliability(moments_of(items));
    EXPECT_NEAR(*r.alpha, 1, 1e-12);
    EXPECT_NEAR(r.feldt->lo, 1, 1e-12);
    EXPECT_NEAR(*r.error_of_measurement, 0, 1e-6);
    EXPECT_FALSE(r.omega);  // singular
}

TEST(Reliability, bounds_hold_and_units_do_not_matter) {
    Generator random(1);
    for (int trial = 0; trial < 20; ++trial) {
        const auto items = items_of(80, VectorXd::Constant(5, 0.6), random);
        const auto a = reliability(moments_of(items)), b = reliability(moments_of(items * 10));
        EXPECT_NEAR(*a.alpha, *b.alpha, 1e-12);
        EXPECT_NEAR(*a.error_of_measurement * 10, *b.error_of_measurement, 1e-9);
        EXPECT_LE(*a.alpha, *a.lambda2 + 1e-12);  // Guttman
        EXPECT_LT(a.feldt->lo, *a.alpha);
        EXPECT_GT(a.feldt->hi, *a.alpha);
    }
}

TEST(Reliability, says_why_not) {
    EXPECT_EQ(reliability(Moments{}).reason, reason::no_answers);
    EXPECT_EQ(reliability(moments_of(Eigen::MatrixXd::Ones(1, 3))).reason, reason::too_few);
    EXPECT_EQ(reliability(moments_of(Eigen::MatrixXd::Random(9, 1))).reason, reason::too_few);
    EXPECT_EQ(reliability(moments_of(Eigen::MatrixXd::Ones(9, 3))).reason, reason::no_spread);
    Eigen::MatrixXd opposite(3, 2);
    opposite << 1, 3, 2, 2, 3, 1;
    EXPECT_EQ(reliability(moments_of(opposite)).reason, reason::no_spread);
}

TEST(OneFactor, finds_the_loadings_that_made_the_correlations) {
    const VectorXd loadings{{0.9, 0.8, 0.7, 0.6, 0.3}};
    Eigen::MatrixXd r = loadings * loadings.transpose();
    r.diagonal().setOnes();
    const auto factor = one_factor(r);
    EXPECT_LE((factor.loadings - loadings).cwiseAbs().maxCoeff(), 1e-4);
    EXPECT_LT(factor.misfit, 1e-8);
    EXPECT_FALSE(factor.heywood);
}

TEST(OneFactor, of_three_items_has_a_closed_form) {  // l1^2 = r12 r13 / r23
    Eigen::Matrix3d r;
    r << 1, 0.5, 0.4, 0.5, 1, 0.3, 0.4, 0.3, 1;
    const auto factor = one_factor(r);
    EXPECT_NEAR(factor.loadings(0), std::sqrt(0.5 * 0.4 / 0.3), 1e-4);
    EXPECT_NEAR(factor.loadings(2), std::sqrt(0.4 * 0.3 / 0.5), 1e-4);
}

TEST(OneFactor, marks_what_it_cannot_fit) {
    Eigen::Matrix3d r;
    r << 1, 0.8, 0.8, 0.8, 1, 0.5, 0.8, 0.5, 1;  // would need a loading above 1
    EXPECT_TRUE(one_factor(r).heywood);
    EXPECT_EQ(one_factor(Eigen::Matrix2d::Identity()).reason, reason::too_few);
    EXPECT_EQ(one_factor(Eigen::Matrix3d::Ones()).reason, reason::collinear);
}

Slope rosenbrock(const VectorXd& x) {
    const double a = x(1) - x(0) * x(0), b = 1 - x(0);
    return {100 * a * a + b * b, VectorXd{{-400 * a * x(0) - 2 * b, 200 * a}}};
}

TEST(BoundedMinimum, walks_down_the_bent_valley) {
    const VectorXd start{{-1.2, 1}}, far = VectorXd::Constant(2, 10);
    const auto best = bounded_minimum(rosenbrock, start, -far, far);
    EXPECT_TRUE(best.converged);
    EXPECT_NEAR(best.x(0), 1, 1e-5);
    EXPECT_NEAR(best.x(1), 1, 1e-5);
}

TEST(BoundedMinimum, stops_at_the_bound) {  // with x <= 0.5 the least value is at (0.5, 0.25)
    const VectorXd start{{-1.2, 1}}, lower{{-2, -2}}, upper{{0.5, 2}};
    const auto best = bounded_minimum(rosenbrock, start, lower, upper);
    EXPECT_EQ(best.x(0), 0.5);
    EXPECT_NEAR(best.x(1), 0.25, 1e-6);
    EXPECT_NEAR(best.value, 0.25, 1e-9);
}

TEST(BoundedMinimum, of_a_bowl_in_many_variables_is_its_foot_or_the_nearest_bound) {
    const Eigen::Index p = 20;
    const VectorXd foot = VectorXd::LinSpaced(p, -2, 2), scale = VectorXd::LinSpaced(p, 1, 50);
    const auto bowl = [&](const VectorXd& x) {
        const VectorXd away = x - foot;
        return Slope{(scale.array() * away.array().square()).sum(), 2 * scale.cwiseProduct(away)};
    };
    const VectorXd one = VectorXd::Ones(p);
    const auto best = bounded_minimum(bowl, VectorXd::Constant(p, 7), -one, one);
    EXPECT_LE((best.x - foot.cwiseMax(-1).cwiseMin(1)).cwiseAbs().maxCoeff(), 1e-6);
}

TEST(BoundedMinimum, that_starts_at_the_foot_stays_there) {
    const VectorXd one = VectorXd::Ones(2), far = VectorXd::Constant(2, 5);
    const auto best = bounded_minimum(rosenbrock, one, -far, far);
    EXPECT_TRUE(best.converged);
    EXPECT_EQ(best.x, one);
}

}  // namespace

}  // namespace styk::stats
