#include "http/theme_api.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "http/query.h"
#include "http/schema_words.h"
#include "json/json.h"
#include "people/roles.h"
#include "record/wire.h"
#include "story/find_themes.h"

namespace styk::http {

namespace {

namespace may = people::may;
using feedback::Theme;

constexpr double mostly = 0.6;  // without a touchpoint: one may be missing

constexpr std::pair<std::string_view, std::string_view> schemas[] = {
    {"theme_quote", "feedback_id:string quote:string"},
    {"theme_week", "key:string n:integer"},
    {"theme",
     "id:string label:[string] n:integer share:number? language:string state:string topic:string? "
     "quotes:[theme_quote] trend:[theme_week] touchpoint_missing:boolean created_at:string "
     "updated_at:string"},
    {"near_duplicate", "n:integer quote:string feedback_ids:[string]"},
    {"key_phrase", "text:string n:integer language:string sentiment:string"},
    {"themes",
     "items:[theme] made_at:string? running:boolean unmatched:integer read:integer "
     "near_duplicates:[near_duplicate] phrases:[key_phrase] next_cursor:string?"},
};

constexpr std::string_view confirm_schema =
    R"({"type": "object", "additionalProperties": false, "required": ["name"],
    "properties": {"key": {"type": "string"}, "name": {"type": "string"}, "names": {"type": "object"}, "patterns": {"type": "object"}}})";

// Quotes come from the whole firm: who sees one place of it sees none.
bool sees_quotes(const people::Actor& actor) {
    return !actor.location;
}

json::Object theme_json(const Theme& theme, std::int64_t unmatched, const people::Actor& actor) {
    const auto trend = json::parse(theme.trend);
    const auto& object = trend.get_object();
    const auto* weeks = object.if_contains("weeks");
    const auto* without = object.if_contains("without_touchpoint");
    const auto n = static_cast<double>(std::max<std::int64_t>(1, theme.n));
    const bool missing =
        without != nullptr && without->to_number<double>() / n >= mostly && theme.n > 0;
    return {
        {"id", theme.id},
        {"label", json::Array(theme.words.begin(), theme.words.end())},
        {"n", theme.n},
        {"share",
         unmatched == 0
             ? json::Value(nullptr)
             : json::Value(static_cast<double>(theme.n) / static_cast<double>(unmatched))},
        {"language", theme.language},
        {"state", theme.state},
        {"topic", theme.topic.empty() ? json::Value(nullptr) : json::Value(theme.topic)},
        {"quotes", sees_quotes(actor) ? json::parse(theme.quotes) : json::Value(json::Array())},
        {"trend", weeks == nullptr ? json::Value(json::Array()) : *weeks},
        {"touchpoint_missing", missing},
        {"created_at", to_rfc3339(theme.created_at)},
        {"updated_at", to_rfc3339(theme.updated_at)}
    };
}

std::string state_asked(const Call& call) {
    constexpr std::array<std::string_view, 3> all{"suggested", "confirmed", "dismissed"};
    const auto named = parameter(call, "state").value_or("");
    if (!named.empty() && std::find(all.begin(), all.end(), named) == all.end()) {
        throw Refusal(
            Code::invalid,
            "There is no such state.",
            {{"state", "must be suggested, confirmed or dismissed"}}
        );
    }
    return named;
}

Answer list(House& house, const Call& call) {
    const auto state = state_asked(call);
    return json_answer(200, house.database.read([&](db::Reader& reader) {
        const auto run = feedback::load_theme_run(reader);
        json::Array items;
        for (const Theme& one : feedback::list_themes(reader, state)) {
            items.push_back(theme_json(one, run.unmatched, call.actor));
        }
        json::Value made_at = nullptr;
        if (run.made_at) {
            made_at = json::Value(to_rfc3339(*run.made_at));
        }
        return json::Object{
            {"items", std::move(items)},
            {"made_at", std::move(made_at)},
            {"running", story::is_finding_themes(reader, call.at)},
            {"unmatched", run.unmatched},
            {"read", run.read},
            {"near_duplicates",
             sees_quotes(call.actor) ? json::parse(run.duplicates) : json::Value(json::Array())},
            {"phrases", json::parse(run.phrases)},
            {"next_cursor", nullptr}
        };
    }));
}

Answer refresh(House& house, const Call& call) {
    house.database.write([&](db::Tx& tx) { story::ask_themes(tx, call.at, call.at); });
    return json_answer(202, json::Object{{"running", true}});
}

Answer theme_answer(House& house, const Call& call, const Theme& theme) {
    const auto run =
        house.database.read([&](db::Reader& reader) { return feedback::load_theme_run(reader); });
    return json_answer(200, theme_json(theme, run.unmatched, call.actor));
}

// What the person says of the topic, read as a topic is.
feedback::Topic topic_of(const Call& call) {
    const json::Value sent = call.body();
    json::Object body = json::need_object(sent);
    const auto* name = body.if_contains("name");
    if (!body.contains("key") && name != nullptr && name->is_string()) {
        body["key"] = to_key(name->get_string());
    }
    feedback::Topic topic;
    refuse_if(record::read_json(
        record::shape_of<feedback::Topic>(), body, &topic, record::Intent::add, call.actor.bits()
    ));
    return topic;
}

Answer confirm(House& house, const Call& call) {
    return theme_answer(
        house,
        call,
        story::confirm_theme(house.intake(), call.path_values.at(0), topic_of(call), call.change())
    );
}

template <int To>
Answer set_state(House& house, const Call& call) {
    constexpr const char* states[] = {"suggested", "dismissed"};
    return theme_answer(
        house,
        call,
        story::set_theme_state(house.intake(), call.path_values.at(0), states[To], call.change())
    );
}

}  // namespace

void add_theme_routes(Router& router, House& house) {
    using net::Method;
    const std::string base = "/api/v1/themes";
    for (const auto& [name, words] : schemas) {
        router.add_schema(name, schema_of_words(words));
    }
    router.add_schema("theme_confirm", json::parse(confirm_schema).get_object());
    router.add_schema("themes_asked", schema_of_words("running:boolean"));
    router.add(
        Method::get,
        base,
        only(may::read_people),
        with(house, list),
        {.summary = "What comments speak of that no topic names", .gives = "themes", .asks = "state"
        }
    );
    router.add(
        Method::post,
        base + "/refresh",
        only(may::read_people),
        with(house, refresh),
        {.summary = "Find themes anew, behind everybody's back",
         .gives = "themes_asked",
         .status = 202}
    );
    router.add(
        Method::post,
        base + "/{id}/confirm",
        only(may::read_people),
        with(house, confirm),
        {.summary = "Make a topic of a theme", .takes = "theme_confirm", .gives = "theme"}
    );
    router.add(
        Method::post,
        base + "/{id}/dismiss",
        only(may::read_people),
        with(house, set_state<1>),
        {.summary = "Never suggest it again", .gives = "theme"}
    );
    router.add(
        Method::post,
        base + "/{id}/reopen",
        only(may::read_people),
        with(house, set_state<0>),
        {.summary = "Suggest it again", .gives = "theme"}
    );
}

}  // namespace styk::http
