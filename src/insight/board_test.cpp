#include "insight/board.h"

#include <gtest/gtest.h>

#include "insight/panel.h"
#include "support/sample_firm.h"

namespace styk::insight {
namespace {

Instant at(std::string_view text) {
    return parse_rfc3339(text).value();
}

const TimeZone warsaw("Europe/Warsaw");

Instant next(Every every, int hour, std::string_view now) {
    return next_mail({every, hour, 0, {}}, warsaw, at(now));
}

TEST(next_mail, is_at_the_firms_hour_whatever_its_clocks_do) {
    // Sunday 25 October 2026: the clocks go back.
    EXPECT_EQ(next(Every::day, 7, "2026-10-24T12:00:00Z"), at("2026-10-25T06:00:00Z"));
    EXPECT_EQ(next(Every::day, 7, "2026-10-23T12:00:00Z"), at("2026-10-24T05:00:00Z"));
    // Sunday 28 March 2027: they go on.
    EXPECT_EQ(next(Every::day, 7, "2027-03-27T12:00:00Z"), at("2027-03-28T05:00:00Z"));
}

TEST(next_mail, comes_after_now_not_at_it) {
    EXPECT_EQ(next(Every::day, 7, "2026-11-22T05:59:59Z"), at("2026-11-22T06:00:00Z"));
    EXPECT_EQ(next(Every::day, 7, "2026-11-22T06:00:00Z"), at("2026-11-23T06:00:00Z"));
}

TEST(next_mail, of_a_week_is_a_monday_and_of_a_month_its_first_day) {
    EXPECT_EQ(next(Every::week, 7, "2026-11-22T12:00:00Z"), at("2026-11-23T06:00:00Z"));
    EXPECT_EQ(next(Every::week, 7, "2026-11-23T12:00:00Z"), at("2026-11-30T06:00:00Z"));
    EXPECT_EQ(next(Every::month, 7, "2026-11-22T12:00:00Z"), at("2026-12-01T06:00:00Z"));
}

class PanelTest : public testing::Test {
protected:
    PanelQuestion read(PanelKind kind, const std::string& query) {
        Panel panel;
        panel.kind = kind;
        panel.query = query;
        problems.clear();
        return read_question(*directory, panel, at("2026-11-22T12:00:00Z"), "/query", problems);
    }

    std::shared_ptr<const feedback::Directory> directory = test::sample_directory();
    Problems problems;
};

TEST_F(PanelTest, looks_back_from_today) {
    const auto asked = read(PanelKind::figure, "metric=csat&period=30d&touchpoint=desk");
    EXPECT_TRUE(problems.empty());
    EXPECT_EQ(asked.question.filter.from, at("2026-10-23T22:00:00Z"));  // 24 October there
    EXPECT_EQ(asked.question.filter.to, at("2026-11-22T23:00:00Z"));
    EXPECT_EQ(asked.scope, (record::Parameters{{"touchpoint", "desk"}}));
}

TEST_F(PanelTest, keeps_dates_that_were_chosen) {
    const auto asked = read(PanelKind::trend, "metric=csat&from=2026-01-01&to=2026-02-01");
    EXPECT_EQ(asked.question.filter.from, at("2025-12-31T23:00:00Z"));
    EXPECT_EQ(asked.question.filter.to, at("2026-01-31T23:00:00Z"));
}

TEST_F(PanelTest, reads_what_a_comparison_is_broken_down_by) {
    EXPECT_EQ(
        read(PanelKind::compare, "metric=csat&rows=location&cols=-").question.by,
        std::vector<std::string>{"location"}
    );
    const auto both = read(PanelKind::compare, "metric=csat&cols=channel&against=before&view=x");
    EXPECT_EQ(both.question.by, (std::vector<std::string>{"touchpoint", "channel"}));
    EXPECT_TRUE(both.against_before);
    EXPECT_TRUE(problems.empty());
}

TEST_F(PanelTest, reads_what_drivers_are_to_explain) {
    const auto asked = read(PanelKind::drivers, "outcome=csat%40desk");
    EXPECT_TRUE(problems.empty());
    ASSERT_TRUE(asked.outcome.has_value());
    EXPECT_EQ(asked.outcome->rated, (Rated{"csat", "desk"}));
    EXPECT_EQ(
        read(PanelKind::drivers, "outcome=attribute.class%3Deco").outcome->trait->value, "eco"
    );
}

TEST_F(PanelTest, says_what_cannot_be_asked) {
    for (const char* query :
         {"",
          "metric=joy",
          "metric=csat,nps",
          "metric=csat&period=soon",
          "metric=csat&x=1",
          "metric=csat&step=hour",
          "metric=csat&touchpoint=%zz",
          "metric=csat&from=x"}) {
        (void)read(PanelKind::trend, query);
        ASSERT_FALSE(problems.empty()) << query;
        EXPECT_EQ(problems.front().pointer, "/query") << query;
    }
    (void)read(PanelKind::drivers, "outcome=csat%40cellar");
    EXPECT_FALSE(problems.empty());
}

TEST(a_board, is_seen_by_its_maker_and_the_roles_it_is_shared_with) {
    const Id<people::User> anna{Uuid{{1}}}, ben{Uuid{{2}}};
    const auto user = [](const Id<people::User>& id, people::Role role) {
        people::Actor actor;
        actor.kind = people::Actor::Kind::user;
        actor.user = id;
        actor.role = role;
        return actor;
    };
    Board board;
    board.user_id = anna;
    EXPECT_TRUE(may_see(user(anna, people::Role::analyst), board));
    EXPECT_FALSE(may_see(user(ben, people::Role::analyst), board));
    EXPECT_FALSE(may_change(user(ben, people::Role::administrator), board));
    board.roles = {"analyst", "administrator"};
    EXPECT_TRUE(may_see(user(ben, people::Role::analyst), board));
    EXPECT_FALSE(may_change(user(ben, people::Role::analyst), board));
    EXPECT_TRUE(may_change(user(ben, people::Role::administrator), board));
}

TEST(a_board, gives_back_the_panels_it_was_given) {
    Board board;
    board.panels = write_panels({{"a", PanelKind::text, "Title", "", "Words", true}});
    const auto panels = panels_of(board);
    ASSERT_EQ(panels.size(), 1U);
    EXPECT_EQ(panels.front().text, "Words");
    EXPECT_TRUE(panels.front().wide);
    EXPECT_TRUE(check(board).empty());
}

}  // namespace
}  // namespace styk::insight
