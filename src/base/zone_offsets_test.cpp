#include "base/zone_offsets.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

namespace styk {

namespace {

constexpr std::int64_t hour_us = 3'600'000'000, day_us = 24 * hour_us;

std::int64_t local_us(const std::vector<ZoneOffset>& offsets, Instant at) {
    const auto next = std::ranges::upper_bound(offsets, at, {}, &ZoneOffset::from);
    return at.us + std::prev(next)->offset_us;
}

TEST(ZoneOffsets, say_the_same_day_and_hour_as_the_zone) {
    const Instant first = parse_rfc3339("1900-01-01T00:00:00Z").value();
    const Instant last = parse_rfc3339("2030-01-01T00:00:00Z").value();
    std::mt19937_64 random(5);
    for (const char* name :
         {"Europe/Warsaw", "America/St_Johns", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"}) {
        const TimeZone zone(name);
        const auto offsets = offsets_of(zone, first, last);
        EXPECT_EQ(offsets.front().from, first);
        const auto expect_same = [&](Instant at) {
            const std::int64_t local = local_us(offsets, at) + 1'000'000 * day_us;
            ASSERT_EQ(local / day_us - 1'000'000, zone.day_of(at)) << name << ' ' << to_rfc3339(at);
            ASSERT_EQ(local % day_us / hour_us, zone.hour_of(at)) << name << ' ' << to_rfc3339(at);
        };
        for (const auto& one : offsets) {
            expect_same(one.from);
            if (one.from > first) {
                expect_same({one.from.us - 1});
            }
        }
        for (int i = 0; i < 2000; ++i) {
            expect_same(
                {first.us + static_cast<std::int64_t>(
                                random() % static_cast<std::uint64_t>(last.us - first.us)
                            )}
            );
        }
    }
}

TEST(ZoneOffsets, a_short_while_has_one_offset_and_a_year_of_warsaw_three) {
    const TimeZone warsaw("Europe/Warsaw");
    const Instant winter = parse_rfc3339("2026-01-05T12:00:00Z").value();
    EXPECT_EQ(offsets_of(warsaw, winter, winter), (std::vector<ZoneOffset>{{winter, hour_us}}));
    const auto year = offsets_of(warsaw, winter, winter + std::chrono::hours(24 * 360));
    ASSERT_EQ(year.size(), 3U);
    EXPECT_EQ(year[1].from, parse_rfc3339("2026-03-29T01:00:00Z"));
    EXPECT_EQ(year[1].offset_us, 2 * hour_us);
}

}  // namespace

}  // namespace styk
