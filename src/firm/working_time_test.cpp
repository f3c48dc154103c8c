#include "firm/working_time.h"

#include <gtest/gtest.h>
#include <random>

#include "firm/firm.h"

namespace styk::firm {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;

Instant at(const char* text) {
    return parse_rfc3339(text).value();
}

Day day(const char* text) {
    return parse_iso_day(text).value();
}

WorkingTime office(std::vector<Day> holidays = {}) {
    WorkingHours week;
    week.holidays = std::move(holidays);
    return {TimeZone("Europe/Warsaw"), week};
}

TEST(working_time, counts_only_the_hours_of_working_days) {
    struct Case {
        const char *first, *last;
        int minutes;
    };

    const Case cases[] = {
        // Monday, summer: 09:00 in Warsaw is 07:00Z.
        {"2026-06-01T07:00:00Z", "2026-06-01T09:00:00Z", 120},
        {"2026-06-01T05:00:00Z", "2026-06-01T08:00:00Z", 60},          // before opening
        {"2026-06-01T14:30:00Z", "2026-06-02T07:30:00Z", 60},          // over the night
        {"2026-06-05T14:00:00Z", "2026-06-08T08:00:00Z", 120},         // over the weekend
        {"2026-06-06T08:00:00Z", "2026-06-07T20:00:00Z", 0},           // within it
        {"2026-06-01T00:00:00Z", "2026-06-08T00:00:00Z", 5 * 8 * 60},  // a week
        {"2026-06-02T09:00:00Z", "2026-06-01T09:00:00Z", 0},           // the wrong way round
        {"2026-06-01T08:00:00Z", "2026-06-01T08:00:00Z", 0},
    };
    for (const Case& one : cases) {
        EXPECT_EQ(office().between(at(one.first), at(one.last)), minutes(one.minutes))
            << one.first << " to " << one.last;
    }
}

TEST(working_time, leaves_out_holidays) {
    const auto time = office({day("2026-06-04"), day("2026-01-01")});
    EXPECT_FALSE(time.is_working_day(day("2026-06-04")));
    EXPECT_EQ(
        time.between(at("2026-06-03T14:00:00Z"), at("2026-06-05T08:00:00Z")), minutes(60 + 60)
    );
    EXPECT_EQ(time.after(at("2026-06-03T14:00:00Z"), hours(2)), at("2026-06-05T08:00:00Z"));
}

TEST(working_time, says_when_so_much_will_have_been_worked) {
    struct Case {
        const char* from;
        int minutes;
        const char* due;
    };

    const Case cases[] = {
        {"2026-06-01T07:00:00Z", 120, "2026-06-01T09:00:00Z"},
        {"2026-06-01T14:00:00Z", 60, "2026-06-01T15:00:00Z"},  // the very end of the day
        {"2026-06-01T14:00:00Z", 61, "2026-06-02T07:01:00Z"},
        {"2026-06-05T14:00:00Z", 120, "2026-06-08T08:00:00Z"},  // Friday to Monday
        {"2026-06-06T10:00:00Z", 30, "2026-06-08T07:30:00Z"},   // asked on Saturday
        {"2026-06-06T10:00:00Z", 0, "2026-06-06T10:00:00Z"},
        {"2026-06-01T07:00:00Z", 5 * 8 * 60, "2026-06-05T15:00:00Z"},
    };
    for (const Case& one : cases) {
        EXPECT_EQ(
            to_rfc3339(office().after(at(one.from), minutes(one.minutes))), std::string(one.due)
        ) << one.from;
    }
}

TEST(working_time, keeps_local_hours_over_a_change_of_clocks) {
    // Friday before the change of 2026-03-29, 09:00 is 08:00Z; Monday after it, 07:00Z.
    EXPECT_EQ(office().after(at("2026-03-27T15:00:00Z"), hours(2)), at("2026-03-30T08:00:00Z"));
    EXPECT_EQ(office().between(at("2026-03-27T08:00:00Z"), at("2026-03-30T15:00:00Z")), hours(16));
}

TEST(working_time, a_day_of_a_change_has_the_hours_it_really_had) {
    const WorkingTime always(TimeZone("Europe/Warsaw"), always_open());
    const auto day_of = [&](const char* text) {
        const TimeZone zone("Europe/Warsaw");
        return always.between(zone.start_of(day(text)), zone.start_of(day(text) + 1));
    };
    EXPECT_EQ(day_of("2026-03-28"), hours(24));
    EXPECT_EQ(day_of("2026-03-29"), hours(23));
    EXPECT_EQ(day_of("2026-10-25"), hours(25));
    WorkingHours nights = always_open();
    nights.to = 6 * 60;
    const WorkingTime night(TimeZone("Europe/Warsaw"), nights);
    EXPECT_EQ(night.between(at("2026-03-28T22:00:00Z"), at("2026-03-29T12:00:00Z")), hours(5));
    EXPECT_EQ(night.between(at("2026-10-24T22:00:00Z"), at("2026-10-25T12:00:00Z")), hours(7));
}

TEST(working_time, takes_the_next_minute_that_exists_and_the_first_of_two) {
    const TimeZone warsaw("Europe/Warsaw");
    EXPECT_EQ(local_time(warsaw, day("2026-03-29"), 150), at("2026-03-29T01:00:00Z"));  // 02:30
    EXPECT_EQ(local_time(warsaw, day("2026-03-29"), 180), at("2026-03-29T01:00:00Z"));
    EXPECT_EQ(local_time(warsaw, day("2026-10-25"), 150), at("2026-10-25T00:30:00Z"));
    EXPECT_EQ(local_time(warsaw, day("2026-10-25"), 180), at("2026-10-25T02:00:00Z"));
    EXPECT_EQ(local_time(warsaw, day("2026-10-25"), 60), at("2026-10-24T23:00:00Z"));
    EXPECT_EQ(local_time(warsaw, day("2026-06-01"), 24 * 60), at("2026-06-01T22:00:00Z"));
}

TEST(working_time, what_is_added_is_what_lies_between) {
    std::mt19937_64 random(21);
    const auto time = office({day("2026-05-01"), day("2026-12-25"), day("2026-11-11")});
    const std::int64_t start = at("2026-01-01T00:00:00Z").us;
    for (int i = 0; i < 2000; ++i) {
        const Instant from{start + static_cast<std::int64_t>(random() % 31'536'000U) * 1'000'000};
        const microseconds amount(1 + static_cast<std::int64_t>(random() % 400'000'000'000U));
        const Instant due = time.after(from, amount);
        ASSERT_EQ(time.between(from, due), amount) << to_rfc3339(from);
        ASSERT_LT(time.between(from, due - microseconds(1)), amount) << to_rfc3339(from);
    }
}

TEST(working_time, knows_whether_it_is_open_and_when_next) {
    EXPECT_TRUE(office().is_open(at("2026-06-01T07:00:00Z")));
    EXPECT_FALSE(office().is_open(at("2026-06-01T15:00:00Z")));  // closing time is past work
    EXPECT_EQ(office().next_open(at("2026-06-05T15:00:00Z")), at("2026-06-08T07:00:00Z"));
    EXPECT_EQ(office().next_open(at("2026-06-01T08:12:00Z")), at("2026-06-01T08:12:00Z"));
    EXPECT_EQ(office().day_length(), hours(8));
}

TEST(working_time, reads_the_hours_of_the_firm) {
    Firm firm;
    firm.working_days = {6, 7};
    firm.working_from = "10:30";
    firm.working_to = "24:00";
    const auto hours_of_firm = hours_of(firm, {day("2026-06-07")});
    EXPECT_EQ(hours_of_firm.from, 630);
    EXPECT_EQ(hours_of_firm.to, 1440);
    const WorkingTime time(TimeZone("Europe/Warsaw"), hours_of_firm);
    EXPECT_EQ(
        time.between(at("2026-06-01T00:00:00Z"), at("2026-06-08T00:00:00Z")), minutes(13 * 60 + 30)
    );
}

TEST(working_time, hours_without_a_day_or_an_end_are_refused) {
    WorkingHours none, backwards;
    none.days.clear();
    backwards.to = backwards.from;
    EXPECT_THROW(WorkingTime(TimeZone("UTC"), none), Refusal);
    EXPECT_THROW(WorkingTime(TimeZone("UTC"), backwards), Refusal);
}

}  // namespace
}  // namespace styk::firm
