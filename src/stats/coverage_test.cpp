// How often the intervals that screens show hold the truth, and how often null tests cry wolf:
// exactly by enumeration where n is small, by seeded simulation where it is not.
#include <cmath>
#include <gtest/gtest.h>
#include <vector>

#include "stats/difference.h"
#include "stats/interval.h"
#include "stats/log_gamma.h"
#include "stats/multiplicity.h"
#include "stats/random.h"

namespace styk::stats {

namespace {

struct Population {
    double positive, negative;

    [[nodiscard]] double net() const { return positive - negative; }
};

const std::vector<Population> populations{
    {.02, .02},
    {.05, .10},
    {.10, .30},
    {.20, .20},
    {.30, .05},
    {.35, .35},
    {.45, .20},
    {.50, .40},
    {.60, .10},
    {.70, .20},
    {.80, .05},
    {.10, .80}
};

// Probability that the interval of n answers holds the net.
template <class F>
double exact_coverage(const Population& of, std::uint64_t n, F interval) {
    const double rest = 1 - of.positive - of.negative;
    double covered = 0;
    for (std::uint64_t p = 0; p <= n; ++p) {
        for (std::uint64_t d = 0; p + d <= n; ++d) {
            const auto x = static_cast<double>(p), y = static_cast<double>(d),
                       z = static_cast<double>(n - p - d);
            const double chance = std::exp(
                log_gamma(x + y + z + 1) - log_gamma(x + 1) - log_gamma(y + 1) - log_gamma(z + 1) +
                x * std::log(of.positive) + y * std::log(of.negative) + z * std::log(rest)
            );
            const auto [lo, hi] = *interval(NetCounts{p, n - p - d, d});
            covered += lo <= of.net() + 1e-12 && of.net() <= hi + 1e-12 ? chance : 0;
        }
    }
    return covered;
}

NetCounts draw(const Population& of, std::uint64_t n, Generator& random) {
    NetCounts counts;
    for (std::uint64_t i = 0; i < n; ++i) {
        const double u = random.uniform();
        ++(u < of.positive                 ? counts.positive
           : u < of.positive + of.negative ? counts.negative
                                           : counts.neutral);
    }
    return counts;
}

TEST(Coverage, of_the_score_interval_of_a_net_is_near_the_level_from_ten_answers_on) {
    const auto score = [](const NetCounts& counts) { return net_score_interval(counts); };
    for (const std::uint64_t n : {10U, 20U, 30U, 100U}) {
        double sum = 0;
        for (const auto& population : populations) {
            const double covered = exact_coverage(population, n, score);
            EXPECT_GE(covered, 0.914) << n << ": " << population.positive << population.negative;
            sum += covered;
        }
        const double mean = sum / static_cast<double>(populations.size());
        EXPECT_GE(mean, 0.945) << n;
        EXPECT_LE(mean, n == 10 ? 0.98 : 0.97) << n;
    }
}

TEST(Coverage, of_wilsons_interval_is_near_the_level) {
    for (const std::uint64_t n : {10U, 30U, 100U, 1000U}) {
        double sum = 0;
        const int shares = 19;  // 0.05 .. 0.95
        for (int i = 1; i <= shares; ++i) {
            const double p = 0.05 * i;
            for (std::uint64_t k = 0; k <= n; ++k) {
                const auto x = static_cast<double>(k), y = static_cast<double>(n - k);
                const auto [lo, hi] = *wilson(x, x + y);
                const double chance = std::exp(
                    log_gamma(x + y + 1) - log_gamma(x + 1) - log_gamma(y + 1) + x * std::log(p) +
                    y * std::log(1 - p)
                );
                sum += lo <= p && p <= hi ? chance : 0;
            }
        }
        EXPECT_NEAR(sum / shares, 0.95, 0.015) << n;
    }
}

TEST(Coverage, of_the_shown_interval_of_a_thousand_answers_is_near_the_level) {
    Generator random(11);
    constexpr int trials = 1500;
    for (const auto& population : populations) {
        int covered = 0;
        for (int trial = 0; trial < trials; ++trial) {
            const auto [lo, hi] = *net_score_interval(draw(population, 1000, random));
            covered += lo <= population.net() && population.net() <= hi;
        }
        EXPECT_NEAR(static_cast<double>(covered) / trials, 0.95, 0.02);
    }
}

TEST(Coverage, of_the_difference_of_two_nets_is_near_the_level) {
    Generator random(12);
    constexpr int trials = 1500;
    for (const std::uint64_t n : {30U, 100U}) {
        for (const std::size_t i : {1U, 4U, 6U, 9U}) {
            const Population &a = populations[i], &b = populations[i + 1];
            int covered = 0;
            for (int trial = 0; trial < trials; ++trial) {
                const auto d = net_difference(draw(a, n, random), draw(b, n, random));
                covered += *d.lo <= a.net() - b.net() && a.net() - b.net() <= *d.hi;
            }
            EXPECT_NEAR(static_cast<double>(covered) / trials, 0.955, 0.025) << n;
        }
    }
}

TEST(Coverage, of_the_mean_of_a_scale_is_near_the_level) {
    Generator random(13);
    constexpr int trials = 4000;
    for (const std::size_t n : {10U, 30U, 100U, 1000U}) {
        int covered = 0;
        for (int trial = 0; trial < trials; ++trial) {
            auto h = empty_histogram(1, 7);  // each of the levels, 6 and 7 twice
            for (std::size_t i = 0; i < n; ++i) {
                constexpr int levels[] = {1, 2, 3, 4, 5, 6, 7, 6, 7};
                const int rating = levels[random.below(9)];
                ++h.counts[static_cast<std::size_t>(rating - 1)];
            }
            const auto [lo, hi] = n < 30 ? *smoothed_t_interval(h) : *t_interval(h);
            constexpr double truth = 41.0 / 9;
            covered += lo <= truth && truth <= hi;
        }
        EXPECT_NEAR(static_cast<double>(covered) / trials, 0.955, 0.02) << n;
    }
}

// A screen of forty comparisons between equals: something stands in no more screens than declared.
TEST(FalseAlarms, of_ten_thousand_null_dashboards_are_as_many_as_declared) {
    Generator random(14);
    constexpr int dashboards = 10000, comparisons = 40;
    const std::uint64_t n = 400;
    // Counts of large samples: normal deviates of the two classes, rounded; quicker than n draws.
    const auto sample = [&] {
        constexpr double p = 0.45, d = 0.20;
        const auto size = static_cast<double>(n);
        const double first = std::round(size * p + std::sqrt(size * p * (1 - p)) * random.normal());
        const double left = size - first, share = d / (1 - p);
        const double second =
            std::round(left * share + std::sqrt(left * share * (1 - share)) * random.normal());
        return NetCounts{
            static_cast<std::uint64_t>(first),
            n - static_cast<std::uint64_t>(first + second),
            static_cast<std::uint64_t>(second)
        };
    };
    int alarmed = 0, claimed = 0;
    std::vector<double> p(comparisons);
    for (int i = 0; i < dashboards; ++i) {
        for (double& value : p) {
            value = *net_z_test(sample(), sample());
        }
        alarmed += count_standing(benjamini_hochberg(p), 0.10) > 0;
        claimed += count_standing(holm(p), 0.05) > 0;
    }
    EXPECT_NEAR(alarmed / static_cast<double>(dashboards), 0.10, 0.01);
    EXPECT_NEAR(claimed / static_cast<double>(dashboards), 0.05, 0.0075);
}

}  // namespace

}  // namespace styk::stats
