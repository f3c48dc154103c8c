#include "text/taxonomy.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "text/reader.h"

namespace styk::text {
namespace {

const Reader& reader() {
    static const Reader built_in(built_in_models());
    return built_in;
}

std::vector<std::string> topics_of(std::string_view comment, const Taxonomy& taxonomy) {
    std::vector<std::string> keys;
    for (const auto& topic : reader().read(comment, {}, &taxonomy).topics) {
        keys.push_back(topic.key);
    }
    std::sort(keys.begin(), keys.end());
    return keys;
}

using Keys = std::vector<std::string>;

constexpr std::string_view dear = "The prices are far too high and the aquarium was empty.";

TEST(Taxonomy, tells_a_topic_of_the_firm_by_its_words) {
    const Taxonomy own({{.key = "fish", .patterns = {{{}, {}, {"aquarium*"}}}}}, {});
    EXPECT_EQ(topics_of(dear, own), (Keys{"fish", "price"}));
    const auto found = reader().read(dear, {}, &own);
    const auto fish = std::find_if(found.topics.begin(), found.topics.end(), [](const auto& one) {
        return one.key == "fish";
    });
    ASSERT_NE(fish, found.topics.end());
    EXPECT_EQ(fish->probability, 1);
    ASSERT_EQ(fish->because.size(), 1U);
    EXPECT_EQ(dear.substr(fish->because[0].from, fish->because[0].size()), "aquarium");
}

TEST(Taxonomy, keeps_quiet_about_a_topic_that_is_off) {
    EXPECT_EQ(topics_of(dear, Taxonomy({{.key = "price", .is_told = false}}, {})), Keys{});
}

TEST(Taxonomy, tells_a_merged_topic_under_the_name_of_the_other) {
    const std::vector<Subject> topics{{.key = "money"}, {.key = "price", .instead = "money"}};
    EXPECT_EQ(topics_of(dear, Taxonomy(topics, {})), Keys{"money"});
    auto off = topics;
    off[0].is_told = false;
    EXPECT_EQ(topics_of(dear, Taxonomy(off, {})), Keys{});
}

TEST(Taxonomy, tells_an_emotion_of_the_firm) {
    const Taxonomy own({}, {{.key = "boredom", .patterns = {{{}, {}, {"bored/boring"}}}}});
    const auto found = reader().read("It was a boring evening.", {}, &own);
    ASSERT_FALSE(found.emotions.empty());
    EXPECT_EQ(found.emotions.front().key, "boredom");
}

TEST(Taxonomy, says_what_is_wrong_with_a_pattern) {
    EXPECT_FALSE(wrong_with("kurier*"));
    EXPECT_FALSE(wrong_with("odbiór osobisty"));
    EXPECT_TRUE(wrong_with(""));
    EXPECT_TRUE(wrong_with(".. kurier"));
}

}  // namespace
}  // namespace styk::text
