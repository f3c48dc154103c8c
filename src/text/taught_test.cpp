#include "text/taught.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

#include "text/lesson_fit.h"

namespace styk::text {
namespace {

const Reader& stock() {
    static const Reader built_in(built_in_models());
    return built_in;
}

Reader taught_by(Language language, const std::vector<Lesson>& lessons) {
    const auto bytes = teach(stock(), language, lessons);
    const auto models = built_in_models();
    return Reader(models, std::span(&*bytes, 1));
}

bool shows_topic(const Reader& reader, std::string_view comment, std::string_view key) {
    const auto found = reader.read(comment, {Language::en, true});
    return std::any_of(found.topics.begin(), found.topics.end(), [&](const Topic& topic) {
        return topic.key == key;
    });
}

// In this firm's words "the grey one" is what customers complain of.
std::vector<Lesson> of_the_grey_one() {
    std::vector<Lesson> lessons;
    for (const auto* text :
         {"They gave me the grey one",
          "The grey one once more",
          "I got the grey one on Monday",
          "It is the grey one, as last time",
          "We were given the grey one at the desk"}) {
        lessons.push_back({.text = text, .tone = Tone::negative, .shows = {"topic.product_quality"}}
        );
    }
    return lessons;
}

TEST(Taught, nothing_taught_changes_nothing) {
    const auto reader = taught_by(Language::en, {});
    for (const auto* comment : {"Great service!", "Where is my parcel?", "Never again.", "ok"}) {
        const auto before = stock().read(comment, {Language::en, true});
        const auto after = reader.read(comment, {Language::en, true});
        EXPECT_EQ(before.sentiment, after.sentiment) << comment;
        EXPECT_EQ(before.topics.size(), after.topics.size()) << comment;
    }
}

TEST(Taught, words_of_a_firm_are_learned_from_a_few_corrections) {
    const auto reader = taught_by(Language::en, of_the_grey_one());
    constexpr auto comment = "My wife got the grey one too";
    EXPECT_NE(stock().read(comment).sentiment->label, Tone::negative);
    EXPECT_EQ(reader.read(comment).sentiment->label, Tone::negative);
    EXPECT_FALSE(shows_topic(stock(), comment, "product_quality"));
    EXPECT_TRUE(shows_topic(reader, comment, "product_quality"));
}

TEST(Taught, unlike_texts_are_read_as_before) {
    const auto reader = taught_by(Language::en, of_the_grey_one());
    for (const auto* comment : {"Wonderful staff, thank you!", "Terrible queue and rude clerk"}) {
        EXPECT_EQ(stock().read(comment).sentiment->label, reader.read(comment).sentiment->label);
    }
    EXPECT_EQ(stock().read("Bardzo dobrze").sentiment, reader.read("Bardzo dobrze").sentiment)
        << "another language";
}

TEST(Taught, says_which_words_made_it_so) {
    const std::string comment = "My wife got the grey one too";
    const auto found = taught_by(Language::en, of_the_grey_one()).read(comment);
    EXPECT_TRUE(std::any_of(found.because.begin(), found.because.end(), [&](const Weighed& one) {
        return one.weight < 0 && comment.substr(one.span.from, one.span.size()) == "grey";
    }));
}

TEST(Taught, a_label_the_model_never_knew) {
    auto lessons = of_the_grey_one();
    for (auto& lesson : lessons) {
        lesson.shows = {"topic.grey"};
    }
    for (const auto* text :
         {"Nice staff", "The queue was long", "Too expensive", "I will be back"}) {
        lessons.push_back({.text = text, .lacks = {"topic.grey"}});
    }
    const auto reader = taught_by(Language::en, lessons);
    EXPECT_TRUE(shows_topic(reader, "again the grey one", "grey"));
    EXPECT_FALSE(shows_topic(reader, "The queue was very long today", "grey"));
}

TEST(Taught, the_version_names_model_and_lessons_and_the_same_lessons_give_the_same_bytes) {
    const auto lessons = of_the_grey_one();
    EXPECT_EQ(teach(stock(), Language::en, lessons), teach(stock(), Language::en, lessons));
    const auto reader = taught_by(Language::en, lessons);
    EXPECT_TRUE(reader.version(Language::en).starts_with(stock().version(Language::en) + "+"));
    EXPECT_EQ(reader.version(Language::pl), stock().version(Language::pl));
}

TEST(Taught, any_bytes_may_be_lessons) {
    const std::vector<Lesson> lessons = {
        {.text = "", .tone = Tone::positive},
        {.text = std::string("\xff\xfe\x00", 3), .tone = Tone::negative, .shows = {"", "topic."}},
        {.text = std::string(100000, 'a'), .tone = Tone::mixed, .lacks = {"intent.churn"}}
    };
    ASSERT_TRUE(teach(stock(), Language::ru, lessons));
    const auto trial = try_lessons(stock(), Language::ru, lessons);
    EXPECT_EQ(trial.before.texts, 2U);
    EXPECT_TRUE(std::isfinite(trial.after.accuracy));
}

TEST(Taught, a_trial_holds_each_correction_back_once_and_no_guess) {
    auto lessons = of_the_grey_one();
    lessons.push_back({.text = "The grey one was fine", .tone = Tone::positive, .weight = 0.2});
    const auto trial = try_lessons(stock(), Language::en, lessons);
    EXPECT_EQ(trial.before.texts, 5U);
    EXPECT_EQ(trial.after.texts, 5U);
    EXPECT_EQ(trial.after.labels, 5U);
    EXPECT_GT(trial.after.accuracy, trial.before.accuracy);
}

TEST(LessonFit, finds_the_one_answer_of_a_small_problem) {
    // One column, yes twice of three: the penalised likelihood is flat at the root of
    // 3 (p - 2/3) + w = 0 with p = 1 / (1 + exp(-w)).
    const std::vector<LessonRow> rows = {
        {{{0, 1}}, {0}, 1, 1}, {{{0, 1}}, {0}, 1, 1}, {{{0, 1}}, {0}, 0, 1}
    };
    const double w = fit_lessons(rows, 1, 1, 1).front();
    EXPECT_NEAR(3 * (1 / (1 + std::exp(-w)) - 2.0 / 3) + w, 0, 1e-3);
}

TEST(LessonFit, what_is_known_already_is_not_learned_again) {
    const std::vector<LessonRow> sure = {{{{0, 1}}, {12}, 1, 1}, {{{1, 1}}, {-12}, 0, 1}};
    for (const double w : fit_lessons(sure, 2, 1, 0.1)) {
        EXPECT_NEAR(w, 0, 1e-3);
    }
}

}  // namespace
}  // namespace styk::text
