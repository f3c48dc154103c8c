// From stored feedback to figures: what the cube counts is what the database holds, to the last
// count, whatever is asked, and after every kind of change.

#include <gtest/gtest.h>
#include <map>
#include <random>

#include "feedback/facts_store.h"
#include "story/show_tally.h"
#include "story/story_test_kit.h"

namespace styk::story {
namespace {

using feedback::Draft;
using feedback::Filter;

class CountingTest : public CountedFirmTest {
protected:
    Draft some_draft() {
        const auto pick = [&](std::vector<std::string> from) { return from[dice() % from.size()]; };
        Draft draft;
        draft.source = pick({"api", "survey", "kiosk"});
        draft.channel = pick({"web", "email", "store"});
        draft.kind = pick({"response", "complaint", "review"});
        draft.location = pick({"harbour", "old_town", "south"});
        draft.touchpoint = pick({"desk", "room"});
        draft.occurred_at = clock.now() - std::chrono::hours(dice() % 3000);
        draft.attributes = dice() % 2 == 0 ? R"({"class":"eco"})" : R"({"class":"first"})";
        if (dice() % 3 == 0) {
            draft.comment = pick({"cold soup", "warm welcome", "cold room"});
        }
        if (dice() % 2 == 0) {
            draft.customer = "c" + std::to_string(dice() % 5);
        }
        if (dice() % 8 != 0) {
            draft.ratings.push_back(
                {"nps",
                 {},
                 feedback::RatingState::given,
                 static_cast<std::int64_t>(dice() % 11),
                 "/"}
            );
        }
        draft.ratings.push_back(
            {"csat", "room", state(), static_cast<std::int64_t>(1 + dice() % 5), "/"}
        );
        return draft;
    }

    feedback::RatingState state() {
        return dice() % 5 == 0 ? feedback::RatingState::not_applicable
                               : feedback::RatingState::given;
    }

    Filter some_filter() {
        static const std::vector<record::Parameters> all{
            {},
            {{"channel", "web"}, {"channel", "email"}},
            {{"channel", "!web"}},
            {{"location", "north"}},
            {{"kind", "complaint"}, {"source", "!api"}},
            {{"attribute.class", "eco"}},
            {{"q", "cold"}},
            {{"has_comment", "true"}},
            {{"customer", "c1"}, {"customer", "c2"}},
            {{"touchpoint", "room"}},
            {{"from", to_iso_day(catalogue.directory()->zone.day_of(clock.now()) - 60)}},
            {{"from", to_rfc3339(clock.now() - std::chrono::hours(1000))},
             {"to", to_rfc3339(clock.now() - std::chrono::hours(77))}}
        };
        Problems problems;
        const auto filter =
            feedback::read_filter(*catalogue.directory(), all[dice() % all.size()], problems);
        EXPECT_TRUE(problems.empty());
        return filter;
    }

    // The same count by plain SQL over the records themselves.
    std::map<std::vector<std::optional<std::string>>, stats::Histogram> count_by_sql(
        const std::string& metric, const Filter& filter
    ) {
        std::map<std::vector<std::optional<std::string>>, stats::Histogram> cells;
        database().read([&](db::Reader& reader) {
            const auto seqs = feedback::list_seqs(reader, filter);
            for (const auto& one : feedback::list_after(reader, 0, 100'000)) {
                if (std::find(seqs.begin(), seqs.end(), one.seq) == seqs.end()) {
                    continue;
                }
                for (const auto& rating : one.ratings) {
                    add(cells, metric, filter, one, rating);
                }
            }
        });
        return cells;
    }

    void add(
        std::map<std::vector<std::optional<std::string>>, stats::Histogram>& cells,
        const std::string& metric,
        const Filter& filter,
        const feedback::Feedback& one,
        const feedback::Rating& rating
    ) {
        for (const auto& clause : filter.clauses) {
            const bool in =
                std::find(clause.values.begin(), clause.values.end(), rating.touchpoint) !=
                clause.values.end();
            if (clause.criterion == feedback::Criterion::touchpoint && in == clause.negated) {
                return;
            }
        }
        if (rating.metric != metric) {
            return;
        }
        const auto* scale = catalogue.directory()->metrics.find(metric);
        const int min = static_cast<int>(scale->min);
        auto& cell = cells
                         .try_emplace(
                             {one.channel, one.location},
                             stats::empty_histogram(min, static_cast<int>(scale->max))
                         )
                         .first->second;
        if (rating.state == feedback::RatingState::given) {
            ++cell.counts[static_cast<std::size_t>(rating.value - min)];
        } else {
            ++(rating.state == feedback::RatingState::missing ? cell.missing : cell.not_applicable);
        }
    }

    void expect_equal_counts(const std::string& metric) {
        const auto filter = some_filter();
        std::map<std::vector<std::optional<std::string>>, stats::Histogram> counted;
        for (auto& row :
             engine.count(*catalogue.directory(), metric, {"channel", "location"}, filter).rows) {
            counted.emplace(row.keys, row.histogram);
        }
        EXPECT_EQ(counted, count_by_sql(metric, filter));
    }

    std::uint32_t dice() { return static_cast<std::uint32_t>(generator()); }

    std::mt19937 generator{20261121};
};

STYK_ON_BOTH_DATABASES(CountingTest);

TEST_P(CountingTest, the_cube_counts_what_the_database_holds) {
    for (int i = 0; i < 150; ++i) {
        (void)receive_feedback(intake, some_draft(), by);
    }
    follower.start();  // what was there before it began
    for (int i = 0; i < 150; ++i) {
        (void)receive_feedback(intake, some_draft(), by);  // and what came while it followed
    }
    ASSERT_TRUE(follower.catch_up(patience));
    EXPECT_EQ(follower.cube()->groups(), 300U);
    for (int i = 0; i < 30; ++i) {
        expect_equal_counts(i % 2 == 0 ? "nps" : "csat");
    }
}

TEST_P(CountingTest, what_is_removed_is_no_longer_counted) {
    follower.start();
    std::vector<feedback::Feedback> all;
    for (int i = 0; i < 60; ++i) {
        all.push_back(receive_feedback(intake, some_draft(), by));
    }
    ASSERT_TRUE(follower.catch_up(patience));
    database().write([&](db::Tx& tx) {
        for (std::size_t i = 0; i < all.size(); i += 2) {
            feedback::remove(tx, all[i]);
        }
    });
    ASSERT_TRUE(follower.catch_up(patience));
    EXPECT_EQ(follower.cube()->groups(), 30U);
    for (int i = 0; i < 12; ++i) {
        expect_equal_counts("csat");
    }
}

TEST_P(CountingTest, refused_feedback_leaves_nothing) {
    auto draft = some_draft();
    draft.ratings.push_back({"nps", "desk", feedback::RatingState::given, 99, "/ratings/9"});
    EXPECT_THROW((void)receive_feedback(intake, draft, by), Refusal);
    EXPECT_THROW(
        (void)receive_feedback(
            intake,
            some_draft(),
            by,
            [](db::Tx&, const feedback::Feedback&) { throw Fault("late"); }
        ),
        Fault
    );
    const auto left = database().read([](db::Reader& reader) {
        return reader.find_integer(
            "SELECT (SELECT COUNT(*) FROM feedback) + (SELECT COUNT(*) FROM rating) + "
            "(SELECT COUNT(*) FROM fact_log) + (SELECT COUNT(*) FROM feedback_search)"
        );
    });
    EXPECT_EQ(left, 0);
}

TEST_P(CountingTest, one_bad_line_of_many_keeps_all_out) {
    std::vector<Draft> drafts{some_draft(), some_draft(), some_draft()};
    drafts[1].channel = "telex";
    try {
        (void)receive_many(intake, drafts, {}, by);
        FAIL() << "was accepted";
    } catch (const Refusal& refusal) {
        ASSERT_EQ(refusal.problems().size(), 1U);
        EXPECT_EQ(refusal.problems()[0].pointer, "/2/channel");
    }
    drafts[1].channel = "web";
    EXPECT_EQ(receive_many(intake, drafts, {}, by), 3U);
}

TEST_P(CountingTest, many_at_once_of_one_new_customer_make_one_customer) {
    std::vector<std::jthread> crowd;
    for (int i = 0; i < 16; ++i) {
        crowd.emplace_back([&] {
            Draft draft;
            draft.source = "api";
            draft.channel = "web";
            draft.customer = "only-one";
            for (int n = 0; n < 8; ++n) {
                (void)receive_feedback(intake, draft, by);
            }
        });
    }
    crowd.clear();
    const auto customers = database().read([](db::Reader& reader) {
        return reader.find_integer("SELECT COUNT(DISTINCT customer_id) FROM feedback");
    });
    EXPECT_EQ(customers, 1);
}

}  // namespace
}  // namespace styk::story
