#include "stats/lead_lag.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <vector>

#include "base/result.h"
#include "stats/random.h"
#include "stats/series.h"

namespace styk::stats {
namespace {

struct Pair {
    std::vector<double> x, y;
};

// y follows x by `lag` steps; both remember themselves by `memory`.
Pair following(std::size_t n, std::size_t lag, double memory, std::uint64_t seed) {
    Generator generator(seed);
    Pair pair;
    for (std::size_t t = 0; t < n; ++t) {
        pair.x.push_back((t > 0 ? memory * pair.x[t - 1] : 0) + generator.normal());
        pair.y.push_back(
            (t > 0 ? memory * pair.y[t - 1] : 0) + (t >= lag ? pair.x[t - lag] : 0) +
            0.5 * generator.normal()
        );
    }
    return pair;
}

int peak(const CrossCorrelation& found) {
    const auto most =
        std::ranges::max_element(found.correlations, {}, [](double r) { return std::abs(r); });
    return found.lags[static_cast<std::size_t>(most - found.correlations.begin())];
}

TEST(LeadLag, a_negative_lag_says_that_x_leads) {
    const auto [x, y] = following(200, 3, 0, 1);
    const auto found = cross_correlation(x, y, 6);
    ASSERT_TRUE(found);
    EXPECT_EQ(peak(*found), -3);
    EXPECT_EQ(found->lags.front(), -6);
    EXPECT_EQ(found->lags.size(), 13U);
    EXPECT_DOUBLE_EQ(found->bound, 1.96 / std::sqrt(200.0));
    EXPECT_EQ(peak(*cross_correlation(y, x, 6)), 3);
}

TEST(LeadLag, a_series_with_itself_is_its_autocorrelation) {
    const auto x = following(60, 1, 0.6, 2).y;
    const auto cross = cross_correlation(x, x, 5);
    const auto own = autocorrelations(x, 5);
    for (std::size_t lag = 1; lag <= 5; ++lag) {
        EXPECT_NEAR(cross->correlations[5 + lag], (*own)[lag - 1], 1e-12);
        EXPECT_NEAR(cross->correlations[5 - lag], (*own)[lag - 1], 1e-12);
    }
    EXPECT_NEAR(cross->correlations[5], 1, 1e-12);
}

TEST(LeadLag, prewhitening_leaves_the_lead_and_takes_away_the_echo) {
    const auto [x, y] = following(400, 2, 0.8, 3);
    const auto plain = cross_correlation(x, y, 8), white = prewhitened_cross_correlation(x, y, 8);
    const auto beyond = [](const CrossCorrelation& found) {
        return std::ranges::count_if(found.correlations, [&](double r) {
            return std::abs(r) > found.bound;
        });
    };
    EXPECT_EQ(peak(*white), -2);
    EXPECT_GT(beyond(*plain), beyond(*white) + 3);
}

TEST(LeadLag, autoregression_of_order_one_is_the_first_autocorrelation) {
    const auto x = following(300, 1, 0.7, 4).x;
    const auto model = autoregression(x, 1);
    ASSERT_EQ(model->coefficients.size(), 1U);
    EXPECT_NEAR(model->coefficients[0], autocorrelations(x, 1)->front(), 1e-12);
    EXPECT_EQ(innovations(*model, x).size(), 299U);
}

TEST(Granger, sees_who_leads_and_who_follows) {
    const auto [x, y] = following(150, 2, 0.3, 5);
    const auto leads = granger(x, y, 3), follows = granger(y, x, 3);
    EXPECT_LT(leads.p, 1e-20);
    EXPECT_GT(follows.p, 0.001);
    EXPECT_EQ(leads.df1, 3);
    EXPECT_EQ(leads.df2, 150 - 3 - 7);
    EXPECT_GE(choose_granger_lags(x, y, 6), 2);
}

TEST(Granger, does_not_depend_on_units) {
    auto [x, y] = following(80, 1, 0.3, 6);
    const double f = granger(x, y, 2).f;
    for (double& value : x) {
        value = 1e4 + 1e-3 * value;
    }
    EXPECT_NEAR(granger(x, y, 2).f, f, 1e-6 * f);
}

TEST(Granger, says_why_there_is_no_answer) {
    const auto [x, y] = following(30, 1, 0.3, 7);
    const std::vector<double> constant(30, 4.0);
    std::vector<double> bad = x;
    bad[4] = NAN;
    EXPECT_EQ(granger(x, y, 10).reason, "too_few_rows");
    EXPECT_EQ(granger(x, y, 0).reason, "too_few_rows");
    EXPECT_EQ(granger(bad, y, 2).reason, "not_finite");
    EXPECT_EQ(granger(constant, y, 2).reason, "collinear");
    EXPECT_EQ(granger(y, y, 2).reason, "collinear");
    EXPECT_THROW((void)granger(constant, std::vector<double>{1}, 1), Fault);
    EXPECT_FALSE(cross_correlation(constant, y, 3));
    EXPECT_FALSE(cross_correlation(bad, y, 3));
    EXPECT_FALSE(cross_correlation({}, {}, 3));
    EXPECT_FALSE(prewhitened_cross_correlation(constant, y, 3));
}

TEST(DieboldMariano, of_known_losses) {
    // Gains 1, 2, 3, 4: mean 2.5, variance of the mean 1.25 / 4; corrected by sqrt(3 / 4).
    const std::vector<double> a{1, std::sqrt(2.0), std::sqrt(3.0), 2}, b(4, 0.0);
    const auto found = diebold_mariano(a, b);
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->statistic, 2.5 / std::sqrt(1.25 / 4) * std::sqrt(0.75), 1e-12);
    EXPECT_NEAR(found->p_two_sided, 2 * found->p_b_better, 1e-12);
    EXPECT_NEAR(diebold_mariano(b, a)->statistic, -found->statistic, 1e-12);
    EXPECT_FALSE(diebold_mariano(a, a));
    EXPECT_FALSE(diebold_mariano(a, std::vector<double>{1}));
    EXPECT_FALSE(diebold_mariano(std::vector<double>{1, 2}, std::vector<double>{0, 0}));
}

TEST(LeadCheck, only_what_helps_the_forecast_is_called_leading) {
    const auto [x, y] = following(120, 1, 0.3, 8);
    const auto leads = lead_check(x, y, 2), follows = lead_check(y, x, 2);
    ASSERT_TRUE(leads && follows);
    EXPECT_TRUE(leads->leading());
    EXPECT_LT(leads->mase_with, leads->mase_without);
    EXPECT_FALSE(follows->leading());
    const auto few = following(29, 1, 0.3, 9);
    EXPECT_FALSE(lead_check(few.x, few.y, 1));
}

}  // namespace
}  // namespace styk::stats
