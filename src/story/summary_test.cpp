// What the one-page summary says, and what it must not say.

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

#include "people/actor.h"
#include "story/show_summary.h"
#include "story/story_test_kit.h"

namespace styk::story {
namespace {

using feedback::Draft;
using feedback::RatingState;

class SummaryTest : public CountedFirmTest {
protected:
    void SetUp() override {
        CountedFirmTest::SetUp();
        follower.start();
    }

    // `n` answers of which `good` are good, `days_ago`, on a metric at a touchpoint or nowhere.
    void answer(
        const std::string& metric,
        const std::optional<std::string>& where,
        int n,
        int good,
        int days_ago,
        const std::string& kind = "response"
    ) {
        std::vector<Draft> drafts;
        for (int i = 0; i < n; ++i) {
            Draft draft;
            draft.source = "api";
            draft.channel = "web";
            draft.kind = kind;
            draft.occurred_at = clock.now() - std::chrono::hours(24 * days_ago);
            draft.ratings = {{metric, where, RatingState::given, i < good ? 5 : 1, "/"}};
            drafts.push_back(std::move(draft));
        }
        (void)receive_many(intake, drafts, {}, by);
        ASSERT_TRUE(follower.catch_up(patience));
    }

    Summary summary(
        const std::string& metric, std::string_view language = "en", bool dated = true
    ) {
        SummaryAsked asked;
        asked.question.metrics = {metric};
        if (dated) {
            asked.question.filter.from = clock.now() - std::chrono::hours(24 * 30);
            asked.question.filter.to = clock.now();
        }
        asked.user = [](const std::string& id) { return id; };
        return show_summary(
            engine,
            *catalogue.directory(),
            people::the_system(),
            asked,
            Speaker(language),
            clock.now()
        );
    }

    static std::vector<std::string> keys(const Summary& of) {
        std::vector<std::string> out;
        for (const auto& sentence : of.sentences) {
            out.push_back(sentence.key);
        }
        return out;
    }

    static bool says(const Summary& of, std::string_view key) {
        const auto all = keys(of);
        return std::find(all.begin(), all.end(), key) != all.end();
    }
};

STYK_ON_BOTH_DATABASES(SummaryTest);

TEST_P(SummaryTest, says_only_that_nobody_has_answered_when_nobody_has) {
    EXPECT_EQ(keys(summary("csat")), std::vector<std::string>{"now.none"});
}

TEST_P(SummaryTest, makes_no_score_of_a_handful_and_says_what_it_does_not_know) {
    answer("csat", "desk", 7, 6, 3);
    const auto found = summary("csat");
    EXPECT_EQ(found.sentences.front().key, "now.raw");
    EXPECT_EQ(
        plain(found.sentences.front().text),
        "7 answers so far, 6 of them good. That is too few for a score."
    );
    EXPECT_TRUE(says(found, "unknown.before"));
    EXPECT_TRUE(says(found, "unknown.drivers.none"));
    for (const auto& sentence : found.sentences) {
        EXPECT_TRUE(sentence.section == "now" || sentence.section == "unknown") << sentence.key;
    }
}

TEST_P(SummaryTest, calls_a_fall_certain_that_chance_does_not_explain) {
    answer("csat", "desk", 200, 180, 45);
    answer("csat", "desk", 200, 100, 10);
    const auto found = summary("csat");
    ASSERT_TRUE(says(found, "change.fell"));
    for (const auto& sentence : found.sentences) {
        if (sentence.key == "change.fell") {
            ASSERT_EQ(sentence.figures.size(), 3U);
            EXPECT_NEAR(sentence.figures[2].difference->value.value(), -0.4, 1e-12);
            EXPECT_EQ(sentence.figures[0].estimate->n, 200U);
            EXPECT_EQ(sentence.certain, true);
            EXPECT_NE(plain(sentence.text).find("Chance does not explain"), std::string::npos);
        }
    }
}

TEST_P(SummaryTest, calls_nothing_certain_that_chance_would_draw) {
    for (const int days_ago : {45, 10}) {
        answer("csat", "desk", 150, 90 + days_ago % 7, days_ago);
        answer("csat", "room", 150, 92, days_ago);
    }
    const auto found = summary("csat");
    EXPECT_TRUE(says(found, "change.same"));
    for (const char* claim :
         {"change.rose", "change.fell", "parts.rose", "parts.fell", "differs.above", "differs.below"
         }) {
        EXPECT_FALSE(says(found, claim)) << claim;
    }
    EXPECT_TRUE(says(found, "differs.calm"));
}

// p near .03: alone it would be certain, among the other tests of the page it is not.
TEST_P(SummaryTest, calls_likely_what_holds_alone_but_not_among_all_that_the_page_claims) {
    answer("csat", "desk", 200, 140, 45);
    answer("csat", "desk", 200, 120, 10);
    answer("csat", "room", 200, 121, 45);
    answer("csat", "room", 200, 120, 10);
    const auto found = summary("csat");
    for (const auto& sentence : found.sentences) {
        const auto text = plain(sentence.text);
        if (!sentence.certain) {
            continue;
        }
        EXPECT_EQ(text.find("ikely") == std::string::npos, *sentence.certain) << text;
        for (const auto& figure : sentence.figures) {
            if (*sentence.certain && figure.difference) {
                EXPECT_TRUE(*figure.difference->lo > 0 || *figure.difference->hi < 0) << text;
            }
        }
    }
    const auto fell =
        std::find_if(found.sentences.begin(), found.sentences.end(), [](const auto& sentence) {
            return sentence.key == "parts.fell";
        });
    ASSERT_NE(fell, found.sentences.end());
    EXPECT_EQ(fell->certain, false) << plain(fell->text);
    EXPECT_TRUE(plain(fell->text).starts_with("Likely down: ")) << plain(fell->text);
}

TEST_P(SummaryTest, says_what_stands_out_and_what_has_too_few_answers) {
    answer("csat", "desk", 100, 40, 5);
    answer("csat", "room", 100, 90, 5);
    answer("csat", "desk", 3, 3, 2);
    const auto found = summary("csat");
    EXPECT_TRUE(says(found, "differs.above"));
    EXPECT_TRUE(says(found, "differs.below"));
    EXPECT_FALSE(says(found, "unknown.drivers.none"));  // it is made of its touchpoints
}

TEST_P(SummaryTest, asks_for_no_change_of_all_time) {
    answer("csat", "desk", 100, 40, 5);
    const auto found = summary("csat", "en", false);
    EXPECT_TRUE(says(found, "unknown.all_time"));
    EXPECT_EQ(found.period, "all time");
}

TEST_P(SummaryTest, hides_what_so_few_employees_said) {
    answer("enps", {}, 3, 3, 5, "employee_voice");
    EXPECT_EQ(keys(summary("enps")), std::vector<std::string>{"now.none"});  // they wait
    answer("enps", {}, 2, 2, 5, "employee_voice");
    EXPECT_NE(keys(summary("enps")).front(), "now.hidden");
    database().write([](db::Tx& tx) { tx.run("UPDATE firm SET employees_min = 9"); });
    catalogue.reload();
    const auto found = summary("enps");
    EXPECT_EQ(keys(found), std::vector<std::string>{"now.hidden"});
    EXPECT_EQ(
        plain(found.sentences.front().text), "Fewer than 9 answers: hidden to protect people."
    );
}

TEST_P(SummaryTest, tells_the_same_findings_in_every_language) {
    answer("csat", "desk", 200, 180, 45);
    answer("csat", "desk", 200, 100, 10);
    const auto english = keys(summary("csat"));
    EXPECT_EQ(keys(summary("csat", "pl")), english);
    EXPECT_EQ(keys(summary("csat", "ru")), english);
}

}  // namespace
}  // namespace styk::story
