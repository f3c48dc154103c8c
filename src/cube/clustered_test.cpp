// Weighted and clustered counts against plain loops.

#include "cube/clustered.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "base/result.h"
#include "cube/cube_test_kit.h"

namespace styk::cube {

namespace {

using test::Stored;

std::uint32_t below(std::mt19937& random, std::uint32_t n) {
    return static_cast<std::uint32_t>(random() % n);
}

double weight_of(const Weights& weights, std::int64_t key) {
    const auto at = static_cast<std::size_t>(key);
    return at < weights.of.size() ? weights.of[at] : weights.otherwise;
}

Weights random_weights(std::mt19937& random) {
    Weights weights;
    weights.by.field = below(random, 3) == 0 ? Field::touchpoint : Field::dimension;
    weights.by.index = static_cast<std::uint16_t>(below(random, 2));
    if (below(random, 2) == 0) {
        weights.by.classes = {0, 1, 1, 2, 0};
    }
    for (std::uint32_t i = below(random, 12); i > 0; --i) {
        weights.of.push_back(below(random, 40) / 16.0);
    }
    weights.otherwise = below(random, 3) / 4.0;
    return weights;
}

struct NaiveRow {
    std::map<std::uint8_t, WeightedScore> scores;
    std::uint64_t missing = 0, not_applicable = 0;
};

using NaiveRows = std::map<std::vector<std::int64_t>, NaiveRow>;

NaiveRows naive_weighted(
    Question question, const Weights& weights, std::span<const Stored> stored
) {
    NaiveRows rows;
    question.by.push_back(weights.by);
    test::each_asked(question, stored, [&](const Stored&, const Rating& rating, auto keys) {
        const double w = weight_of(weights, keys.back());
        keys.pop_back();
        NaiveRow& row = rows[keys];
        if (rating.state == State::given) {
            auto& score = row.scores[rating.value];
            ++score.n;
            score.w += w;
            score.w2 += w * w;
        } else {
            ++(rating.state == State::missing ? row.missing : row.not_applicable);
        }
    });
    return rows;
}

void expect_equal(const WeightedRow& found, const NaiveRow& expected) {
    EXPECT_EQ(found.missing, expected.missing);
    EXPECT_EQ(found.not_applicable, expected.not_applicable);
    for (std::size_t score = 0; score < found.scores.size(); ++score) {
        const auto at = expected.scores.find(static_cast<std::uint8_t>(score));
        const auto wanted = at == expected.scores.end() ? WeightedScore() : at->second;
        ASSERT_EQ(found.scores[score].n, wanted.n);
        ASSERT_DOUBLE_EQ(found.scores[score].w, wanted.w);
        ASSERT_DOUBLE_EQ(found.scores[score].w2, wanted.w2);
    }
}

TEST(Weighted, counts_what_a_plain_loop_counts) {
    const auto stored = test::random_groups(11, 6000);
    Cube cube;
    test::load(cube, stored);
    std::mt19937 random(12);
    std::size_t rows = 0;
    for (int round = 0; round < 80; ++round) {
        auto question = test::random_question(random, stored);
        question.threads = 1 + round % 3;
        const auto weights = random_weights(random);
        const auto found = count_weighted(cube, question, weights);
        const auto expected = naive_weighted(question, weights, stored);
        ASSERT_EQ(found.rows.size(), expected.size());
        for (const auto& row : found.rows) {
            expect_equal(row, expected.at(row.keys));
        }
        rows += found.rows.size();
    }
    EXPECT_GT(rows, 500U);
}

TEST(Weighted, the_answer_does_not_depend_on_threads) {
    const auto stored = test::random_groups(13, 100'000, true);
    Cube cube;
    test::load(cube, stored);
    Question question{.by = {{.field = Field::touchpoint}}};
    const Weights weights{.by = {.index = 0}, .of = {0.1, 0.7, 1.3}, .otherwise = 1 / 3.0};
    const auto one = count_weighted(cube, question, weights);
    question.threads = 4;
    EXPECT_EQ(count_weighted(cube, question, weights).rows, one.rows);
}

TEST(Weighted, refuses_what_is_no_weight) {
    const Cube cube;
    for (const double wrong : {-0.1, std::nan(""), std::numeric_limits<double>::infinity()}) {
        EXPECT_THROW((void)count_weighted(cube, {}, {.by = {}, .of = {1, wrong}}), Fault);
        EXPECT_THROW(
            (void)count_weighted(cube, {}, {.by = {}, .of = {}, .otherwise = wrong}), Fault
        );
    }
}

std::map<std::vector<std::int64_t>, ClusterRow> naive_clustered(
    const ClusterQuestion& question, std::span<const Stored> stored
) {
    Question asked = question.of;
    const Weights ones{.by = {.index = 0}, .of = {}, .otherwise = 1};
    const Weights& weights = question.weights ? *question.weights : ones;
    asked.by.push_back(weights.by);
    // By row: the sums of each cluster, named by its customer or else by its group.
    std::map<std::vector<std::int64_t>, std::map<std::int64_t, std::pair<double, double>>> clusters;
    std::map<std::vector<std::int64_t>, ClusterRow> rows;
    test::each_asked(asked, stored, [&](const Stored& group, const Rating& rating, auto keys) {
        if (rating.state != State::given) {
            return;
        }
        const double w = weight_of(weights, keys.back());
        const double x = rating.value < question.points.size() ? question.points[rating.value] : 0;
        keys.pop_back();
        ClusterRow& row = rows[keys];
        ++row.n;
        row.w += w;
        row.wx += w * x;
        row.w2 += w * w;
        row.w2x += w * w * x;
        row.w2x2 += w * w * x * x;
        const auto name = group.customer != 0 ? std::int64_t{group.customer} : -2 - group.position;
        auto& [of_w, of_wx] = clusters[keys][name];
        of_w += w;
        of_wx += w * x;
    });
    for (auto& [keys, row] : rows) {
        for (const auto& [name, sums] : clusters[keys]) {
            ++row.clusters;
            row.ww += sums.first * sums.first;
            row.wwx += sums.first * sums.second;
            row.wxwx += sums.second * sums.second;
        }
    }
    return rows;
}

void expect_near(double found, double expected) {
    EXPECT_NEAR(found, expected, 1e-9 * (1 + std::abs(expected)));
}

void expect_equal(const ClusterRow& found, const ClusterRow& expected) {
    ASSERT_EQ(found.n, expected.n);
    ASSERT_EQ(found.clusters, expected.clusters);
    expect_near(found.w, expected.w);
    expect_near(found.wx, expected.wx);
    expect_near(found.w2, expected.w2);
    expect_near(found.w2x, expected.w2x);
    expect_near(found.w2x2, expected.w2x2);
    expect_near(found.ww, expected.ww);
    expect_near(found.wwx, expected.wwx);
    expect_near(found.wxwx, expected.wxwx);
}

TEST(Clustered, counts_what_a_plain_loop_counts) {
    std::mt19937 random(14);
    std::size_t rows = 0;
    auto stored = test::random_groups(15, 6000);
    for (auto& group : stored) {
        group.customer = below(random, 3) == 0 ? 0 : below(random, 400);
    }
    Cube cube;
    test::load(cube, stored);
    for (int round = 0; round < 80; ++round) {
        if (round == 40) {
            test::remove_and_replace_some(random, cube, stored, 0);
        }
        ClusterQuestion question{.of = test::random_question(random, stored)};
        question.of.threads = 1 + round % 3;
        for (std::uint32_t i = below(random, 12); i > 0; --i) {
            question.points.push_back(static_cast<std::int32_t>(below(random, 21)) - 10);
        }
        if (below(random, 2) == 0) {
            question.weights = random_weights(random);
        }
        const auto found = count_clustered(cube, question);
        const auto expected = naive_clustered(question, stored);
        ASSERT_EQ(found.rows.size(), expected.size()) << round;
        for (const auto& row : found.rows) {
            ASSERT_TRUE(expected.contains(row.keys)) << round;
            expect_equal(row, expected.at(row.keys));
        }
        rows += found.rows.size();
    }
    EXPECT_GT(rows, 500U);
}

// More customers and rows than have a cell each.
TEST(Clustered, a_table_of_the_pairs_met_counts_the_same_on_any_number_of_threads) {
    auto stored = test::random_groups(16, 80'000, true);
    for (auto& group : stored) {
        group.customer = static_cast<std::uint32_t>(group.position % 30'000);
    }
    Cube cube;
    test::load(cube, stored);
    ClusterQuestion question{
        .of = {.by = {{.field = Field::day}}}, .points = {-1, -1, 0, 1, 1}, .weights = Weights{}
    };
    question.weights->of = {0.1, 0.7, 1.3};
    const auto one = count_clustered(cube, question);
    const auto expected = naive_clustered(question, stored);
    ASSERT_EQ(one.rows.size(), expected.size());
    for (const auto& row : one.rows) {
        expect_equal(row, expected.at(row.keys));
    }
    question.of.threads = 3;
    EXPECT_EQ(count_clustered(cube, question).rows, one.rows);
}

}  // namespace

}  // namespace styk::cube
