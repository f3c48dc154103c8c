#include "promise/standard.h"

#include <gtest/gtest.h>

#include "json/json.h"
#include "promise/adherence.h"
#include "promise/vision.h"

namespace styk::promise {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;

std::string all(const Problems& problems) {
    std::string out;
    for (const auto& one : problems) {
        out += one.pointer + " " + one.message + "\n";
    }
    return out;
}

Standard two_hours() {
    Standard standard;
    standard.key = "mail";
    standard.name = "Mail answered within 2 hours";
    standard.event_from = "mail";
    standard.event_to = "mail_answered";
    standard.threshold = record::JsonObject{R"({"value": 2, "unit": "hours"})"};
    return standard;
}

TEST(standard, says_what_it_needs_to_be_measured) {
    Standard standard = two_hours();
    EXPECT_EQ(all(check(standard)), "");
    standard.event_to.reset();
    standard.threshold.reset();
    EXPECT_EQ(
        all(check(standard)),
        "/event_to is missing: what must follow?\n/threshold is missing: how long may it take?\n"
    );
    standard.measure = Measure::share;
    standard.event_to = "mail";
    EXPECT_EQ(all(check(standard)), "/event_to must be another one than event_from\n");
    standard.event_from.reset();
    EXPECT_EQ(all(check(standard)), "/event_from is missing: what is the beginning?\n");
    standard = two_hours();
    standard.measure = Measure::duration;
    EXPECT_EQ(all(check(standard)), "/event_to must be empty: one event has a duration\n");
}

TEST(standard, names_what_is_wrong_in_its_threshold_and_day) {
    Standard standard = two_hours();
    standard.threshold = record::JsonObject{R"({"value": 0, "unit": "weeks"})"};
    standard.dated = record::JsonObject{R"({"month": 4, "day": 31})"};
    EXPECT_EQ(
        all(check(standard)),
        "/threshold/unit must be one of hours, seconds, minutes, days\n"
        "/threshold/value must be above 0, at most 100000\n/dated/day is no day of that month\n"
    );
    standard.threshold = record::JsonObject{R"({"value": 2, "unit": "days", "of": 1})"};
    standard.dated = record::JsonObject{R"({"month": 13})"};
    EXPECT_EQ(
        all(check(standard)), "/threshold/of is not known here\n/dated/month must be 1 to 12\n"
    );
}

TEST(standard, a_day_of_a_threshold_is_as_long_as_the_calendar_s) {
    EXPECT_DOUBLE_EQ(seconds_of({2, ThresholdUnit::days}, 8 * 3600), 16 * 3600);
    EXPECT_DOUBLE_EQ(seconds_of({2, ThresholdUnit::hours}, 8 * 3600), 7200);
    EXPECT_DOUBLE_EQ(seconds_of({1.5, ThresholdUnit::minutes}, 0), 90);
    EXPECT_DOUBLE_EQ(seconds_of({20, ThresholdUnit::seconds}, 0), 20);
}

TEST(standard, a_gesture_comes_round_every_year) {
    Standard standard;
    const auto day = [](const char* text) { return parse_iso_day(text).value(); };
    EXPECT_FALSE(next_gesture(standard, day("2026-10-01")));
    standard.dated = record::JsonObject{R"({"month": 10, "day": 6})"};
    EXPECT_EQ(next_gesture(standard, day("2026-10-01")), day("2026-10-06"));
    EXPECT_EQ(next_gesture(standard, day("2026-10-06")), day("2026-10-06"));
    EXPECT_EQ(next_gesture(standard, day("2026-10-07")), day("2027-10-06"));
    standard.dated = record::JsonObject{R"({"month": 2, "day": 29})"};
    EXPECT_EQ(next_gesture(standard, day("2027-01-01")), day("2027-02-28"));
    EXPECT_EQ(next_gesture(standard, day("2028-01-01")), day("2028-02-29"));
}

// Time that counts double, so that a test sees it is the calendar's.
Yardstick within(double limit_s) {
    return {Measure::time_between, limit_s, [](Instant first, Instant last) {
                return microseconds(2 * (last - first).count());
            }};
}

Instant at(int hour) {
    return Instant{0} + hours(hour);
}

TEST(adherence, is_judged_on_the_calendar_of_the_standard) {
    const auto in_time = judge(within(7200), {at(0), at(1)}, at(9));
    EXPECT_EQ(in_time.verdict, Verdict::kept);
    EXPECT_DOUBLE_EQ(in_time.seconds.value(), 7200);
    EXPECT_EQ(judge(within(7199), {at(0), at(1)}, at(9)).verdict, Verdict::broken);
}

TEST(adherence, what_is_not_answered_is_open_until_its_time_is_over) {
    EXPECT_EQ(judge(within(7200), {at(0)}, at(1)).verdict, Verdict::open);
    EXPECT_EQ(judge(within(7200), {at(0)}, at(2)).verdict, Verdict::broken);
    EXPECT_FALSE(judge(within(7200), {at(0)}, at(2)).seconds);
}

TEST(adherence, without_a_limit_it_counts_whether_it_was_done_at_all) {
    Yardstick share = within(0);
    share.measure = Measure::share;
    share.limit_s.reset();
    EXPECT_EQ(judge(share, {at(0), at(5000)}, at(9000)).verdict, Verdict::kept);
    EXPECT_EQ(judge(share, {at(0)}, at(9000)).verdict, Verdict::broken);
}

TEST(adherence, a_duration_is_the_event_s_own) {
    Yardstick duration = within(20);
    duration.measure = Measure::duration;
    EXPECT_EQ(judge(duration, {at(0), {}, 20.0}, at(1)).verdict, Verdict::kept);
    EXPECT_EQ(judge(duration, {at(0), {}, 20.5}, at(1)).verdict, Verdict::broken);
    EXPECT_EQ(judge(duration, {at(0)}, at(1)).verdict, Verdict::unknown);
}

TEST(vision, reads_what_it_writes_and_names_what_is_wrong) {
    Problems problems;
    const auto vision = read_vision(
        json::parse(R"({"positioning": "A house by the sea", "emotions": [{"emotion": "joy",
        "touchpoint_ids": ["01890a5d-ac96-774b-bcce-b302099a8057"], "text": "At breakfast"}]})"),
        problems
    );
    EXPECT_TRUE(problems.empty());
    EXPECT_EQ(
        json::write(to_json(vision)),
        R"({"positioning":"A house by the sea","advantage":"","emotions":[{"emotion":"joy","touchpoint_ids":["01890a5d-ac96-774b-bcce-b302099a8057"],"text":"At breakfast"}]})"
    );
    (void)read_vision(
        json::parse(
            R"({"slogan": 1, "advantage": 2, "emotions": [{"emotion": "joy"}, {"emotion": "joy"},
        {"touchpoint_ids": ["x"]}, 1]})"
        ),
        problems
    );
    EXPECT_EQ(
        all(problems),
        "/advantage must be a text\n/slogan is not known here\n/emotions/1/emotion stands there "
        "twice\n/emotions/2/emotion is missing\n/emotions/2/touchpoint_ids/0 must be an id, none "
        "twice\n/emotions/3 must be an object\n"
    );
}

}  // namespace
}  // namespace styk::promise
