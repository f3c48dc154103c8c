#include <algorithm>
#include <gtest/gtest.h>
#include <map>

#include "paper/strip_parts.h"

namespace styk::paper::strip {
namespace {

TEST(a_smooth_line, goes_through_its_points_and_never_beyond_them) {
    const std::vector<Spot> points{{0, 0}, {10, 4}, {20, 4}, {30, -4}, {40, 3}};
    const auto line = smooth(points);
    for (const Spot& point : points) {
        EXPECT_TRUE(std::any_of(line.begin(), line.end(), [&](const Spot& one) {
            return std::abs(one.x - point.x) < 1e-9 && std::abs(one.y - point.y) < 1e-9;
        })) << point.x;
    }
    for (const Spot& one : line) {
        const auto right = std::find_if(points.begin(), points.end(), [&](const Spot& point) {
            return point.x >= one.x;
        });
        const Spot a = right == points.begin() ? *right : *(right - 1), b = *right;
        EXPECT_GE(one.y, std::min(a.y, b.y) - 1e-9) << one.x;
        EXPECT_LE(one.y, std::max(a.y, b.y) + 1e-9) << one.x;
    }
    EXPECT_EQ(smooth({{0, 1}, {5, 2}}).size(), 2U);
}

TEST(a_strip, stands_on_as_many_sheets_as_it_takes_alike_in_width) {
    Strip strip;
    EXPECT_EQ(sheets_of(strip, StripView::table).at(0).count, 0U);
    strip.columns.resize(35);
    const auto sheets = sheets_of(strip, StripView::table);
    ASSERT_EQ(sheets.size(), 3U);
    std::size_t next = 0;
    for (const Sheet& sheet : sheets) {
        EXPECT_EQ(sheet.first, next);
        EXPECT_GE(sheet.count, 11U);
        EXPECT_LE(sheet.count, 12U);
        next += sheet.count;
    }
    EXPECT_EQ(next, 35U);
    EXPECT_EQ(sheets_of(strip, StripView::circle).size(), 1U);
}

TEST(ways, lie_low_when_short_and_over_each_other_only_where_they_would_meet) {
    Strip strip;
    strip.columns.resize(6);
    strip.ways = {{0, 5, "a"}, {1, 2, "b"}, {4, 3, "c"}, {2, 2, "d"}};
    Canvas canvas("", "", "", false);
    const std::vector<double> middles{100, 300, 500, 700, 900, 1100};
    const auto ways = way_lines(canvas, strip, {0, 6}, middles, 50, 1150);
    std::map<std::string, WayLines::Line> by_words;
    for (const auto& line : ways.lines) {
        by_words[line.words] = line;
    }
    ASSERT_EQ(by_words.size(), 4U);
    EXPECT_EQ(by_words["d"].level, 0U);  // to itself
    EXPECT_EQ(by_words["c"].level, 0U);
    EXPECT_EQ(by_words["b"].level, 1U);  // it would meet the one on column 2
    EXPECT_EQ(by_words["a"].level, 2U);
    EXPECT_GT(*by_words["c"].from, *by_words["c"].to);
    EXPECT_GT(ways.height, 0);
    EXPECT_EQ(way_lines(canvas, Strip{}, {0, 0}, {}, 0, 0).height, 0);
}

TEST(ways, that_lead_to_another_sheet_end_at_its_edge_and_say_where_to) {
    Strip strip;
    strip.columns.resize(4);
    strip.columns[3].name = "Pays";
    strip.ways = {{0, 3, "by phone"}};
    Canvas canvas("", "", "", false);
    const auto first = way_lines(canvas, strip, {0, 2}, {100, 300}, 50, 350);
    ASSERT_EQ(first.lines.size(), 1U);
    EXPECT_TRUE(first.lines[0].from);
    EXPECT_FALSE(first.lines[0].to);
    EXPECT_EQ(first.lines[0].right, 350);
    EXPECT_EQ(first.lines[0].words, "by phone → 4 Pays");
    const auto second = way_lines(canvas, strip, {2, 2}, {100, 300}, 50, 350);
    ASSERT_EQ(second.lines.size(), 1U);
    EXPECT_EQ(second.lines[0].left, 50);
    EXPECT_FALSE(second.lines[0].from);
    EXPECT_TRUE(way_lines(canvas, strip, {1, 2}, {100, 300}, 50, 350).lines.empty());
}

TEST(what_is_measured, runs_where_neighbours_have_a_value) {
    Strip strip;
    strip.columns.resize(6);
    for (const std::size_t i : {0U, 1U, 3U, 5U}) {
        strip.columns[i].measured = 1;
    }
    strip.columns[3].low = 0.5;
    const auto runs = measured_runs(strip, {0, 5});
    ASSERT_EQ(runs.size(), 2U);
    EXPECT_EQ(runs[0].count, 2U);
    EXPECT_EQ(runs[1].first, 3U);
    EXPECT_EQ(runs[1].count, 1U);
    EXPECT_EQ(low_of(strip.columns[3]), 0.5);
    EXPECT_EQ(high_of(strip.columns[3]), 1);
}

}  // namespace
}  // namespace styk::paper::strip
