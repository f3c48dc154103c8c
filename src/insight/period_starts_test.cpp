#include "insight/period_starts.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

namespace styk::insight {

namespace {

Day named(const std::vector<PeriodStart>& starts, Instant at) {
    return std::prev(std::ranges::upper_bound(starts, at, {}, &PeriodStart::from))->first_day;
}

TEST(PeriodStarts, name_the_period_of_the_local_day) {
    const Instant first = parse_rfc3339("1998-03-03T03:03:03Z").value();
    const Instant last = parse_rfc3339("2011-01-01T00:00:00Z").value();
    std::mt19937_64 random(7);
    for (const char* name : {"Europe/Warsaw", "America/St_Johns", "Asia/Kolkata", "UTC"}) {
        const TimeZone zone(name);
        const auto offsets = offsets_of(zone, first, last);
        for (const auto period : {Period::week, Period::month, Period::quarter, Period::year}) {
            const auto starts = period_starts(offsets, period, first, last);
            for (int i = 0; i < 3000; ++i) {
                const Instant at{
                    first.us + static_cast<std::int64_t>(
                                   random() % static_cast<std::uint64_t>(last.us - first.us)
                               )
                };
                ASSERT_EQ(named(starts, at), first_day_of(period, zone.day_of(at)))
                    << name << ' ' << to_rfc3339(at);
            }
        }
    }
}

// In Newfoundland the clocks went back at a minute past midnight, here into October again.
TEST(PeriodStarts, a_month_may_begin_twice) {
    const TimeZone zone("America/St_Johns");
    const Instant first = parse_rfc3339("2009-10-31T12:00:00Z").value();
    const Instant last = parse_rfc3339("2009-11-01T12:00:00Z").value();
    const auto starts = period_starts(offsets_of(zone, first, last), Period::month, first, last);
    ASSERT_EQ(starts.size(), 4U);
    EXPECT_EQ(starts[0].first_day, starts[2].first_day);
    EXPECT_EQ(starts[1].from, parse_rfc3339("2009-11-01T02:30:00Z"));
    EXPECT_EQ(starts[2].from, parse_rfc3339("2009-11-01T02:31:00Z"));
    EXPECT_EQ(starts[3].from, parse_rfc3339("2009-11-01T03:30:00Z"));
}

}  // namespace

}  // namespace styk::insight
