#include "programme/initiative_store.h"

#include <algorithm>
#include <fmt/format.h>

#include "journey/map_store.h"
#include "programme/origin.h"
#include "promise/promise.h"

namespace styk::programme {

namespace {

using casework::Finding;
using journey::Step;

constexpr std::string_view touchpoint_of_key = "SELECT id FROM touchpoint WHERE key = $1";

void say(Problems& problems, std::string pointer, std::string message) {
    problems.push_back({std::move(pointer), std::move(message)});
}

std::optional<std::string> if_any(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

std::optional<std::string> find_text(
    db::Reader& reader, std::string_view sql, const std::string& value
) {
    std::optional<std::string> found;
    reader.query(sql, [&](const db::Row& row) { found = row.maybe_string(0); }, value);
    return found;
}

std::string name_of(db::Reader& reader, std::string_view lane, const std::string& key) {
    const std::string_view sql = lane == "emotion"    ? "SELECT name FROM emotion WHERE key = $1"
                                 : lane == "channels" ? "SELECT name FROM channel WHERE key = $1"
                                                      : "SELECT name FROM department WHERE id = $1";
    return find_text(reader, sql, key).value_or(key);
}

// What the firm promises at the step's touchpoint.
std::vector<std::string> promises_at(db::Reader& reader, const Step& step) {
    std::vector<std::string> texts;
    const auto id = find_text(reader, touchpoint_of_key, step.touchpoint.value_or(""));
    for (const auto& promise : db::list_all<promise::Promise>(reader)) {
        const auto& at = promise.touchpoint_ids;
        if (id && promise.state == promise::PromiseState::live &&
            std::ranges::find(at, *id) != at.end()) {
            texts.push_back(promise.text);
        }
    }
    return texts;
}

// What a person reads in that cell.
std::optional<std::string> text_of_cell(
    db::Reader& reader, const Step& step, std::string_view lane
) {
    std::string text = words_in(step, lane);
    std::vector<std::string> names;
    for (const std::string& key : names_in(step, lane)) {
        names.push_back(name_of(reader, lane, key));
    }
    if (lane == "promise") {
        names = promises_at(reader, step);
    }
    const auto named = fmt::format("{}", fmt::join(names, lane == "promise" ? "\n" : ", "));
    text += text.empty() || named.empty() ? named : "\n" + named;
    return if_any(std::move(text));
}

Origin kind_of(const Initiative& one) {
    return one.idea_id ? Origin::idea : one.lane == pain_lane ? Origin::pain : Origin::cell;
}

void take_touchpoint(db::Reader& reader, const std::optional<std::string>& key, Initiative& one) {
    const auto id = one.touchpoint_ids.empty() && key ? find_text(reader, touchpoint_of_key, *key)
                                                      : std::nullopt;
    if (id) {
        one.touchpoint_ids = {*id};
    }
}

// Whoever does the work at the step, or answers for it.
void take_departments(const Step& step, Initiative& one) {
    using enum journey::DepartmentRole;
    if (!one.department_ids.empty()) {
        return;
    }
    for (const auto& part : step.departments) {
        const bool known =
            std::ranges::find(one.department_ids, part.department_id) != one.department_ids.end();
        if (!known && (part.role == responsible || part.role == accountable)) {
            one.department_ids.push_back(part.department_id);
        }
    }
}

void take_step(
    db::Reader& reader, const journey::JourneyMap& map, const Step& step, Initiative& one
) {
    one.journey_id = map.head.journey_id;
    one.origin = kind_of(one);
    one.origin_name = step.name;
    take_touchpoint(reader, step.touchpoint, one);
    take_departments(step, one);
    if (one.origin == Origin::idea) {
        const journey::MapIdea& idea = *find_idea(step, *one.idea_id);
        one.lane = "ideas";
        one.origin_text = idea.text;
        one.origin_votes = static_cast<std::int64_t>(idea.votes.size());
    } else {
        one.origin_text = text_of_cell(reader, step, *one.lane);
    }
}

// What of the place on the map is wrong.
Problems problems_at(const journey::MapDoc& doc, const Step* step, const Initiative& one) {
    Problems problems;
    if (step == nullptr) {
        say(problems, "/step_id", one.step_id ? "there is no such step" : "is missing");
    } else if (one.idea_id && find_idea(*step, *one.idea_id) == nullptr) {
        say(problems, "/idea_id", "there is no such idea at this step");
    } else if (one.idea_id && one.lane.value_or("ideas") != "ideas") {
        say(problems, "/lane", "must be ideas, or left out, where an idea is named");
    }
    if (!one.idea_id && !one.lane) {
        say(problems, "/lane", "is missing");
    } else if (one.lane && !is_lane(doc, *one.lane)) {
        say(problems, "/lane", "is no lane of this map");
    }
    return problems;
}

void take_cell(db::Reader& reader, Initiative& one) {
    const auto map = journey::find_map(reader, *one.map_id);
    if (!map) {
        refuse_if({{"/map_id", "there is no such journey map"}});
    }
    const Step* step = journey::find_step(map->doc, one.step_id.value_or(""));
    refuse_if(problems_at(map->doc, step, one));
    take_step(reader, *map, *step, one);
}

void take_finding(db::Reader& reader, Initiative& one) {
    const auto finding = db::find(reader, *one.finding_id);
    if (!finding) {
        refuse_if({{"/finding_id", "there is no such finding"}});
    }
    one.origin = Origin::finding;
    one.origin_name = finding->name;
    one.origin_text = finding->text;
    take_touchpoint(reader, finding->touchpoint, one);
}

// Parts of a place on a map that no map is named for.
void refuse_parts_without_map(const Initiative& one) {
    Problems problems;
    const std::pair<const char*, bool> parts[] = {
        {"/step_id", one.step_id.has_value()},
        {"/lane", one.lane.has_value()},
        {"/idea_id", one.idea_id.has_value()}
    };
    for (const auto& [pointer, given] : parts) {
        if (given) {
            say(problems, pointer, "needs map_id beside it");
        }
    }
    refuse_if(std::move(problems));
}

// Whether what a list of ids names is there, each once.
void check_ids(
    db::Reader& reader,
    std::string_view sql,
    const std::vector<std::string>& ids,
    std::string_view field,
    Problems& problems
) {
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto before = ids.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::find(ids.begin(), before, ids[i]) != before) {
            say(problems, fmt::format("/{}/{}", field, i), "stands there twice");
        } else if (!reader.find_integer(sql, ids[i])) {
            say(problems, fmt::format("/{}/{}", field, i), "there is no such one");
        }
    }
}

OriginNow now_of_finding(db::Reader& reader, const Initiative& one) {
    OriginNow out;
    const auto finding = one.finding_id ? db::find(reader, *one.finding_id) : std::nullopt;
    if (finding) {
        out = {.there = true, .name = finding->name, .text = finding->text};
    }
    return out;
}

OriginNow now_of_cell(db::Reader& reader, const Initiative& one) {
    OriginNow out;
    const auto map = journey::find_map(reader, *one.map_id);
    if (!map) {
        return out;
    }
    out.map = map->head.name;
    out.kind = map->head.kind;
    out.journey =
        find_text(reader, "SELECT name FROM journey WHERE id = $1", map->head.journey_id.text());
    const Step* step = journey::find_step(map->doc, one.step_id.value_or(""));
    if (step == nullptr) {
        return out;
    }
    out.name = step->name;
    if (one.origin != Origin::idea) {
        out.there = true;
        out.text = text_of_cell(reader, *step, one.lane.value_or(""));
    } else if (const auto* idea = find_idea(*step, one.idea_id.value_or(""))) {
        out.there = true;
        out.text = idea->text;
        out.votes = static_cast<std::int64_t>(idea->votes.size());
    }
    return out;
}

// Takes one id out of a list of every initiative that has it.
void take_out(db::Tx& tx, std::vector<std::string> Initiative::* list, const std::string& id) {
    const bool touchpoints = list == &Initiative::touchpoint_ids;
    const auto sql = fmt::format(
        "UPDATE initiative SET {} = $2, revision = revision + 1 WHERE id = $1",
        touchpoints ? "touchpoint_ids" : "department_ids"
    );
    for (Initiative& one : db::list_all<Initiative>(tx)) {
        if (std::erase(one.*list, id) > 0) {
            tx.run(sql, one.id.text(), record::write_list(one.*list));
        }
    }
}

}  // namespace

void take_origin(db::Reader& reader, Initiative& initiative) {
    if (initiative.map_id) {
        return take_cell(reader, initiative);
    }
    refuse_parts_without_map(initiative);
    if (initiative.finding_id) {
        take_finding(reader, initiative);
    }
}

void check_initiative(db::Reader& reader, const Initiative& initiative) {
    Problems problems = check(initiative);
    check_ids(
        reader,
        "SELECT 1 FROM touchpoint WHERE id = $1",
        initiative.touchpoint_ids,
        "touchpoint_ids",
        problems
    );
    check_ids(
        reader,
        "SELECT 1 FROM department WHERE id = $1",
        initiative.department_ids,
        "department_ids",
        problems
    );
    if (initiative.owner_id &&
        !reader.find_integer("SELECT 1 FROM person WHERE id = $1", initiative.owner_id->text())) {
        say(problems, "/owner_id", "there is no such user");
    }
    if (initiative.finding_id && !db::find(reader, *initiative.finding_id)) {
        say(problems, "/finding_id", "there is no such finding");
    }
    refuse_if(std::move(problems));
}

OriginNow origin_now(db::Reader& reader, const Initiative& initiative) {
    return initiative.map_id ? now_of_cell(reader, initiative) : now_of_finding(reader, initiative);
}

void leave_finding(db::Tx& tx, const Id<Finding>& finding) {
    tx.run(
        "UPDATE initiative SET finding_id = NULL, revision = revision + 1 WHERE finding_id = $1",
        finding.text()
    );
}

void leave_touchpoint(db::Tx& tx, const Id<journey::Touchpoint>& touchpoint) {
    take_out(tx, &Initiative::touchpoint_ids, touchpoint.text());
}

void leave_department(db::Tx& tx, const Id<people::Department>& department) {
    take_out(tx, &Initiative::department_ids, department.text());
}

}  // namespace styk::programme
