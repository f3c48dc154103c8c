#include "base/wall_time.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace styk {
namespace {

std::string clock_in(const char* zone, const char* at) {
    const int minute = minute_of_day(TimeZone(zone), parse_rfc3339(at).value());
    return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

TEST(WallTime, zones_may_be_off_by_parts_of_an_hour) {
    EXPECT_EQ("18:00", clock_in("Asia/Kolkata", "2026-11-21T12:30:00Z"));
    EXPECT_EQ("00:15", clock_in("Asia/Kolkata", "2026-11-21T18:45:59Z"));
    EXPECT_EQ("18:15", clock_in("Asia/Kathmandu", "2026-11-21T12:30:00Z"));
    EXPECT_EQ("09:00", clock_in("America/St_Johns", "2026-11-21T12:30:00Z"));
    EXPECT_EQ("13:30", clock_in("Europe/Warsaw", "2026-11-21T12:30:00Z"));
}

TEST(WallTime, a_day_of_changed_clocks_tells_what_the_clocks_show) {
    EXPECT_EQ("01:59", clock_in("Europe/Warsaw", "2026-03-29T00:59:00Z"));
    EXPECT_EQ("03:00", clock_in("Europe/Warsaw", "2026-03-29T01:00:00Z"));
    EXPECT_EQ("02:30", clock_in("Europe/Warsaw", "2026-10-25T00:30:00Z"));
    EXPECT_EQ("02:30", clock_in("Europe/Warsaw", "2026-10-25T01:30:00Z"));
    // Half an hour is all that these clocks are moved by.
    EXPECT_EQ("01:45", clock_in("Australia/Lord_Howe", "2026-10-03T15:15:00Z"));
    EXPECT_EQ("02:45", clock_in("Australia/Lord_Howe", "2026-10-03T15:45:00Z"));
}

TEST(WallTime, what_was_before_1970_is_told_as_well) {
    EXPECT_EQ("23:59", clock_in("UTC", "1969-12-31T23:59:59Z"));
    EXPECT_EQ("01:10", clock_in("Europe/Warsaw", "1965-01-01T00:10:00Z"));
}

}  // namespace
}  // namespace styk
