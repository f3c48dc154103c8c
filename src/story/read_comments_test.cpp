#include "story/read_comments.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "feedback/topic_store.h"
#include "insight/mark.h"
#include "queue/queue.h"
#include "story/correct_labels.h"
#include "story/story_test_kit.h"

namespace styk::story {
namespace {

class ReadCommentsTest : public CountedFirmTest {
protected:
    void receive(int n, const std::string& comment) {
        std::vector<feedback::Draft> drafts(static_cast<std::size_t>(n));
        for (auto& draft : drafts) {
            draft.source = "api";
            draft.channel = "web";
            draft.comment = comment;
        }
        (void)receive_many(intake, drafts, {}, by);
    }

    // A topic by words that no model knows.
    void add_topic(const std::string& key, const std::string& pattern) {
        feedback::Topic topic;
        topic.id.uuid = make_uuid_v7(clock, random);
        topic.key = topic.name = key;
        topic.patterns.text = R"({"en": [")" + pattern + R"("]})";
        database().write([&](db::Tx& tx) { db::add(tx, topic, by); });
        catalogue.reload();
    }

    [[nodiscard]] std::vector<feedback::Feedback> all() {
        return database().read([](db::Reader& reader) {
            return feedback::list_after(reader, 0, 10'000);
        });
    }

    [[nodiscard]] std::size_t count_saying(std::string_view what) {
        std::size_t n = 0;
        for (const auto& one : all()) {
            const auto& said = one.reading->said;
            n += std::find(said.begin(), said.end(), what) != said.end() ? 1 : 0;
        }
        return n;
    }

    [[nodiscard]] std::size_t count_marks() {
        return database().read([](db::Reader& reader) {
            return db::list_all<insight::Mark>(reader).size();
        });
    }
};

STYK_ON_BOTH_DATABASES(ReadCommentsTest);

TEST_P(ReadCommentsTest, goes_on_where_it_was_stopped) {
    receive(450, "I saw a hedgehog");
    EXPECT_TRUE(reread_comments(intake, [] { return true; }));
    EXPECT_EQ(count_marks(), 0U);  // nothing was read otherwise before
    add_topic("hedgehogs", "hedgehog*");
    EXPECT_TRUE(show_reading(intake).running);
    EXPECT_EQ(show_reading(intake).to_read, 450);
    int steps = 0;
    EXPECT_FALSE(reread_comments(intake, [&] { return ++steps <= 2; }));
    const auto half = show_reading(intake);
    EXPECT_TRUE(half.running);
    EXPECT_EQ(half.to_read, 50);
    EXPECT_TRUE(reread_comments(intake, [] { return true; }));
    EXPECT_FALSE(show_reading(intake).running);
    EXPECT_EQ(
        count_saying("topic.hedgehogs:neutral") + count_saying("topic.hedgehogs:positive") +
            count_saying("topic.hedgehogs:negative"),
        450U
    );
    EXPECT_EQ(count_marks(), 1U);
}

TEST_P(ReadCommentsTest, is_asked_for_by_the_transaction_that_makes_it_necessary) {
    EXPECT_TRUE(reread_comments(intake, [] { return true; }));
    const auto asked = [&](const std::function<void(db::Tx&)>& work) {
        database().write([&](db::Tx& tx) {
            work(tx);
            ask_reread_if_needed(tx, catalogue, by.at);
        });
        return database().read([&](db::Reader& reader) {
            return queue::count_due(reader, reread_work, by.at);
        });
    };
    EXPECT_EQ(asked([](db::Tx&) {}), 0);
    feedback::Topic topic;
    topic.id.uuid = make_uuid_v7(clock, random);
    topic.key = topic.name = "hedgehogs";
    EXPECT_EQ(
        asked([&](db::Tx& tx) { db::add(tx, topic, by); }), 1
    );  // the catalogue does not know
}

TEST_P(ReadCommentsTest, what_people_said_holds_through_a_new_reading) {
    receive(1, "The staff were rude");
    const auto one = all().front();
    (void)correct_labels(
        intake, one.id, {{"topic", "staff", "false"}, {"sentiment", "", "neutral"}}, by
    );
    add_topic("manners", "rude");
    EXPECT_TRUE(reread_comments(intake, [] { return true; }));
    const auto after = all().front();
    EXPECT_EQ(after.reading->sentiment, "neutral");
    EXPECT_EQ(count_saying("topic.staff:negative"), 0U);
    EXPECT_EQ(count_saying("topic.manners:negative"), 1U);
    EXPECT_EQ(after.corrections.size(), 2U);
    EXPECT_NE(after.reading->by, one.reading->by);
}

TEST_P(ReadCommentsTest, a_correction_taken_back_leaves_what_was_read) {
    receive(1, "The staff were rude");
    const auto before = all().front();
    (void)correct_labels(intake, before.id, {{"sentiment", "", "positive"}}, by);
    EXPECT_EQ(all().front().reading->sentiment, "positive");
    (void)correct_labels(intake, before.id, {{"sentiment", "", {}}}, by);
    EXPECT_EQ(all().front().reading, before.reading);
    EXPECT_TRUE(all().front().corrections.empty());
}

}  // namespace
}  // namespace styk::story
