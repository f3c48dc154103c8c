#include "cube/cube.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "base/result.h"
#include "cube/cube_test_kit.h"

namespace styk::cube {

namespace {

using test::naive_count;
using test::Stored;

Stored one(
    std::int64_t position, Day day, std::vector<std::uint32_t> dims, std::vector<Rating> ratings
) {
    return {
        .position = position,
        .occurred_us = std::int64_t{day} * 86'400'000'000,
        .day = day,
        .dims = std::move(dims),
        .ratings = std::move(ratings)
    };
}

TEST(Cube, an_empty_cube_answers_with_no_rows) {
    const Cube cube;
    EXPECT_TRUE(cube.count({.by = {{.field = Field::week}}}).rows.empty());
    EXPECT_EQ(cube.facts(), 0U);
}

TEST(Cube, counts_scores_and_the_two_ways_of_having_none) {
    Cube cube;
    const auto group =
        one(1,
            20'000,
            {},
            {{1, 7, 10, State::given},
             {1, 7, 0, State::given},
             {1, 7, 0, State::missing},
             {1, 7, 0, State::not_applicable}});
    ASSERT_TRUE(cube.add(group.facts()));
    const auto answer =
        cube.count({.metrics = {1}, .by = {{.field = Field::touchpoint}}, .count_groups = true});
    ASSERT_EQ(answer.rows.size(), 1U);
    const auto& row = answer.rows[0];
    EXPECT_EQ(row.keys, std::vector<std::int64_t>{7});
    EXPECT_EQ(row.counts, (std::vector<std::uint64_t>{1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
    EXPECT_EQ(row.missing, 1U);
    EXPECT_EQ(row.not_applicable, 1U);
    EXPECT_EQ(row.groups, 1U);
}

// 1, topics 2, 65 and 256; 2, none; 3, topic 2, twice said.
Cube& with_topics(Cube& cube) {
    for (std::int64_t position = 1; position <= 3; ++position) {
        auto group = one(position, 0, {}, {{1, 0, 5, State::given}, {2, 0, 5, State::given}});
        group.topics = position == 1   ? std::vector<std::uint16_t>{256, 2, 65}
                       : position == 3 ? std::vector<std::uint16_t>{2, 2}
                                       : std::vector<std::uint16_t>{};
        EXPECT_TRUE(cube.add(group.facts()));
    }
    return cube;
}

TEST(Cube, a_fact_counts_in_the_row_of_each_topic_of_its_group) {
    Cube cube;
    const auto answer =
        with_topics(cube).count({.by = {{.field = Field::topic}}, .count_groups = true});
    std::map<std::int64_t, std::pair<std::uint64_t, std::uint64_t>> rows;
    for (const auto& row : answer.rows) {
        rows[row.keys[0]] = {row.counts[5], row.groups};
    }
    const decltype(rows) expected{{0, {2, 1}}, {2, {4, 2}}, {65, {2, 1}}, {256, {2, 1}}};
    EXPECT_EQ(rows, expected);
}

TEST(Cube, a_topic_is_asked_for_any_of_some_or_none_of_them) {
    Cube cube;
    with_topics(cube);
    const auto groups = [&](std::vector<std::uint32_t> codes, bool negated) {
        const auto answer = cube.count(
            {.conditions = {{.field = Field::topic, .codes = std::move(codes), .negated = negated}},
             .count_groups = true}
        );
        return answer.rows.empty() ? 0 : answer.rows[0].groups;
    };
    EXPECT_EQ(groups({2}, false), 2U);
    EXPECT_EQ(groups({65, 66}, false), 1U);
    EXPECT_EQ(groups({256}, true), 2U);
    EXPECT_EQ(groups({0}, false), 1U);  // no topic at all
    EXPECT_EQ(groups({0, 65}, true), 1U);
    EXPECT_EQ(groups({3, 700}, false), 0U);
}

TEST(Cube, refuses_a_topic_out_of_range_and_topics_in_two_groupings) {
    Cube cube;
    auto group = one(1, 0, {}, {});
    group.topics = {257};
    EXPECT_THROW(cube.add(group.facts()), Fault);
    group.topics = {0};
    EXPECT_THROW(cube.add(group.facts()), Fault);
    EXPECT_EQ(cube.groups(), 0U);
    const Grouping by_topic{.field = Field::topic};
    EXPECT_THROW((void)cube.count({.by = {by_topic, by_topic}}), Fault);
}

TEST(Cube, topics_of_one_class_are_one_row_and_those_of_none_are_passed_over) {
    Cube cube;
    with_topics(cube);
    std::vector<std::uint32_t> classes(257);
    classes[2] = 1;
    classes[256] = 2;
    const auto answer =
        cube.count({.by = {{.field = Field::topic, .classes = classes}}, .count_groups = true});
    std::map<std::int64_t, std::pair<std::uint64_t, std::uint64_t>> rows;
    for (const auto& row : answer.rows) {
        rows[row.keys[0]] = {row.counts[5], row.groups};
    }
    const decltype(rows) expected{{0, {2, 1}}, {1, {4, 2}}, {2, {2, 1}}};
    EXPECT_EQ(rows, expected);
}

TEST(Cube, a_feedback_without_rating_is_one_fact_of_metric_zero) {
    Cube cube;
    ASSERT_TRUE(cube.add(one(1, 0, {3}, {}).facts()));
    EXPECT_EQ(cube.facts(), 1U);
    EXPECT_TRUE(cube.count({.metrics = {1}}).rows.empty());
    const auto answer = cube.count({.by = {{.field = Field::dimension}}, .count_groups = true});
    ASSERT_EQ(answer.rows.size(), 1U);
    EXPECT_EQ(answer.rows[0].keys, std::vector<std::int64_t>{3});
    EXPECT_EQ(answer.rows[0].groups, 1U);
}

TEST(Cube, weeks_are_named_by_their_monday_and_a_class_may_hold_several_codes) {
    Cube cube;
    const Day monday = 4;  // 1970-01-05
    cube.add(one(1, monday, {1}, {{1, 0, 5, State::given}}).facts());
    cube.add(one(2, monday + 6, {2}, {{1, 0, 5, State::given}}).facts());
    cube.add(one(3, monday + 7, {9}, {{1, 0, 5, State::given}}).facts());
    const auto answer = cube.count(
        {.by = {{.field = Field::week}, {.field = Field::dimension, .classes = {0, 4, 4}}}}
    );
    ASSERT_EQ(answer.rows.size(), 2U);
    EXPECT_EQ(answer.rows[0].keys, (std::vector<std::int64_t>{monday, 4}));
    EXPECT_EQ(answer.rows[0].counts[5], 2U);
    EXPECT_EQ(
        answer.rows[1].keys, (std::vector<std::int64_t>{monday + 7, 0})
    );  // 9 lies past the classes
}

TEST(Cube, days_before_the_origin_of_stored_days_are_kept_and_found) {
    Cube cube;
    for (const Day day : {-30'000, -7306, -7305, -1, 0, 90'000}) {
        ASSERT_TRUE(cube.add(one(day, day, {}, {{1, 0, 1, State::given}}).facts()));
    }
    const auto in = [&](Day from, Day to) {
        std::set<std::int64_t> days;
        for (const auto& row :
             cube.count({.from_day = from, .to_day = to, .by = {{.field = Field::day}}}).rows) {
            days.insert(row.keys[0]);
        }
        return days;
    };
    EXPECT_EQ(in(-40'000, 100'000), (std::set<std::int64_t>{-30'000, -7306, -7305, -1, 0, 90'000}));
    EXPECT_EQ(in(-7306, 0), (std::set<std::int64_t>{-7306, -7305, -1}));
    EXPECT_EQ(in(0, 0), (std::set<std::int64_t>{}));
}

TEST(Cube, a_position_is_taken_once_and_may_come_back_after_removal) {
    Cube cube;
    EXPECT_TRUE(cube.add(one(5, 0, {}, {{1, 1, 3, State::given}}).facts()));
    EXPECT_FALSE(cube.add(one(5, 0, {}, {{1, 1, 4, State::given}}).facts()));
    EXPECT_TRUE(cube.remove(5));
    EXPECT_FALSE(cube.remove(5));
    EXPECT_TRUE(cube.add(one(5, 0, {}, {{1, 1, 4, State::given}}).facts()));
    const auto answer = cube.count({});
    ASSERT_EQ(answer.rows.size(), 1U);
    EXPECT_EQ(answer.rows[0].counts, (std::vector<std::uint64_t>{0, 0, 0, 0, 1}));
}

TEST(Cube, a_change_with_one_bad_group_changes_nothing) {
    Cube cube;
    cube.add(one(1, 0, {}, {{1, 1, 3, State::given}}).facts());
    const auto good = one(2, 0, {}, {{1, 1, 3, State::given}});
    const auto bad = one(3, 0, {}, {{1, 1, 254, State::given}});
    const std::vector<GroupFacts> both{good.facts(), bad.facts()};
    const std::int64_t first = 1;
    EXPECT_THROW(cube.apply({.removed = {&first, 1}, .added = both, .up_to = 9}), Fault);
    EXPECT_EQ(cube.groups(), 1U);
    EXPECT_EQ(cube.position(), 0);
}

TEST(Cube, an_answer_names_the_position_it_reflects) {
    Cube cube;
    cube.apply({.up_to = 42});
    cube.add(one(43, 0, {}, {}).facts());
    EXPECT_EQ(cube.count({}).position, 42);
}

TEST(Cube, space_is_reclaimed_when_more_than_a_quarter_is_dead) {
    Cube cube;
    std::vector<Stored> stored;
    for (std::int64_t i = 0; i < 200'000; ++i) {
        stored.push_back(
            one(i, 19'000, {static_cast<std::uint32_t>(i % 200)}, {{1, 2, 3, State::given}})
        );
    }
    test::load(cube, stored);
    const std::size_t full = cube.bytes();
    std::vector<std::int64_t> removed;
    for (std::int64_t i = 0; i < 200'000; ++i) {
        if (i % 10 != 0) {
            removed.push_back(i);
        }
    }
    EXPECT_EQ(cube.apply({.removed = removed}).removed, 180'000U);
    EXPECT_LT(cube.bytes(), full / 4);
    EXPECT_EQ(cube.facts(), 20'000U);
    EXPECT_EQ(cube.count({}).rows[0].counts[3], 20'000U);
    EXPECT_TRUE(cube.remove(199'990));
    EXPECT_FALSE(cube.remove(199'991));
}

TEST(Cube, a_group_as_large_as_a_block_is_counted_and_a_larger_one_refused) {
    Cube cube;
    std::vector<Rating> ratings(max_ratings, {1, 1, 9, State::given});
    ASSERT_TRUE(cube.add(one(1, 0, {}, {{1, 1, 9, State::given}}).facts()));
    ASSERT_TRUE(cube.add(one(2, 0, {}, ratings).facts()));
    const auto answer = cube.count({.count_groups = true});
    EXPECT_EQ(answer.rows[0].counts[9], max_ratings + 1);
    EXPECT_EQ(answer.rows[0].groups, 2U);
    ratings.push_back(ratings[0]);
    EXPECT_THROW(cube.add(one(3, 0, {}, ratings).facts()), Fault);
}

TEST(Cube, refuses_groupings_beyond_number_and_fields_out_of_place) {
    Cube cube;
    const std::uint32_t top = ~std::uint32_t{0};
    cube.add(one(1, 0, {top, top, top}, {}).facts());
    const Grouping a{.index = 0}, b{.index = 1}, c{.index = 2};
    EXPECT_EQ(cube.count({.by = {a}}).rows[0].keys, std::vector<std::int64_t>{top});
    EXPECT_THROW((void)cube.count({.by = {a, b, c}}), Refusal);
    EXPECT_THROW((void)cube.count({.by = {{.field = Field::flag}}}), Fault);
    EXPECT_THROW((void)cube.count({.conditions = {{.field = Field::week, .codes = {1}}}}), Fault);
    EXPECT_THROW((void)cube.count({.conditions = {{.field = Field::flag, .codes = {8}}}}), Fault);
}

TEST(Cube, answers_over_parts_merge_into_the_answer_over_all) {
    const auto stored = test::random_groups(7, 4'000);
    Cube whole, left, right;
    test::load(whole, stored);
    test::load(left, std::span(stored).first(1'500));
    test::load(right, std::span(stored).subspan(1'500));
    const Question question{
        .by = {{.field = Field::month}, {.field = Field::touchpoint}}, .count_groups = true
    };
    Answer sum;
    merge(sum, right.count(question));
    merge(sum, left.count(question));
    EXPECT_EQ(sum, whole.count(question));
}

TEST(Cube, equals_a_naive_count_over_random_facts_questions_and_removals) {
    for (unsigned seed = 1; seed <= 3; ++seed) {
        std::mt19937 random(seed);
        const bool single =
            seed % 3 == 0;  // one fact a group throughout: blocks without a way from fact to group
        auto stored = test::random_groups(seed, single ? 90'000 : 36'000, single);
        Cube cube;
        test::load(cube, stored);
        for (int round = 0; round < 3; ++round) {
            for (int i = 0; i < 5; ++i) {
                Question question = test::random_question(random, stored);
                const Answer expected = naive_count(question, stored);
                for (const int threads : {1, 2, 4}) {
                    question.threads = threads;
                    ASSERT_EQ(cube.count(question), expected)
                        << "seed " << seed << ", round " << round << ", " << i;
                }
            }
            test::remove_and_replace_some(random, cube, stored, round);
            ASSERT_EQ(cube.groups(), stored.size());
        }
    }
}

}  // namespace

}  // namespace styk::cube
