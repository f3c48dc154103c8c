// Values typed from the reference cases; in each comment the id of the case.
#include <cmath>
#include <gtest/gtest.h>
#include <random>

#include "base/result.h"
#include "stats/difference.h"
#include "stats/interval.h"
#include "stats/multiplicity.h"
#include "stats/score.h"

namespace styk::stats {

namespace {

Histogram histogram_of(int min, std::vector<std::uint64_t> counts) {
    return {.min = min, .counts = std::move(counts)};
}

void expect_interval(
    const std::optional<Interval>& got, double lo, double hi, double limit = 1e-8
) {
    ASSERT_TRUE(got);
    EXPECT_NEAR(got->lo, lo, limit);
    EXPECT_NEAR(got->hi, hi, limit);
}

TEST(Histogram, gives_mean_spread_and_quantiles) {  // histogram_a
    const auto h = histogram_of(0, {3, 1, 2, 4, 3, 9, 8, 20, 31, 40, 55});
    EXPECT_EQ(h.n(), 176U);
    EXPECT_NEAR(*mean(h), 8.068181818181818, 1e-12);
    EXPECT_NEAR(std::sqrt(*sample_variance(h)), 2.2080137398405553, 1e-12);
    EXPECT_EQ(quantile(h, 0.25), 7.0);
    EXPECT_EQ(quantile(h, 0.5), 9.0);
    EXPECT_EQ(quantile(h, 0.75), 10.0);
    EXPECT_NEAR(*value_of(nps_rule(), h), 0.3693181818181818, 1e-12);
}

TEST(Histogram, without_ratings_has_no_moments) {
    EXPECT_FALSE(mean(empty_histogram(0, 10)));
    EXPECT_FALSE(quantile(Histogram{}, 0.5));
    EXPECT_FALSE(sample_variance(histogram_of(1, {0, 1, 0})));
}

TEST(Histogram, merges_in_any_order_and_refuses_another_scale) {
    std::mt19937 random(5);
    for (int i = 0; i < 200; ++i) {
        auto a = empty_histogram(1, 5), b = a, c = a;
        for (auto* h : {&a, &b, &c}) {
            for (auto& count : h->counts) {
                count = random() % 100;
            }
            h->missing = random() % 9;
        }
        Histogram left = a, right = c;
        merge(left, b);
        merge(left, c);
        merge(right, b);
        merge(right, Histogram{});
        merge(right, a);
        EXPECT_EQ(left, right);
        EXPECT_EQ(from_bytes(to_bytes(left)), left);
    }
    auto nps = empty_histogram(0, 10);
    EXPECT_THROW(merge(nps, empty_histogram(1, 10)), Fault);
}

TEST(Histogram, reads_only_its_own_bytes) {
    const std::string bytes = to_bytes(histogram_of(-3, {1, 2, 3}));
    EXPECT_EQ(from_bytes(bytes)->min, -3);
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        EXPECT_FALSE(from_bytes(bytes.substr(0, length)));
    }
    EXPECT_FALSE(from_bytes(bytes + "x"));
}

struct NetCase {
    NetCounts counts;
    double score_lo, score_hi, wald_lo, wald_hi, bayes_mean, bayes_sd, bayes_lo, bayes_hi, above_0;
};

const NetCase net_cases[] = {
    // nps_counts_*, wr_1_10_CUSL1
    {{19, 9, 8},
     0.0231775180282761,
     0.538673420246493,
     0.0287843903290993,
     0.535318173773465,
     0.293333333333333,
     0.130992437793251,
     0.0258670015681877,
     0.537328563147814,
     0.98385961323362},
    {{0, 0, 1},
     -1,
     0.586901371245525,
     -0.98498649420252,
     0.48498649420252,
     -0.4,
     0.427617987059879,
     -0.976324342710912,
     0.586406285605307,
     0.181690113813865},
    {{5, 0, 0},
     0.13103507043365,
     1,
     0.17491453034169,
     1,
     0.769230769230769,
     0.210193861865838,
     0.216018174847127,
     0.993500905930794,
     0.993127696691089},
    {{0, 5, 0},
     -0.434482464783175,
     0.434482464783175,
     -0.300056979772207,
     0.300056979772207,
     0,
     0.143222974807887,
     -0.316037935854139,
     0.316037935854144,
     0.5},
    {{0, 0, 7},
     -1,
     -0.291339129866625,
     -1,
     -0.328122980617263,
     -0.823529411764706,
     0.166378066161541,
     -0.995230897530039,
     -0.380477675578124,
     0.00150177355016456},
    {{3, 4, 3},
     -0.444217809095524,
     0.444217809095524,
     -0.412890956242421,
     0.412890956242421,
     0,
     0.220670913746948,
     -0.431035667593525,
     0.431035667593526,
     0.5},
    {{50, 30, 20},
     0.139551416141957,
     0.443393066335859,
     0.140511301787616,
     0.442012970057044,
     0.295566502463054,
     0.0772798419293641,
     0.14016675086249,
     0.442726522600304,
     0.999863675040122},
    {{450, 350, 200},
     0.201849942363367,
     0.296802999269856,
     0.201819994673326,
     0.296684491867052,
     0.249625561657514,
     0.0242125262097883,
     0.201843369207485,
     0.296745479836807,
     1},
    {{105, 77, 68},
     0.0451914724885276,
     0.247335552371741,
     0.0455089527292669,
     0.246981165847808,
     0.147117296222664,
     0.0515196937338219,
     0.0453374468871087,
     0.247196440394853,
     0.997618047180733},
};

TEST(Net, intervals_are_those_of_the_reference) {
    for (const auto& c : net_cases) {
        SCOPED_TRACE(
            testing::Message() << c.counts.positive << " " << c.counts.neutral << " "
                               << c.counts.negative
        );
        expect_interval(net_score_interval(c.counts), c.score_lo, c.score_hi, 2e-8);
        expect_interval(net_adjusted_wald(c.counts), c.wald_lo, c.wald_hi);
        const NetPosterior posterior(c.counts);
        EXPECT_NEAR(posterior.mean(), c.bayes_mean, 1e-9);
        EXPECT_NEAR(posterior.sd(), c.bayes_sd, 1e-9);
        expect_interval(posterior.interval(), c.bayes_lo, c.bayes_hi, 2e-8);
        EXPECT_NEAR(1 - posterior.below(0), c.above_0, 1e-8);
    }
}

TEST(Net, mirrored_counts_give_the_mirrored_interval_which_holds_the_value_and_shrinks_with_n) {
    std::mt19937 random(17);
    for (int i = 0; i < 3000; ++i) {
        const NetCounts c{random() % 30, random() % 30, random() % 30 + (i % 2 == 1 ? 1U : 0U)};
        if (c.n() == 0) {
            continue;
        }
        const auto interval = *net_score_interval(c);
        const auto mirror = *net_score_interval({c.negative, c.neutral, c.positive});
        EXPECT_NEAR(interval.lo, -mirror.hi, 1e-10);
        EXPECT_LE(interval.lo, net_value(c) + 1e-12);
        EXPECT_GE(interval.hi, net_value(c) - 1e-12);
        EXPECT_GE(interval.lo, -1);
        EXPECT_LE(interval.hi, 1);
        const auto tenfold =
            *net_score_interval({c.positive * 10, c.neutral * 10, c.negative * 10});
        EXPECT_LT(tenfold.hi - tenfold.lo, interval.hi - interval.lo);
        if (i % 60 != 0) {
            continue;
        }
        EXPECT_NEAR(
            NetPosterior(c).below(0.3) +
                NetPosterior({c.negative, c.neutral, c.positive}).below(-0.3),
            1,
            1e-8
        );
    }
}

struct ShareCase {
    std::uint64_t k, n;
    double wilson_lo, wilson_hi, clopper_lo, clopper_hi;
};

TEST(Share, intervals_are_those_of_the_reference) {  // prop_*, newcombe_single_81_263
    const ShareCase cases[] = {
        {0, 1, 0, 0.793450685622763, 0, 0.975},
        {1, 1, 0.206549314377238, 1, 0.025, 1},
        {0, 10, 0, 0.277532799862889, 0, 0.308497107818761},
        {10, 10, 0.722467200137111, 1, 0.691502892181239, 1},
        {1, 10, 0.0178762130950729, 0.404150026795238, 0.00252857854446179, 0.445016117028195},
        {27, 30, 0.743789174208159, 0.965400111252666, 0.734711549525792, 0.978882862970277},
        {9999, 10000, 0.999433731102599, 0.999982347326399, 0.999442963002053, 0.999997468222407},
        {81, 263, 0.255288519878274, 0.3662095769828, 0.252736745585271, 0.367621922601351},
    };
    for (const auto& c : cases) {
        expect_interval(
            wilson(static_cast<double>(c.k), static_cast<double>(c.n)),
            c.wilson_lo,
            c.wilson_hi,
            1e-10
        );
        expect_interval(clopper_pearson(c.k, c.n), c.clopper_lo, c.clopper_hi, 1e-10);
    }
    expect_interval(jeffreys(67, 250), 0.21599003558546, 0.325346109887031, 1e-9);  // csat_CUSA1
    expect_interval(agresti_coull(67, 250), 0.216800260935559, 0.326221590030328, 1e-9);
    EXPECT_FALSE(wilson(0, 0));
    EXPECT_FALSE(clopper_pearson(0, 0));
}

TEST(Estimate, of_a_recommendation_index_is_that_of_the_reference) {  // wr_1_10_CUSL1
    const auto wr = estimate(wr_rule(), histogram_of(1, {15, 4, 9, 7, 21, 12, 34, 43, 24, 81}));
    EXPECT_NEAR(*wr.value, 0.148, 1e-12);
    EXPECT_NEAR(*wr.lo, 0.0451914724885276, 2e-8);
    EXPECT_EQ(wr.n, 250U);
    EXPECT_EQ(wr.counts, (NetCounts{105, 77, 68}));
    EXPECT_EQ(name(wr.method), "score");
    EXPECT_EQ(wr.tier, Tier::normal);  // wider than ten points
    EXPECT_EQ(wr.reason, "");
}

TEST(Estimate, of_a_mean_is_students_t) {
    const auto h = histogram_of(0, {3, 1, 2, 4, 3, 9, 8, 20, 31, 40, 55});
    const auto e = estimate({.kind = Kind::mean, .min = 0, .max = 10}, h);
    // mean +- t(175, .975) sd / sqrt(176), t = 1.973612462
    EXPECT_NEAR(*e.hi - *e.value, 1.973612462 * 2.2080137398405553 / std::sqrt(176.0), 1e-7);
    EXPECT_EQ(e.method, Method::t);
    EXPECT_EQ(e.tier, Tier::solid);
    const auto index = estimate({.kind = Kind::index, .min = 0, .max = 10}, h);
    EXPECT_NEAR(*index.value, 80.68181818181818, 1e-9);
    EXPECT_NEAR(*index.lo, *e.lo * 10, 1e-9);
}

TEST(Estimate, of_equal_answers_still_has_a_width) {
    const auto e =
        estimate({.kind = Kind::mean, .min = 1, .max = 5}, histogram_of(1, {0, 0, 0, 0, 40}));
    EXPECT_EQ(e.value, 5.0);
    EXPECT_EQ(e.hi, 5.0);
    EXPECT_LT(*e.lo, 4.99);
    EXPECT_EQ(e.method, Method::smoothed_t);
}

TEST(Estimate, without_a_value_says_why) {
    const MetricRule csat{
        .kind = Kind::box, .min = 1, .max = 5, .positive = {4, 5}, .negative = {1, 2}
    };
    EXPECT_EQ(estimate(csat, empty_histogram(1, 5)).reason, "no_answers");
    EXPECT_EQ(estimate(csat, {}).reason, "no_answers");
    const auto raw = estimate(csat, histogram_of(1, {1, 0, 2, 2, 2}));
    EXPECT_EQ(raw.reason, "too_few");
    EXPECT_EQ(raw.tier, Tier::raw);
    EXPECT_FALSE(raw.value);
    EXPECT_EQ(raw.counts.positive, 4U);
    const auto hidden = estimate(csat, histogram_of(1, {1, 0, 2, 2, 2}), {.anonymous_below = 10});
    EXPECT_EQ(hidden.tier, Tier::hidden);
    EXPECT_EQ(hidden.counts, NetCounts{});
    EXPECT_EQ(
        estimate(wr_rule(), histogram_of(0, {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 99})).reason,
        "out_of_scale"
    );
    const TierLimits lenient{.mean = {1, 15, 50}};
    const auto one = estimate(
        {.kind = Kind::mean, .min = 1, .max = 5}, histogram_of(1, {0, 0, 1, 0, 0}), lenient
    );
    EXPECT_EQ(one.value, 3.0);
    EXPECT_FALSE(one.lo);
    EXPECT_EQ(one.reason, "no_interval");
}

TEST(Estimate, is_never_not_a_number_and_its_interval_holds_it) {
    std::mt19937 random(23);
    for (unsigned i = 0; i < 4000; ++i) {
        const MetricRule rule{
            .kind = static_cast<Kind>(i % 4),
            .min = 1,
            .max = 5,
            .positive = {4, 5},
            .negative = {1, 2}
        };
        auto h = empty_histogram(1, 5);
        for (auto& count : h.counts) {
            count = random() % 3 == 0 ? random() % (i % 100 + 1) : 0;
        }
        const auto e = estimate(rule, h);
        ASSERT_EQ(e.value.has_value(), shows_value(e.tier));
        ASSERT_EQ(e.reason.empty(), e.value && e.lo);
        if (e.value && e.lo) {
            ASSERT_TRUE(*e.lo <= *e.value && *e.value <= *e.hi)
                << *e.lo << " " << *e.value << " " << *e.hi;
        }
    }
}

TEST(Estimate, of_nps_and_wr_agree_when_nobody_gave_zero) {
    const auto nps = estimate(nps_rule(), histogram_of(0, {0, 2, 3, 1, 4, 5, 6, 7, 8, 9, 10}));
    const auto wr = estimate(wr_rule(), histogram_of(1, {2, 3, 1, 4, 5, 6, 7, 8, 9, 10}));
    EXPECT_EQ(nps.value, wr.value);
    EXPECT_EQ(nps.lo, wr.lo);
}

TEST(Tier, follows_n_and_width) {
    const TierLimits limits{.anonymous_below = 5};
    const auto share = [&](std::uint64_t n, double width) {
        return tier_of(Family::share, n, static_cast<double>(n), width, limits);
    };
    EXPECT_EQ(share(0, 0), Tier::none);
    EXPECT_EQ(share(4, 0), Tier::hidden);
    EXPECT_EQ(share(5, 0), Tier::raw);
    EXPECT_EQ(share(9, 0), Tier::raw);
    EXPECT_EQ(share(10, 0), Tier::fragile);
    EXPECT_EQ(share(30, 0), Tier::normal);
    EXPECT_EQ(share(99, 0), Tier::normal);
    EXPECT_EQ(share(100, 0.10), Tier::solid);
    EXPECT_EQ(share(100, 0.11), Tier::normal);
    EXPECT_EQ(tier_of(Family::share, 1000, 12, 0.1, limits), Tier::fragile);  // by effective n
    EXPECT_EQ(tier_of(Family::mean, 5, 5, {}, limits), Tier::fragile);
    EXPECT_EQ(
        tier_of(Family::mean, 50, 50, {}, limits), Tier::normal
    );  // nothing is solid without an interval
}

TEST(Difference, of_nets_is_that_of_the_reference) {  // npsdiff_*
    const auto large = net_difference({450, 350, 200}, {400, 360, 240});
    EXPECT_NEAR(*large.value, 0.09, 1e-12);
    EXPECT_NEAR(*large.lo, 0.0219324625861178, 1e-8);
    EXPECT_NEAR(*large.hi, 0.157746287847702, 1e-8);
    EXPECT_NEAR(*large.p, 0.00943100703264268, 1e-10);
    EXPECT_EQ(large.test, stats::Test::z);
    const auto small = net_difference({5, 0, 0}, {3, 1, 1});
    EXPECT_NEAR(*small.lo, -0.367953969518078, 1e-8);
    EXPECT_NEAR(*small.hi, 1.34928186438643, 1e-8);
    EXPECT_EQ(small.test, stats::Test::adjusted_z);
    EXPECT_NEAR(
        *small.p,
        std::erfc(
            0.375 / ((1.08400698188683 + 0.334006981886829) / 2 / 1.959963984540054) /
            std::sqrt(2.0)
        ),
        1e-8
    );
    EXPECT_NEAR(*net_z_test({5, 0, 0}, {3, 1, 1}), 0.0935325126890932, 1e-9);
}

TEST(Difference, of_shares_is_that_of_the_reference) {  // diffprop_*
    const auto a = share_difference({56, 70}, {48, 80});
    EXPECT_NEAR(*a.lo, 0.0524314724023649, 1e-9);
    EXPECT_NEAR(*a.hi, 0.333872654036906, 1e-9);
    EXPECT_NEAR(*a.p, 0.00804508136819656, 1e-9);
    EXPECT_EQ(a.test, stats::Test::chi_squared);
    const auto b = share_difference({9, 10}, {3, 10});
    EXPECT_NEAR(*b.lo, 0.170522723934503, 1e-9);
    EXPECT_NEAR(*b.p, 0.0197666110978804, 1e-9);
    EXPECT_EQ(b.test, stats::Test::fisher);
    EXPECT_NEAR(*chi_squared_test({9, 10}, {3, 10}), 0.00616989932054415, 1e-10);
    EXPECT_NEAR(*fisher_test({320, 1000}, {280, 1000}), 0.0569921003693943, 1e-8);
    EXPECT_NEAR(*fisher_test({56, 70}, {48, 80}), 0.0125211297492092, 1e-9);
    EXPECT_NEAR(*share_difference({0, 10}, {0, 10}).p, 1, 1e-9);
    EXPECT_FALSE(chi_squared_test({0, 10}, {0, 10}));
}

TEST(
    Difference, of_means_is_welchs_t
) {  // twogroup_CUSL3: from its means, t and degrees of freedom
    // With equal n the squared standard error and Satterthwaite's degrees determine both variances.
    const double n = 125, difference = 7.512 - 7.824, t = -1.11238332741194, df = 242.989107889366;
    const double spread = difference * difference / (t * t),
                 ratio = (n - 1) / df;  // (a^2 + b^2) / (a + b)^2
    const double a = spread * (1 + std::sqrt(2 * ratio - 1)) / 2, b = spread - a;
    const auto d = mean_difference({n, 7.512, a * n}, {n, 7.824, b * n});
    EXPECT_NEAR(*d.p, 0.267072678702623, 1e-8);
    EXPECT_NEAR(*d.lo, -0.864480187455353, 1e-8);
    EXPECT_NEAR(*d.hi, 0.240480187455353, 1e-8);
}

TEST(Difference, says_what_it_cannot_say) {
    const MetricRule mean_rule{.kind = Kind::mean, .min = 1, .max = 5};
    const auto some = histogram_of(1, {1, 2, 3, 4, 5}), same = histogram_of(1, {0, 0, 9, 0, 0});
    EXPECT_EQ(difference(mean_rule, some, {}).reason, "no_answers");
    EXPECT_EQ(difference(mean_rule, same, same).reason, "no_spread");
    EXPECT_EQ(difference(mean_rule, some, histogram_of(1, {1, 0, 0, 0, 0})).reason, "no_interval");
    const auto all_promote = net_difference({50, 0, 0}, {40, 0, 0});
    EXPECT_EQ(all_promote.test, stats::Test::adjusted_z);
    EXPECT_GT(*all_promote.p, 0.5);
}

TEST(Difference, changes_sign_with_its_sides_and_is_none_between_equals) {
    std::mt19937 random(31);
    for (int i = 0; i < 1000; ++i) {
        auto a = empty_histogram(0, 10), b = a;
        for (std::size_t k = 0; k < 11; ++k) {
            a.counts[k] = random() % 20;
            b.counts[k] = random() % 20 + 1;
        }
        MetricRule rule = nps_rule();
        rule.kind = static_cast<Kind>(i % 4);
        const auto there = difference(rule, a, b), back = difference(rule, b, a),
                   none = difference(rule, b, b);
        EXPECT_NEAR(*there.value, -*back.value, 1e-12);
        EXPECT_NEAR(*there.lo, -*back.hi, 1e-9);
        EXPECT_NEAR(*there.p, *back.p, 1e-12);
        EXPECT_NEAR(*none.p, 1, 1e-9);
    }
}

TEST(MannWhitney, counts_pairs_and_ties) {
    const auto a = histogram_of(1, {1, 0, 2}), b = histogram_of(1, {1, 1, 0});
    const auto r = mann_whitney(a, b);  // pairs: 1 tie of ones, 1 < 2, and 2 x 2 won
    EXPECT_DOUBLE_EQ(r->u, 4.5);
    EXPECT_DOUBLE_EQ(r->superiority, 0.75);
    EXPECT_DOUBLE_EQ(r->cliffs_delta, 0.5);
    // N = 5, two ones tied and two threes: variance 3*2/12 * (6 - (6 + 6) / 20) = 2.7
    EXPECT_NEAR(*r->p, std::erfc(1.5 / std::sqrt(2.7) / std::sqrt(2.0)), 1e-12);
    EXPECT_FALSE(mann_whitney(histogram_of(1, {3}), histogram_of(1, {4}))->p);
    EXPECT_FALSE(mann_whitney(a, {}));
}

TEST(Multiplicity, adjusts_as_the_reference) {  // multiplicity_open
    const std::vector<double> p{
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.324,
        0.4262,
        0.5719,
        0.6528,
        0.759,
        1
    };
    const std::vector<double> bh{
        0.0015,
        0.003,
        0.0095,
        0.035625,
        0.0603,
        0.0638571428571429,
        0.0638571428571429,
        0.0645,
        0.0765,
        0.486,
        0.581181818181818,
        0.714875,
        0.753230769230769,
        0.813214285714286,
        1
    };
    const std::vector<double> holm_p{
        0.0015, 0.0056, 0.0247, 0.114, 0.2211, 0.278, 0.278, 0.278, 0.3213, 1, 1, 1, 1, 1, 1
    };
    const std::vector<double> hochberg_p{
        0.0015, 0.0056, 0.0247, 0.114, 0.2211, 0.2682, 0.2682, 0.2752, 0.3213, 1, 1, 1, 1, 1, 1
    };
    for (std::size_t i = 0; i < p.size(); ++i) {
        EXPECT_NEAR(benjamini_hochberg(p)[i], bh[i], 1e-9);
        EXPECT_NEAR(holm(p)[i], holm_p[i], 1e-9);
        EXPECT_NEAR(hochberg(p)[i], hochberg_p[i], 1e-9);
    }
    EXPECT_NEAR(benjamini_yekutieli(p)[8], 0.253844517982018, 1e-9);
    EXPECT_NEAR(bonferroni(p)[8], 0.6885, 1e-9);
    EXPECT_EQ(count_standing(benjamini_hochberg(p), 0.05), 4U);
    EXPECT_EQ(count_standing(holm(p), 0.05), 3U);
    EXPECT_EQ(benjamini_hochberg({}).size(), 0U);
}

TEST(Multiplicity, never_lowers_a_p_and_keeps_the_order_of_the_input) {
    std::mt19937 random(41);
    for (int i = 0; i < 300; ++i) {
        std::vector<double> p(random() % 40 + 1);
        for (auto& value : p) {
            value = std::pow(static_cast<double>(random() % 1000) / 999, 3);
        }
        const auto adjusted = benjamini_hochberg(p);
        for (std::size_t a = 0; a < p.size(); ++a) {
            EXPECT_GE(adjusted[a], p[a]);
            EXPECT_LE(adjusted[a], holm(p)[a] + 1e-12);
            for (std::size_t b = 0; b < p.size(); ++b) {
                EXPECT_TRUE(p[a] > p[b] || adjusted[a] <= adjusted[b]);
            }
        }
    }
    EXPECT_THROW((void)holm(std::vector<double>{0.5, std::nan("")}), Fault);
}

}  // namespace

}  // namespace styk::stats
