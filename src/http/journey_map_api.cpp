#include "http/journey_map_api.h"

#include "http/body_reader.h"
#include "http/journey_json.h"
#include "http/page_query.h"
#include "http/query.h"
#include "journey/map_json.h"
#include "people/roles.h"
#include "story/edit_map.h"

namespace styk::http {

namespace {

namespace may = people::may;
using journey::JourneyMap;

constexpr auto editors = may::read_feedback;  // also who answers for a touchpoint

const std::string& map_id(const Call& call) {
    return call.path_values.at(0);
}

Answer read_map(House& house, const Call& call) {
    JourneyMap map;
    std::vector<journey::Presence> people;
    house.database.read([&](db::Reader& reader) {
        map = journey::load_map(reader, map_id(call));
        people = journey::list_present(reader, map_id(call), call.at);
    });
    json::Object body = head_json(map.head);
    body["doc"] = journey::to_json(map.doc);
    body["people"] = people_json(people);
    body["may_edit"] = call.actor.has(editors);
    return with_etag(json_answer(200, body), map.head.revision);
}

Answer rename_map(House& house, const Call& call) {
    BodyReader body(call, {"name"});
    const auto name = body.need_text("name");
    body.finish();
    const auto by = call.change();
    JourneyMap after;
    house.database.write([&](db::Tx& tx) {
        const auto before = journey::lock_map(tx, map_id(call));
        after = before;
        after.head.name = name;
        after.head.updated_at = by.at;
        after.head.updated_by = by.author.name;
        journey::change_map(tx, before, after);
    });
    return json_answer(200, head_json(after.head));
}

// The map as it was goes into the audit trail whole.
Answer remove_map(House& house, const Call& call) {
    const auto by = call.change();
    house.database.write([&](db::Tx& tx) {
        const auto map = journey::lock_map(tx, map_id(call));
        if (map.head.kind == journey::MapKind::as_is) {
            throw Refusal(
                Code::conflict, "The map of how it is belongs to the journey: archive the journey."
            );
        }
        json::Object before = head_json(map.head);
        before["doc"] = journey::to_json(map.doc);
        db::audit(tx, by, "remove", "journey_map", map.head.id, json::write(before), "");
        journey::remove_map(tx, map.head.id);
    });
    return empty_answer();
}

// ---- edits

Answer edit(House& house, const Call& call) {
    BodyReader body(call, {"edits", "note", "doc"});
    const auto note = body.find_text("note", 500);
    const bool with_doc = body.find_flag("doc").value_or(false);
    const auto* sent = body.find("edits");
    const auto edits =
        journey::read_edits(sent == nullptr ? json::Value(nullptr) : *sent, body.problems);
    body.finish();
    return outcome_answer(
        story::edit_map(house.intake(), map_id(call), edits, note, call.change()), with_doc
    );
}

Answer undo(House& house, const Call& call) {
    const auto outcome =
        story::undo_edit(house.intake(), map_id(call), call.path_values.at(1), call.change());
    return outcome_answer(outcome, true);
}

Answer list_edits(House& house, const Call& call) {
    PageQuery asked;
    Problems problems;
    std::string step;
    for (const auto& [name, text] : call.parameters()) {
        if (name == "step") {
            step = text;
        } else {
            read_page_parameter(name, text, asked, problems);
        }
    }
    if (!step.empty() && !Uuid::parse(step)) {
        problems.push_back({"step", "must be the id of a step"});
    }
    refuse_if(std::move(problems));
    auto found = house.database.read([&](db::Reader& reader) {
        (void)journey::load_map(reader, map_id(call));
        return journey::list_edits(reader, map_id(call), asked.before, asked.limit + 1, step);
    });
    json::Value cursor = nullptr;
    if (found.size() > static_cast<std::size_t>(asked.limit)) {
        found.pop_back();
        cursor = json::Value(record::write_cursor({found.back().revision, found.back().id}));
    }
    json::Array items;
    for (const auto& one : found) {
        items.push_back(edit_json(one));
    }
    return json_answer(
        200, json::Object{{"items", std::move(items)}, {"next_cursor", std::move(cursor)}}
    );
}

void add_edit_routes(Router& router, House& house, const std::string& one) {
    using net::Method;
    router.add(
        Method::post,
        one + "/edits",
        only(editors),
        with(house, edit),
        {.summary = "Change cells of the map; 409 with both texts when one stands otherwise",
         .takes = "map_edits",
         .gives = "map_edited"}
    );
    router.add(
        Method::get,
        one + "/edits",
        logged_in,
        with(house, list_edits),
        {.summary = "What was done to the map, newest first",
         .gives = "stored_map_edit",
         .page = true,
         .asks = "page step"}
    );
    router.add(
        Method::post,
        one + "/edits/{edit}/undo",
        only(editors),
        with(house, undo),
        {.summary = "Undo an edit; undoing that does it again", .gives = "map_edited"}
    );
}

}  // namespace

void add_journey_map_routes(Router& router, House& house) {
    using net::Method;
    const std::string one = "/api/v1/journey_maps/{id}";
    router.add(
        Method::get,
        one,
        logged_in,
        with(house, read_map),
        {.summary = "A map with its document and who looks at it", .gives = "journey_map"}
    );
    router.add(
        Method::patch,
        one,
        only(editors),
        with(house, rename_map),
        {.summary = "Name a map", .takes = "journey_map_change", .gives = "journey_map_head"}
    );
    router.add(
        Method::del,
        one,
        only(may::read_people),
        with(house, remove_map),
        {.summary = "Remove a map of how it is to be", .status = 204}
    );
    add_edit_routes(router, house, one);
    add_journey_version_routes(router, house);
    add_journey_talk_routes(router, house);
}

}  // namespace styk::http
