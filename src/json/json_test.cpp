#include "json/json.h"

#include <gtest/gtest.h>

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
