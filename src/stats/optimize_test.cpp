#include "stats/optimize.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <numbers>

namespace styk::stats {
namespace {

using Eigen::VectorXd;

VectorXd point(double x, double y) {
    VectorXd result(2);
    result << x, y;
    return result;
}

// A bent valley with its floor at (1, 1).
double banana(const VectorXd& x) {
    return 100 * std::pow(x[1] - x[0] * x[0], 2) + std::pow(1 - x[0], 2);
}

TEST(optimize, the_simplex_finds_the_floor_of_a_bent_valley) {
    const auto found = nelder_mead(banana, point(-1.2, 1), {.tolerance = 1e-12});
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->converged);
    EXPECT_NEAR(found->at[0], 1, 1e-4);
    EXPECT_NEAR(found->at[1], 1, 1e-4);
}

TEST(optimize, bfgs_finds_it_to_more_digits) {
    const auto found = bfgs(banana, point(-1.2, 1), {.tolerance = 1e-15});
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->at[0], 1, 1e-6);
    EXPECT_LT(found->value, 1e-12);
}

TEST(optimize, points_that_are_not_allowed_are_walked_around) {
    const auto half_plane = [](const VectorXd& x) {
        return x[0] < 0.5 ? std::numeric_limits<double>::quiet_NaN()
                          : x[0] * x[0] + (x[1] - 2) * (x[1] - 2);
    };
    for (const auto& found :
         {nelder_mead(half_plane, point(3, 3), {.tolerance = 1e-10}), bfgs(half_plane, point(3, 3))
         }) {
        ASSERT_TRUE(found);
        EXPECT_GE(found->at[0], 0.5);
        EXPECT_LT(found->value, half_plane(point(3, 3)));
    }
}

TEST(optimize, a_start_that_is_not_allowed_gives_nothing) {
    const auto never = [](const VectorXd&) { return std::numeric_limits<double>::infinity(); };
    EXPECT_FALSE(nelder_mead(never, point(0, 0)));
    EXPECT_FALSE(bfgs(never, point(0, 0)));
}

TEST(optimize, a_search_that_runs_out_of_calls_says_so) {
    const auto found =
        nelder_mead(banana, point(-1.2, 1), {.tolerance = 1e-12, .max_evaluations = 20});
    ASSERT_TRUE(found);
    EXPECT_FALSE(found->converged);
    EXPECT_LE(found->value, banana(point(-1.2, 1)));
}

TEST(optimize, the_same_search_gives_the_same_bits) {
    const auto one = nelder_mead(banana, point(2, -3)), two = nelder_mead(banana, point(2, -3));
    EXPECT_EQ(one->at, two->at);
    EXPECT_EQ(one->evaluations, two->evaluations);
}

TEST(optimize, derivatives_of_a_quadratic_are_its_coefficients) {
    const auto f = [](const VectorXd& x) {
        return 3 * x[0] * x[0] + 2 * x[0] * x[1] + 5 * x[1] * x[1] + 7 * x[0];
    };
    const VectorXd gradient = numerical_gradient(f, point(1, -2));
    EXPECT_NEAR(gradient[0], 6 - 4 + 7, 1e-6);
    EXPECT_NEAR(gradient[1], 2 - 20, 1e-6);
    const Eigen::MatrixXd hessian = numerical_hessian(f, point(1, -2));
    EXPECT_NEAR(hessian(0, 0), 6, 1e-5);
    EXPECT_NEAR(hessian(0, 1), 2, 1e-5);
    EXPECT_EQ(hessian(0, 1), hessian(1, 0));
    EXPECT_NEAR(hessian(1, 1), 10, 1e-5);
}

TEST(optimize, brent_finds_the_least_of_a_curve) {
    const auto found = minimize_on([](double x) { return std::cos(x); }, 2, 5);
    EXPECT_NEAR(found.at, std::numbers::pi, 1e-7);
    EXPECT_NEAR(found.value, -1, 1e-14);
    const auto at_end = minimize_on([](double x) { return x; }, 2, 5);
    EXPECT_NEAR(at_end.at, 2, 1e-6);
}

TEST(optimize, a_grid_finds_the_least_of_several_minima) {
    const auto wavy = [](double x) { return std::cos(3 * x) + (x - 2) * (x - 2) / 10; };
    const auto found = minimize_from_grid(wavy, 0.5, 12);
    for (int i = -6000; i <= 6000; ++i) {
        EXPECT_LE(found.value, wavy(i / 1000.0) + 1e-12);
    }
    EXPECT_NEAR(found.at, 1.0679, 1e-3);  // 3 sin 3x = (x - 2) / 5 near pi / 3
    EXPECT_NEAR(minimize_from_grid([](double x) { return x * x; }, 1, 3).at, 0, 1e-8);
}

TEST(optimize, bisection_finds_a_root_to_the_last_bits) {
    const auto root = root_between([](double x) { return x * x - 2; }, 0, 2);
    ASSERT_TRUE(root);
    EXPECT_NEAR(*root, std::numbers::sqrt2, 1e-15);
    EXPECT_FALSE(root_between([](double x) { return x * x + 1; }, -1, 1));
    EXPECT_FALSE(
        root_between([](double) { return std::numeric_limits<double>::quiet_NaN(); }, -1, 1)
    );
    EXPECT_NEAR(*root_between([](double x) { return x < 0.3 ? -1.0 : 1.0; }, 0, 1), 0.3, 1e-12);
}

}  // namespace
}  // namespace styk::stats
