#include "casework/case.h"

#include <gtest/gtest.h>

#include "base/result.h"
#include "casework/risk.h"

namespace styk::casework {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr Instant opened{1'795'000'000'000'000};

Case fresh() {
    Case one;
    one.opened_at = opened;
    one.acknowledge_by = opened + hours(1);
    one.answer_by = opened + hours(4);
    one.close_by = opened + hours(40);
    set_due(one);
    return one;
}

TEST(case_states, each_step_moves_the_next_deadline) {
    Case one = fresh();
    EXPECT_EQ(next_duty(one), "acknowledge");
    EXPECT_EQ(one.due_at, one.acknowledge_by);
    advance(one, CaseState::acknowledged, opened + hours(2));
    EXPECT_EQ(next_duty(one), "answer");
    EXPECT_EQ(one.due_at, one.answer_by);
    advance(one, CaseState::answered, opened + hours(3));
    EXPECT_EQ(one.due_at, one.close_by);
    EXPECT_EQ(one.answered_at, opened + hours(3));
    advance(one, CaseState::closed, opened + hours(5));
    EXPECT_FALSE(one.due_at);
    EXPECT_EQ(next_duty(one), "");
}

TEST(case_states, an_answer_acknowledges_and_stops_the_wait) {
    Case one = fresh();
    one.unread = true;
    advance(one, CaseState::answered, opened + hours(1));
    EXPECT_EQ(one.acknowledged_at, opened + hours(1));
    EXPECT_FALSE(one.unread);
}

TEST(case_states, no_step_goes_back_or_twice) {
    Case one = fresh();
    advance(one, CaseState::investigated, opened);
    EXPECT_THROW(advance(one, CaseState::assessed, opened), Refusal);
    EXPECT_THROW(advance(one, CaseState::investigated, opened), Refusal);
    advance(one, CaseState::closed, opened);
    EXPECT_THROW(advance(one, CaseState::answered, opened), Refusal);
}

TEST(case_states, a_long_text_is_cut_at_a_letter_and_lines_become_one) {
    EXPECT_EQ(shortened("żółw\nidzie", 5), "żółw…");
    EXPECT_EQ(shortened("  a\r\n\tb ", 10), "a b");
    EXPECT_EQ(shortened("", 10), "");
}

TEST(case_risk, words_are_a_head_start_of_days_and_days_count_alike) {
    const auto calm = risk_of({}, opened), loud = risk_of({.says_so = true}, opened);
    EXPECT_EQ(calm.at, opened);
    EXPECT_EQ(loud.at, opened - days(30));
    EXPECT_EQ(loud.because, std::vector<std::string>{"intent"});
    for (const auto later : {days(1), days(9)}) {
        EXPECT_GT(risk_score(loud.at, 7, opened + later), risk_score(calm.at, 7, opened + later));
    }
}

TEST(case_risk, who_waits_as_long_as_the_firm_allows_is_flagged) {
    const auto calm = risk_of({}, opened);
    EXPECT_DOUBLE_EQ(risk_score(calm.at, 7, opened + days(7)), 0.5);
    EXPECT_LE(calm.at, flagged_since(7, opened + days(7)));
    EXPECT_GT(calm.at, flagged_since(7, opened + days(6)));
    const auto angry = risk_of({.leaves = true, .is_angry = true}, opened);
    EXPECT_EQ(angry.because, std::vector<std::string>{"words"});
    EXPECT_LE(angry.at, flagged_since(7, opened));
}

}  // namespace
}  // namespace styk::casework
