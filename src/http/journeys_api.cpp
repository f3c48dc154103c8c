#include "http/journeys_api.h"

#include "base/query_string.h"
#include "feedback/filter.h"
#include "http/body_reader.h"
#include "http/figure_json.h"
#include "http/journey_json.h"
#include "http/journey_live_api.h"
#include "http/journey_map_api.h"
#include "http/journey_schema.h"
#include "http/once.h"
#include "http/query.h"
#include "http/record_api.h"
#include "http/refuse.h"
#include "http/schema_words.h"
#include "journey/compare_maps.h"
#include "journey/persona.h"
#include "journey/share_store.h"
#include "journey/template.h"
#include "net/query.h"
#include "people/roles.h"
#include "record/wire.h"
#include "story/show_journeys.h"
#include "story/start_journey.h"

namespace styk::http {

namespace {

namespace may = people::may;
using journey::Journey;
using journey::Persona;

constexpr int most_found = 50;

// ---- personas

void check_segment(const feedback::Directory& directory, const std::string& segment) {
    const auto query = net::Query::parse(segment);
    if (!query) {
        refuse("/segment", "is no filter such as segment=family&lifecycle=active");
    }
    Problems wrong, problems;
    (void)feedback::read_filter(directory, query->pairs(), wrong);
    for (const auto& [pointer, message] : wrong) {
        problems.push_back({"/segment", pointer + ": " + message});
    }
    refuse_if(std::move(problems));
}

RecordRules<Persona> persona_rules(House& house) {
    RecordRules<Persona> rules;
    rules.check = [&house](db::Reader& reader, const Persona& persona) {
        if (persona.segment) {
            check_segment(*house.catalogue.directory(), *persona.segment);
        }
        if (persona.picture_id && !journey::find_file(reader, *persona.picture_id)) {
            refuse("/picture_id", "is no file");
        }
    };
    return rules;
}

// ---- journeys

void extend(House& house, const Journey& journey, json::Object& out) {
    json::Array maps;
    const auto heads = house.database.read([&](db::Reader& reader) {
        return journey::list_maps(reader, journey.id);
    });
    for (const auto& head : heads) {
        maps.push_back(head_json(head));
    }
    out["maps"] = std::move(maps);
    out["overdue_review"] = journey::is_review_overdue(journey, house.clock.now());
}

json::Object journey_json(House& house, const Journey& journey, const Call& call) {
    auto out = record::to_json(record::shape_of<Journey>(), &journey, call.actor.bits());
    extend(house, journey, out);
    return out;
}

RecordRules<Journey> journey_rules(House& house) {
    RecordRules<Journey> rules;
    rules.check = [](db::Reader& reader, const Journey& journey) {
        journey::check_references(reader, journey);
    };
    rules.removing = [](db::Tx&, const Journey& journey) {
        if (!journey.archived) {
            throw Refusal(
                Code::conflict,
                "Archive the journey first: removing it takes its maps along for good."
            );
        }
    };
    rules.extend = [&house](const Journey& journey, json::Object& out) {
        extend(house, journey, out);
    };
    rules.may_add = false;  // it begins with a map
    return rules;
}

// Takes out of the body what is not the journey's own.
std::optional<std::string> take_text(json::Object& body, const char* name, Problems& problems) {
    const auto* found = body.if_contains(name);
    std::optional<std::string> text;
    if (found != nullptr && found->is_string()) {
        text = std::string(found->get_string());
    } else if (found != nullptr && !found->is_null()) {
        problems.push_back({std::string("/") + name, "must be a text"});
    }
    body.erase(name);
    return text;
}

story::JourneyStart start_in(const Call& call) {
    const json::Value sent = call.body();
    json::Object body = json::need_object(sent);
    Problems problems;
    story::JourneyStart start;
    start.template_key = take_text(body, "template", problems).value_or("");
    start.language = take_text(body, "language", problems).value_or("");
    const auto from = take_text(body, "start", problems);
    start.from_touchpoints = from == "touchpoints";
    if (from && !start.from_touchpoints) {
        problems.push_back({"/start", "must be touchpoints"});
    }
    if (!start.language.empty() && start.language != "en" && start.language != "pl" &&
        start.language != "ru") {
        problems.push_back({"/language", "must be en, pl or ru"});
    }
    // A free key is found later, so that one of the form is enough here.
    const bool has_key = body.contains("key");
    if (!has_key) {
        body["key"] = "journey";
    }
    for (auto& one : record::read_json(
             record::shape_of<Journey>(),
             body,
             &start.journey,
             record::Intent::add,
             call.actor.bits()
         )) {
        problems.push_back(std::move(one));
    }
    refuse_if(std::move(problems));
    if (!has_key) {
        start.journey.key.clear();
    }
    return start;
}

Answer add_journey(House& house, const Call& call) {
    auto started = story::prepare_journey(house.intake(), start_in(call), call.change());
    return once(house.database, call, [&](const Remember& remember) {
        Answer made;
        house.database.write([&](db::Tx& tx) {
            story::write_journey(tx, started, call.change());
            auto body = record::to_json(
                record::shape_of<Journey>(), &started.journey, call.actor.bits()
            );
            auto head = started.map.head;
            head.steps = static_cast<std::int64_t>(started.map.doc.steps.size());
            body["maps"] = json::Array{head_json(head)};
            body["overdue_review"] = false;
            made = with_etag(json_answer(201, body), started.journey.revision);
            remember(tx, made);
        });
        return made;
    });
}

Answer review(House& house, const Call& call) {
    Journey after;
    house.database.write([&](db::Tx& tx) {
        const auto before = db::load(tx, call.id<Journey>());
        after = before;
        after.reviewed_at = call.at;
        after.reviewed_by = call.actor.user;
        db::change(tx, before, after, call.change());
    });
    return with_etag(json_answer(200, journey_json(house, after, call)), after.revision);
}

Answer start_to_be(House& house, const Call& call) {
    BodyReader body(call, {"name"});
    const auto name = body.find_text("name");
    body.finish();
    return json_answer(
        201,
        head_json(story::start_to_be(
            house.intake(), call.id<Journey>(), name.value_or(""), call.change()
        ))
    );
}

// Journeys that wait for somebody to look through them: not a column, so the list is asked whole.
Answer list_journeys(House& house, const Call& call, const Handler& usual) {
    const auto overdue = parameter(call, "overdue");
    if (!overdue) {
        return usual(call);
    }
    if (*overdue != "true" && *overdue != "false") {
        throw Refusal(
            Code::invalid, "Which journeys?", {{"overdue", "must be true or false"}}
        );
    }
    json::Array items;
    for (const auto& one : house.database.read(db::list_all<Journey>)) {
        if (journey::is_review_overdue(one, call.at) == (*overdue == "true")) {
            items.push_back(journey_json(house, one, call));
        }
    }
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

Answer list_templates(House& house, const Call& call) {
    const auto language =
        parameter(call, "language").value_or(house.catalogue.directory()->firm.language);
    json::Array items;
    for (const auto& one : journey::list_templates(language)) {
        items.push_back(json::Object{
            {"key", one.key},
            {"name", one.name},
            {"description", one.description},
            {"steps", one.steps}
        });
    }
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

// ---- compare

json::Value if_said(std::int64_t sum, std::int64_t steps) {
    return steps == 0 ? json::Value(nullptr) : json::Value(sum);
}

json::Object length_json(const journey::WayLength& length) {
    return {
        {"steps", length.steps},
        {"minutes", if_said(length.minutes, length.with_minutes)},
        {"effort", if_said(length.effort, length.with_effort)},
        {"with_minutes", length.with_minutes},
        {"with_effort", length.with_effort}
    };
}

json::Object saved_json(const journey::WayLength& a, const journey::WayLength& b) {
    return {
        {"steps", a.steps - b.steps},
        {"minutes", if_said(a.minutes - b.minutes, a.with_minutes * b.with_minutes)},
        {"effort", if_said(a.effort - b.effort, a.with_effort * b.with_effort)}
    };
}

json::Array pains_json(const std::vector<journey::ComparedPain>& pains) {
    json::Array out;
    for (const auto& pain : pains) {
        json::Array removed_by;
        for (const auto& one : pain.removed_by) {
            removed_by.push_back(
                json::Object{{"step_id", one.step_id}, {"name", one.name}, {"note", one.note}}
            );
        }
        out.push_back(json::Object{
            {"step_id", pain.step_id},
            {"name", pain.name},
            {"source", pain.source},
            {"removed_by", std::move(removed_by)}
        });
    }
    return out;
}

// The map asked for by `name`, or else the first of that kind.
const journey::JourneyMap& chosen_map(
    const std::vector<journey::JourneyMap>& maps,
    const Call& call,
    const char* name,
    journey::MapKind kind
) {
    const auto asked = parameter(call, name);
    for (const auto& map : maps) {
        if (asked ? map.head.id == *asked : map.head.kind == kind) {
            return map;
        }
    }
    throw Refusal(
        Code::invalid,
        "There is nothing to compare yet.",
        {{name, asked ? "is no map of this journey" : "the journey has no such map yet"}}
    );
}

Answer compare(House& house, const Call& call) {
    const auto maps = house.database.read([&](db::Reader& reader) {
        (void)db::load(reader, call.id<Journey>());
        return journey::load_maps(reader, call.id<Journey>());
    });
    const auto& as_is = chosen_map(maps, call, "as_is", journey::MapKind::as_is);
    const auto& to_be = chosen_map(maps, call, "to_be", journey::MapKind::to_be);
    const auto compared = journey::compare(as_is.doc, to_be.doc);
    json::Array replaced;
    for (const auto& one : compared.replaced) {
        replaced.push_back(json::Object{{"as_is", path_json(one.as_is)}, {"to_be", one.to_be}});
    }
    return json_answer(
        200,
        json::Object{
            {"as_is_map", as_is.head.id},
            {"to_be_map", to_be.head.id},
            {"as_is", length_json(compared.as_is)},
            {"to_be", length_json(compared.to_be)},
            {"saved", saved_json(compared.as_is, compared.to_be)},
            {"pains", pains_json(compared.pains)},
            {"replaced", std::move(replaced)},
            {"dropped", path_json(compared.dropped)},
            {"added", path_json(compared.added)}
        }
    );
}

// ---- overview and search

json::Object row_json(const story::JourneyRow& row, const RowFigures& figures) {
    json::Array curve;
    for (std::size_t i = 0; i < row.curve.size(); ++i) {
        const auto& point = row.curve[i];
        curve.push_back(json::Object{
            {"step_id", point.step_id},
            {"drawn", or_null(point.drawn)},
            {"value", number_json(figures.curve[i])}
        });
    }
    return {
        {"id", row.journey.id.text()},
        {"name", row.journey.name},
        {"map_id", or_null(row.map_id)},
        {"steps", row.steps},
        {"pains", row.pains},
        {"unanswered_questions", row.unanswered_questions},
        {"partly_answered_questions", row.partly_answered_questions},
        {"coverage", json::Object{{"listened", figures.listened}, {"steps", row.steps}}},
        {"score", figures.score},
        {"curve", std::move(curve)},
        {"overdue_review", row.overdue_review}
    };
}

Answer overview(House& house, const Call& call) {
    json::Array rows;
    const auto all = house.database.read([&](db::Reader& reader) {
        return story::show_journeys(reader, call.at);
    });
    const auto figures = overview_figures(house, call, all);
    for (std::size_t i = 0; i < all.size(); ++i) {
        rows.push_back(row_json(all[i], figures[i]));
    }
    return json_answer(200, json::Object{{"rows", std::move(rows)}});
}

Answer search(House& house, const Call& call) {
    const auto q = parameter(call, "q").value_or("");
    json::Array items;
    const auto found = house.database.read([&](db::Reader& reader) {
        return journey::search_steps(reader, q, most_found);
    });
    for (const auto& one : found) {
        items.push_back(json::Object{
            {"journey_id", one.journey_id},
            {"journey", one.journey},
            {"map_id", one.map_id},
            {"map", one.map},
            {"kind", record::name_of_choice(one.kind)},
            {"step_id", one.step_id},
            {"step", one.step},
            {"touchpoint", or_null(one.touchpoint)},
            {"snippet", one.snippet}
        });
    }
    return json_answer(200, json::Object{{"items", std::move(items)}});
}

// ---- routes

void add_overview_routes(Router& router, House& house) {
    router.add_schema(
        "journey_curve_point", schema_of_words("step_id:string drawn:integer? value:number?")
    );
    router.add_schema("journey_coverage", schema_of_words("listened:integer? steps:integer"));
    router.add_schema(
        "journey_row",
        schema_of_words(
            "id:string name:string map_id:string? steps:integer pains:integer "
            "unanswered_questions:integer partly_answered_questions:integer "
            "coverage:journey_coverage score:any curve:[journey_curve_point] "
            "overdue_review:boolean"
        )
    );
    router.add_schema("journey_overview", schema_of_words("rows:[journey_row]"));
    router.add(
        net::Method::get,
        "/api/v1/journeys/overview",
        logged_in,
        with(house, overview),
        {.summary = "All journeys at a glance", .gives = "journey_overview", .asks = "filter"}
    );
    router.add(
        net::Method::get,
        "/api/v1/journeys/search",
        logged_in,
        with(house, search),
        {.summary = "Steps by their words", .gives = "found_steps", .asks = "q"}
    );
}

void describe_journey(Router& router) {
    auto schema = record::schema(record::shape_of<Journey>());
    auto& members = schema["properties"].as_object();
    members["maps"] = json::parse(
        R"({"type": "array", "items": {"$ref": "#/components/schemas/journey_map_head"}, "readOnly": true})"
    );
    members["overdue_review"] = json::parse(R"({"type": "boolean", "readOnly": true})");
    router.add_schema("journey", schema);
}

void add_start_routes(Router& router, House& house, const std::string& journeys) {
    using net::Method;
    router.add(
        Method::post,
        journeys,
        only(may::read_people),
        with(house, add_journey),
        {.summary = "Begin a journey: from a template, from the touchpoints, or with empty phases",
         .takes = "journey_new",
         .gives = "journey",
         .status = 201}
    );
    router.add(
        Method::post,
        journeys + "/{id}/review",
        only(may::read_feedback),
        with(house, review),
        {.summary = "Somebody looked it through today", .gives = "journey"}
    );
    router.add(
        Method::post,
        journeys + "/{id}/to_be",
        only(may::read_feedback),
        with(house, start_to_be),
        {.summary = "A map of how it is to be, copied from how it is",
         .takes = "journey_to_be_new",
         .gives = "journey_map_head",
         .status = 201}
    );
    router.add(
        Method::get,
        journeys + "/{id}/compare",
        logged_in,
        with(house, compare),
        {.summary = "As it is beside as it is to be: what is saved, what becomes of each pain",
         .gives = "journey_comparison",
         .asks = "as_is to_be"}
    );
    router.add(
        Method::get,
        "/api/v1/journey_templates",
        logged_in,
        with(house, list_templates),
        {.summary = "Journeys of eight trades to begin with",
         .gives = "journey_template",
         .page = true,
         .asks = "language"}
    );
}

}  // namespace

void add_journeys_routes(Router& router, House& house) {
    const RecordDoors doors{house.database, house.clock, house.random};
    const std::string journeys = "/api/v1/journeys";
    add_journey_schemas(router);
    add_record_routes<Persona>(router, doors, persona_rules(house));
    Router own;
    add_record_routes<Journey>(own, doors, journey_rules(house));
    for (const Route& route : own.routes()) {
        auto handler = route.handler;
        auto doc = route.doc;
        if (route.method == net::Method::get && route.pattern == journeys) {
            doc.asks += " overdue";
            handler = [&house, usual = route.handler](const Call& call) {
                return list_journeys(house, call, usual);
            };
        }
        router.add(route.method, route.pattern, route.access, handler, doc);
    }
    describe_journey(router);
    add_start_routes(router, house, journeys);
    add_overview_routes(router, house);
    add_journey_map_routes(router, house);
    add_journey_share_routes(router, house);
    add_journey_file_routes(router, house);
}

}  // namespace styk::http
