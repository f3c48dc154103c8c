#include "http/path_api.h"

#include <algorithm>

#include "base/text.h"
#include "http/path_json.h"
#include "http/query.h"
#include "json/json.h"
#include "people/roles.h"
#include "story/show_contacts.h"

namespace styk::http {

namespace {

constexpr std::int64_t usual_gap_days = 30, most_gap_days = 366;
constexpr std::size_t most_types = 100;

Answer paths(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto asked = read_paths_asked(*directory, call);
    const auto found = house.database.read([&](db::Reader& reader) {
        return story::show_paths(reader, *directory, call.actor, asked, call.at);
    });
    return json_answer(200, paths_json(found.paths, call.at));
}

std::vector<std::string> types_of(const Call& call) {
    std::vector<std::string> types;
    for (const auto& [name, value] : call.parameters()) {
        if (name == "types") {
            const auto parts = split(value, ',');
            types.insert(types.end(), parts.begin(), parts.end());
        }
    }
    std::erase(types, "");
    return types;
}

}  // namespace

story::PathsAsked read_paths_asked(const feedback::Directory& directory, const Call& call) {
    story::PathsAsked asked;
    Problems problems;
    std::vector<std::string> others;
    asked.filter = feedback::read_filter(directory, call.parameters(), problems, &others);
    asked.types = types_of(call);
    if (asked.types.size() > most_types) {
        problems.push_back({"types", "may name at most 100"});
    }
    for (const auto& name : others) {
        if (name != "types" && name != "gap_days" && name != "until") {
            problems.push_back({name, "is no name of a filter"});
        }
    }
    auto unknown = story::check_contact_filter(asked.filter);
    problems.insert(problems.end(), unknown.begin(), unknown.end());
    asked.until = parameter(call, "until");
    if (asked.until && asked.until->empty()) {
        problems.push_back({"until", "must be a type of events"});
    }
    refuse_if(std::move(problems));
    asked.gap_days = whole_parameter(call, "gap_days", usual_gap_days, 1, most_gap_days);
    return asked;
}

void add_path_routes(Router& router, House& house) {
    add_path_schemas(router);
    router.add(
        net::Method::get,
        "/api/v1/paths",
        only(people::may::read_figures),
        with(house, paths),
        {.summary = "The ways customers really went: what follows what, who leaves, who turns back",
         .gives = "paths",
         .asks = std::string(path_parameters)}
    );
}

}  // namespace styk::http
