#include "http/journeys_api.h"

#include <fmt/format.h>

#include "base/query_string.h"
#include "feedback/filter.h"
#include "http/body_reader.h"
#include "http/journey_json.h"
#include "http/journey_map_api.h"
#include "http/journey_schema.h"
#include "http/once.h"
#include "http/query.h"
#include "http/record_api.h"
#include "http/refuse.h"
#include "journey/persona.h"
#include "journey/share_store.h"
#include "journey/template.h"
#include "net/query.h"
#include "people/roles.h"
#include "record/wire.h"
#include "story/start_journey.h"

namespace styk::http {

namespace {

namespace may = people::may;
using journey::Journey;
using journey::Persona;

// ---- personas

void check_segment(const feedback::Directory& directory, const std::string& segment) {
    const auto query = net::Query::parse(segment);
    if (!query) {
        refuse("/segment", "is no filter such as segment=family&lifecycle=active");
    }
    Problems wrong, problems;
    (void)feedback::read_filter(directory, query->pairs(), wrong);
    for (const auto& [pointer, message] : wrong) {
        problems.push_back({"/segment", fmt::format("{}: {}", pointer, message)});
    }
    refuse_if(std::move(problems));
}

RecordRules<Persona> persona_rules(House& house) {
    RecordRules<Persona> rules;
    rules.check = [&house](db::Reader& reader, const Persona& persona) {
        if (persona.segment) {
            check_segment(*house.catalogue.directory(), *persona.segment);
        }
        if (persona.picture_id) {
            const auto file = journey::find_file(reader, *persona.picture_id);
            if (!file || !file->type.starts_with("image/")) {
                refuse("/picture_id", "is no picture");
            }
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
    Answer made;
    house.database.write([&](db::Tx& tx) {
        story::write_journey(tx, started, call.change());
        auto body =
            record::to_json(record::shape_of<Journey>(), &started.journey, call.actor.bits());
        auto head = started.map.head;
        head.steps = static_cast<std::int64_t>(started.map.doc.steps.size());
        body["maps"] = json::Array{head_json(head)};
        body["overdue_review"] = false;
        made = with_etag(json_answer(201, body), started.journey.revision);
        remember(call, made);
    });
    house.catalogue_changed();  // filters know it by its key
    return made;
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
        head_json(
            story::start_to_be(house.intake(), call.id<Journey>(), name.value_or(""), call.change())
        )
    );
}

// Journeys that wait for somebody to look through them: not a column, so the list is asked whole.
Answer list_journeys(House& house, const Call& call, const Handler& usual) {
    const auto overdue = parameter(call, "overdue");
    if (!overdue) {
        return usual(call);
    }
    if (*overdue != "true" && *overdue != "false") {
        throw Refusal(Code::invalid, "Which journeys?", {{"overdue", "must be true or false"}});
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

// ---- routes

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
    add_journey_view_routes(router, house);
    add_journey_map_routes(router, house);
    add_journey_share_routes(router, house);
    add_journey_file_routes(router, house);
}

}  // namespace styk::http
