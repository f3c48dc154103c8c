// An attacker who asks the results of an employees' survey by any places, days and words, and the
// figures of the firm beside them, and takes one from the other, finds no group below the
// threshold.
#include "story/answer_lots.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <map>
#include <random>

#include "feedback/import_store.h"
#include "json/json.h"
#include "story/list_open_answers.h"
#include "story/settle_anonymous.h"
#include "story/show_results.h"
#include "story/show_tally.h"
#include "story/story_test_kit.h"
#include "story/write_survey.h"
#include "survey/response_store.h"
#include "survey/survey_store.h"

namespace styk::story {
namespace {

using survey::Response;
using survey::ResponseFilter;

constexpr std::uint64_t least = 5;
constexpr std::chrono::hours day{24};

constexpr std::string_view asked = R"({"title": "How is work?", "elements": [
    {"type": "rating", "name": "enps", "title": "Recommend?", "metric": "enps", "rateMin": 0, "rateMax": 10},
    {"type": "radiogroup", "name": "why", "title": "Why?", "visibleIf": "{enps} < 7",
     "choices": ["pay", "hours", "boss"]},
    {"type": "matrix", "name": "days", "title": "Your days", "columns": [1, 2, 3],
     "rows": ["load", "help"]},
    {"type": "comment", "name": "words", "title": "Anything else?"}]})";

bool is_a_group(std::int64_t difference) {
    return difference == 0 || difference >= static_cast<std::int64_t>(least);
}

// What each figure stands on, by name.
using Bases = std::map<std::string, std::int64_t>;

Bases bases_of(const SurveyResults& results) {
    Bases out{{"complete", results.counts.complete}, {"timed", 0}};
    out["timed"] = results.seconds ? results.seconds->n : 0;
    for (const auto& question : results.questions) {
        const auto& name = question.question->name;
        out[name] = question.answered;
        out[name + " scores"] = static_cast<std::int64_t>(question.histogram.n());
        out[name + " mean"] = question.mean ? static_cast<std::int64_t>(question.mean->n) : 0;
        for (const auto& row : question.rows) {
            out[name + "/" + row.key] = row.answered;
        }
    }
    return out;
}

class AnswerLots : public CountedFirmTest {
protected:
    void SetUp() override {
        CountedFirmTest::SetUp();
        survey_ = make("Pulse", survey::Kind::employee);
        follower.start();
    }

    survey::Survey make(const std::string& name, survey::Kind kind) {
        survey::Survey made;
        made.name = name;
        made.language = "en";
        made.languages = {"en", "pl"};
        made.kind = kind;
        made.mode = survey::Mode::anonymous;
        by.at = clock.now();
        const auto one = make_survey(intake, made, json::parse(asked), by);
        const auto published = publish_survey(intake, one.id, {}, by).survey;
        catalogue.reload();
        return published;
    }

    int dice(int sides) { return static_cast<int>(generator() % static_cast<unsigned>(sides)); }

    template <std::size_t N>
    std::string one_of(const std::array<const char*, N>& words) {
        return words[static_cast<std::size_t>(dice(static_cast<int>(N)))];
    }

    Response answer() {
        Response out;
        out.id.uuid = make_uuid_v4(random);
        out.survey_id = survey_.id;
        out.version = survey_.version;
        out.state = survey::ResponseState::complete;
        out.language = one_of(std::array{"en", "en", "pl"});
        out.channel = one_of(std::array{"web", "web", "email"});
        out.location = one_of(std::array{"harbour", "harbour", "old_town", "south", ""});
        out.touchpoint = one_of(std::array{"", "", "desk"});
        out.receipt = out.id.text();
        const auto& zone = catalogue.directory()->zone;
        out.started_at = out.changed_at = zone.start_of(zone.day_of(clock.now() - day * dice(3)));
        survey::put(out.seconds, "page1", 5.0 + dice(60));
        fill(out);
        return out;
    }

    void fill(Response& out) {
        if (dice(5) > 0) {
            survey::put(out.answers, "enps", static_cast<double>(dice(11)));
            survey::put(out.answers, "why", one_of(std::array{"pay", "hours", "boss"}));
        }
        survey::Map rows;
        for (const char* row : {"load", "help"}) {
            if (dice(4) > 0) {
                survey::put(rows, row, static_cast<double>(1 + dice(3)));
            }
        }
        if (!rows.empty()) {
            survey::put(out.answers, "days", std::move(rows));
        }
        if (dice(3) == 0) {
            survey::put(out.answers, "words", "so it is");
        }
    }

    void send(const Response& one) {
        database().write([&](db::Tx& tx) {
            ASSERT_TRUE(survey::add_waiting(
                tx, {one.id.text(), one.survey_id, one.receipt, one.receipt, write_waiting(one)}
            ));
        });
    }

    feedback::Import begin_file() {
        feedback::Import file;
        file.id.uuid = make_uuid_v7(clock, random);
        file.state = feedback::ImportState::running;
        database().write([&](db::Tx& tx) { feedback::add_import(tx, file, by); });
        return file;
    }

    void end_file(const feedback::Import& file) {
        auto done = file;
        done.state = feedback::ImportState::done;
        database().write([&](db::Tx& tx) {
            ASSERT_TRUE(feedback::change_import(tx, file, done, clock.now()));
        });
    }

    // False when that row waits already.
    bool send_row(const feedback::Import& file, int number) {
        auto one = answer();
        const auto& zone = catalogue.directory()->zone;
        one.changed_at = zone.start_of(zone.day_of(clock.now() - day * dice(100)));
        one.started_at = one.changed_at;
        one.import_id = file.id.text();
        one.external_key = fmt::format("mark {}", number);
        feedback::Draft beside;
        beside.source = "import";
        beside.comment = "told elsewhere";
        beside.attributes = one_of(std::array{R"({"team":"sales"})", R"({"team":"desk"})"});
        if (dice(3) > 0) {
            beside.ratings.push_back({"csat", {}, feedback::RatingState::given, 1 + dice(5), {}});
        }
        const auto row = waiting_row(one, beside);
        bool added = false;
        database().write([&](db::Tx& tx) { added = survey::add_waiting(tx, row); });
        return added;
    }

    std::int64_t count(const std::string& what) {
        return database().read([&](db::Reader& reader) {
            return reader.find_integer("SELECT COUNT(*) FROM " + what).value_or(-1);
        });
    }

    void settle() {
        settle_anonymous(intake, survey_.id);
        ASSERT_TRUE(follower.catch_up(patience));
    }

    std::vector<Response> listed(ResponseFilter filter = {}) {
        filter.in_lots = true;
        return database().read([&](db::Reader& reader) {
            return survey::list_responses(reader, survey_.id, {filter, 100'000, {}});
        });
    }

    std::int64_t waiting() {
        return database().read([&](db::Reader& reader) {
            return survey::count_waiting(reader, survey_.id);
        });
    }

    Bases ask(const ResponseFilter& filter) {
        return bases_of(show_results(intake, survey_, filter).value());
    }

    // The same question to the figures of the firm.
    std::int64_t ask_figures(const ResponseFilter& filter) {
        feedback::Filter asked_of;
        const auto add = [&](feedback::Criterion criterion, std::vector<std::string> values) {
            if (!values.empty()) {
                asked_of.clauses.push_back({criterion, {}, std::move(values), false});
            }
        };
        add(feedback::Criterion::kind, {"employee_voice"});
        add(feedback::Criterion::survey, {survey_.key});
        add(feedback::Criterion::location, filter.locations);
        add(feedback::Criterion::channel, filter.channels);
        add(feedback::Criterion::language, filter.languages);
        asked_of.from = filter.from;
        asked_of.to = filter.to;
        return static_cast<std::int64_t>(
            show_tally(
                engine, *catalogue.directory(), people::the_system(), {{"enps"}, {}, asked_of}
            )
                .totals.front()
                .estimate.n
        );
    }

    ResponseFilter some_filter() {
        ResponseFilter out;
        if (dice(3) > 0) {
            out.from = clock.now() - day * dice(120);
        }
        if (dice(3) > 0) {
            out.to = clock.now() - day * (dice(60) - 10);
        }
        for (int n = dice(3); n > 0; --n) {
            out.locations.push_back(one_of(std::array{"harbour", "old_town", "south", "north"}));
        }
        return out;
    }

    // A part of what the filter takes.
    ResponseFilter narrower(ResponseFilter out) {
        switch (dice(4)) {
            case 0:
                out.from = out.from.value_or(clock.now() - day * 120) + day;
                break;
            case 1:
                out.to = out.to.value_or(clock.now()) - day * (1 + dice(3));
                break;
            case 2:
                if (out.locations.size() > 1) {
                    out.locations.pop_back();
                } else {
                    out.channels = {one_of(std::array{"web", "email"})};
                }
                break;
            default:
                out.languages = {one_of(std::array{"en", "pl"})};
        }
        return out;
    }

    std::mt19937 generator{20261123};
    survey::Survey survey_;
};

STYK_ON_BOTH_DATABASES(AnswerLots);

void expect_groups(const Bases& wide, const Bases& narrow, const std::string& how) {
    for (const auto& [name, n] : wide) {
        EXPECT_TRUE(is_a_group(n)) << name << " " << how;
        EXPECT_LE(narrow.at(name), n) << name << " " << how;
        EXPECT_TRUE(is_a_group(n - narrow.at(name)))
            << name << ": " << narrow.at(name) << " of " << n << " " << how;
    }
}

TEST_P(AnswerLots, two_results_never_differ_by_fewer_than_the_threshold) {
    std::map<int, std::pair<ResponseFilter, Bases>> earlier;
    int told_apart = 0, sent = 0;
    for (int wave = 0; wave < 16; ++wave) {
        for (int i = 2 + dice(14); i > 0; --i) {
            send(answer());
            ++sent;
        }
        clock.at = clock.at + day * dice(9);
        settle();
        for (auto& [number, before] : earlier) {
            const auto now = ask(before.first);
            expect_groups(now, before.second, "as time goes on");
            before.second = now;
        }
        for (int question = 0; question < 12; ++question) {
            const auto wide = some_filter(), narrow = narrower(wide);
            const auto all = ask(wide), some = ask(narrow);
            expect_groups(all, some, "by a filter");
            const auto figures = ask_figures(wide);
            EXPECT_TRUE(is_a_group(figures));
            EXPECT_TRUE(is_a_group(std::abs(all.at("enps scores") - figures)))
                << all.at("enps scores") << " results, figures " << figures;
            told_apart += some.at("complete") < all.at("complete") && some.at("complete") > 0;
            earlier[question] = {wide, all};
        }
    }
    EXPECT_GT(told_apart, 5);  // there is something to ask
    EXPECT_EQ(static_cast<std::int64_t>(listed().size()) + waiting(), sent);
    EXPECT_GT(listed().size(), static_cast<std::size_t>(sent) / 2);
    EXPECT_GT(ask({}).at("enps scores"), sent / 3);
}

TEST_P(AnswerLots, those_of_a_file_wait_for_all_of_it_and_their_feedback_goes_with_them) {
    int sent = 0;
    for (int number = 0; number < 6; ++number) {
        const auto before = ask({}).at("complete");
        const auto file = begin_file();
        for (int rows = 4 + dice(40); rows > 0; --rows) {
            EXPECT_TRUE(send_row(file, ++sent));
        }
        EXPECT_FALSE(send_row(file, sent));
        settle();
        EXPECT_EQ(ask({}).at("complete"), before);
        end_file(file);
        settle();
        for (int question = 0; question < 20; ++question) {
            const auto wide = some_filter(), narrow = narrower(wide);
            const auto all = ask(wide), some = ask(narrow);
            expect_groups(all, some, "by a filter");
            const auto wide_figures = ask_figures(wide), figures = ask_figures(narrow);
            EXPECT_TRUE(is_a_group(figures));
            EXPECT_TRUE(is_a_group(wide_figures - figures)) << figures << " of " << wide_figures;
            EXPECT_TRUE(is_a_group(std::abs(some.at("enps scores") - figures)))
                << some.at("enps scores") << " results, figures " << figures;
        }
    }
    const auto told = static_cast<std::int64_t>(listed().size());
    EXPECT_EQ(told + waiting(), sent);
    EXPECT_GT(told, sent / 2);
    EXPECT_EQ(count("feedback WHERE comment = 'told elsewhere' AND import_id IS NOT NULL"), told);
    EXPECT_GT(count("rating WHERE metric = 'csat'"), told / 5);  // fewer than five of a lot lose it
    EXPECT_EQ(count("response WHERE feedback_id IN (SELECT id FROM feedback)"), told);
}

TEST_P(AnswerLots, whoever_is_listed_looks_like_enough_others) {
    for (int wave = 0; wave < 10; ++wave) {
        for (int i = 3 + dice(12); i > 0; --i) {
            send(answer());
        }
        clock.at = clock.at + day * dice(9);
        settle();
    }
    std::map<std::string, std::uint64_t> alike, of_lot;
    for (const Response& one : listed()) {
        ++alike[fmt::format(
            "{}|{}|{}|{}|{}",
            one.location,
            one.touchpoint,
            one.channel,
            one.language,
            one.started_at.us
        )];
        ++of_lot[one.lot];
        EXPECT_TRUE(one.hidden.empty());
    }
    for (const auto* sizes : {&alike, &of_lot}) {
        for (const auto& [looks, n] : *sizes) {
            EXPECT_GE(n, least) << looks;
        }
    }
    EXPECT_GT(alike.size(), 3U);
}

TEST_P(AnswerLots, four_of_a_place_wait_and_the_fifth_brings_them_along) {
    Response one = answer();
    one.location = "south";
    one.touchpoint.clear();
    for (int i = 0; i < 4; ++i) {
        one.id.uuid = make_uuid_v4(random);
        one.receipt = one.id.text();
        send(one);
    }
    auto elsewhere = answer();
    elsewhere.location = "harbour";
    send(elsewhere);
    settle();
    EXPECT_EQ(waiting(), 5);
    EXPECT_EQ(ask({}).at("complete"), 0);
    one.id.uuid = make_uuid_v4(random);
    one.receipt = one.id.text();
    send(one);
    settle();
    EXPECT_EQ(waiting(), 1);
    ResponseFilter south;
    south.locations = {"south"};
    EXPECT_EQ(ask(south).at("complete"), 5);
    for (const Response& stored : listed()) {
        EXPECT_NE(stored.id, one.id);
    }
}

TEST_P(AnswerLots, after_six_weeks_whoever_is_there_will_do) {
    const std::array places{"harbour", "harbour", "old_town", "south", "harbour"};
    for (const char* place : places) {
        auto one = answer();
        one.location = place;
        send(one);
    }
    settle();
    EXPECT_EQ(waiting(), 5);
    clock.at = clock.at + day * 43;
    settle();
    ASSERT_EQ(listed().size(), 5U);
    EXPECT_EQ(listed().front().location, "");  // north and south have nothing above them
}

TEST_P(AnswerLots, a_question_that_few_of_a_lot_answered_waits_for_the_next) {
    for (int lot = 0; lot < 2; ++lot) {
        for (int i = 0; i < 5; ++i) {
            auto one = answer();
            one.location = "harbour";
            one.touchpoint.clear();
            one.channel = "web";
            one.language = "en";
            one.answers.clear();
            one.seconds.clear();
            if (i < 3) {
                survey::put(one.answers, "enps", 9.0);
            }
            survey::put(one.answers, "words", "well");
            send(one);
        }
        settle();
        const auto found = ask({});
        EXPECT_EQ(found.at("complete"), lot == 0 ? 5 : 10);
        EXPECT_EQ(found.at("enps"), lot == 0 ? 0 : 6);
        EXPECT_EQ(found.at("words"), lot == 0 ? 5 : 10);
        EXPECT_EQ(ask_figures({}), 0);
    }
    const auto texts = list_open_answers(intake, survey_, "words", {});
    EXPECT_EQ(texts.items.size(), 10U);
}

TEST_P(AnswerLots, what_was_begun_is_nobodys_to_see) {
    auto begun = answer();
    begun.state = survey::ResponseState::partial;
    begun.token = "begun";
    begun.receipt.clear();
    database().write([&](db::Tx& tx) { ASSERT_TRUE(survey::put_response(tx, begun)); });
    EXPECT_EQ(ask({}).at("enps"), 0);
    EXPECT_TRUE(listed().empty());
}

TEST_P(AnswerLots, answers_from_before_go_back_and_come_again_in_lots) {
    for (int i = 0; i < 7; ++i) {
        auto old = answer();
        old.location = i < 5 ? "harbour" : "south";
        old.touchpoint.clear();
        old.feedback_id = Id<feedback::Feedback>{make_uuid_v4(random)};
        old.completed_at = old.changed_at;
        database().write([&](db::Tx& tx) { ASSERT_TRUE(survey::put_response(tx, old)); });
    }
    EXPECT_EQ(ask({}).at("complete"), 0);
    call_answers_back(intake);
    EXPECT_EQ(waiting(), 7);
    settle();
    EXPECT_EQ(waiting(), 2);
    EXPECT_EQ(ask({}).at("complete"), 5);
    EXPECT_EQ(ask_figures({}), 0);  // what they said is in the inbox already
    call_answers_back(intake);
    EXPECT_EQ(waiting(), 2);
}

TEST_P(AnswerLots, customers_answers_keep_their_day_and_place) {
    survey_ = make("Stay", survey::Kind::after_contact);
    std::int64_t days = 0;
    for (int i = 0; i < 6; ++i) {
        auto one = answer();
        one.location = i < 3 ? "harbour" : "south";
        days += one.changed_at.us;
        send(one);
    }
    settle();
    EXPECT_EQ(waiting(), 0);
    EXPECT_EQ(ask({}).at("complete"), 6);
    for (const Response& one : database().read([&](db::Reader& reader) {
             return survey::list_responses(reader, survey_.id, {{}, 100, {}});
         })) {
        EXPECT_TRUE(one.lot.empty());
        days -= one.started_at.us;
    }
    EXPECT_EQ(days, 0);
}

}  // namespace
}  // namespace styk::story
