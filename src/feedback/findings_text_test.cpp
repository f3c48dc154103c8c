#include "feedback/findings_text.h"

#include <gtest/gtest.h>

#include "feedback/feedback_json.h"
#include "feedback/findings_json.h"
#include "json/json.h"
#include "text/reader.h"

namespace styk::feedback {
namespace {

const text::Reader& reader() {
    static const text::Reader built_in(text::built_in_models());
    return built_in;
}

constexpr std::string_view comment =
    "The staff were rude and the parcel came late, but the price is great! Call me: 501 234 567. "
    "What a damn mess.";

Correction correction(std::string kind, std::string key, std::string value) {
    return {std::move(kind), std::move(key), std::move(value), "m", "", "", {}};
}

bool says(const Reading& reading, std::string_view what) {
    return std::find(reading.said.begin(), reading.said.end(), what) != reading.said.end();
}

TEST(FindingsText, is_read_back_as_it_was_written) {
    auto found = reader().read(comment);
    ASSERT_FALSE(found.topics.empty());
    const auto text = write_findings(found);
    const auto back = read_findings(text);
    ASSERT_TRUE(back);
    EXPECT_EQ(write_findings(*back), text);
    EXPECT_EQ(back->language, found.language);
    EXPECT_EQ(back->model, found.model);
    EXPECT_EQ(back->clauses.size(), found.clauses.size());
    EXPECT_EQ(back->personal_data, found.personal_data);
    EXPECT_EQ(back->topics.front().because, found.topics.front().because);
    EXPECT_NEAR(back->topics.front().probability, found.topics.front().probability, 0.0006);
    EXPECT_LT(text.size(), json::write(findings_json(found)).size() / 2);
}

// Questions of SQL look into it, and other programs read a backup.
TEST(FindingsText, is_json_without_a_space) {
    const auto text = write_findings(reader().read(comment));
    EXPECT_EQ(json::write(json::parse(text)), text);
    EXPECT_EQ(write_findings({}), "{}");
    EXPECT_TRUE(read_findings("{}"));
}

TEST(FindingsText, does_not_read_what_is_none) {
    for (const char* text :
         {"",
          "[]",
          "{\"s\":3}",
          "{\"t\":[[1]]}",
          "{\"l\":{}}",
          "{\"l\":\"en\"",
          "{\"l\":\"en\"} ",
          "{\"l\":\"en\",}",
          "{\"l\":\"e\\\"n\"}",
          "{\"p\":[[99,0,1]]}",
          "{\"x\":[1]}",
          "{\"x\":[1,2,]}",
          "{\"q\":[]}"}) {
        EXPECT_FALSE(read_findings(text)) << text;
    }
}

// A backup may be cut, a disk may lie: what is half there is no finding.
TEST(FindingsText, does_not_read_a_part) {
    const auto text = write_findings(reader().read(comment));
    for (std::size_t size = 0; size < text.size(); ++size) {
        EXPECT_FALSE(read_findings(std::string_view(text).substr(0, size))) << size;
    }
}

TEST(FindingsText, is_shown_alike_as_a_value_and_as_text) {
    Feedback feedback;
    feedback.comment = comment;
    feedback.reading = reading_of(reader().read(comment), {}, "v1");
    feedback.corrections = {correction("topic", "waiting", "true")};
    const auto whole = to_json(feedback);
    EXPECT_FALSE(whole.at("findings").at("topics").as_array().empty());
    EXPECT_EQ(write_json(feedback), json::write(whole));
    const auto bare = to_json(feedback, {.findings = false, .personal = false});
    EXPECT_FALSE(bare.contains("findings"));
    EXPECT_NE(std::string(bare.at("comment").as_string()).find("***"), std::string::npos);
    EXPECT_EQ(to_json(feedback, {.findings = false}).at("comment").as_string(), comment);
}

TEST(FindingsText, labels_are_what_people_said_over_what_was_found) {
    const auto found = reader().read("The staff were rude.");
    const auto plain = reading_of(found, {}, "v1");
    EXPECT_EQ(plain.sentiment, "negative");
    EXPECT_TRUE(says(plain, "topic.staff:negative"));
    const auto after = reading_of(
        found,
        {correction("topic", "staff", "false"),
         correction("topic", "price", "positive"),
         correction("topic", "waiting", "true"),
         correction("sentiment", "", "mixed"),
         correction("intent", "churn_risk", "true"),
         correction("emotion", "anger", "false")},
        "v1"
    );
    EXPECT_EQ(after.sentiment, "mixed");
    EXPECT_FALSE(says(after, "topic.staff:negative"));
    EXPECT_TRUE(says(after, "topic.price:positive"));
    EXPECT_TRUE(says(after, "topic.waiting:mixed"));  // as the whole comment
    EXPECT_TRUE(says(after, "intent.churn_risk"));
    EXPECT_FALSE(says(after, "emotion.anger"));
    EXPECT_EQ(after.findings, plain.findings);  // so that it can be taken back
}

}  // namespace
}  // namespace styk::feedback
