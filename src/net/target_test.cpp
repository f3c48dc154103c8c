#include "net/target.h"

#include <gtest/gtest.h>

namespace styk::net {
namespace {

TEST(Target, parts_path_and_query) {
    const auto target = parse_target("/a%20b/%C5%82?x=%20&y?");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, "/a b/ł");
    EXPECT_EQ(target->query, "x=%20&y?");
}

TEST(Target, takes_the_form_with_an_origin_and_the_asterisk) {
    EXPECT_EQ(parse_target("http://host:80/a?b")->path, "/a");
    EXPECT_EQ(parse_target("http://host:80/a?b")->query, "b");
    EXPECT_EQ(parse_target("https://host")->path, "/");
    EXPECT_EQ(parse_target("*")->path, "*");
}

TEST(Target, dots_that_are_not_whole_segments_may_stay) {
    EXPECT_EQ(parse_target("/a..b/.c/d...")->path, "/a..b/.c/d...");
}

TEST(Target, refuses_what_could_be_read_in_two_ways) {
    for (const char* text :
         {"",
          "a",
          "host:443",
          "/a#b",
          "/a/../b",
          "/..",
          "/%2e%2e/a",
          "/a/.",
          "/%00",
          "/a%0a",
          "/%7F",
          "/a%2Fb",
          "/a%2fb",
          "/%",
          "/%4",
          "/%g0",
          "/%FF",
          "/%C0%AF"}) {
        EXPECT_FALSE(parse_target(text)) << text;
    }
}

}  // namespace
}  // namespace styk::net
