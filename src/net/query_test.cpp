#include "net/query.h"

#include <gtest/gtest.h>

namespace styk::net {
namespace {

TEST(Query, keeps_names_and_values_in_the_order_they_were_sent) {
    const auto query = Query::parse("b=2&a=1&b=3&c");
    ASSERT_TRUE(query);
    const std::vector<Query::Pair> expected{{"b", "2"}, {"a", "1"}, {"b", "3"}, {"c", ""}};
    EXPECT_EQ(query->pairs(), expected);
    EXPECT_EQ(query->find("b"), "2");
    EXPECT_EQ(query->find("d"), std::nullopt);
    EXPECT_TRUE(query->has("c"));
}

TEST(Query, decodes_escapes_and_plus) {
    const auto query = Query::parse("q=a+b%20c%2B%26%3D&%C5%82=%D1%91");
    ASSERT_TRUE(query);
    EXPECT_EQ(query->find("q"), "a b c+&=");
    EXPECT_EQ(query->find("ł"), "ё");
}

TEST(Query, skips_empty_parts_and_splits_at_the_first_equals_sign) {
    const auto query = Query::parse("&&a=b=c&");
    ASSERT_TRUE(query);
    EXPECT_EQ(query->pairs(), (std::vector<Query::Pair>{{"a", "b=c"}}));
    EXPECT_TRUE(Query::parse("")->pairs().empty());
}

TEST(Query, names_the_parameter_that_cannot_be_decoded) {
    for (const char* text : {"a=1&b=%", "b=%4", "b=%zz", "b=%C5", "b=%ED%A0%80"}) {
        const auto query = Query::parse(text);
        ASSERT_FALSE(query) << text;
        EXPECT_EQ(query.error().pointer, "/b") << text;
        EXPECT_FALSE(query.error().message.empty());
    }
    EXPECT_EQ(Query::parse("%FF=1").error().pointer, "");
}

TEST(Query, percent_encoding_comes_back_as_it_was) {
    const std::string text = "zażółć gęślą/jaźń?&=+%\n~";
    EXPECT_EQ(percent_decode(percent_encode(text)), text);
    EXPECT_EQ(percent_encode("a b/ł"), "a%20b%2F%C5%82");
    EXPECT_EQ(percent_decode("a+b"), "a+b");
}

}  // namespace
}  // namespace styk::net
