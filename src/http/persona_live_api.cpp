#include "http/persona_live_api.h"

#include "base/query_string.h"
#include "http/figure_json.h"
#include "http/figure_routes.h"
#include "http/live_asked.h"
#include "http/schema_words.h"
#include "http/step_json.h"
#include "journey/persona.h"
#include "json/json.h"
#include "story/show_segment.h"

namespace styk::http {

namespace {

// The people a persona stands for, and what they say.
Answer persona_live(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto persona = house.database.read([&](db::Reader& reader) {
        return db::find(reader, call.id<journey::Persona>());
    });
    if (!persona) {
        throw Refusal(Code::not_found, "There is no such persona.");
    }
    const auto asked = live_asked(*directory, call).question;
    Problems problems;
    const auto pairs = read_query_string(persona->segment.value_or(""));
    feedback::Filter segment;
    if (pairs) {
        segment = feedback::read_filter(*directory, *pairs, problems);
    }
    story::SegmentFigures found;
    found.score.reason = found.emotion.reason = "no_segment";
    found.reason = "no_segment";
    if (!pairs || !problems.empty()) {  // the setup has changed since the persona was written
        found.score.reason = found.emotion.reason = found.reason = "segment_unreadable";
    } else if (persona->segment) {
        found = house.database.read([&](db::Reader& reader) {
            return story::show_segment(
                reader, house.engine, *directory, call.actor, segment, asked.filter, asked.metric
            );
        });
    }
    return json_answer(
        200,
        json::Object{
            {"persona_id", persona->id.text()},
            {"segment", persona->segment ? json::Value(*persona->segment) : json::Value(nullptr)},
            {"customers", found.customers ? json::Value(*found.customers) : json::Value(nullptr)},
            {"reason", text_or_null(found.reason)},
            {"feedback", found.feedback},
            {"metric",
             found.metric == nullptr ? json::Value(nullptr) : json::Value(found.metric->key)},
            {"score", estimate_json(found.score)},
            {"emotion", emotion_json(found.emotion)},
            {"as_of", to_rfc3339(call.at)}
        }
    );
}

}  // namespace

void add_persona_live_routes(Router& router, House& house) {
    router.add_schema(
        "persona_live",
        schema_of_words(
            "persona_id:string segment:string? customers:integer? reason:string? feedback:integer "
            "metric:string? score:estimate emotion:step_emotion as_of:string"
        )
    );
    add_figure_routes(
        router,
        house,
        {{"/api/v1/personas/{id}/live",
          persona_live,
          {.summary = "The customers a persona stands for: how many, and how they rate",
           .gives = "persona_live",
           .asks = "filter"}}}
    );
}

}  // namespace styk::http
