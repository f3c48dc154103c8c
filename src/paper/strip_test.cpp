#include <algorithm>
#include <gtest/gtest.h>

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
    strip.columns.resize(29);
    const auto sheets = sheets_of(strip, StripView::table);
    ASSERT_EQ(sheets.size(), 3U);
    std::size_t next = 0;
    for (const Sheet& sheet : sheets) {
        EXPECT_EQ(sheet.first, next);
        EXPECT_GE(sheet.count, 9U);
        EXPECT_LE(sheet.count, 10U);
        next += sheet.count;
    }
    EXPECT_EQ(next, 29U);
    EXPECT_EQ(sheets_of(strip, StripView::circle).size(), 1U);
}

}  // namespace
}  // namespace styk::paper::strip
