// Two engines, one answer: over a random firm, whatever is asked, what the cube counts in memory
// and what the database adds up are the same to the last count.

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <map>
#include <random>

#include "customer/customer.h"
#include "insight/sql_engine_store.h"
#include "story/recount_facts.h"
#include "story/story_test_kit.h"

namespace styk::story {
namespace {

using feedback::Draft;
using feedback::Filter;
using feedback::RatingState;
using insight::Rated;
using Texts = std::vector<std::string>;

const Texts touchpoints{"desk", "room", "bar", "lift", "pool"};
const Texts metrics{"nps", "csat", "ces", "wr"};

class EnginesTest : public CountedFirmTest {
protected:
    void SetUp() override {
        CountedFirmTest::SetUp();
        // Half an hour beside the others, and clocks that once went back over midnight.
        database().write([](db::Tx& tx) {
            tx.run("UPDATE firm SET time_zone = 'America/St_Johns'");
        });
        catalogue.reload();
        add_setup();
        catalogue.reload();
        follower.start();
    }

    // ---------------------------------------------------------------- a random firm

    template <class T>
    T record(const std::string& key) {
        T made{};
        made.id.uuid = make_uuid_v7(clock, random);
        made.key = key;
        made.name = key;
        return made;
    }

    void add_setup() {
        auto anna = people::User{};
        anna.id.uuid = make_uuid_v7(clock, random);
        anna.email = "anna@example.com";
        anna.name = "Anna";
        const auto kitchen = record<people::Department>("kitchen");
        const auto stay = record<journey::Stage>("stay");
        auto quay = record<firm::Location>("quay");
        quay.parent_id = catalogue.directory()->locations.find("harbour")->id;
        std::vector<journey::Touchpoint> more;
        for (const auto& key : {"bar", "lift", "pool"}) {
            more.push_back(record<journey::Touchpoint>(key));
        }
        more[0].stage_id = more[1].stage_id = stay.id;
        more[0].owner_id = more[2].owner_id = anna.id;
        more[0].departments =
            journey::write_departments({{kitchen.id, journey::DepartmentRole::accountable}});
        database().write([&](db::Tx& tx) {
            add(tx, anna);
            add(tx, kitchen);
            add(tx, stay);
            add(tx, quay);
            std::ranges::for_each(more, [&](auto& one) { add(tx, one); });
            for (int i = 0; i < 6; ++i) {
                auto guest = record<customer::Customer>(fmt::format("c{}", i));
                guest.segment = perhaps({"family", "business", "it's"});
                guest.lifecycle =
                    i % 2 == 0 ? customer::Lifecycle::active : customer::Lifecycle::new_;
                add(tx, guest);
            }
        });
    }

    template <class T>
    void add(db::Tx& tx, T made) {
        db::add(tx, made, by);
    }

    std::uint32_t dice(std::size_t sides) {
        return static_cast<std::uint32_t>(generator() % static_cast<unsigned>(sides));
    }

    const std::string& pick(const Texts& from) { return from[dice(from.size())]; }

    std::optional<std::string> perhaps(const Texts& from) {
        return dice(4) == 0 ? std::nullopt : std::optional(pick(from));
    }

    // Within three years, now and then at midnight or at the ends of an hour.
    Instant some_time() {
        const auto& zone = catalogue.directory()->zone;
        const Day today = zone.day_of(clock.now());
        const Instant day = zone.start_of(today - 1 - static_cast<Day>(dice(1100)));
        const std::int64_t within = dice(5) == 0 ? 0 : dice(86'400) * std::int64_t{1'000'000} - 1;
        return {day.us + within};
    }

    std::string some_attributes() {
        static const Texts classes{
            R"("eco")", R"("first")", R"("")", "null", "3", R"("3")", "4.50", R"("4.5")", "true"
        };
        std::string made;
        const auto give = [&](const char* name, const std::string& value) {
            made += fmt::format("{}\"{}\":{}", made.empty() ? "" : ",", name, value);
        };
        if (dice(3) != 0) {
            give("class", pick(classes));
        }
        if (dice(3) == 0) {
            give("nights", std::to_string(dice(4)));
        }
        if (dice(3) == 0) {
            give("mood", pick({R"("\"class\":\"eco\"")", R"("zażółć")"}));
        }
        return made.empty() ? made : "{" + made + "}";
    }

    void rate(Draft& draft) {
        for (auto left = dice(6); left > 0; --left) {
            const std::string metric = pick(metrics);
            const auto* scale = catalogue.directory()->metrics.find(metric);
            const std::string where = dice(3) == 0 ? "" : pick(touchpoints);
            const auto state = dice(5);
            const auto value =
                scale->min + dice(static_cast<std::size_t>(scale->max - scale->min + 1));
            const bool known = std::ranges::any_of(draft.ratings, [&](const auto& one) {
                return one.metric == metric;
            });
            if (where.empty() && known) {
                continue;  // nothing is rated twice at the same place
            }
            if (std::ranges::none_of(draft.ratings, [&](const auto& one) {
                    return one.metric == metric && one.touchpoint == where;
                })) {
                draft.ratings.push_back(
                    {metric,
                     where.empty() ? std::nullopt : std::optional(where),
                     state == 0   ? RatingState::missing
                     : state == 1 ? RatingState::not_applicable
                                  : RatingState::given,
                     state < 2 ? 0 : value,
                     "/"}
                );
            }
        }
    }

    Draft some_draft() {
        Draft draft;
        draft.source = pick({"api", "survey", "kiosk"});
        draft.channel = pick({"web", "email", "store"});
        draft.kind = pick({"response", "complaint", "review", "employee_voice"});
        draft.location = perhaps({"harbour", "old_town", "south", "quay", "north"});
        if (draft.kind != "employee_voice") {  // names nobody
            draft.customer = perhaps({"c0", "c1", "c2", "c3", "c4", "c5", "new one"});
        }
        draft.language = perhaps({"en", "pl"});
        draft.comment = perhaps(
            {"cold soup",
             "warm welcome",
             "cold room",
             "The staff were rude, I am furious and I will never come back!",
             "Rude staff, but the price is great.",
             "Thank you, the delivery was quick and the staff lovely.",
             "When do you open?",
             "Kurier się spóźnił, jestem wściekły, oddajcie pieniądze."}
        );
        draft.occurred_at = some_time();
        draft.attributes = some_attributes();
        for (auto left = dice(3); left > 0; --left) {
            draft.tags.push_back(pick({"soup", "say \"hi\"", "so"}));
        }
        rate(draft);
        // Ratings without a touchpoint of their own are about that of the feedback.
        draft.touchpoint = draft.ratings.empty() ? perhaps(touchpoints) : std::nullopt;
        return draft;
    }

    void receive(int n) {
        std::vector<Draft> drafts;
        for (int i = 0; i < n; ++i) {
            drafts.push_back(some_draft());
        }
        (void)receive_many(intake, drafts, {}, by);
    }

    void remove_and_change_some() {
        auto all = database().read([](db::Reader& reader) {
            return feedback::list_after(reader, 0, 100'000);
        });
        database().write([&](db::Tx& tx) {
            for (auto& one : all) {
                if (const auto side = dice(10); side == 0) {
                    feedback::remove(tx, one);
                } else if (side == 1) {
                    auto after = one;
                    after.tags = {"soup", "late"};
                    after.handled_at = clock.now();
                    feedback::change(tx, one, after, by);
                }
            }
        });
    }

    // From now on what stands under "mood" is counted by, in old feedback, too.
    void declare_mood() {
        database().write([&](db::Tx& tx) { add(tx, record<firm::Attribute>("mood")); });
        catalogue.reload();
        EXPECT_TRUE(recount_facts(intake, [] { return true; }));
    }

    // ---------------------------------------------------------------- random questions

    record::Parameters some_parameters() {
        const auto day = [&] { return to_iso_day(20'775 - static_cast<Day>(dice(1100))); };
        const std::vector<std::function<std::pair<std::string, std::string>()>> all{
            [&] { return std::pair("channel", pick({"web", "email", "!web"})); },
            [&] { return std::pair("location", pick({"north", "harbour", "quay", "!north", ""})); },
            [&] { return std::pair("kind", pick({"complaint", "!review", "employee_voice"})); },
            [&] { return std::pair("source", pick({"api", "!api"})); },
            [&] { return std::pair("language", pick({"en", "!en", "", "!"})); },
            [&] { return std::pair("segment", pick({"family", "it's", "!family", "", "none"})); },
            [&] { return std::pair("lifecycle", pick({"active", "!new", ""})); },
            [&] { return std::pair("touchpoint", pick({"desk", "bar", "!room", "", "!"})); },
            [&] { return std::pair("stage", pick({"stay", "arrive", "!stay"})); },
            [&] { return std::pair("department", pick({"kitchen", "!kitchen"})); },
            [&] { return std::pair("metric", pick({"nps", "csat", "!nps", "!"})); },
            [&] {
                return std::pair(
                    "attribute.class",
                    pick({"eco", "first", "3", "4.5", "!eco", "", "!", "true", "eco\""})
                );
            },
            [&] { return std::pair("attribute.nights", pick({"1", "2", "!1"})); },
            [&] { return std::pair("customer", pick({"c1", "c2", "!c1", "new one", ""})); },
            [&] { return std::pair("tag", pick({"soup", "so", "say \"hi\"", "!soup", ""})); },
            [&] { return std::pair("q", pick({"cold", "room", "?"})); },
            [&] { return std::pair("has_comment", pick({"true", "false"})); },
            [&] { return std::pair("handled", pick({"true", "false"})); },
            [&] {
                return std::pair("sentiment", pick({"negative", "!positive", "mixed", "", "!"}));
            },
            [&] {
                return std::pair(
                    "topic",
                    pick(
                        {"staff",
                         "staff:negative",
                         "price:positive",
                         "!staff",
                         "!price:positive",
                         "cleanliness",
                         "",
                         "!",
                         "delivery"}
                    )
                );
            },
            [&] { return std::pair("emotion", pick({"anger", "gratitude", "!anger", "", "!"})); },
            [&] { return std::pair("intent", pick({"praise", "churn_risk", "!praise", "", "!"})); },
            [&] { return std::pair("from", day()); },
            [&] { return std::pair("to", day()); },
            [&] { return std::pair("from", to_rfc3339(some_time())); },
            [&] { return std::pair("score_min", pick({"0", "4", "9", "300"})); },
            [&] { return std::pair("score_max", pick({"4", "9", "-1", "300"})); }
        };
        record::Parameters made;
        for (auto left = dice(4); left > 0; --left) {
            auto one = all[dice(all.size())]();
            const bool single = one.first == "from" || one.first == "to" ||
                                one.first.starts_with("score_") || one.first.starts_with("ha");
            const bool twice = std::ranges::any_of(made, [&](const auto& other) {
                return other.first == one.first;
            });
            if (!single || !twice) {
                made.push_back(std::move(one));
            }
        }
        return made;
    }

    // With what was asked, for the day when the answers differ.
    std::pair<Filter, std::string> some_filter() {
        const auto parameters = some_parameters();
        Problems problems;
        auto filter = feedback::read_filter(*catalogue.directory(), parameters, problems);
        EXPECT_TRUE(problems.empty()) << problems.front().pointer << problems.front().message;
        std::string text;
        for (const auto& [name, value] : parameters) {
            text += fmt::format("&{}={}", name, value);
        }
        return {std::move(filter), std::move(text)};
    }

    std::vector<insight::GroupBy> some_groupings(std::size_t most) {
        Texts all{"touchpoint", "stage",     "department", "owner",           "channel",
                  "source",     "kind",      "language",   "location",        "region",
                  "brand",      "lifecycle", "segment",    "attribute.class", "attribute.nights",
                  "day",        "week",      "month",      "quarter",         "year",
                  "hour"};
        if (catalogue.directory()->attributes.find("mood") != nullptr) {
            all.emplace_back("attribute.mood");
        }
        all.insert(
            all.end(), {"sentiment", pick({"topic", "topic_sentiment", "emotion", "intent"})}
        );
        std::ranges::shuffle(all, generator);
        all.resize(dice(most + 1));
        return all;
    }

    Rated some_rated() {
        const auto where = dice(8);
        return {
            pick(metrics),
            where < touchpoints.size() ? std::optional(touchpoints[where])
            : where == 5               ? std::optional(std::string())
                                       : std::nullopt
        };
    }

    std::vector<Rated> some_items(std::size_t most) {
        std::vector<Rated> items(1 + dice(most));
        std::ranges::generate(items, [&] { return some_rated(); });
        return items;
    }

    std::vector<cube::Ends> some_ends(std::size_t n) {
        std::vector<cube::Ends> ends(n);
        std::ranges::generate(ends, [&] {
            const auto bad_to = static_cast<std::uint8_t>(dice(5));
            return cube::Ends{bad_to, static_cast<std::uint8_t>(bad_to + dice(5))};
        });
        return ends;
    }

    insight::RelationQuestion some_relation() {
        insight::RelationQuestion question;
        question.items = some_items(5);
        question.by_pattern = dice(2) == 0;
        question.with_presence = dice(2) == 0;
        question.folds = dice(2) == 0 ? 1 : 7;
        question.needed = dice(3) == 0 ? 1 + dice(2) : 0;
        question.needed &= (1U << question.items.size()) - 1;
        question.ends = dice(2) == 0 ? some_ends(question.items.size()) : question.ends;
        return question;
    }

    // ---------------------------------------------------------------- the same answer

    template <class Row>
    static auto by_key(const std::vector<Row>& rows) {
        using Key = std::vector<std::optional<std::string>>;
        std::map<Key, const Row*> found;
        for (const Row& row : rows) {
            if constexpr (requires { row.keys; }) {
                EXPECT_TRUE(found.emplace(row.keys, &row).second) << "a group comes twice";
            } else {
                EXPECT_TRUE(found.emplace(Key{row.key}, &row).second) << "a group comes twice";
            }
        }
        return found;
    }

    void expect_same_counts(const Filter& filter) {
        const auto metric = pick(metrics);
        const auto groupings = some_groupings(3);
        SCOPED_TRACE(fmt::format("{} by {}", metric, fmt::join(groupings, ",")));
        const auto directory = catalogue.directory();
        const auto in_memory = cube_engine.count(*directory, metric, groupings, filter);
        const auto in_database = sql_engine.count(*directory, metric, groupings, filter);
        EXPECT_EQ(in_memory.position, in_database.position);
        const auto expected = by_key(in_memory.rows), found = by_key(in_database.rows);
        ASSERT_EQ(expected.size(), found.size());
        for (const auto& [key, row] : expected) {
            ASSERT_TRUE(found.contains(key)) << key.front().value_or("none");
            ASSERT_EQ(row->histogram, found.at(key)->histogram);
        }
        answers += expected.size();
    }

    void expect_same_records(const Filter& filter) {
        const auto groupings = some_groupings(1);
        const auto grouping = groupings.empty() ? "" : groupings.front();
        SCOPED_TRACE("records by " + grouping);
        const auto directory = catalogue.directory();
        const auto in_memory = cube_engine.count_records(*directory, grouping, filter);
        const auto in_database = sql_engine.count_records(*directory, grouping, filter);
        const auto expected = by_key(in_memory), found = by_key(in_database);
        ASSERT_EQ(expected.size(), found.size());
        for (const auto& [key, row] : expected) {
            ASSERT_TRUE(found.contains(key)) << key.front().value_or("none");
            ASSERT_EQ(row->records, found.at(key)->records) << key.front().value_or("none");
            ASSERT_EQ(row->ratings, found.at(key)->ratings) << key.front().value_or("none");
        }
        answers += expected.size();
    }

    insight::Weights some_weights() {
        static const Texts names{"segment", "channel", "touchpoint", "stage", "attribute.class"};
        insight::Weights weights{.by = pick(names), .of = {}, .otherwise = dice(3) / 4.0};
        for (const auto& value : {"family", "it's", "web", "desk", "stay", "eco", "4.5", ""}) {
            if (dice(2) == 0) {
                weights.of.emplace(value, dice(40) / 16.0);
            }
        }
        return weights;
    }

    void expect_same_weighted(const Filter& filter) {
        const auto metric = pick(metrics);
        const auto groupings = some_groupings(2);
        const auto weights = some_weights();
        SCOPED_TRACE(
            fmt::format("{} by {} weighed by {}", metric, fmt::join(groupings, ","), weights.by)
        );
        const auto directory = catalogue.directory();
        const auto in_memory =
            cube_engine.count_weighted(*directory, metric, groupings, weights, filter);
        const auto in_database =
            sql_engine.count_weighted(*directory, metric, groupings, weights, filter);
        const auto expected = by_key(in_memory), found = by_key(in_database);
        ASSERT_EQ(expected.size(), found.size());
        for (const auto& [key, row] : expected) {
            ASSERT_TRUE(found.contains(key));
            const auto &levels = row->histogram.levels, &others = found.at(key)->histogram.levels;
            ASSERT_EQ(levels.size(), others.size());
            for (std::size_t i = 0; i < levels.size(); ++i) {
                ASSERT_EQ(levels[i].n, others[i].n);
                ASSERT_DOUBLE_EQ(levels[i].w, others[i].w);
                ASSERT_DOUBLE_EQ(levels[i].w2, others[i].w2);
            }
        }
        answers += expected.size();
    }

    static void expect_near(double found, double expected) {
        EXPECT_NEAR(found, expected, 1e-9 * (1 + std::abs(expected)));
    }

    static void expect_same_totals(
        const stats::ClusterTotals& found, const stats::ClusterTotals& expected
    ) {
        EXPECT_EQ(found.n, expected.n);
        EXPECT_EQ(found.clusters, expected.clusters);
        expect_near(found.w, expected.w);
        expect_near(found.wx, expected.wx);
        expect_near(found.w2, expected.w2);
        expect_near(found.w2x, expected.w2x);
        expect_near(found.w2x2, expected.w2x2);
        expect_near(found.ww, expected.ww);
        expect_near(found.wwx, expected.wwx);
        expect_near(found.wxwx, expected.wxwx);
    }

    void expect_same_clusters(const Filter& filter) {
        const auto metric = pick(metrics);
        const auto* scale = catalogue.directory()->metrics.find(metric);
        std::vector<std::int32_t> points(static_cast<std::size_t>(scale->max - scale->min + 1));
        std::ranges::generate(points, [&] { return static_cast<std::int32_t>(dice(5)) - 2; });
        const auto groupings = some_groupings(2);
        const auto weights = dice(2) == 0 ? std::optional(some_weights()) : std::nullopt;
        SCOPED_TRACE(fmt::format(
            "customers of {} by {} weighed by {}",
            metric,
            fmt::join(groupings, ","),
            weights ? weights->by : "nothing"
        ));
        const auto directory = catalogue.directory();
        const auto in_memory =
            cube_engine.count_clustered(*directory, metric, groupings, points, weights, filter);
        const auto in_database =
            sql_engine.count_clustered(*directory, metric, groupings, points, weights, filter);
        const auto expected = by_key(in_memory), found = by_key(in_database);
        ASSERT_EQ(expected.size(), found.size());
        for (const auto& [key, row] : expected) {
            ASSERT_TRUE(found.contains(key));
            if (weights) {
                expect_same_totals(found.at(key)->totals, row->totals);
            } else {
                EXPECT_EQ(found.at(key)->totals, row->totals);
            }
        }
        answers += expected.size();
    }

    void expect_same_relations(const Filter& filter) {
        const auto question = some_relation();
        const auto directory = catalogue.directory();
        const auto expected = cube_engine.relate(*directory, question, filter);
        const auto found = sql_engine.relate(*directory, question, filter);
        EXPECT_EQ(expected.columns, found.columns);
        EXPECT_EQ(expected.position, found.position);
        ASSERT_EQ(expected.rows, found.rows);
        answers += expected.rows.size();
    }

    void expect_same_spoiled(const Filter& filter) {
        const auto outcome = some_rated();
        const auto items = some_items(4);
        const auto ends = some_ends(items.size());
        const auto directory = catalogue.directory();
        const auto expected = cube_engine.spoiled(*directory, outcome, items, ends, filter);
        const auto found = sql_engine.spoiled(*directory, outcome, items, ends, filter);
        ASSERT_EQ(expected.none, found.none);
        ASSERT_EQ(expected.one, found.one);
        ASSERT_EQ(expected.several, found.several);
        ASSERT_EQ(expected.when_bad, found.when_bad);
        ASSERT_EQ(expected.when_not, found.when_not);
        answers += std::ranges::count_if(expected.one, [](auto n) { return n > 0; }) > 0 ? 1U : 0U;
    }

    void expect_same_companions(const Filter& filter) {
        const auto with = some_rated();
        const auto directory = catalogue.directory();
        const auto expected = cube_engine.companions(*directory, with, filter);
        const auto found = sql_engine.companions(*directory, with, filter);
        ASSERT_EQ(expected.size(), found.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            ASSERT_EQ(expected[i].rated, found[i].rated);
            ASSERT_EQ(expected[i].records, found[i].records);
        }
        answers += expected.size();
    }

    void expect_same_answers(int rounds) {
        ASSERT_TRUE(follower.catch_up(patience));
        answers = 0;
        for (int i = 0; i < rounds && !HasFatalFailure(); ++i) {
            const auto [filter, text] = some_filter();
            SCOPED_TRACE(fmt::format("round {}: {}", i, text));
            expect_same_counts(filter);
            expect_same_records(filter);
            i % 2 == 0 ? expect_same_relations(filter) : expect_same_spoiled(filter);
            i % 2 == 0 ? expect_same_weighted(filter) : expect_same_clusters(filter);
            expect_same_companions(filter);
        }
        EXPECT_GT(answers, static_cast<std::size_t>(rounds) * 4);  // it was not all about nothing
    }

    std::mt19937 generator{20261122};
    insight::CubeEngine& cube_engine = engine;
    insight::SqlEngine sql_engine{database()};
    std::size_t answers = 0;
};

STYK_ON_BOTH_DATABASES(EnginesTest);

TEST_P(EnginesTest, answer_the_same_whatever_is_asked) {
    receive(400);
    expect_same_answers(80);
}

TEST_P(EnginesTest, answer_the_same_after_removals_and_changes) {
    receive(300);
    remove_and_change_some();
    expect_same_answers(30);
    declare_mood();
    receive(50);
    expect_same_answers(30);
}

TEST_P(EnginesTest, answer_the_same_of_nothing) {
    const Filter all;
    const auto directory = catalogue.directory();
    for (const insight::Engine* one :
         {static_cast<const insight::Engine*>(&cube_engine),
          static_cast<const insight::Engine*>(&sql_engine)}) {
        EXPECT_TRUE(one->count(*directory, "nps", {"month"}, all).rows.empty());
        EXPECT_TRUE(one->count_records(*directory, "", all).empty());
        EXPECT_TRUE(one->companions(*directory, {"nps", {}}, all).empty());
        EXPECT_TRUE(one->relate(*directory, {.items = {{"nps", {}}}}, all).rows.empty());
        EXPECT_THROW((void)one->relate(*directory, {.items = {}}, all), Refusal);
        EXPECT_THROW(
            (void)one->relate(
                *directory, {.items = std::vector<Rated>(cube::max_items + 1, {"nps", {}})}, all
            ),
            Refusal
        );
    }
}

// One time zone may be half an hour off and put its clocks back over midnight; what a day, an hour
// and a month is must be the same on both ways.
TEST_P(EnginesTest, answer_the_same_about_hours_long_ago) {
    std::vector<Draft> drafts;
    for (int hour = 0; hour < 24 * 45; ++hour) {
        Draft draft;
        draft.source = "api";
        draft.channel = "web";
        draft.occurred_at = parse_rfc3339("2009-09-20T00:10:00Z").value() +
                            std::chrono::hours(hour) + std::chrono::minutes(hour % 60);
        draft.ratings.push_back({"nps", {}, RatingState::given, hour % 11, "/"});
        drafts.push_back(std::move(draft));
    }
    (void)receive_many(intake, drafts, {}, by);
    ASSERT_TRUE(follower.catch_up(patience));
    for (const char* name : {"day", "week", "month", "quarter", "year", "hour"}) {
        SCOPED_TRACE(name);
        const auto directory = catalogue.directory();
        const auto in_memory = cube_engine.count(*directory, "nps", {name}, {});
        const auto in_database = sql_engine.count(*directory, "nps", {name}, {});
        const auto expected = by_key(in_memory.rows), found = by_key(in_database.rows);
        ASSERT_EQ(expected.size(), found.size());
        for (const auto& [key, row] : expected) {
            ASSERT_TRUE(found.contains(key));
            ASSERT_EQ(row->histogram, found.at(key)->histogram) << key.front().value();
        }
    }
}

}  // namespace
}  // namespace styk::story
