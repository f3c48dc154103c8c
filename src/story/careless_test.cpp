#include "story/careless.h"

#include <gtest/gtest.h>

#include "survey/definition_json.h"

namespace styk::story {
namespace {

constexpr std::string_view asked = R"({"pages": [{"name": "p", "elements": [
    {"type": "matrix", "name": "room", "title": "R", "columns": [1, 2, 3],
     "rows": ["bed", "bath", "light", "noise", "air"]},
    {"type": "importance", "name": "pairs", "title": "P", "rateMin": 1, "rateMax": 5,
     "rows": ["a", "b", "c", "d", "e"]}]}]})";

survey::Map table(const std::vector<int>& columns) {
    const char* const rows[] = {"bed", "bath", "light", "noise", "air"};
    survey::Map out;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        out.emplace_back(rows[i], survey::Value(columns[i]));
    }
    return out;
}

survey::Map pairs(int performance, int importance) {
    survey::Map out;
    for (const char* row : {"a", "b", "c", "d", "e"}) {
        const bool last = *row == 'e';
        out.emplace_back(
            row,
            survey::Value(survey::Map{
                {"performance", survey::Value(performance)},
                {"importance", survey::Value(last ? importance : 1)}
            })
        );
    }
    return out;
}

class Answers {
public:
    void add(const survey::Map& answers, std::optional<double> seconds) {
        const survey::Setting setting{{}, 0, 0};
        count_.add(definition_, survey::route_of(definition_, answers, setting), seconds);
    }

    [[nodiscard]] std::optional<Careless> result(std::uint64_t least = 1) const {
        stats::TierLimits limits;
        limits.anonymous_below = least;
        return count_.result(limits);
    }

private:
    survey::Definition definition_ = survey::read_stored_definition(asked, "en");
    CarelessCount count_;
};

TEST(Careless, tells_tables_with_one_column_in_every_row) {
    Answers answers;
    answers.add({{"room", survey::Value(table({2, 2, 2, 2, 2}))}}, {});
    answers.add({{"room", survey::Value(table({2, 2, 2, 2, 1}))}}, {});
    answers.add({{"room", survey::Value(table({2, 2, 2, 2}))}}, {});
    answers.add({{"pairs", survey::Value(pairs(5, 1))}}, {});
    answers.add({{"pairs", survey::Value(pairs(5, 2))}}, {});
    answers.add({}, {});
    const auto found = answers.result();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->n, 6);
    EXPECT_EQ(found->same, 2) << "of pairs both sides must be the same; four rows are too few";
    EXPECT_EQ(found->quick, 0);
    EXPECT_FALSE(found->quick_seconds);
}

TEST(Careless, tells_who_took_less_than_a_third_of_the_median) {
    Answers answers;
    for (int i = 0; i < 40; ++i) {
        answers.add({}, 60);
    }
    answers.add({}, 19);
    answers.add({}, 21);
    const auto found = answers.result();
    ASSERT_TRUE(found && found->quick_seconds);
    EXPECT_DOUBLE_EQ(*found->quick_seconds, 20);
    EXPECT_EQ(found->quick, 1);
    EXPECT_EQ(found->share.n, 42U);
}

TEST(Careless, tells_no_time_of_few_and_nothing_where_too_few_answered) {
    Answers answers;
    for (int i = 0; i < 29; ++i) {
        answers.add({}, i == 0 ? 1 : 60);
    }
    EXPECT_EQ(answers.result()->quick, 0);
    EXPECT_FALSE(answers.result(30));
    EXPECT_FALSE(Answers().result());
}

}  // namespace
}  // namespace styk::story
