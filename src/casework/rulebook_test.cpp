#include "casework/rulebook.h"

#include <gtest/gtest.h>

#include "casework/reply_template.h"
#include "support/fixed.h"
#include "support/sample_firm.h"

namespace styk::casework {
namespace {

Instant at(const char* text) {
    return parse_rfc3339(text).value();
}

class RulebookTest : public ::testing::Test {
protected:
    people::User user(const char* name) {
        people::User made;
        made.id.uuid = make_uuid_v7(clock_, random_);
        made.name = name;
        made.role = people::Role::touchpoint_owner;
        return made;
    }

    Rulebook book() { return {*firm_, parts_}; }

    static CaseRule rule(const char* key, const char* filter) {
        CaseRule made;
        made.key = made.name = key;
        made.filter = filter;
        made.actions.text = R"([{"kind":"open_case"}])";
        return made;
    }

    test::FixedClock clock_;
    test::CountingRandom random_;
    std::shared_ptr<const feedback::Directory> firm_ = test::sample_directory();
    Rulebook::Parts parts_;
};

TEST_F(RulebookTest, deadlines_run_only_while_the_firm_works) {
    Case one;
    one.opened_at = at("2026-11-20T15:00:00Z");  // Friday, 16:00 in Warsaw; work ends at 17:00
    book().set_deadlines(one, {.acknowledge_minutes = 30, .answer_minutes = 120});
    EXPECT_EQ(one.acknowledge_by, at("2026-11-20T15:30:00Z"));
    EXPECT_EQ(one.answer_by, at("2026-11-23T09:00:00Z"));
    EXPECT_FALSE(one.close_by);
    EXPECT_EQ(one.due_at, one.acknowledge_by);
}

TEST_F(RulebookTest, a_department_may_work_other_hours) {
    WorkCalendar calendar;
    calendar.department_id = firm_->departments.find("reception")->id;
    calendar.days = {1, 2, 3, 4, 5, 6, 7};
    calendar.from = "00:00";
    calendar.to = "24:00";
    parts_.calendars = {calendar};
    Case one;
    one.department_id = calendar.department_id;
    one.opened_at = at("2026-11-20T15:00:00Z");
    book().set_deadlines(one, {.answer_minutes = 120});
    EXPECT_EQ(one.answer_by, at("2026-11-20T17:00:00Z"));
}

TEST_F(RulebookTest, levels_follow_each_other_and_a_new_duty_begins_below_the_first) {
    parts_.settings.levels.text =
        R"([{"after_minutes_overdue":0,"to":"deputy"},{"after_minutes_overdue":60,"to":"cx_manager"}])";
    const auto book = this->book();
    Case one;
    one.opened_at = at("2026-11-20T09:00:00Z");
    book.set_deadlines(one, {.acknowledge_minutes = 30, .answer_minutes = 90});
    EXPECT_EQ(one.escalate_at, at("2026-11-20T09:30:00Z"));
    one.escalated = 1;
    book.set_clock(one);
    EXPECT_EQ(one.escalate_at, at("2026-11-20T10:30:00Z"));
    one.escalated = 2;
    book.set_clock(one);
    EXPECT_FALSE(one.escalate_at);
    advance(one, CaseState::acknowledged, at("2026-11-20T10:00:00Z"));
    book.set_clock(one);
    EXPECT_EQ(one.escalated, 0);
    EXPECT_EQ(one.escalate_at, at("2026-11-20T10:30:00Z"));
}

TEST_F(RulebookTest, while_somebody_is_away_their_deputy_stands_in) {
    const auto anna = user("Anna"), jan = user("Jan");
    Absence away;
    away.user_id = anna.id;
    away.deputy_id = jan.id;
    away.from = away.to = "2026-11-20";
    parts_.users = {anna, jan};
    parts_.absences = {away};
    const auto book = this->book();
    const Day day = *parse_iso_day("2026-11-20");
    EXPECT_EQ(book.deputy_of(anna.id, day), jan.id);
    EXPECT_FALSE(book.deputy_of(anna.id, day + 1));
    EXPECT_EQ(
        book.stands_for(jan.id.text(), day),
        (std::vector<std::string>{jan.id.text(), anna.id.text()})
    );
    EXPECT_EQ(book.stands_for(jan.id.text(), day + 1), std::vector<std::string>{jan.id.text()});
}

TEST_F(RulebookTest, nobody_answers_for_a_touchpoint_whose_owner_is_gone) {
    EXPECT_EQ(
        book().responsible_for(*firm_, "desk", 0).department_id,
        firm_->departments.find("reception")->id
    );
    EXPECT_FALSE(book().responsible_for(*firm_, "desk", 0).owner_id);
    EXPECT_FALSE(book().responsible_for(*firm_, "moon", 0).department_id);
}

TEST_F(RulebookTest, a_rule_that_names_what_is_gone_judges_nothing) {
    parts_.rules = {
        rule("good", "touchpoint=desk&value_min=10.5"), rule("gone", "touchpoint=moon")
    };
    const auto book = this->book();
    ASSERT_EQ(book.rules().size(), 1U);
    EXPECT_EQ(book.rules()[0].name, "good");
    EXPECT_EQ(book.rules()[0].asks.value_min, 10.5);
}

TEST(reply_blanks, are_filled_where_the_value_is_known_and_named_where_it_is_not) {
    const auto filled = fill_blanks(
        "Dear {customer_name}, {reason} {reason} {Not a blank} {}",
        {{"customer_name", "Anna"}, {"reason", ""}}
    );
    EXPECT_EQ(filled.text, "Dear Anna, {reason} {reason} {Not a blank} {}");
    EXPECT_EQ(filled.blanks, std::vector<std::string>{"reason"});
}

TEST(reply_blanks, the_nearest_template_is_suggested) {
    const auto made = [](const char* key, TemplateKind kind) {
        ReplyTemplate one;
        one.key = key;
        one.kind = kind;
        return one;
    };
    std::vector<ReplyTemplate> all{
        made("thanks", TemplateKind::thanks),
        made("answer", TemplateKind::answer),
        made("sorry", TemplateKind::apology),
        made("queue", TemplateKind::answer),
        made("other_place", TemplateKind::apology)
    };
    all[3].topic = "waiting";
    all[4].touchpoint = "room";
    ReplyNeed need{.segment = {}, .touchpoint = "desk", .language = "en", .topics = {"waiting"}};
    EXPECT_EQ(suggest(all, need)->key, "queue");
    need.topics.clear();
    EXPECT_EQ(suggest(all, need)->key, "answer");
    need.is_complaint = true;
    EXPECT_EQ(suggest(all, need)->key, "sorry");
    EXPECT_EQ(suggest({}, need), nullptr);
}

}  // namespace
}  // namespace styk::casework
