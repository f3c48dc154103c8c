#include "http/suggestion_api.h"

#include <algorithm>
#include <fmt/format.h>

#include "feedback/theme_store.h"
#include "http/query.h"
#include "http/schema_words.h"
#include "json/json.h"
#include "people/roles.h"
#include "record/wire.h"
#include "story/suggest_touchpoints.h"

namespace styk::http {

namespace {

using journey::Touchpoint;

constexpr std::string_view kinds[] = {"event", "topic", "theme"};
// What names the source in an answer and in what is sent.
constexpr std::string_view members[] = {"type", "topic", "theme"};

json::Object suggestion_json(const story::TouchpointSuggestion& one) {
    json::Object out{
        {"kind", one.kind},
        {"title", one.title},
        {"count", one.count},
        {"without_touchpoint", one.without_touchpoint},
        {"last_at", one.last_at ? json::Value(to_rfc3339(*one.last_at)) : json::Value(nullptr)}
    };
    for (std::size_t i = 0; i < std::size(kinds); ++i) {
        out[members[i]] = one.kind == kinds[i] ? json::Value(one.name) : json::Value(nullptr);
    }
    return out;
}

Answer list(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    // Who asked before topics were among them wants events.
    const auto kind = parameter(call, "kind").value_or("event");
    if (kind != "any" && std::find(std::begin(kinds), std::end(kinds), kind) == std::end(kinds)) {
        throw Refusal(
            Code::invalid,
            "There are no such suggestions.",
            {{"kind", "must be event, topic, theme or any"}}
        );
    }
    const auto found = house.database.read([&](db::Reader& reader) {
        return story::suggest_touchpoints(reader, house.engine, *directory, call.actor);
    });
    json::Array items;
    for (const auto& one : found) {
        if (kind == "any" || one.kind == kind) {
            items.push_back(suggestion_json(one));
        }
    }
    return json_answer(200, json::Object{{"items", std::move(items)}});
}

struct Source {
    std::string kind, name;
};

// Exactly one of type, topic, theme.
Source source_of(const json::Object& body, Problems& problems) {
    Source out;
    std::size_t named = 0;
    for (std::size_t i = 0; i < std::size(kinds); ++i) {
        const auto* value = body.if_contains(members[i]);
        if (value == nullptr || value->is_null()) {
            continue;
        }
        ++named;
        if (!value->is_string() || value->get_string().empty()) {
            problems.push_back({fmt::format("/{}", members[i]), "must be a text"});
        } else {
            out = {std::string(kinds[i]), std::string(value->get_string())};
        }
    }
    if (named != 1) {
        problems.push_back({"/type", "name one of type, topic or theme"});
    }
    return out;
}

void check_source(
    db::Reader& reader,
    const feedback::Directory& directory,
    const Source& source,
    Problems& problems
) {
    if (source.kind == "topic" && directory.topics.find(source.name) == nullptr) {
        problems.push_back({"/topic", "there is no such topic"});
    }
    if (source.kind == "theme" && !feedback::find_theme(reader, source.name)) {
        problems.push_back({"/theme", "there is no such theme"});
    }
}

// A key, which names a touchpoint that is there, or is new; a new one has a name, too.
struct Wanted {
    Touchpoint touchpoint;
    bool is_new = true;
};

Wanted wanted_of(
    const feedback::Directory& directory,
    const json::Object& body,
    const Call& call,
    Problems& problems
) {
    Wanted out;
    const auto* key = body.if_contains("key");
    const auto* known = key != nullptr && key->is_string()
                            ? directory.touchpoints.find(std::string(key->get_string()))
                            : nullptr;
    if (known != nullptr) {
        return {*known, false};
    }
    json::Object draft;
    for (const char* name : {"key", "name"}) {
        if (const auto* value = body.if_contains(name)) {
            draft[name] = *value;
        }
    }
    auto wrong = record::read_json(
        record::shape_of<Touchpoint>(),
        draft,
        &out.touchpoint,
        record::Intent::add,
        call.actor.bits()
    );
    problems.insert(problems.end(), wrong.begin(), wrong.end());
    for (const auto& one : directory.touchpoints.all()) {
        out.touchpoint.position = std::max(out.touchpoint.position, one.position + 1);
    }
    return out;
}

Answer accept(House& house, const Call& call) {
    const json::Value sent = call.body();
    const auto& body = json::need_object(sent);
    const auto directory = house.catalogue.directory();
    Problems problems;
    for (const auto& member : body) {
        const std::string name(member.key());
        constexpr std::string_view known[] = {"type", "topic", "theme", "key", "name"};
        if (std::find(std::begin(known), std::end(known), name) == std::end(known)) {
            problems.push_back({"/" + name, "is not known"});
        }
    }
    const Source source = source_of(body, problems);
    auto wanted = wanted_of(*directory, body, call, problems);
    house.database.read([&](db::Reader& reader) {
        check_source(reader, *directory, source, problems);
    });
    refuse_if(std::move(problems));
    if (wanted.is_new) {
        wanted.touchpoint.id = {make_uuid_v7(house.clock, house.random)};
    }
    house.database.write([&](db::Tx& tx) {
        auto fresh = wanted.touchpoint;
        story::accept_suggestion(tx, source.kind, source.name, fresh, wanted.is_new, call.change());
        wanted.touchpoint = fresh;
    });
    house.catalogue_changed();
    return with_etag(
        json_answer(
            201,
            record::to_json(record::shape_of<Touchpoint>(), &wanted.touchpoint, call.actor.bits())
        ),
        wanted.touchpoint.revision
    );
}

}  // namespace

void add_suggestion_routes(Router& router, House& house) {
    router.add_schema(
        "touchpoint_suggestion",
        schema_of_words(
            "kind:string title:string type:string? topic:string? theme:string? count:integer "
            "without_touchpoint:integer last_at:string?"
        )
    );
    router.add_schema("touchpoint_suggestions", schema_of_words("items:[touchpoint_suggestion]"));
    router.add_schema(
        "accepted_suggestion",
        schema_of_words("type?:string? topic?:string? theme?:string? key:string name?:string?")
    );
    router.add(
        net::Method::get,
        "/api/v1/touchpoints/suggestions",
        logged_in,
        with(house, list),
        {.summary = "Touchpoints that may be missing: events and topics that none of them has",
         .gives = "touchpoint_suggestions",
         .asks = "kind"}
    );
    router.add(
        net::Method::post,
        "/api/v1/touchpoints/suggestions/accept",
        only(people::may::set_up),
        with(house, accept),
        {.summary = "Make a touchpoint of a suggestion, or let one that is there have it",
         .takes = "accepted_suggestion",
         .gives = "touchpoint",
         .status = 201}
    );
}

}  // namespace styk::http
