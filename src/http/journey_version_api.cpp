#include <map>

#include "http/body_reader.h"
#include "http/journey_json.h"
#include "http/journey_map_api.h"
#include "http/query.h"
#include "journey/map_json.h"
#include "people/roles.h"
#include "story/edit_map.h"

namespace styk::http {

namespace {

using journey::JourneyMap;

constexpr auto editors = people::may::read_feedback;

const std::string& map_id(const Call& call) {
    return call.path_values.at(0);
}

// ---- versions

std::int64_t number_in_path(const Call& call) {
    const auto& text = call.path_values.at(1);
    const bool digits = !text.empty() && text.size() < 10 &&
                        text.find_first_not_of("0123456789") == std::string::npos;
    if (!digits) {
        throw Refusal(Code::not_found, "There is no such version of this map.");
    }
    return std::stoll(text);
}

Answer add_version(House& house, const Call& call) {
    BodyReader body(call, {"name", "note"});
    journey::MapVersion version;
    version.name = body.need_text("name");
    version.note = body.find_text("note", 2000);
    body.finish();
    version.id = make_uuid_v7(house.clock, house.random).text();
    version.by = journey::doing_of(call.change());
    house.database.write([&](db::Tx& tx) {
        const auto map = journey::lock_map(tx, map_id(call));
        version.revision = map.head.revision;
        journey::add_version(tx, map_id(call), version, map.doc);
    });
    return json_answer(201, version_json(version));
}

Answer list_versions(House& house, const Call& call) {
    json::Array items;
    house.database.read([&](db::Reader& reader) {
        (void)journey::load_map(reader, map_id(call));
        for (const auto& one : journey::list_versions(reader, map_id(call))) {
            items.push_back(version_json(one));
        }
    });
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

Answer read_version(House& house, const Call& call) {
    const auto found = house.database.read([&](db::Reader& reader) {
        return journey::find_version(reader, map_id(call), number_in_path(call));
    });
    if (!found) {
        throw Refusal(Code::not_found, "There is no such version of this map.");
    }
    json::Object body = version_json(found->version);
    body["doc"] = journey::to_json(found->doc);
    return json_answer(200, body);
}

Answer restore_version(House& house, const Call& call) {
    return outcome_answer(
        story::restore_version(house.intake(), map_id(call), number_in_path(call), call.change()),
        true
    );
}

// ---- difference

json::Value parsed(const std::optional<std::string>& text) {
    return text ? json::parse(*text) : json::Value(nullptr);
}

json::Object place_json(
    const std::optional<std::string>& stage, const std::optional<std::string>& after
) {
    return {{"stage_id", or_null(stage)}, {"after", or_null(after)}};
}

json::Object diff_json(const std::vector<journey::Edit>& edits) {
    json::Array added, removed, changed, moved;
    for (const auto& one : edits) {
        const auto path = path_json(journey::place_of(one));
        switch (one.op) {
            case journey::EditOp::add:
                added.push_back(json::Object{{"path", path}, {"value", parsed(one.value)}});
                break;
            case journey::EditOp::remove:
                removed.push_back(json::Object{{"path", path}, {"value", parsed(one.was)}});
                break;
            case journey::EditOp::set:
                changed.push_back(json::Object{
                    {"path", path}, {"from", parsed(one.was)}, {"to", parsed(one.value)}
                });
                break;
            case journey::EditOp::move:
                moved.push_back(json::Object{
                    {"path", path},
                    {"from", place_json(one.was_stage_id, one.was_after)},
                    {"to", place_json(one.stage_id, one.after)}
                });
                break;
        }
    }
    return {
        {"added", std::move(added)},
        {"removed", std::move(removed)},
        {"changed", std::move(changed)},
        {"moved", std::move(moved)}
    };
}

// `from` and `to` are revisions, or versions as "v3".
struct AskedPoint {
    std::int64_t revision = 0;
    journey::MapDoc doc;
};

AskedPoint point_at(
    db::Reader& reader, const JourneyMap& map, const Call& call, std::string_view name
) {
    const auto text = parameter(call, name);
    if (text && text->starts_with("v")) {
        const bool digits = text->size() > 1 && text->size() < 10 &&
                            text->find_first_not_of("0123456789", 1) == std::string::npos;
        const auto found =
            digits ? journey::find_version(reader, map.head.id, std::stoll(text->substr(1)))
                   : std::nullopt;
        if (!found) {
            throw Refusal(
                Code::invalid,
                "Which two states are to be compared?",
                {{std::string(name), "is no version of this map"}}
            );
        }
        return {found->version.revision, found->doc};
    }
    const auto revision = whole_parameter(call, name, map.head.revision, 1, map.head.revision);
    return {revision, journey::doc_at(reader, map.head.id, map.doc, map.head.revision, revision)};
}

Answer diff(House& house, const Call& call) {
    return house.database.read([&](db::Reader& reader) {
        const auto map = journey::load_map(reader, map_id(call));
        const auto from = point_at(reader, map, call, "from");
        const auto to = point_at(reader, map, call, "to");
        json::Object body = diff_json(journey::edits_between(from.doc, to.doc));
        body["from"] = from.revision;
        body["to"] = to.revision;
        return json_answer(200, body);
    });
}

// ---- who does what

using Duties = std::map<std::string, json::Array>;  // by process; "": in all of them

json::Object duties_row(
    const journey::Step& step, const std::string& process, json::Array roles, bool accountable
) {
    return {
        {"step_id", step.id},
        {"step", step.name},
        {"touchpoint", or_null(step.touchpoint)},
        {"process", process.empty() ? json::Value(nullptr) : json::Value(process)},
        {"roles", std::move(roles)},
        {"accountable", accountable}
    };
}

// A step without departments of its own has those of its touchpoint.
std::vector<journey::StepDepartment> departments_at(
    const journey::Step& step, const feedback::Directory& directory
) {
    auto parts = step.departments;
    const auto* touchpoint =
        step.touchpoint ? directory.touchpoints.find(*step.touchpoint) : nullptr;
    if (parts.empty() && touchpoint != nullptr) {
        for (const auto& part : journey::departments_of(*touchpoint)) {
            parts.push_back({part.department_id.text(), part.role, {}});
        }
    }
    return parts;
}

void put_duties(
    const journey::Step& step,
    const std::vector<journey::StepDepartment>& parts,
    json::Array& rows,
    json::Array& without
) {
    Duties roles;
    std::map<std::string, bool> accountable;
    for (const auto& process : step.processes) {
        roles.emplace(process, json::Array());
    }
    if (roles.empty()) {
        roles.emplace("", json::Array());
    }
    for (const auto& part : parts) {
        const auto process = part.process.value_or("");
        roles[process].push_back(json::Object{
            {"department_id", part.department_id}, {"role", record::name_of_choice(part.role)}
        });
        accountable[process] |= part.role == journey::DepartmentRole::accountable;
    }
    bool whole = true;
    for (auto& [process, list] : roles) {
        const bool answers = accountable[process] || accountable[""];
        whole = whole && (answers || (process.empty() && list.empty() && roles.size() > 1));
        rows.push_back(duties_row(step, process, std::move(list), answers));
    }
    if (!whole && !step.external) {
        without.emplace_back(step.id);
    }
}

Answer duties(House& house, const Call& call) {
    const auto map = house.database.read([&](db::Reader& reader) {
        return journey::load_map(reader, map_id(call));
    });
    const auto directory = house.catalogue.directory();
    json::Array departments, rows, without;
    for (const auto& one : directory->departments.all()) {
        departments.push_back(json::Object{{"id", one.id.text()}, {"name", one.name}});
    }
    for (const auto& step : map.doc.steps) {
        put_duties(step, departments_at(step, *directory), rows, without);
    }
    return json_answer(
        200,
        json::Object{
            {"departments", std::move(departments)},
            {"rows", std::move(rows)},
            {"without_accountable", std::move(without)}
        }
    );
}

}  // namespace

void add_journey_version_routes(Router& router, House& house) {
    using net::Method;
    const std::string one = "/api/v1/journey_maps/{id}";
    router.add(
        Method::get,
        one + "/versions",
        logged_in,
        with(house, list_versions),
        {.summary = "Versions of the map that somebody named", .gives = "map_version", .page = true}
    );
    router.add(
        Method::post,
        one + "/versions",
        only(editors),
        with(house, add_version),
        {.summary = "Name the map as it is now",
         .takes = "map_version_new",
         .gives = "map_version",
         .status = 201}
    );
    router.add(
        Method::get,
        one + "/versions/{number}",
        logged_in,
        with(house, read_version),
        {.summary = "A version with its document", .gives = "map_version_whole"}
    );
    router.add(
        Method::post,
        one + "/versions/{number}/restore",
        only(editors),
        with(house, restore_version),
        {.summary = "Bring a version back, as an edit that can be undone", .gives = "map_edited"}
    );
    router.add(
        Method::get,
        one + "/diff",
        logged_in,
        with(house, diff),
        {.summary = "What differs between two states: revisions, or versions as v3",
         .gives = "map_diff",
         .asks = "from to"}
    );
    router.add(
        Method::get,
        one + "/responsibilities",
        logged_in,
        with(house, duties),
        {.summary = "Steps by process and department: who is responsible, accountable, consulted, "
                    "informed",
         .gives = "map_duties"}
    );
}

}  // namespace styk::http
