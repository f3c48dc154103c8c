#include "json/json.h"

#include <gtest/gtest.h>
#include <limits>

namespace styk::json {
namespace {

std::string problem_of(std::string_view text) {
    const auto value = try_parse(text);
    return value ? "readable" : value.error().message;
}

TEST(json, rubbish_names_its_line_and_column) {
    EXPECT_EQ(problem_of("{\"a\": 1,\n  \"b\" 2}"), "line 2, column 7: this is not JSON");
    EXPECT_EQ(problem_of("[1, 2"), "line 1, column 6: the document ends too early");
    EXPECT_EQ(problem_of("{} {}"), "line 1, column 4: something stands after the document");
    EXPECT_EQ(problem_of(""), "line 1, column 1: the document ends too early");
}

TEST(json, too_deep_is_refused_and_the_limit_itself_is_not) {
    EXPECT_EQ(problem_of(std::string(max_depth, '[') + std::string(max_depth, ']')), "readable");
    EXPECT_NE(
        problem_of(std::string(33, '[') + std::string(33, ']')).find("too deeply"),
        std::string::npos
    );
    EXPECT_NE(problem_of(std::string(1'000'000, '[')).find("too deeply"), std::string::npos);
}

TEST(json, invalid_utf8_is_refused) {
    EXPECT_EQ(problem_of("\"\xff\""), "is not valid UTF-8");
    EXPECT_EQ(problem_of("\"\xed\xa0\x80\""), "is not valid UTF-8");
    EXPECT_NE(problem_of(R"("\ud800")"), "readable");
}

// Boost 1.81 alone reads some of these one bit beside.
TEST(json, a_number_is_the_nearest_there_is_and_stays_it) {
    for (const double number :
         {0.1, -12.5, 1e300, 5e-324, 0.30000000000000004, 7.777777770000000e36, 1.0 / 3.0}) {
        const auto text = write(Value(number));
        EXPECT_EQ(parse(text), Value(number)) << text;
        EXPECT_EQ(parse("[" + text + ",7]"), (Value{number, 7})) << text;
        EXPECT_EQ(write(parse(text)), text);
    }
    EXPECT_EQ(parse("0.30000000000000004").as_double(), 0.1 + 0.2);
    EXPECT_EQ(parse("7777777770000000000000000000000000786").as_double(), 7.77777777e36);
}

TEST(json, a_number_beyond_every_number_is_refused_and_one_too_small_is_none) {
    for (const char* text : {"[1e400]", "-1e400", "777777777000000000000000000000005e76780893"}) {
        EXPECT_NE(problem_of(text).find("too large"), std::string::npos) << problem_of(text);
    }
    EXPECT_EQ(parse("1e-400").as_double(), 0);
}

TEST(json, a_number_is_whole_where_it_fits) {
    EXPECT_EQ(parse("-9223372036854775808").as_int64(), std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(parse("18446744073709551615").as_uint64(), std::numeric_limits<std::uint64_t>::max());
    EXPECT_EQ(parse("18446744073709551616").as_double(), 18446744073709551616.0);
    EXPECT_TRUE(parse("1e0").is_double());
}

TEST(json, a_merge_patch_follows_rfc_7396) {
    Value target = parse(R"({"a":"b","c":{"d":"e","f":"g"}})");
    merge_patch(target, parse(R"({"a":"z","c":{"f":null},"h":[1]})"));
    EXPECT_EQ(target, parse(R"({"a":"z","c":{"d":"e"},"h":[1]})"));
}

TEST(json, pointers_are_escaped) {
    EXPECT_EQ(escape_pointer("a/b~c"), "a~1b~0c");
}

}  // namespace
}  // namespace styk::json
