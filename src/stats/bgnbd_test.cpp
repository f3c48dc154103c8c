#include "stats/bgnbd.h"

#include <boost/math/quadrature/tanh_sinh.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <gtest/gtest.h>
#include <vector>

#include "stats/customer_value.h"
#include "stats/gamma_gamma.h"
#include "stats/random.h"

namespace styk::stats {
namespace {

// Fader, Hardie & Lee 2005, table 2, to the digits of their spreadsheet.
const BgNbd published{0.242592880, 4.413530793, 0.792885759, 2.425751693};

TEST(BgNbd, expectations_are_as_published) {
    const std::vector<std::pair<double, double>> expected{
        {1.0 / 7, .0078}, {1, .0532}, {3, .1506}, {223.0 / 7, 1.0405}, {32, 1.0437}, {78, 1.8576}
    };
    for (const auto& [t, orders] : expected) {
        EXPECT_NEAR(expected_orders(published, t), orders, 4e-4);
    }
    const PurchaseHistory customer{2, 30.43, 38.86, 0};
    EXPECT_NEAR(expected_orders(published, customer, 39), 1.226, 5e-4);
    EXPECT_NEAR(alive(published, customer), 0.7266, 5e-5);
}

// The mean over the chance of leaving, p ~ Beta(a, b), of (1 - (alpha / (alpha + p t))^r) / p.
double by_integral(const BgNbd& m, double t) {
    boost::math::quadrature::tanh_sinh<double> quadrature;
    return quadrature.integrate(
        [&](double p) {
            const double density = std::pow(p, m.a - 1) * std::pow(1 - p, m.b - 1);
            return -std::expm1(-m.r * std::log1p(p * t / m.alpha)) / p * density /
                   boost::math::beta(m.a, m.b);
        },
        0.0,
        1.0
    );
}

TEST(BgNbd, the_closed_form_equals_the_integral) {
    for (const BgNbd& m :
         {published,
          BgNbd{2, 10, 1.7, 1.4},
          BgNbd{0.5, 3, 1, 2},
          BgNbd{0.7, 5, 1.0004, 1.2},
          BgNbd{1, 1, 3, 5}}) {
        for (const double t : {0.1, 3.0, 40.0, 2000.0}) {
            const double expected = by_integral(m, t);
            EXPECT_NEAR(expected_orders(m, t), expected, 2e-8 * expected) << m.a << ' ' << t;
        }
    }
    EXPECT_EQ(expected_orders(published, 0), 0);
}

TEST(BgNbd, hypergeometric_has_its_known_values) {
    EXPECT_NEAR(hypergeometric(1, 1, 2, 0.5), -std::log(0.5) / 0.5, 1e-14);
    EXPECT_NEAR(hypergeometric(1, 1, 2, 0.99), -std::log(0.01) / 0.99, 1e-12);
    EXPECT_NEAR(hypergeometric(0.5, 3, 3, 0.95), std::pow(0.05, -0.5), 1e-12);
    EXPECT_EQ(hypergeometric(2, 3, 4, 0), 1);
}

TEST(BgNbd, nobody_who_never_came_back_is_known_to_have_left_and_silence_kills) {
    EXPECT_EQ(alive(published, {0, 0, 1000, 0}), 1);
    double before = 1.1;
    for (int age = 10; age < 400; age += 10) {
        const double now = alive(published, {5, 10, static_cast<double>(age), 0});
        EXPECT_LT(now, before);
        before = now;
    }
    EXPECT_GE(alive(published, {400, 1, 5000, 0}), 0);
    EXPECT_LT(alive(published, {400, 1, 5000, 0}), 1e-300);
}

std::vector<PurchaseHistory> simulated(const BgNbd& m, std::size_t customers, std::uint64_t seed) {
    Generator generator(seed);
    // Gamma of whole or half shape from sums of squares and logs: r = a = 1, b = 3.
    std::vector<PurchaseHistory> found;
    for (std::size_t i = 0; i < customers; ++i) {
        const double rate = -std::log(generator.uniform()) / m.alpha;
        const double leaving = 1 - std::pow(generator.uniform(), 1 / m.b);
        PurchaseHistory h{0, 0, 30.0 + static_cast<double>(generator.below(20)), 0};
        double now = 0;
        bool here = true;
        while (here) {
            now += -std::log(generator.uniform()) / rate;
            if (now > h.age) {
                break;
            }
            ++h.x;
            h.t_x = now;
            here = generator.uniform() >= leaving;
        }
        found.push_back(h);
    }
    return found;
}

TEST(BgNbd, the_fit_finds_what_was_planted) {
    const BgNbd planted{1, 8, 1, 3};
    const auto counts = collapse(simulated(planted, 20000, 11));
    const auto fit = fit_bg_nbd(counts);
    ASSERT_TRUE(fit.model);
    EXPECT_TRUE(fit.converged);
    EXPECT_TRUE(fit.enough);
    EXPECT_TRUE(fit.heterogeneous);
    EXPECT_NEAR(fit.model->r, planted.r, 0.06);
    EXPECT_NEAR(fit.model->alpha, planted.alpha, 0.6);
    EXPECT_NEAR(fit.model->a, planted.a, 0.15);
    EXPECT_NEAR(fit.model->b, planted.b, 0.6);
    EXPECT_GT(fit.log_likelihood, *log_likelihood(planted, counts));
}

TEST(BgNbd, the_unit_of_time_moves_alpha_alone) {
    auto histories = simulated({1, 8, 1, 3}, 2000, 12);
    const auto weeks = fit_bg_nbd(collapse(histories));
    for (auto& history : histories) {
        history.t_x *= 7;
        history.age *= 7;
    }
    const auto days = fit_bg_nbd(collapse(histories));
    EXPECT_NEAR(days.model->alpha / 7, weeks.model->alpha, 1e-3);
    EXPECT_NEAR(days.model->b, weeks.model->b, 1e-3);
}

TEST(BgNbd, collapsed_and_merged_counts_are_the_customers) {
    const auto histories = simulated({1, 8, 1, 3}, 500, 13);
    const auto whole = collapse(histories);
    const std::span<const PurchaseHistory> all(histories);
    const auto merged = merge(collapse(all.first(200)), collapse(all.subspan(200)));
    EXPECT_EQ(merged, whole);
    double customers = 0;
    for (const auto& history : whole) {
        customers += history.customers;
    }
    EXPECT_EQ(customers, 500);
}

TEST(BgNbd, says_why_there_is_no_model) {
    EXPECT_EQ(fit_bg_nbd({}).reason, "no_customers");
    EXPECT_EQ(fit_bg_nbd(std::vector<HistoryCount>{{0, 0, 10, 5}}).reason, "no_repeats");
    for (const HistoryCount& bad : std::vector<HistoryCount>{
             {1, 12, 10, 1},
             {1, -1, 10, 1},
             {1.5, 2, 10, 1},
             {2, 0, 10, 1},
             {0, 3, 10, 1},
             {1, 1, NAN, 1},
             {1, 1, INFINITY, 1}
         }) {
        EXPECT_EQ(fit_bg_nbd(std::vector<HistoryCount>{bad}).reason, "bad_history");
    }
    EXPECT_FALSE(log_likelihood(BgNbd{0, 1, 1, 1}, std::vector<HistoryCount>{{1, 1, 2, 1}}));
    const auto one = fit_bg_nbd(std::vector<HistoryCount>{{1, 1, 2, 1}});
    EXPECT_FALSE(one.enough);
}

TEST(GammaGamma, expected_values_are_as_published) {
    const GammaGamma note{6.24880331, 3.74458830, 15.44774513};  // Fader & Hardie, note 025
    EXPECT_NEAR(*expected_value(note, 2, 22.35), 24.65, 1e-2);
    EXPECT_NEAR(*expected_value(note, 1, 11.77), 18.91, 1e-2);
    EXPECT_NEAR(*expected_value(note, 0, 0), 35.17, 1e-2);
    EXPECT_FALSE(expected_value({1, 0.5, 3}, 0, 0));
}

TEST(GammaGamma, the_fit_finds_what_was_planted) {
    // p = 2, q = 3, v = 10: the mean of x orders is Gamma(2 x) / (nu x), nu a sum of three
    // exponentials / 10.
    Generator generator(21);
    const auto exponential = [&] { return -std::log(generator.uniform()); };
    std::vector<PurchaseHistory> customers;
    for (int i = 0; i < 8000; ++i) {
        const double nu = (exponential() + exponential() + exponential()) / 10;
        PurchaseHistory h{1 + static_cast<double>(generator.below(5)), 1, 2, 0};
        for (int k = 0; k < 2 * static_cast<int>(h.x); ++k) {
            h.mean_repeat_value += exponential() / nu / h.x;
        }
        customers.push_back(h);
    }
    customers.push_back({0, 0, 2, 0});
    const auto fit = fit_gamma_gamma(customers);
    ASSERT_TRUE(fit.model);
    EXPECT_TRUE(fit.converged);
    EXPECT_TRUE(fit.independent);
    EXPECT_EQ(fit.customers, 8000U);
    EXPECT_NEAR(fit.model->p, 2, 0.15);
    EXPECT_NEAR(fit.model->q, 3, 0.25);
    EXPECT_NEAR(*fit.population_mean, 10, 0.4);
    EXPECT_GT(fit.log_likelihood, *log_likelihood(GammaGamma{2, 3, 10}, customers));
}

TEST(GammaGamma, says_why_there_is_no_model) {
    EXPECT_EQ(fit_gamma_gamma({}).reason, "no_repeats");
    EXPECT_EQ(
        fit_gamma_gamma(std::vector<PurchaseHistory>{{0, 0, 5, 0}, {2, 1, 5, 0}}).reason,
        "no_repeats"
    );
    EXPECT_EQ(
        fit_gamma_gamma(std::vector<PurchaseHistory>{{1, 1, 5, 3}, {2, 1, 5, 3}}).reason, "constant"
    );
    EXPECT_EQ(
        fit_gamma_gamma(std::vector<PurchaseHistory>{{1, 1, 5, NAN}, {2, 1, 5, 3}}).reason,
        "bad_history"
    );
}

TEST(CustomerValue, without_discount_it_is_orders_times_value) {
    const GammaGamma value{6.25, 3.74, 15.44};
    const PurchaseHistory customer{2, 30.43, 38.86, 22.35};
    const auto plain = lifetime_value(published, value, customer, {12, 0, 30.0 / 7});
    const double orders = expected_orders(published, customer, 12 * 30.0 / 7);
    EXPECT_NEAR(*plain, orders * *expected_value(value, 2, 22.35), 1e-9);
    EXPECT_LT(*lifetime_value(published, value, customer, {12, 0.01, 30.0 / 7}), *plain);
    EXPECT_FALSE(lifetime_value(published, value, customer, {12, -1, 30.0 / 7}));
    EXPECT_EQ(*lifetime_value(published, value, customer, {0, 0.01, 30.0 / 7}), 0);
}

TEST(CustomerValue, the_holdout_says_whether_the_model_may_be_shown) {
    std::vector<Purchase> purchases;
    const auto histories = simulated({1, 8, 1, 3}, 3000, 31);
    std::uint32_t id = 0;
    for (const auto& history : histories) {  // the days between first and last order, evenly
        for (int k = 0; k <= static_cast<int>(history.x); ++k) {
            const double at = history.x > 0 ? k * history.t_x / history.x : 0;
            purchases.push_back({id, static_cast<Day>(7 * at), 10});
        }
        ++id;
    }
    const auto check = holdout_check(purchases, id, 7 * 20, 10);
    EXPECT_TRUE(check.reason.empty());
    EXPECT_EQ(check.customers, 3000U);
    EXPECT_GT(check.actual_total, 0);
    EXPECT_TRUE(check.beats_naive());
    EXPECT_EQ(holdout_check({}, 0, 100, 10).reason, "no_customers");
}

}  // namespace
}  // namespace styk::stats
