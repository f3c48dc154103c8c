#include "survey/send_moment.h"

#include <gtest/gtest.h>

#include "survey/contact_frequency.h"

namespace styk::survey {

namespace {

Instant at(const char* text) {
    return parse_rfc3339(text).value();
}

Quiet nights(std::vector<std::int64_t> working_days = {}) {
    return {minute_of_clock("21:00"), minute_of_clock("08:00"), std::move(working_days)};
}

const TimeZone warsaw("Europe/Warsaw");

}  // namespace

TEST(QuietHours, end_in_the_morning_of_the_firm) {
    EXPECT_EQ(first_loud(nights(), warsaw, at("2026-11-20T20:30:00Z")), at("2026-11-21T07:00:00Z"));
    EXPECT_EQ(first_loud(nights(), warsaw, at("2026-11-21T03:00:00Z")), at("2026-11-21T07:00:00Z"));
    EXPECT_EQ(first_loud(nights(), warsaw, at("2026-11-21T07:00:00Z")), at("2026-11-21T07:00:00Z"));
    EXPECT_EQ(first_loud(nights(), warsaw, at("2026-11-21T19:59:00Z")), at("2026-11-21T19:59:00Z"));
}

TEST(QuietHours, end_at_the_hour_on_the_wall_when_the_clocks_change) {
    EXPECT_EQ(first_loud(nights(), warsaw, at("2026-03-28T22:00:00Z")), at("2026-03-29T06:00:00Z"));
    EXPECT_EQ(first_loud(nights(), warsaw, at("2026-10-24T22:00:00Z")), at("2026-10-25T07:00:00Z"));
}

TEST(QuietHours, leave_out_the_days_on_which_the_firm_rests) {
    // A Friday evening: Monday morning is the next time.
    EXPECT_EQ(
        first_loud(nights({1, 2, 3, 4, 5}), warsaw, at("2026-11-20T21:00:00Z")),
        at("2026-11-23T07:00:00Z")
    );
    EXPECT_EQ(
        first_loud({{}, {}, {1}}, warsaw, at("2026-11-24T12:00:00Z")), at("2026-11-29T23:00:00Z")
    );
}

TEST(QuietHours, may_lie_within_a_day) {
    const Quiet lunch{minute_of_clock("12:00"), minute_of_clock("13:00"), {}};
    EXPECT_EQ(first_loud(lunch, warsaw, at("2026-11-20T11:15:00Z")), at("2026-11-20T12:00:00Z"));
    EXPECT_EQ(first_loud(lunch, warsaw, at("2026-11-20T10:59:00Z")), at("2026-11-20T10:59:00Z"));
}

TEST(TimeOfDay, is_two_digits_twice) {
    EXPECT_EQ(minute_of_clock("00:00"), 0);
    EXPECT_EQ(minute_of_clock("23:59"), 1439);
    for (const char* wrong : {"24:00", "7:00", "07.00", "07:60", "", "07:000"}) {
        EXPECT_FALSE(minute_of_clock(wrong)) << wrong;
    }
}

TEST(Lot, draws_the_share_it_is_asked_for_and_the_same_people_again) {
    Campaign campaign;
    campaign.share = 30;
    int drawn = 0;
    for (int i = 0; i < 10'000; ++i) {
        const auto customer = std::to_string(i);
        drawn += is_drawn(campaign, customer) ? 1 : 0;
        EXPECT_EQ(is_drawn(campaign, customer), is_drawn(campaign, customer));
    }
    EXPECT_NEAR(drawn, 3000, 200);  // four standard deviations
}

TEST(Lot, spreads_people_over_the_waves) {
    const Campaign campaign;
    const std::vector<Wave> waves{{{}, 20}, {{}, 30}, {{}, 50}};
    std::vector<int> counted(3);
    for (int i = 0; i < 10'000; ++i) {
        ++counted.at(wave_of(campaign, waves, std::to_string(i)));
    }
    EXPECT_NEAR(counted[0], 2000, 160);
    EXPECT_NEAR(counted[1], 3000, 190);
    EXPECT_NEAR(counted[2], 5000, 200);
    EXPECT_EQ(wave_of(campaign, {}, "1"), 0U);
}

TEST(ContactFrequency, asks_nobody_too_often) {
    using std::chrono::days;
    const Instant now = at("2026-11-20T12:00:00Z");
    ContactFrequency rule;
    rule.most = 2;
    rule.within_days = 90;
    rule.days_between = 7;
    const auto free = [&](const std::vector<Instant>& contacts) {
        return free_at(rule, Kind::relationship, contacts, now);
    };
    EXPECT_FALSE(free({}));
    EXPECT_FALSE(free({now - days(8)}));
    EXPECT_EQ(free({now - days(6)}), now + days(1));
    EXPECT_EQ(free({now - days(30), now - days(50)}), now + days(40));
    EXPECT_FALSE(free({now - days(30), now - days(90)}));
    rule.exempt_kinds = {"relationship"};
    EXPECT_FALSE(free({now, now, now}));
}

}  // namespace styk::survey
