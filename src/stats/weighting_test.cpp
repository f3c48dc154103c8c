#include "stats/weighting.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <map>

#include "base/result.h"
#include "stats/clusters.h"
#include "stats/random.h"
#include "stats/response.h"
#include "stats/weighted_histogram.h"

namespace styk::stats {

namespace {

using Values = std::vector<double>;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

double weight_of(const Raking& raking, const Margin& margin, std::size_t level) {
    double sum = 0;
    for (std::size_t i = 0; i < raking.weights.size(); ++i) {
        sum += margin.level_of_row[i] == level ? raking.weights[i] : 0;
    }
    return sum;
}

TEST(Kish, counts_what_unequal_weights_cost) {
    const auto effect = kish(Values{1, 1, 2});
    EXPECT_NEAR(effect->deff, 18.0 / 16, 1e-15);
    EXPECT_NEAR(effect->n_eff, 16.0 / 6, 1e-15);
    EXPECT_FALSE(kish(Values{}));
    EXPECT_FALSE(kish(Values{0, 0}));
    EXPECT_FALSE(kish(Values{nan}));
    EXPECT_FALSE(kish(Values{1e300, 1e300}));
}

TEST(WeightedMean, with_equal_weights_is_the_plain_one_whatever_their_size) {
    const Values x{1, 4, 4, 9};
    for (const double w : {1.0, 7.5}) {
        const auto mean = weighted_mean(x, Values(4, w));
        EXPECT_NEAR(*mean.mean, 4.5, 1e-15);
        EXPECT_NEAR(*mean.standard_error, std::sqrt(33.0 / 3 / 4), 1e-15);
    }
    EXPECT_FALSE(weighted_mean(Values{}, Values{}).mean);
    EXPECT_FALSE(weighted_mean(Values{1}, Values{0}).mean);
    EXPECT_FALSE(weighted_mean(Values{1}, Values{2}).standard_error);
    EXPECT_FALSE(weighted_mean(Values{nan, 1}, Values{1, 1}).mean);
}

TEST(Rake, of_one_margin_is_the_population_over_the_sample) {
    const Margin margin{{0, 0, 1, 0}, {30, 20}};
    const auto raking = rake(std::vector{margin});
    EXPECT_EQ(raking.weights, (Values{10, 10, 20, 10}));
    EXPECT_EQ(raking.rounds, 1);
    // Within a cell nothing is left of a trait that is the cell itself.
    EXPECT_NEAR(
        *calibrated_error(Values{5, 5, 8, 5}, raking.weights, std::vector{margin}), 0, 1e-15
    );
}

TEST(Rake, meets_every_margin_and_keeps_what_they_do_not_speak_of) {
    Generator random(1);
    std::vector<Margin> margins{
        {{}, {300, 500, 200}}, {{}, {650, 350}}, {{}, {100, 400, 400, 100}}
    };
    for (int i = 0; i < 400; ++i) {
        for (auto& margin : margins) {
            margin.level_of_row.push_back(random.below(margin.targets.size()));
        }
    }
    const auto raking = rake(margins);
    ASSERT_EQ(raking.reason, "");
    for (const auto& margin : margins) {
        for (std::size_t h = 0; h < margin.targets.size(); ++h) {
            EXPECT_NEAR(weight_of(raking, margin, h), margin.targets[h], 1e-7);
        }
    }
    const auto again = rake(margins, Values(400, 17.0));
    for (std::size_t i = 0; i < 400; ++i) {
        EXPECT_NEAR(raking.weights[i], again.weights[i], 1e-9);
    }
    EXPECT_NEAR(raking.n_eff, 400 / raking.deff, 1e-9);
}

TEST(Rake, keeps_the_odds_ratio_of_a_two_by_two_table) {
    // Counts 10 20 / 30 15; the odds ratio is 0.25 before and after.
    std::vector<Margin> margins{{{}, {40, 60}}, {{}, {50, 50}}};
    const int counts[2][2] = {{10, 20}, {30, 15}};
    for (std::size_t i = 0; i < 2; ++i) {
        for (std::size_t j = 0; j < 2; ++j) {
            margins[0].level_of_row.insert(
                margins[0].level_of_row.end(), static_cast<std::size_t>(counts[i][j]), i
            );
            margins[1].level_of_row.insert(
                margins[1].level_of_row.end(), static_cast<std::size_t>(counts[i][j]), j
            );
        }
    }
    const auto w = rake(margins).weights;
    const double a = 10 * w[0], b = 20 * w[10], c = 30 * w[30], d = 15 * w[60];
    EXPECT_NEAR(a * d / (b * c), 0.25, 1e-9);
    EXPECT_NEAR(a + b, 40, 1e-8);
    EXPECT_NEAR(a + c, 50, 1e-8);
}

TEST(Rake, cuts_weights_far_above_the_median_and_says_so) {
    Margin margin{{}, {990, 1000}};
    margin.level_of_row.assign(99, 0);
    margin.level_of_row.push_back(1);
    const auto raking = rake(std::vector{margin}, {}, {.trim = 6});
    EXPECT_EQ(raking.trimmed, 1U);
    EXPECT_TRUE(rake(std::vector{margin}).too_unequal);
    EXPECT_EQ(rake(std::vector{margin}).trimmed, 0U);
}

TEST(Rake, says_why_not) {
    const auto reason_of = [](std::vector<Margin> margins) { return rake(margins).reason; };
    const auto empty = rake(std::vector{Margin{{0, 0}, {1, 1}}});
    EXPECT_EQ(empty.reason, reason::empty_level);
    EXPECT_EQ(empty.level, 1U);
    EXPECT_TRUE(empty.weights.empty());
    EXPECT_EQ(reason_of({{{0, 1}, {1, 1}}, {{0, 1}, {1, 2}}}), reason::totals_differ);
    EXPECT_EQ(reason_of({{{0, 1}, {1, 3}}, {{0, 1}, {3, 1}}}), reason::not_converged);
    EXPECT_EQ(reason_of({{{0, 1}, {-1, 3}}}), reason::bad_target);
    EXPECT_EQ(reason_of({{{0, 1}, {nan, 3}}}), reason::bad_target);
    EXPECT_EQ(reason_of({{{0}, {0}}}), reason::bad_target);
    EXPECT_EQ(reason_of({}), reason::bad_target);
    EXPECT_EQ(reason_of({{{}, {5}}}), reason::no_answers);
    EXPECT_THROW(static_cast<void>(reason_of({{{3}, {5}}})), Fault);
    EXPECT_EQ(reason_of({{{0, 1}, {0, 4}}}), "");  // a target of 0 drops those who have it
}

TEST(Clusters, of_one_answer_each_are_independent_answers) {
    ClusterSums sums{.origin = 5};
    const double answers[] = {3, 9, 10, 7, 6};
    std::uint64_t customer = 0;
    for (const double x : answers) {
        add(sums, customer++, x);
    }
    const auto mean = clustered_mean(sums);
    EXPECT_NEAR(*mean.mean, 7, 1e-12);
    EXPECT_NEAR(*mean.clustered_error, *mean.independent_error, 1e-12);
    EXPECT_NEAR(*mean.clustered_error, std::sqrt(30.0 / 4 / 5), 1e-12);
    EXPECT_NEAR(*mean.design_effect, 1, 1e-12);
}

TEST(Clusters, of_answers_said_twice_know_no_more_than_once) {
    ClusterSums once, twice, left, right;
    Generator random(3);
    for (std::uint64_t c = 0; c < 40; ++c) {
        const double x = random.normal();
        add(once, c, x);
        add(twice, c, x);
        add(twice, c, x);
        add(left, c, x);
        add(right, c, x);
    }
    EXPECT_NEAR(
        *clustered_mean(once).clustered_error, *clustered_mean(twice).clustered_error, 1e-12
    );
    merge(left, right);
    merge(left, ClusterSums{});
    EXPECT_EQ(*clustered_mean(left).clustered_error, *clustered_mean(twice).clustered_error);
    EXPECT_NEAR(*clustered_mean(twice).n_eff, 40 * (80.0 / 79) * (39.0 / 40), 1e-9);
}

TEST(Clusters, already_added_up_say_the_same) {
    Generator random(5);
    ClusterSums sums{.origin = 5};
    ClusterTotals totals;
    std::map<std::uint64_t, std::pair<double, double>> by_customer;
    for (int i = 0; i < 500; ++i) {
        const std::uint64_t customer = random.below(90);
        const double x = static_cast<double>(customer % 5 + random.below(6));
        const double w = 0.5 + static_cast<double>(random.below(4));
        add(sums, customer, x, w);
        totals.n += 1;
        totals.w += w;
        totals.wx += w * x;
        totals.w2 += w * w;
        totals.w2x += w * w * x;
        totals.w2x2 += w * w * x * x;
        by_customer[customer].first += w;
        by_customer[customer].second += w * x;
    }
    for (const auto& [customer, sum] : by_customer) {
        totals.clusters += 1;
        totals.ww += sum.first * sum.first;
        totals.wwx += sum.first * sum.second;
        totals.wxwx += sum.second * sum.second;
    }
    const auto expected = clustered_mean(sums), found = clustered_mean(totals);
    EXPECT_EQ(found.n, expected.n);
    EXPECT_EQ(found.clusters, expected.clusters);
    EXPECT_NEAR(*found.mean, *expected.mean, 1e-12);
    EXPECT_NEAR(*found.independent_error, *expected.independent_error, 1e-12);
    EXPECT_NEAR(*found.clustered_error, *expected.clustered_error, 1e-12);
    EXPECT_NEAR(*found.n_eff, *expected.n_eff, 1e-8);
    EXPECT_EQ(clustered_mean(ClusterTotals{}).reason, reason::no_answers);
    EXPECT_EQ(
        clustered_mean({.n = 2, .w = 2, .w2 = 2, .clusters = 1, .ww = 4}).reason, reason::too_few
    );
}

TEST(Clusters, say_what_they_cannot_say) {
    EXPECT_EQ(clustered_mean(ClusterSums{}).reason, reason::no_answers);
    ClusterSums one;
    add(one, 7, 0.5);
    add(one, 7, 0.75);
    const auto mean = clustered_mean(one);
    EXPECT_EQ(mean.reason, reason::too_few);
    EXPECT_FALSE(mean.clustered_error);
    EXPECT_TRUE(mean.independent_error);
    EXPECT_THROW(add(one, 1, nan), Fault);
    EXPECT_THROW(add(one, 1, 1, -1), Fault);
    ClusterSums other{.origin = 3};
    add(other, 1, 2);
    EXPECT_THROW(merge(one, other), Fault);
}

WeightedHistogram filled(std::uint64_t seed, double weight) {
    Generator random(seed);
    auto h = empty_weighted_histogram(0, 10);
    for (int i = 0; i < 200; ++i) {
        add(h, static_cast<int>(random.below(11)), weight);
    }
    return h;
}

TEST(WeightedHistogram, with_equal_weights_is_the_plain_one) {
    const auto h = filled(1, 2.5);
    auto plain = empty_histogram(0, 10);
    for (std::size_t i = 0; i < 11; ++i) {
        plain.counts[i] = h.levels[i].n;
    }
    const MetricRule box{.kind = Kind::box, .min = 0, .max = 10, .positive = {9, 10}};
    const MetricRule mean{.kind = Kind::mean, .min = 0, .max = 10};
    for (const auto& rule : {nps_rule(), box, mean}) {
        const auto weighted = weighted_estimate(rule, h);
        EXPECT_NEAR(*weighted.value, *value_of(rule, plain), 1e-12);
        EXPECT_NEAR(weighted.n_eff, 200, 1e-9);
    }
    EXPECT_NEAR(
        *weighted_estimate(mean, h).standard_error, std::sqrt(*sample_variance(plain) / 200), 1e-12
    );
    EXPECT_NEAR(*weighted_estimate(mean, h).lo, t_interval(plain)->lo, 1e-12);
    EXPECT_NEAR(
        *weighted_estimate(nps_rule(), h).hi,
        net_adjusted_wald(net_counts(nps_rule(), plain))->hi,
        1e-12
    );
}

TEST(WeightedHistogram, merges_and_travels) {
    auto a = filled(1, 0.5), b = filled(2, 1.5), c = a, d = b;
    merge(a, b);
    merge(d, c);
    EXPECT_EQ(a, d);
    merge(d, WeightedHistogram{});
    EXPECT_EQ(weighted_histogram_from_bytes(to_bytes(d)), a);
    EXPECT_FALSE(weighted_histogram_from_bytes(to_bytes(d) + "x"));
    EXPECT_FALSE(weighted_histogram_from_bytes(""));
    EXPECT_THROW(merge(a, empty_weighted_histogram(1, 10)), Fault);
    EXPECT_THROW(add(a, 11, 1), Fault);
    EXPECT_THROW(add(a, 1, nan), Fault);
}

TEST(WeightedHistogram, says_why_there_is_no_estimate) {
    EXPECT_EQ(weighted_estimate(nps_rule(), {}).reason, reason::no_answers);
    auto h = empty_weighted_histogram(0, 10);
    add(h, 3, 0);
    EXPECT_EQ(weighted_estimate(nps_rule(), h).reason, reason::no_answers);
    add(h, 3, 1);
    EXPECT_EQ(weighted_estimate(wr_rule(), h).reason, reason::out_of_scale);
    const MetricRule mean{.kind = Kind::mean, .min = 0, .max = 10};
    EXPECT_EQ(weighted_estimate(mean, h).reason, reason::no_interval);
}

TEST(Response, bounds_what_the_silent_could_change) {
    const auto r = non_response(0.5, 0.4, 0.3);
    EXPECT_NEAR(r->manski.lo, -0.4, 1e-15);
    EXPECT_NEAR(r->manski.hi, 0.8, 1e-15);
    EXPECT_NEAR(r->assumed->lo, 0.32, 1e-15);
    EXPECT_NEAR(r->assumed->hi, 0.68, 1e-15);
    EXPECT_NEAR(*r->break_even, 0.5 / 0.6, 1e-15);
    EXPECT_FALSE(non_response(0.5, 1)->break_even);
    EXPECT_FALSE(non_response(0.5, 0));
    EXPECT_FALSE(non_response(1.5, 0.5));
    EXPECT_FALSE(non_response(nan, 0.5));
    EXPECT_EQ(response_rate(110, 10, 25), 0.25);
    EXPECT_FALSE(response_rate(10, 10, 0));
    EXPECT_FALSE(response_rate(10, 0, 11));
}

TEST(Response, of_a_finite_population_has_a_smaller_error) {
    EXPECT_NEAR(*finite_population_factor(75, 100), 0.5, 1e-15);
    EXPECT_EQ(finite_population_factor(100, 100), 0);
    EXPECT_FALSE(finite_population_factor(101, 100));
    EXPECT_FALSE(finite_population_factor(0, 0));
    EXPECT_NEAR(*standardized_difference({9, 1, 4}, {99, 0, 4}), 0.5, 1e-15);
    EXPECT_FALSE(standardized_difference({9, 1, 0}, {99, 0, 0}));
}

TEST(SampleSize, gives_the_margin_that_was_asked_for) {
    const auto size = sample_size_of_net(0.5, 0.5, 0.1, 0.95, 1000);
    EXPECT_EQ(size->n, 385);  // 1.96^2 / 0.01
    EXPECT_EQ(size->of_population, 278);
    EXPECT_EQ(sample_size_of_net(1, 0, 0.1)->n, 0);
    EXPECT_FALSE(sample_size_of_net(0.7, 0.7, 0.1));
    EXPECT_FALSE(sample_size_of_net(0.5, 0.2, 0));
    EXPECT_FALSE(sample_size_of_net(0.5, 0.2, nan));
    EXPECT_FALSE(sample_size_of_net(0.5, 0.2, 0.1, 0.95, 0));
}

}  // namespace

}  // namespace styk::stats
