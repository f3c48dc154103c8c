#include "story/demo_surveys.h"

#include <algorithm>
#include <fmt/format.h>

#include "json/json.h"
#include "survey/check.h"
#include "survey/definition_json.h"
#include "survey/response_store.h"
#include "survey/survey_store.h"
#include "survey/template.h"

namespace styk::story {

namespace {

constexpr std::string_view after_stay_key = "after_stay", relation_key = "twice_a_year";
constexpr int one_in_stops = 9;  // for so many answers somebody stops after the first page

std::string file_of(std::string_view key) {
    for (const auto& [name, text] : demo_survey_files()) {
        if (name.starts_with(key)) {
            return std::string(text);
        }
    }
    throw Fault("the demo has no such survey: " + std::string(key));
}

// After the stay: what the answers of the year were given to.
std::string after_stay() {
    return file_of(after_stay_key);
}

struct Wanted {
    std::string_view key;
    survey::Kind kind;
    std::string name, decision, definition;
};

std::string in(std::string_view language, const char* en, const char* pl, const char* ru) {
    return language == "pl" ? pl : language == "ru" ? ru : en;
}

std::vector<Wanted> wanted_surveys(std::string_view language) {
    return {
        {after_stay_key,
         survey::Kind::after_contact,
         in(language, "After the stay", "Po pobycie", "После проживания"),
         in(language,
            "Where the next improvement goes",
            "Gdzie trafi następne usprawnienie",
            "Где будет следующее улучшение"),
         after_stay()},
        {relation_key,
         survey::Kind::relationship,
         in(language, "Twice a year", "Dwa razy w roku", "Дважды в год"),
         in(language,
            "Whether we keep our goal for the year",
            "Czy utrzymujemy cel na ten rok",
            "Держим ли мы цель года"),
         survey::find_template("nps_why")->definition},
        {planned_change_key,
         survey::Kind::after_contact,
         in(language, "What we plan", "Co planujemy", "Что мы планируем"),
         in(language,
            "Whether the plan helps those who told us of the trouble",
            "Czy plan pomaga tym, którzy opowiedzieli o kłopocie",
            "Помогает ли план тем, кто рассказал о беде"),
         file_of(planned_change_key)}
    };
}

void write_one(
    db::Tx& tx,
    const Intake& intake,
    const Wanted& wanted,
    std::string_view language,
    const db::Change& by
) {
    survey::Survey made;
    made.id.uuid = make_uuid_v7(intake.clock, intake.random);
    made.key = wanted.key;
    made.name = wanted.name;
    made.kind = wanted.kind;
    made.language = language;
    made.languages = {std::string(language)};
    for (const char* one : {"en", "pl", "ru"}) {
        if (one != language) {
            made.languages.emplace_back(one);
        }
    }
    made.decision = wanted.decision;
    made.state = survey::State::live;
    made.version = 1;
    db::add(tx, made, by);
    survey::add_draft(tx, made.id, wanted.definition, by);
    const auto definition = survey::read_stored_definition(wanted.definition, made.language);
    (void)survey::add_version(
        tx, made, survey::load_draft(tx, made.id), survey::count_asking(definition), by
    );
    survey::Link link;
    link.id.uuid = make_uuid_v7(intake.clock, intake.random);
    link.survey_id = made.id;
    link.key = random_hex(intake.random, 16);
    link.name = made.name;
    db::add(tx, link, by);
}

// The ratings and words of a feedback as answers to the questions above.
survey::Map answers_of(const demo::Feedback& one, const survey::Question& stay) {
    survey::Map answers, rows;
    for (const auto& rating : one.ratings) {
        const bool asked = std::any_of(stay.rows.begin(), stay.rows.end(), [&](const auto& row) {
            return row.key == rating.touchpoint;
        });
        if (rating.metric == "nps") {
            survey::put(answers, "nps", rating.value);
        } else if (rating.metric == "csat" && asked) {
            survey::put(rows, rating.touchpoint, rating.value);
        }
    }
    if (!one.comment.empty()) {
        survey::put(answers, "why", one.comment);
    }
    if (!rows.empty()) {
        survey::put(answers, "stay", std::move(rows));
    }
    return answers;
}

survey::Response response_of(
    const Intake& intake,
    const survey::Survey& survey,
    const demo::Feedback& one,
    const feedback::Feedback& stored
) {
    survey::Response out;
    out.id.uuid = make_uuid_v7(intake.clock, intake.random);
    out.survey_id = survey.id;
    out.version = 1;
    out.state = survey::ResponseState::complete;
    out.customer_id = stored.customer_id;
    out.language = one.language.empty() ? survey.language : one.language;
    out.channel = one.channel;
    out.touchpoint = one.touchpoint;
    out.location = one.location;
    out.brand = one.brand;
    const auto words = static_cast<int>(one.comment.size());
    out.seconds = {
        {"score", 9 + words / 6}, {"stay", 20 + 2 * static_cast<int>(one.ratings.size())}
    };
    out.started_at = one.occurred_at - std::chrono::seconds(60 + words / 6);
    out.changed_at = one.occurred_at;
    out.completed_at = one.occurred_at;
    out.feedback_id = stored.id;
    return out;
}

// Somebody else at that time who stopped after the first page.
survey::Response stopped(const Intake& intake, survey::Response like) {
    like.id.uuid = make_uuid_v7(intake.clock, intake.random);
    like.state = survey::ResponseState::partial;
    like.customer_id.reset();
    like.feedback_id.reset();
    like.completed_at.reset();
    like.page = "stay";
    like.question = "nps";
    survey::remove(like.answers, "stay");
    survey::remove(like.answers, "why");
    survey::remove(like.seconds, "stay");
    return like;
}

void put(db::Tx& tx, const survey::Response& response) {
    if (!survey::put_response(tx, response)) {
        throw Fault("a response of the demo met itself");
    }
}

}  // namespace

std::string_view demo_survey_of(const demo::Feedback& feedback) {
    const bool recommends =
        std::any_of(feedback.ratings.begin(), feedback.ratings.end(), [](const auto& one) {
            return one.metric == "nps";
        });
    return feedback.source == "survey" && recommends ? after_stay_key : "";
}

void write_demo_surveys(
    db::Tx& tx, const Intake& intake, std::string_view language, const db::Change& by
) {
    for (const Wanted& one : wanted_surveys(language)) {
        write_one(tx, intake, one, language, by);
    }
}

void write_demo_responses(
    db::Tx& tx,
    const Intake& intake,
    const demo::Year& year,
    const std::vector<feedback::Feedback>& stored
) {
    const auto survey = db::find_by<survey::Survey>(tx, "key", std::string(after_stay_key)).value();
    const auto definition = survey::read_stored_definition(after_stay(), survey.language);
    const survey::Question& stay = *definition.find("stay");
    int number = 0;
    for (std::size_t i = 0; i < stored.size(); ++i) {
        if (demo_survey_of(year.feedback[i]).empty()) {
            continue;
        }
        auto response = response_of(intake, survey, year.feedback[i], stored[i]);
        response.answers = answers_of(year.feedback[i], stay);
        if (++number % one_in_stops == 0) {
            put(tx, stopped(intake, response));
        }
        put(tx, response);
    }
}

}  // namespace styk::story
