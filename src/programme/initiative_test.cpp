#include "programme/initiative.h"

#include <gtest/gtest.h>

#include "programme/origin.h"

namespace styk::programme {
namespace {

constexpr const char* anna = "018f0000-0000-7000-8000-00000000000a";
constexpr const char* sales = "018f0000-0000-7000-8000-00000000000c";

Initiative running_since(const char* day) {
    Initiative one;
    move(one, Move::start, day);
    return one;
}

std::vector<std::string> wrong_with(const Initiative& one) {
    std::vector<std::string> pointers;
    for (const Problem& problem : check(one)) {
        pointers.push_back(problem.pointer);
    }
    return pointers;
}

TEST(Initiative, goes_from_planned_over_running_to_done_and_back) {
    Initiative one = running_since("2026-03-01");
    EXPECT_EQ(one.state, InitiativeState::running);
    EXPECT_EQ(one.started_on, "2026-03-01");
    move(one, Move::finish, "2026-04-01");
    EXPECT_EQ(one.state, InitiativeState::done);
    EXPECT_EQ(one.ended_on, "2026-04-01");
    EXPECT_TRUE(check(one).empty());
    move(one, Move::reopen, "2026-05-01");
    EXPECT_EQ(one.state, InitiativeState::running);
    EXPECT_EQ(one.started_on, "2026-03-01");
    EXPECT_FALSE(one.ended_on);
    EXPECT_TRUE(check(one).empty());
}

TEST(Initiative, that_never_ran_is_planned_again_when_it_is_opened_again) {
    Initiative one;
    move(one, Move::stop, "2026-03-01");
    EXPECT_EQ(one.state, InitiativeState::stopped);
    EXPECT_TRUE(check(one).empty());
    move(one, Move::reopen, "2026-03-02");
    EXPECT_EQ(one.state, InitiativeState::planned);
    EXPECT_TRUE(check(one).empty());
}

TEST(Initiative, makes_no_step_that_its_state_does_not_allow) {
    Initiative planned, running = running_since("2026-03-01"), over = running;
    move(over, Move::finish, "2026-03-02");
    EXPECT_THROW(move(planned, Move::finish, "2026-03-02"), Refusal);
    EXPECT_THROW(move(planned, Move::reopen, "2026-03-02"), Refusal);
    EXPECT_THROW(move(running, Move::start, "2026-03-02"), Refusal);
    EXPECT_THROW(move(running, Move::reopen, "2026-03-02"), Refusal);
    EXPECT_THROW(move(over, Move::start, "2026-03-02"), Refusal);
    EXPECT_THROW(move(over, Move::finish, "2026-03-02"), Refusal);
    EXPECT_THROW(move(over, Move::stop, "2026-03-02"), Refusal);
    EXPECT_EQ(running, running_since("2026-03-01"));
}

TEST(Initiative, has_the_days_that_its_state_has) {
    Initiative planned;
    planned.started_on = planned.ended_on = "2026-03-01";
    EXPECT_EQ(wrong_with(planned), (std::vector<std::string>{"/started_on", "/ended_on"}));
    Initiative running = running_since("2026-03-01");
    running.started_on.reset();
    EXPECT_EQ(wrong_with(running), std::vector<std::string>{"/started_on"});
    Initiative done = running_since("2026-03-01");
    move(done, Move::finish, "2026-02-28");
    EXPECT_EQ(wrong_with(done), std::vector<std::string>{"/ended_on"});
    done.ended_on.reset();
    EXPECT_EQ(wrong_with(done), std::vector<std::string>{"/ended_on"});
}

TEST(Initiative, of_a_finding_is_for_those_who_read_findings_or_answer_for_it) {
    Initiative one;
    one.origin = Origin::finding;
    one.owner_id = Id<people::User>::parse(anna);
    one.department_ids = {sales};
    EXPECT_TRUE(sees({.everything = true}, one));
    EXPECT_TRUE(sees({.user = anna}, one));
    EXPECT_TRUE(sees({.user = sales, .department = sales}, one));
    EXPECT_FALSE(sees({.user = sales, .department = anna}, one));
    EXPECT_FALSE(sees({}, one));
    one.origin = Origin::idea;
    EXPECT_TRUE(sees({}, one));
}

TEST(Initiative, that_belongs_to_nobody_is_not_for_whoever_is_nobody) {
    Initiative one;
    one.origin = Origin::finding;
    EXPECT_FALSE(sees({}, one));
}

// ---- what a cell says

journey::Step step() {
    journey::Step out;
    out.name = "Checks in";
    out.action = "Stands at the desk";
    out.questions = {{"q1", "Is it ready?"}, {"q2", "Why again?"}};
    out.feeling = "Tired";
    out.emotions = {"anger", "trust"};
    out.own = {{"lane_law", "By contract"}};
    out.marks = {
        {"m1", journey::StepMarkKind::success, journey::StepMarkState::on, "Praised"},
        {"m2", journey::StepMarkKind::pain, journey::StepMarkState::on, "Too long"}
    };
    out.removes = {{"p1", "A second desk"}, {"p2", ""}};
    return out;
}

TEST(Origin, of_a_cell_is_what_a_person_reads_there) {
    EXPECT_EQ(words_in(step(), "name"), "Checks in");
    EXPECT_EQ(words_in(step(), "action"), "Stands at the desk");
    EXPECT_EQ(words_in(step(), "questions"), "Is it ready?\nWhy again?");
    EXPECT_EQ(words_in(step(), "lane_law"), "By contract");
    EXPECT_EQ(words_in(step(), "removes"), "A second desk");
    EXPECT_EQ(words_in(step(), "emotion"), "Tired");
    EXPECT_EQ(names_in(step(), "emotion"), (journey::Texts{"anger", "trust"}));
    EXPECT_EQ(words_in(step(), "curve"), "");
    EXPECT_TRUE(names_in(step(), "action").empty());
}

TEST(Origin, of_a_pain_is_why_people_say_that_it_hurts) {
    EXPECT_EQ(words_in(step(), pain_lane), "Too long");
    journey::Step calm = step();
    calm.marks.back().state = journey::StepMarkState::off;
    EXPECT_EQ(words_in(calm, pain_lane), "");
}

TEST(Origin, is_a_lane_of_every_map_or_of_this_one) {
    journey::MapDoc doc;
    doc.lanes = {{"lane_law", "Law", false}};
    for (const char* lane : {"name", "service", "curve", "pain", "questions", "lane_law"}) {
        EXPECT_TRUE(is_lane(doc, lane)) << lane;
    }
    EXPECT_FALSE(is_lane(doc, "lane_other"));
    EXPECT_FALSE(is_lane(doc, ""));
}

}  // namespace
}  // namespace styk::programme
