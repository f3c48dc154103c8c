#include "http/map_path_api.h"

#include "http/figure_routes.h"
#include "http/path_api.h"
#include "http/path_json.h"
#include "http/schema_words.h"
#include "journey/map_store.h"
#include "json/json.h"
#include "story/show_journey.h"

namespace styk::http {

namespace {

constexpr std::pair<std::string_view, std::string_view> schemas[] = {
    {"step_path", "step_id:string node:path_node?"},
    {"step_skipped", "step_id:string share:path_share"},
    {"link_taken", "link_id:string share:path_share"},
    {"path_shortcut", "from:string to:string n:integer share:path_share saved_steps:integer"},
    {"path_elsewhere", "key:string name:string touchpoint:string? visits:integer?"},
    {"map_paths",
     "map_id:string paths:paths steps:[step_path] skipped:[step_skipped] "
     "drawn_links:[link_taken] shortcuts:[path_shortcut] not_on_map:[path_elsewhere] "
     "reason:string?"},
};

json::Object laid_json(
    const std::string& map_id,
    const std::vector<story::MapStep>& steps,
    const story::MapPaths& map,
    const story::PathsFound& found,
    Instant at
) {
    json::Array nodes, skipped, links, shortcuts, elsewhere;
    for (std::size_t i = 0; i < map.nodes.size(); ++i) {
        const auto& node = map.nodes[i];
        nodes.push_back(json::Object{
            {"step_id", steps[i].id},
            {"node",
             node ? json::Value(path_node_json(found.paths.nodes[*node])) : json::Value(nullptr)}
        });
    }
    for (const auto& one : map.skipped) {
        skipped.push_back(json::Object{{"step_id", one.id}, {"share", path_share_json(one.share)}});
    }
    for (const auto& one : map.links) {
        links.push_back(json::Object{{"link_id", one.id}, {"share", path_share_json(one.share)}});
    }
    for (const auto& one : map.shortcuts) {
        shortcuts.push_back(json::Object{
            {"from", one.from},
            {"to", one.to},
            {"n", one.n},
            {"share", path_share_json(one.share)},
            {"saved_steps", one.saved_steps}
        });
    }
    for (const auto& place : found.read.elsewhere) {
        const bool few = place.events < found.limits.anonymous_below;
        elsewhere.push_back(json::Object{
            {"key", place.key},
            {"name", place.name},
            {"touchpoint", place.is_touchpoint ? json::Value(place.key) : json::Value(nullptr)},
            {"visits", few ? json::Value(nullptr) : json::Value(place.events)}
        });
    }
    return {
        {"map_id", map_id},
        {"paths", paths_json(found.paths, at)},
        {"steps", std::move(nodes)},
        {"skipped", std::move(skipped)},
        {"drawn_links", std::move(links)},
        {"shortcuts", std::move(shortcuts)},
        {"not_on_map", std::move(elsewhere)},
        {"reason", map.reason.empty() ? json::Value(nullptr) : json::Value(map.reason)}
    };
}

Answer paths(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto map = house.database.read([&](db::Reader& reader) {
        return journey::load_map(reader, call.path_values.at(0));
    });
    auto asked = read_paths_asked(*directory, call);
    const auto steps = story::steps_of(map.doc);
    asked.touchpoints = story::touchpoints_of(steps);
    const auto found = house.database.read([&](db::Reader& reader) {
        return story::show_paths(reader, *directory, call.actor, asked, call.at);
    });
    const auto laid = story::lay_over(steps, story::links_of(map.doc), found);
    return json_answer(200, laid_json(map.head.id, steps, laid, found, call.at));
}

}  // namespace

void add_map_path_routes(Router& router, House& house) {
    for (const auto& [name, words] : schemas) {
        router.add_schema(name, schema_of_words(words));
    }
    add_figure_routes(
        router,
        house,
        {{"/api/v1/journey_maps/{id}/paths",
          paths,
          {.summary = "The ways customers went, laid over a map",
           .gives = "map_paths",
           .asks = std::string(path_parameters)}}}
    );
}

}  // namespace styk::http
