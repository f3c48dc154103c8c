#include "feedback/filter.h"

#include <gtest/gtest.h>

#include "feedback/filter_words.h"
#include "support/sample_firm.h"

namespace styk::feedback {
namespace {

class FilterTest : public ::testing::Test {
protected:
    Filter read(const record::Parameters& parameters) {
        problems_.clear();
        return read_filter(*firm_, parameters, problems_);
    }

    std::shared_ptr<const Directory> firm_ = test::sample_directory();
    Problems problems_;
};

TEST_F(FilterTest, a_repeated_name_means_or_and_an_exclamation_mark_not) {
    const auto filter = read({{"channel", "web"}, {"channel", "email"}, {"kind", "!note"}});
    ASSERT_EQ(filter.clauses.size(), 2U);
    EXPECT_EQ(filter.clauses[0].values, (std::vector<std::string>{"web", "email"}));
    EXPECT_FALSE(filter.clauses[0].negated);
    EXPECT_EQ(filter.clauses[1].values, std::vector<std::string>{"note"});
    EXPECT_TRUE(filter.clauses[1].negated);
    EXPECT_TRUE(problems_.empty());
}

TEST_F(FilterTest, a_record_is_named_by_key_or_by_id) {
    const auto* desk = firm_->touchpoints.find("desk");
    const auto filter = read({{"touchpoint", desk->id.text()}});
    EXPECT_EQ(filter.clauses.at(0).values, std::vector<std::string>{"desk"});
}

TEST_F(FilterTest, a_place_takes_along_what_is_below_it) {
    const auto filter = read({{"location", "north"}});
    EXPECT_EQ(
        filter.clauses.at(0).values, (std::vector<std::string>{"north", "harbour", "old_town"})
    );
}

TEST_F(FilterTest, stage_owner_and_department_become_touchpoints) {
    EXPECT_EQ(read({{"stage", "arrive"}}).clauses.at(0).values, std::vector<std::string>{"desk"});
    EXPECT_EQ(
        read({{"department", "reception"}}).clauses.at(0).values, std::vector<std::string>{"desk"}
    );
    EXPECT_TRUE(read({{"owner", "nobody"}}).clauses.at(0).values.empty());
}

TEST_F(FilterTest, a_journey_stands_for_its_touchpoints_and_a_persona_for_its_customers) {
    auto firm = std::make_shared<Directory>(*firm_);
    firm->words = std::make_shared<const FilterWords>(FilterWords{
        .journeys = {{"stay", "j1", {"desk", "room"}}, {"empty", "j2"}},
        .personas =
            {{"anna", "p1", "segment=family&lifecycle=active&lifecycle=new"},
             {"nobody", "p2"},
             {"stale", "p3", "brand=gone"},
             {"twice", "p4", "persona=anna"}}
    });
    firm_ = firm;
    EXPECT_EQ(
        read({{"journey", "stay"}}).clauses.at(0).values, (std::vector<std::string>{"desk", "room"})
    );
    EXPECT_TRUE(read({{"journey", "j2"}}).clauses.at(0).values.empty());
    EXPECT_TRUE(read({{"journey", "!stay"}}).clauses.at(0).negated);
    const auto anna = read({{"persona", "anna"}, {"lifecycle", "active"}});
    ASSERT_EQ(anna.clauses.size(), 3U);  // her own words hold beside those that were asked for
    EXPECT_TRUE(problems_.empty());
    EXPECT_TRUE(read({{"persona", "nobody"}}).clauses.empty());
    EXPECT_TRUE(problems_.empty());
    for (const char* wrong : {"stale", "twice", "eve", "!anna"}) {
        (void)read({{"persona", wrong}});
        EXPECT_EQ(problems_.size(), 1U) << wrong;
    }
    (void)read({{"journey", "moon"}});
    EXPECT_EQ(problems_.size(), 1U);
}

TEST_F(FilterTest, a_date_is_the_firms_day_and_an_instant_itself) {
    const auto filter = read({{"from", "2026-07-01"}, {"to", "2026-07-02T00:00:00+02:00"}});
    EXPECT_EQ(to_rfc3339(*filter.from), "2026-06-30T22:00:00Z");  // Europe/Warsaw in summer
    EXPECT_EQ(to_rfc3339(*filter.to), "2026-07-01T22:00:00Z");
}

TEST_F(FilterTest, an_empty_value_means_none) {
    EXPECT_EQ(read({{"touchpoint", ""}}).clauses.at(0).values, std::vector<std::string>{""});
    EXPECT_TRUE(problems_.empty());
}

TEST_F(FilterTest, every_problem_is_named) {
    (void)read(
        {{"touchpoint", "moon"},
         {"from", "yesterday"},
         {"score_min", "x"},
         {"kind", "shout"},
         {"attribute.unknown", "1"},
         {"colour", "red"}}
    );
    std::vector<std::string> places;
    for (const auto& [pointer, message] : problems_) {
        places.push_back(pointer);
    }
    EXPECT_EQ(
        places,
        (std::vector<std::string>{
            "touchpoint", "from", "score_min", "kind", "attribute.unknown", "colour"
        })
    );
}

}  // namespace
}  // namespace styk::feedback
