#include "firm/working_sums.h"

#include <gtest/gtest.h>
#include <random>

namespace styk::firm {
namespace {

constexpr std::int64_t second_us = 1'000'000, day_us = 86'400 * second_us;

WorkingHours hours(int from, int to) {
    WorkingHours out;
    out.from = from;
    out.to = to;
    out.holidays = {parse_iso_day("2026-04-06").value(), parse_iso_day("2026-05-01").value()};
    return out;
}

// Spring and autumn hold changes of the clocks; hours round midnight and over the night of the
// change are the hard ones.
TEST(working_sums, say_what_working_time_says_of_any_two_instants) {
    const TimeZone zone("Europe/Warsaw");
    const Instant first = parse_rfc3339("2026-02-10T11:30:00Z").value();
    const Instant last = parse_rfc3339("2026-11-20T03:00:00Z").value();
    std::mt19937_64 random(5);
    std::uniform_int_distribution<std::int64_t> anywhere(
        first.us - 5 * day_us, last.us + 5 * day_us
    );
    for (const auto& [from, to] : {std::pair{540, 1020}, {0, 1440}, {90, 200}, {1200, 1440}}) {
        const WorkingTime working(zone, hours(from, to));
        const WorkingSums sums(working, zone, first, last);
        for (int i = 0; i < 2'000; ++i) {
            const Instant a{anywhere(random)}, b{anywhere(random)};
            ASSERT_EQ(sums.between(a, b), working.between(a, b)) << to_rfc3339(a) << to_rfc3339(b);
        }
    }
}

TEST(working_sums, take_a_span_that_ends_before_it_begins) {
    const TimeZone zone("UTC");
    const WorkingTime working(zone, hours(540, 1020));
    const Instant noon = parse_rfc3339("2026-06-03T12:00:00Z").value();
    const WorkingSums sums(working, zone, noon, {noon.us - 9 * day_us});
    EXPECT_EQ(sums.between(noon, {noon.us + 60 * second_us}).count(), 60 * second_us);
    EXPECT_EQ(sums.between({noon.us + 5}, noon).count(), 0);
}

}  // namespace
}  // namespace styk::firm
