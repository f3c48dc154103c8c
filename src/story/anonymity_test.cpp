// An attacker who may ask whatever there is to ask, and subtract, finds no group below the
// threshold.

#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>

#include "feedback/feedback_json.h"
#include "firm/firm_store.h"
#include "json/json.h"
#include "story/release_voices.h"
#include "story/show_tally.h"
#include "story/story_test_kit.h"

namespace styk::story {
namespace {

using feedback::Clause;
using feedback::Criterion;
using feedback::Draft;
using feedback::Feedback;
using feedback::Filter;
using feedback::RatingState;

constexpr std::uint64_t least = 5;
constexpr std::chrono::hours day{24};

bool is_a_group(std::uint64_t difference) {
    return difference == 0 || difference >= least;
}

class Anonymity : public CountedFirmTest {
protected:
    void SetUp() override {
        CountedFirmTest::SetUp();
        hide_customers_below(1);
        follower.start();
    }

    void hide_customers_below(std::int64_t n) {
        database().write([&](db::Tx& tx) {
            const auto before = firm::load_firm(tx);
            auto after = before;
            after.customers_min = n;
            firm::change_firm(tx, before, after, by);
        });
        catalogue.reload();
    }

    int dice(int sides) { return static_cast<int>(generator() % static_cast<unsigned>(sides)); }

    template <std::size_t N>
    std::string one_of(const std::array<const char*, N>& words) {
        return words[static_cast<std::size_t>(dice(static_cast<int>(N)))];
    }

    Draft draft(const char* kind) {
        Draft draft;
        draft.kind = kind;
        draft.source = one_of(std::array{"form", "kiosk", "api"});
        draft.channel = one_of(std::array{"web", "app", "phone"});
        draft.location = one_of(std::array{"harbour", "harbour", "old_town", "south"});
        if (dice(3) > 0) {
            draft.touchpoint = one_of(std::array{"desk", "desk", "room"});
        }
        if (dice(2) > 0) {
            draft.language = one_of(std::array{"pl", "en"});
        }
        draft.occurred_at = clock.now() - day * dice(70);
        draft.comment = dice(2) > 0 ? std::optional<std::string>("so it is") : std::nullopt;
        return draft;
    }

    Draft voice() {
        auto out = draft("employee_voice");
        out.ratings.push_back({"enps", {}, RatingState::given, dice(11), "/"});
        if (dice(4) == 0) {
            out.ratings.push_back({"csat", "desk", RatingState::given, 1 + dice(5), "/"});
        }
        return out;
    }

    Draft customer() {
        auto out = draft("response");
        out.ratings.push_back({"csat", {}, RatingState::given, 1 + dice(5), "/"});
        return out;
    }

    void receive(const std::vector<Draft>& drafts) {
        by.at = clock.now();
        (void)receive_many(intake, drafts, {}, by);
        ASSERT_TRUE(follower.catch_up(patience));
    }

    std::uint64_t count(const std::string& metric, const Filter& filter) {
        return tally(metric, filter).totals.front().estimate.n;
    }

    Tally tally(
        const std::string& metric, const Filter& filter, std::vector<std::string> groups = {}
    ) {
        return show_tally(
            engine,
            *catalogue.directory(),
            people::the_system(),
            {{metric}, std::move(groups), filter}
        );
    }

    std::int64_t number(const char* sql) {
        return database().read([&](db::Reader& reader) { return reader.find_integer(sql).value(); }
        );
    }

    std::vector<Feedback> inbox() {
        return database().read([](db::Reader& reader) {
            return feedback::list_after(reader, 0, 100'000);
        });
    }

    Clause single(Criterion criterion, std::string value) {
        return {criterion, {}, {std::move(value)}, false};
    }

    // A name that the filter does not hold yet.
    std::optional<Clause> one_more(const Filter& filter) {
        const std::array all{
            single(Criterion::location, one_of(std::array{"harbour", "old_town", "south"})),
            single(Criterion::channel, one_of(std::array{"web", "app", "phone"})),
            single(Criterion::touchpoint, one_of(std::array{"desk", "room", ""})),
            single(Criterion::language, one_of(std::array{"pl", "en", ""})),
            single(Criterion::source, one_of(std::array{"form", "kiosk", "api"}))
        };
        const auto& clause = all[static_cast<std::size_t>(dice(std::ssize(all)))];
        return filter.names(clause.criterion) ? std::nullopt : std::optional(clause);
    }

    Filter some_filter(const char* kind, int names) {
        Filter filter;
        filter.clauses.push_back(single(Criterion::kind, kind));
        for (int i = 0; i < names; ++i) {
            if (const auto clause = one_more(filter)) {
                filter.clauses.push_back(*clause);
            }
        }
        return filter;
    }

    std::mt19937 generator{20261122};
};

STYK_ON_BOTH_DATABASES(Anonymity);

// What anybody may see of a voice that does not speak for itself.
std::string looks_of(const Feedback& voice) {
    auto wire = feedback::to_json(voice);
    for (const char* own : {"id", "comment", "ratings"}) {
        wire.erase(own);
    }
    return json::write(wire);
}

TEST_P(Anonymity, voices_stand_in_the_inbox_only_among_others_that_look_alike) {
    std::set<std::string> sent_ids;
    std::size_t sent = 0;
    for (int batch = 0; batch < 40; ++batch) {
        std::vector<Draft> drafts;
        for (int i = dice(7); i >= 0; --i) {
            drafts.push_back(voice());
        }
        sent += drafts.size();
        receive(drafts);
        sent_ids.insert(receive_feedback(intake, voice(), by).id.text());
        ++sent;
        clock.at = clock.at + day * dice(9);
        (void)release_voices(intake, clock.now());
        std::map<std::string, std::size_t> alike, rated;
        const auto listed = inbox();
        for (const Feedback& one : listed) {
            ++alike[looks_of(one)];
            EXPECT_FALSE(sent_ids.contains(one.id.text()));
            for (const auto& rating : one.ratings) {
                ++rated[looks_of(one) + rating.metric + "@" + rating.touchpoint];
            }
        }
        for (const auto* sizes : {&alike, &rated}) {
            for (const auto& [looks, n] : *sizes) {
                EXPECT_GE(n, least) << looks;
            }
        }
        EXPECT_EQ(
            listed.size() + static_cast<std::size_t>(number("SELECT COUNT(*) FROM waiting_voice")),
            sent
        );
    }
    EXPECT_GT(inbox().size(), sent / 2);
    EXPECT_EQ(number("SELECT COUNT(*) FROM audit WHERE kind = 'feedback'"), 0);
}

TEST_P(Anonymity, two_answers_about_employees_never_differ_by_fewer_than_the_threshold) {
    std::map<std::string, std::pair<Filter, std::uint64_t>> earlier;
    int told_apart = 0;
    for (int batch = 0; batch < 30; ++batch) {
        std::vector<Draft> drafts;
        for (int i = dice(9); i >= 0; --i) {
            drafts.push_back(voice());
        }
        receive(drafts);
        clock.at = clock.at + day * dice(6);
        (void)release_voices(intake, clock.now());
        ASSERT_TRUE(follower.catch_up(patience));
        for (auto& [name, asked] : earlier) {  // the same question as before
            const auto now = count("enps", asked.first);
            EXPECT_TRUE(is_a_group(now - asked.second)) << name;
            asked.second = now;
        }
        for (int question = 0; question < 20; ++question) {
            Filter wide = some_filter("employee_voice", dice(3));
            wide.from = clock.now() - day * (20 + dice(60));
            wide.to = clock.now() - day * dice(20);
            Filter narrow = wide;
            switch (dice(5)) {
                case 0:  // the same but for one day
                    narrow.to = *wide.to - day;
                    break;
                case 1:
                    narrow.has_comment = dice(2) > 0;
                    break;
                case 2:
                    narrow.q = "so";
                    break;
                default:
                    if (const auto clause = one_more(wide)) {
                        narrow.clauses.push_back(*clause);
                    }
            }
            const auto all = count("enps", wide), some = count("enps", narrow);
            EXPECT_LE(some, all);
            EXPECT_TRUE(is_a_group(all - some) && is_a_group(some)) << some << " of " << all;
            told_apart += some < all && some > 0 ? 1 : 0;
            earlier[std::to_string(question)] = {wide, all};
        }
    }
    EXPECT_GT(told_apart, 10);  // there is something to ask
}

TEST_P(Anonymity, nothing_is_known_of_voices_before_there_are_enough) {
    receive(std::vector<Draft>(4, voice()));
    Filter voices;
    voices.clauses.push_back(single(Criterion::kind, "employee_voice"));
    EXPECT_EQ(count("enps", voices), 0U);
    EXPECT_TRUE(inbox().empty());
    Draft fifth = voice();
    fifth.location = "south";
    receive(std::vector<Draft>(3, fifth));
    EXPECT_TRUE(inbox().empty());  // four here and three there
    clock.at = clock.at + day * 50;
    EXPECT_EQ(release_voices(intake, clock.now()), 7U);
    EXPECT_EQ(release_voices(intake, clock.now()), 0U);
}

TEST_P(Anonymity, voices_of_one_place_keep_it_and_lose_what_tells_them_apart) {
    std::vector<Draft> drafts(5);
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        auto& one = drafts[i] = voice();
        one.location = "harbour";
        one.touchpoint = "desk";
        one.channel = i == 0 ? "app" : "web";
        one.source = "form";
        one.language = "pl";
        one.attributes = i == 1 ? R"({"shift": "night", "team": "a"})" : R"({"team": "a"})";
        one.tags = {"mine"};
        one.ratings = {{"enps", {}, RatingState::given, 9, "/"}};
        one.occurred_at = clock.now() - std::chrono::hours(static_cast<int>(i));
    }
    receive(drafts);
    const auto listed = inbox();
    ASSERT_EQ(listed.size(), 5U);
    for (const Feedback& one : listed) {
        EXPECT_EQ(one.location, "harbour");
        EXPECT_EQ(one.touchpoint, "desk");
        EXPECT_EQ(one.channel, "other");
        EXPECT_EQ(one.language, "pl");
        EXPECT_EQ(one.attributes, R"({"team":"a"})");
        EXPECT_TRUE(one.tags.empty());
        const auto& zone = catalogue.directory()->zone;
        const Day month = first_day_of(Period::month, zone.day_of(clock.now()));
        EXPECT_EQ(one.occurred_at, zone.start_of(month));
    }
}

TEST_P(Anonymity, voices_of_neighbouring_places_keep_what_holds_both) {
    std::vector<Draft> drafts(5);
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        drafts[i] = voice();
        drafts[i].ratings = {{"enps", {}, RatingState::given, 9, "/"}};
        drafts[i].location = i < 2 ? "harbour" : "old_town";
    }
    receive(drafts);
    clock.at = clock.at + day * 43;
    EXPECT_EQ(release_voices(intake, clock.now()), 5U);
    EXPECT_EQ(inbox().front().location, "north");
}

TEST_P(Anonymity, a_rating_that_few_gave_goes_no_further) {
    std::vector<Draft> drafts(6, voice());
    for (auto& one : drafts) {
        one.ratings = {{"enps", {}, RatingState::given, 9, "/"}};
    }
    drafts.back().ratings.push_back({"csat", "desk", RatingState::given, 1, "/"});
    receive(drafts);
    EXPECT_EQ(inbox().size(), 5U);  // the sixth rates something else, so it waits
    drafts.resize(4);
    receive(drafts);
    clock.at = clock.at + day * 92;
    EXPECT_EQ(release_voices(intake, clock.now()), 5U);
    for (const Feedback& one : inbox()) {
        EXPECT_EQ(one.ratings.size(), 1U);
    }
}

TEST_P(Anonymity, an_employee_names_no_customer) {
    auto named = voice();
    named.customer = "K-1";
    EXPECT_THROW(receive_feedback(intake, named, by), Refusal);
}

TEST_P(Anonymity, voices_from_before_go_back_into_the_waiting_room) {
    auto plain = voice();
    plain.kind = "response";
    receive(std::vector<Draft>(3, plain));
    database().write([](db::Tx& tx) { tx.run("UPDATE feedback SET kind = 'employee_voice'"); });
    EXPECT_EQ(call_voices_back(intake, clock.now()), 3U);
    EXPECT_TRUE(inbox().empty());
    receive(std::vector<Draft>(2, [&] {
        auto more = plain;
        more.kind = "employee_voice";
        return more;
    }()));
    EXPECT_EQ(inbox().size(), 5U);
    EXPECT_EQ(call_voices_back(intake, clock.now()), 0U);
}

TEST_P(Anonymity, two_answers_about_customers_never_differ_by_fewer_than_the_threshold) {
    std::vector<Draft> drafts(160);
    std::generate(drafts.begin(), drafts.end(), [this] { return customer(); });
    receive(drafts);
    hide_customers_below(least);
    int hidden = 0, told_apart = 0;
    for (int question = 0; question < 500; ++question) {
        Filter wide = some_filter("response", dice(3));
        if (dice(4) == 0) {
            wide.clauses.push_back(
                {Criterion::location, {}, catalogue.directory()->places_below("north"), false}
            );
        }
        Filter narrow = wide;
        for (int names = 1 + dice(2); names > 0; --names) {
            if (const auto clause = one_more(narrow)) {
                narrow.clauses.push_back(*clause);
            }
        }
        const auto a = tally("csat", wide).totals.front().estimate;
        const auto b = tally("csat", narrow).totals.front().estimate;
        if (a.tier == stats::Tier::hidden || b.tier == stats::Tier::hidden) {
            ++hidden;
            continue;
        }
        EXPECT_TRUE(is_a_group(a.n - b.n) && is_a_group(b.n)) << b.n << " of " << a.n;
        told_apart += b.n < a.n && b.n > 0 ? 1 : 0;
    }
    EXPECT_GT(hidden, 50);
    EXPECT_GT(told_apart, 50);
}

TEST_P(Anonymity, lists_and_nots_hide_nobody_in_a_crowd) {
    std::vector<Draft> drafts(60, customer());
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        drafts[i].channel = i < 3 ? "phone" : i < 30 ? "web" : "app";
    }
    receive(drafts);
    hide_customers_below(least);
    const auto tier_of = [&](std::vector<std::string> channels, bool negated) {
        Filter filter;
        filter.clauses.push_back({Criterion::channel, {}, std::move(channels), negated});
        return tally("csat", filter).totals.front().estimate.tier;
    };
    EXPECT_EQ(tier_of({"phone"}, false), stats::Tier::hidden);
    EXPECT_EQ(tier_of({"phone"}, true), stats::Tier::hidden);
    EXPECT_EQ(tier_of({"phone", "web"}, false), stats::Tier::hidden);
    EXPECT_EQ(tier_of({"web", "app"}, false), stats::Tier::hidden);
    EXPECT_NE(tier_of({"web"}, false), stats::Tier::hidden);
    EXPECT_NE(tier_of({"app"}, false), stats::Tier::hidden);
    const auto by_channel = tally("csat", {}, {"channel"});
    EXPECT_NE(by_channel.totals.front().estimate.tier, stats::Tier::hidden);
    EXPECT_EQ(by_channel.rows[1].keys.front(), "phone");
    EXPECT_EQ(by_channel.rows[1].estimate.tier, stats::Tier::hidden);
    EXPECT_EQ(by_channel.rows[2].estimate.tier, stats::Tier::hidden);  // the smallest other
    EXPECT_NE(by_channel.rows[0].estimate.tier, stats::Tier::hidden);
}

}  // namespace
}  // namespace styk::story
