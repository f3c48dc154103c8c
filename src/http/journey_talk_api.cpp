#include "http/body_reader.h"
#include "http/journey_json.h"
#include "http/journey_map_api.h"
#include "http/query.h"

namespace styk::http {

namespace {

using journey::MapComment;

constexpr std::size_t longest_comment = 4000;

void tell(db::Tx& tx, const std::string& map, journey::NewsKind kind, const db::Change& by) {
    journey::add_news(tx, {.map_id = map, .kind = kind, .by = journey::doing_of(by)});
}

Answer list_comments(House& house, const Call& call) {
    const auto& map = call.path_values.at(0);
    json::Array items;
    house.database.read([&](db::Reader& reader) {
        (void)journey::load_map(reader, map);
        for (const auto& one :
             journey::list_comments(reader, map, parameter(call, "step").value_or(""))) {
            items.push_back(comment_json(one));
        }
    });
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

Answer add_comment(House& house, const Call& call) {
    BodyReader body(call, {"step_id", "lane", "text"});
    MapComment comment;
    comment.map_id = call.path_values.at(0);
    comment.step_id = body.need_text("step_id");
    comment.lane = body.find_text("lane", 64);
    comment.text = body.need_text("text", longest_comment);
    body.finish();
    comment.id = make_uuid_v7(house.clock, house.random).text();
    comment.by = journey::doing_of(call.change());
    house.database.write([&](db::Tx& tx) {
        const auto map = journey::load_map(tx, comment.map_id);
        if (journey::find_step(map.doc, comment.step_id) == nullptr) {
            throw Refusal(
                Code::invalid,
                "The step is not on this map any more.",
                {{"/step_id", "is no step of this map"}}
            );
        }
        journey::add_comment(tx, comment);
        tell(tx, comment.map_id, journey::NewsKind::comment, call.change());
    });
    return json_answer(201, comment_json(comment));
}

MapComment comment_of(db::Reader& reader, const Call& call) {
    auto found = journey::find_comment(reader, call.path_values.at(1));
    if (!found || found->map_id != call.path_values.at(0)) {
        throw Refusal(Code::not_found, "There is no such comment on this map.");
    }
    return *std::move(found);
}

void need_own(const Call& call, const MapComment& comment) {
    if (comment.by.id != call.actor.id) {
        throw Refusal(Code::forbidden, "This comment is somebody else's.");
    }
}

Answer change_comment(House& house, const Call& call) {
    BodyReader body(call, {"text", "resolved"});
    const auto text = body.find_text("text", longest_comment);
    const auto resolved = body.find_flag("resolved");
    body.finish();
    MapComment comment;
    house.database.write([&](db::Tx& tx) {
        comment = comment_of(tx, call);
        if (text) {
            need_own(call, comment);
            comment.text = *text;
            comment.changed_at = call.at;
        }
        if (resolved) {
            comment.resolved_at = *resolved ? std::optional(call.at) : std::nullopt;
            comment.resolved_by = *resolved ? std::optional(call.actor.name) : std::nullopt;
        }
        journey::change_comment(tx, comment);
        tell(tx, comment.map_id, journey::NewsKind::comment, call.change());
    });
    return json_answer(200, comment_json(comment));
}

Answer remove_comment(House& house, const Call& call) {
    house.database.write([&](db::Tx& tx) {
        const auto comment = comment_of(tx, call);
        need_own(call, comment);
        db::audit(
            tx,
            call.change(),
            "remove",
            "journey_comment",
            comment.id,
            json::write(comment_json(comment)),
            ""
        );
        journey::remove_comment(tx, comment.id);
        tell(tx, comment.map_id, journey::NewsKind::comment, call.change());
    });
    return empty_answer();
}

struct Beat {
    journey::Presence here;
    bool gone = false;  // they close the map
};

Beat beat_in(const Call& call) {
    BodyReader body(call, {"cell", "gone"});
    const bool gone = body.find_flag("gone").value_or(false);
    journey::Presence out{call.actor.id, call.actor.name, {}, {}, call.at};
    if (const auto* cell = body.find("cell")) {
        const auto* object = cell->if_object();
        const auto text = [&](const char* name) -> std::optional<std::string> {
            const auto* found = object == nullptr ? nullptr : object->if_contains(name);
            return found != nullptr && found->is_string() && found->get_string().size() <= 64
                       ? std::optional(std::string(found->get_string()))
                       : std::nullopt;
        };
        out.step_id = text("step_id");
        out.lane = text("lane");
        if (!out.step_id) {
            body.say("/cell", "must hold step_id and lane");
        }
    }
    body.finish();
    return {std::move(out), gone};
}

Answer note_presence(House& house, const Call& call) {
    const auto& map = call.path_values.at(0);
    const Beat beat = beat_in(call);
    std::vector<journey::Presence> people;
    house.database.write([&](db::Tx& tx) {
        journey::need_map(tx, map);
        if (beat.gone ? journey::end_presence(tx, map, beat.here.user_id)
                      : journey::note_presence(tx, map, beat.here)) {
            tell(tx, map, journey::NewsKind::presence, call.change());
        }
        people = journey::list_present(tx, map, call.at);
    });
    return json_answer(200, json::Object{{"people", people_json(people)}});
}

}  // namespace

void add_journey_talk_routes(Router& router, House& house) {
    using net::Method;
    const std::string comments = "/api/v1/journey_maps/{id}/comments";
    router.add(
        Method::get,
        comments,
        logged_in,
        with(house, list_comments),
        {.summary = "Comments at the cells of a map",
         .gives = "map_comment",
         .page = true,
         .asks = "step"}
    );
    router.add(
        Method::post,
        comments,
        logged_in,
        with(house, add_comment),
        {.summary = "Comment on a cell",
         .takes = "map_comment_new",
         .gives = "map_comment",
         .status = 201}
    );
    router.add(
        Method::patch,
        comments + "/{comment}",
        logged_in,
        with(house, change_comment),
        {.summary = "Change the words of one's own comment, or say that it is settled",
         .takes = "map_comment_change",
         .gives = "map_comment"}
    );
    router.add(
        Method::del,
        comments + "/{comment}",
        logged_in,
        with(house, remove_comment),
        {.summary = "Remove one's own comment", .status = 204}
    );
    router.add(
        Method::post,
        "/api/v1/journey_maps/{id}/presence",
        logged_in,
        with(house, note_presence),
        {.summary = "I am here, at this cell; who else is? Every 15 seconds",
         .takes = "map_presence_note",
         .gives = "map_people"}
    );
}

}  // namespace styk::http
