#include "metric/metric.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

#include "metric/benchmark.h"
#include "record/shape.h"

namespace styk::metric {
namespace {

Metric built_in(std::string_view key) {
    const auto all = built_in_metrics();
    return *std::find_if(all.begin(), all.end(), [&](const Metric& one) { return one.key == key; });
}

Metric five_stars() {
    Metric metric;
    metric.key = metric.name = "stars";
    metric.kind = Kind::box;
    metric.min = 1;
    metric.max = 5;
    metric.positive = {4, 5};
    metric.negative = {1, 2};
    return metric;
}

// "pointer pointer …" of what is wrong.
std::string wrong_with(const Metric& metric) {
    std::string pointers;
    for (const auto& problem : check(metric)) {
        pointers += (pointers.empty() ? "" : " ") + problem.pointer;
    }
    return pointers;
}

TEST(built_in_metrics, keep_all_rules) {
    const auto all = built_in_metrics();
    EXPECT_EQ(all.size(), 9U);
    for (const Metric& metric : all) {
        EXPECT_EQ(wrong_with(metric), "") << metric.key;
        EXPECT_TRUE(record::check(record::shape_of<Metric>(), &metric).empty()) << metric.key;
        EXPECT_TRUE(metric.built_in);
    }
}

TEST(built_in_metrics, hold_nps_and_wr_apart) {
    const auto nps = rule_of(built_in("nps"));
    const auto wr = rule_of(built_in("wr"));
    EXPECT_EQ(nps.min, stats::nps_rule().min);
    EXPECT_EQ(nps.negative, stats::nps_rule().negative);
    EXPECT_EQ(wr.min, stats::wr_rule().min);
    EXPECT_EQ(wr.max, stats::wr_rule().max);
    EXPECT_EQ(wr.positive, stats::wr_rule().positive);
    EXPECT_EQ(wr.negative, stats::wr_rule().negative);
    EXPECT_EQ(wr.kind, stats::Kind::net);
}

TEST(built_in_metrics, have_the_index_as_the_sum_of_its_items) {
    const Metric acsi = built_in("acsi");
    std::int64_t min = 0;
    std::int64_t max = 0;
    for (const auto& item : acsi.items) {
        min += built_in(item).min;
        max += built_in(item).max;
    }
    EXPECT_EQ(min, acsi.min);
    EXPECT_EQ(max, acsi.max);
    EXPECT_EQ(rule_of(acsi).kind, stats::Kind::index);
}

TEST(metric_rules, name_each_part_that_is_wrong) {
    struct Case {
        void (*spoil)(Metric&);
        const char* wrong;
    };

    const Case cases[] = {
        {[](Metric&) {}, ""},
        {[](Metric& m) { m.max = m.min; }, "/max"},
        {[](Metric& m) { m.positive = {5, 6}; }, "/positive"},
        {[](Metric& m) { m.negative = {0}; }, "/negative"},
        {[](Metric& m) { m.negative = {4}; }, "/negative"},
        {[](Metric& m) { m.positive.clear(); }, "/positive"},
        {[](Metric& m) { m.negative.clear(); }, ""},
        {[](Metric& m) { m.kind = Kind::net, m.negative.clear(); }, "/negative"},
        {[](Metric& m) { m.kind = Kind::mean, m.positive.clear(); }, ""},
        {[](Metric& m) { m.items = {"a", "b"}; }, "/items"},
        {[](Metric& m) { m.kind = Kind::index; }, "/items"},
        {[](Metric& m) { m.target = 1.5; }, "/target"},
        {[](Metric& m) { m.target = -0.2; }, "/target"},
        {[](Metric& m) { m.kind = Kind::net, m.target = -0.2; }, ""},
        {[](Metric& m) { m.kind = Kind::mean, m.target = 4.5; }, ""},
    };
    for (const Case& one : cases) {
        Metric metric = five_stars();
        one.spoil(metric);
        EXPECT_EQ(wrong_with(metric), one.wrong);
    }
}

TEST(metric_shape, refuses_sets_that_are_no_sets_and_scales_beyond_a_hundred) {
    Metric metric = five_stars();
    metric.positive = {5, 5};
    metric.max = 101;
    const auto problems = record::check(record::shape_of<Metric>(), &metric);
    ASSERT_EQ(problems.size(), 2U);
    EXPECT_EQ(problems[0].pointer, "/max");
    EXPECT_EQ(problems[1].pointer, "/positive");
}

TEST(a_built_in_metric, lets_only_name_question_and_target_change) {
    const Metric before = built_in("csat");
    Metric after = before;
    after.name = "Zadowolenie";
    after.question = "Czy jest Pani/Pan zadowolony?";
    after.target = 0.8;
    EXPECT_TRUE(locked_in_built_in(before, after).empty());
    EXPECT_FALSE(counts_otherwise(before, after));
    after.positive = {5};
    after.max = 6;
    EXPECT_EQ(locked_in_built_in(before, after).size(), 2U);
    EXPECT_TRUE(counts_otherwise(before, after));
}

TEST(a_metric_of_the_firm, is_not_locked) {
    const Metric before = five_stars();
    Metric after = before;
    after.max = 6;
    EXPECT_TRUE(locked_in_built_in(before, after).empty());
}

TEST(first_benchmarks, name_their_source_and_lie_within_the_range_of_wr) {
    const auto all = first_benchmarks();
    EXPECT_EQ(all.size(), 5U);
    for (const Benchmark& one : all) {
        EXPECT_TRUE(check(one).empty());
        EXPECT_NE(one.source.find("Polish"), std::string::npos);
        for (const auto& figure : {one.value, one.low, one.high}) {
            EXPECT_LE(std::abs(figure.value_or(0)), 1.0);
        }
    }
}

TEST(benchmark_rules, want_a_value_or_a_whole_range) {
    const auto problem_of =
        [](std::optional<double> value, std::optional<double> low, std::optional<double> high) {
            Benchmark one;
            one.value = value;
            one.low = low;
            one.high = high;
            const auto problems = check(one);
            return problems.empty() ? "" : problems[0].pointer;
        };
    EXPECT_EQ(problem_of(0.5, {}, {}), "");
    EXPECT_EQ(problem_of({}, 0.1, 0.2), "");
    EXPECT_EQ(problem_of({}, {}, {}), "/value");
    EXPECT_EQ(problem_of({}, 0.1, {}), "/high");
    EXPECT_EQ(problem_of(0.1, {}, 0.2), "/low");
    EXPECT_EQ(problem_of({}, 0.3, 0.2), "/high");
}

}  // namespace
}  // namespace styk::metric
