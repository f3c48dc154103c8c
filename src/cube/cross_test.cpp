// Sums over groups against the plainest way of making them.

#include "cube/cross.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>

#include "base/result.h"
#include "cube/cube_test_kit.h"

namespace styk::cube {
namespace {

using test::Stored;

const std::vector<Item> some_items{{1, 1}, {1, 2}, {2, anywhere}, {2, 0}};

bool is_meant(const Question& which, const Stored& group) {
    Question all = which;
    all.metrics.clear();
    all.by.clear();
    all.score_min.reset();
    all.score_max.reset();
    return !test::naive_count(all, std::span(&group, 1)).rows.empty();
}

std::optional<std::int64_t> rated(const Stored& group, const Item& item) {
    for (const Rating& rating : group.ratings) {
        // Who rates without a touchpoint is the last item, all others of that metric the one
        // before.
        const bool here = item.touchpoint == anywhere
                              ? rating.metric == item.metric && rating.touchpoint != 0
                              : Item{rating.metric, rating.touchpoint} == item;
        if (rating.state == State::given && here) {
            return rating.value;
        }
    }
    return {};
}

struct Sums {
    std::uint64_t n = 0;
    std::vector<std::int64_t> sum, cross;

    void take(const std::vector<std::int64_t>& values) {
        sum.resize(values.size());
        cross.resize(values.size() * values.size());
        ++n;
        for (std::size_t i = 0; i < values.size(); ++i) {
            sum[i] += values[i];
            for (std::size_t j = 0; j < values.size(); ++j) {
                cross[i * values.size() + j] += values[i] * values[j];
            }
        }
    }
};

std::map<std::uint32_t, Sums> naive(const CrossQuestion& question, const std::vector<Stored>& all) {
    std::map<std::uint32_t, Sums> sums;
    for (const Stored& group : all) {
        if (!is_meant(question.which, group)) {
            continue;
        }
        std::vector<std::int64_t> values, presence;
        std::uint32_t pattern = 0;
        for (std::size_t i = 0; i < question.items.size(); ++i) {
            const auto value = rated(group, question.items[i]);
            values.push_back(value.value_or(0));
            presence.push_back(value ? 1 : 0);
            pattern |= (value ? 1U : 0U) << i;
        }
        if ((pattern & question.needed) != question.needed) {
            continue;
        }
        if (question.with_presence) {
            values.insert(values.end(), presence.begin(), presence.end());
        }
        for (std::size_t i = 0; i < question.ends.size(); ++i) {
            const auto value = rated(group, question.items[i]);
            values.push_back(value && *value <= question.ends[i].bad_to);
            values.push_back(value && *value >= question.ends[i].good_from);
        }
        const bool whole = pattern + 1 == 1U << question.items.size();
        if (question.by_pattern || question.with_presence || whole) {
            sums[question.by_pattern || !question.with_presence ? pattern : 0].take(values);
        }
    }
    return sums;
}

std::map<std::uint32_t, Sums> over_folds(const CrossAnswer& answer) {
    std::map<std::uint32_t, Sums> sums;
    for (const CrossRow& row : answer.rows) {
        auto& into = sums[row.pattern];
        into.sum.resize(row.sum.size());
        into.cross.resize(row.cross.size());
        into.n += row.n;
        std::ranges::transform(into.sum, row.sum, into.sum.begin(), std::plus{});
        std::ranges::transform(into.cross, row.cross, into.cross.begin(), std::plus{});
    }
    return sums;
}

void expect_same(const std::map<std::uint32_t, Sums>& a, const std::map<std::uint32_t, Sums>& b) {
    ASSERT_EQ(a.size(), b.size());
    for (const auto& [pattern, sums] : a) {
        ASSERT_TRUE(b.contains(pattern));
        EXPECT_EQ(sums.n, b.at(pattern).n);
        EXPECT_EQ(sums.sum, b.at(pattern).sum);
        EXPECT_EQ(sums.cross, b.at(pattern).cross);
    }
}

TEST(Cross, sums_what_a_plain_loop_sums_whatever_is_asked) {
    for (const bool single : {false, true}) {
        const auto stored = test::random_groups(7, 900, single);
        Cube cube;
        test::load(cube, stored);
        std::mt19937 random(11);
        for (int round = 0; round < 24; ++round) {
            CrossQuestion question{
                .which = test::random_question(random, stored), .items = some_items
            };
            question.by_pattern = round % 2 == 0;
            question.with_presence = round % 3 == 0;
            question.needed = static_cast<std::uint32_t>(round % 3);
            question.folds = round % 4 == 0 ? 17 : 1;
            if (round % 5 == 0) {
                question.ends.assign(question.items.size(), {3, 8});
            }
            question.which.threads = 1 + round % 3;
            expect_same(over_folds(cross(cube, question)), naive(question, stored));
        }
    }
}

TEST(Cross, does_not_depend_on_threads) {
    const auto stored = test::random_groups(3, 4000);
    Cube cube;
    test::load(cube, stored);
    CrossQuestion question{.items = some_items, .by_pattern = true, .folds = 5};
    const auto one = cross(cube, question);
    question.which.threads = 4;
    EXPECT_EQ(cross(cube, question).rows, one.rows);
    EXPECT_GT(one.rows.size(), 5U);
}

TEST(Cross, of_nothing_or_too_much_is_refused) {
    EXPECT_THROW((void)cross(Cube(), {}), Refusal);
    CrossQuestion question;
    question.items.resize(max_items + 1);
    EXPECT_THROW((void)cross(Cube(), question), Refusal);
}

TEST(Cross, of_an_empty_cube_has_no_rows) {
    EXPECT_TRUE(cross(Cube(), {.items = some_items}).rows.empty());
}

TEST(Companions, are_counted_once_a_group_and_come_in_order) {
    Cube cube;
    const auto put = [&](std::int64_t position, std::vector<Rating> ratings) {
        const Stored group{.position = position, .ratings = std::move(ratings)};
        ASSERT_TRUE(cube.add(group.facts()));
    };
    put(1, {{1, 0, 9, State::given}, {2, 1, 3, State::given}, {2, 1, 4, State::given}});
    put(2, {{1, 0, 9, State::given}, {2, 2, 3, State::given}, {2, 1, 4, State::given}});
    put(3, {{2, 2, 3, State::given}});
    put(4, {{1, 0, 0, State::missing}, {2, 2, 3, State::given}});
    const auto found = companions(cube, {}, {1, 0});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].item, (Item{2, 1}));
    EXPECT_EQ(found[0].groups, 2U);
    EXPECT_EQ(found[1].item, (Item{2, 2}));
    EXPECT_EQ(found[1].groups, 1U);
}

}  // namespace
}  // namespace styk::cube
