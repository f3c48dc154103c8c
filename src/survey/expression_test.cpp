#include "survey/expression.h"

#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "json/json.h"
#include "survey/definition_json.h"

namespace styk::survey {
namespace {

json::Value vectors() {
    const std::ifstream in(STYK_SOURCE "/test/survey/expressions.json");
    std::ostringstream text;
    text << in.rdbuf();
    return json::parse(text.str());
}

// Numbers within the last bit: how many digits are kept is rounding, not meaning.
bool alike(const Value& a, const Value& b) {
    const auto *x = a.as<double>(), *y = b.as<double>();
    return x != nullptr && y != nullptr ? std::abs(*x - *y) <= 1e-12 * std::abs(*y) : a == b;
}

class Vectors : public ::testing::TestWithParam<const char*> {};

TEST_P(Vectors, are_answered_as_survey_core_does) {
    const json::Value file = vectors();
    const Value answers = to_value(file.at("answers"));
    const auto today = parse_iso_day(std::string_view(file.at("today").as_string()));
    ASSERT_TRUE(today);
    const Scope scope{answers.as<Map>(), nullptr, *today};
    std::size_t tried = 0;
    for (const auto& one : file.at(GetParam()).as_array()) {
        const std::string text(one.at("expression").as_string());
        const auto parsed = Expression::parse(text);
        ASSERT_TRUE(parsed) << text << " at " << parsed.error().pointer << ": "
                            << parsed.error().message;
        const json::Value value = to_json(parsed->evaluate(scope));
        EXPECT_TRUE(alike(to_value(value), to_value(one.at("value"))))
            << text << " is " << value << ", should be " << one.at("value");
        EXPECT_EQ(parsed->holds(scope), one.at("holds").as_bool()) << text;
        ++tried;
    }
    EXPECT_GT(tried, 200U);
}

INSTANTIATE_TEST_SUITE_P(file, Vectors, ::testing::Values("written", "generated"));

std::string stops_at(std::string_view text) {
    const auto parsed = Expression::parse(text);
    return parsed ? "read" : parsed.error().pointer;
}

TEST(ExpressionParser, says_where_it_stopped) {
    EXPECT_EQ(stops_at("{nps} ="), "7");
    EXPECT_EQ(stops_at("{nps} 6"), "6");
    EXPECT_EQ(stops_at("{nps"), "0");
    EXPECT_EQ(stops_at("{}"), "0");
    EXPECT_EQ(stops_at("({nps} = 6"), "10");
    EXPECT_EQ(stops_at("{nps} = 'six"), "8");
    EXPECT_EQ(stops_at("unknown(1)"), "0");
    EXPECT_EQ(stops_at("1 +* 2"), "3");
    EXPECT_EQ(stops_at("007"), "0");
    EXPECT_EQ(stops_at("{a} = \"it's\""), "9");
}

TEST(ExpressionParser, reads_what_is_deep_but_not_what_is_bottomless) {
    EXPECT_EQ(stops_at(std::string(30, '(') + "1" + std::string(30, ')')), "read");
    EXPECT_NE(stops_at(std::string(500, '(') + "1" + std::string(500, ')')), "read");
    EXPECT_NE(stops_at(std::string(500, '!') + "1"), "read");
    EXPECT_NE(stops_at(std::string(5000, ' ') + "1"), "read");
}

TEST(Expression, holds_when_there_is_none) {
    EXPECT_TRUE(Expression::parse("  ")->holds({}));
    EXPECT_TRUE(Expression().holds({}));
    EXPECT_FALSE(Expression::parse("  ")->is_set());
}

TEST(Expression, names_each_of_its_variables_once) {
    const auto parsed = Expression::parse("{a} = 1 or {b.row} > {a} and sum({#c}, 2) > 1");
    EXPECT_EQ(parsed->variables(), (std::vector<std::string>{"a", "b.row", "c"}));
}

TEST(Expression, asks_further_values_when_the_first_do_not_know_a_name) {
    const Map answers{{"a", Value(1)}}, hidden{{"a", Value(2)}, {"order", Value("X 1")}};
    const Scope scope{&answers, &hidden, 0};
    EXPECT_TRUE(Expression::parse("{a} = 1 and {order} = 'X 1'")->holds(scope));
}

TEST(Numbers, are_written_as_ecmascript_writes_them) {
    EXPECT_EQ(to_text(5.0), "5");
    EXPECT_EQ(to_text(-0.5), "-0.5");
    EXPECT_EQ(to_text(1e21), "1e+21");
    EXPECT_EQ(to_text(123456789012.5), "123456789012.5");
    EXPECT_EQ(to_text(1e-7), "1e-7");
    EXPECT_EQ(to_text(0.000001), "0.000001");
    EXPECT_EQ(to_text(100.0), "100");
}

}  // namespace
}  // namespace styk::survey
