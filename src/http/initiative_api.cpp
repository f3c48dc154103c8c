// Initiatives: made of a cell, a pain or an idea of a map, or of a finding; started, finished,
// stopped, opened again.
#include "http/initiative_api.h"

#include "casework/rulebook.h"
#include "http/body_reader.h"
#include "http/journey_json.h"
#include "http/record_api.h"
#include "http/schema_words.h"
#include "journey/talk_store.h"
#include "people/roles.h"
#include "programme/initiative_store.h"
#include "record/wire.h"
#include "story/setup.h"

namespace styk::http {

namespace {

namespace may = people::may;
using programme::Initiative;
using programme::InitiativeSight;
using programme::Move;

InitiativeSight sight_of(const House& house, const people::Actor& actor) {
    InitiativeSight out;
    out.everything = actor.has(may::read_feedback);
    if (!actor.user) {
        return out;
    }
    out.user = actor.user->text();
    const auto* user = story::setup_of(house.catalogue)->rulebook->find_user(out.user);
    if (user != nullptr && user->department_id) {
        out.department = user->department_id->text();
    }
    return out;
}

// Screens on which the map is open show at once what became of it.
void tell_map(db::Tx& tx, const Initiative& one, const db::Change& by) {
    if (one.map_id) {
        journey::add_news(
            tx,
            {.map_id = *one.map_id,
             .kind = journey::NewsKind::initiative,
             .by = journey::doing_of(by)}
        );
    }
}

Initiative load_visible(House& house, db::Reader& reader, const Call& call) {
    auto one = db::find(reader, call.id<Initiative>());
    if (!one || !programme::sees(sight_of(house, call.actor), *one)) {
        db::erased::refuse_absent(record::shape_of<Initiative>());
    }
    return *std::move(one);
}

// ---- from planned to over, and back

// The firm's day that the body names, or else today; of what has happened, so none to come.
std::string day_in(House& house, const Call& call) {
    auto today = to_iso_day(house.catalogue.directory()->zone.day_of(call.at));
    if (call.request.body.empty()) {
        return today;
    }
    BodyReader body(call, {"on"});
    const auto on = body.find_text("on", 10);
    if (on && !parse_iso_day(*on)) {
        body.say("/on", "must be a day such as 2026-11-21");
    } else if (on && *on > today) {
        body.say("/on", "must not be in the future");
    }
    body.finish();
    return on.value_or(today);
}

template <Move What>
Answer move(House& house, const Call& call) {
    const auto day = day_in(house, call);
    Initiative after;
    house.database.write([&](db::Tx& tx) {
        const auto before = db::load(tx, call.id<Initiative>());
        after = before;
        programme::move(after, What, day);
        refuse_if(programme::check(after));
        db::change(tx, before, after, call.change());
        tell_map(tx, after, call.change());
    });
    return with_etag(
        json_answer(
            200, record::to_json(record::shape_of<Initiative>(), &after, call.actor.bits())
        ),
        after.revision
    );
}

// ---- where it came from

// What stood there then, and what stands there now.
Answer show_origin(House& house, const Call& call) {
    json::Object out;
    house.database.read([&](db::Reader& reader) {
        const auto one = load_visible(house, reader, call);
        const auto now = programme::origin_now(reader, one);
        out = {
            {"origin",
             one.origin ? json::Value(record::name_of_choice(*one.origin)) : json::Value(nullptr)},
            {"name", or_null(one.origin_name)},
            {"text", or_null(one.origin_text)},
            {"votes", or_null(one.origin_votes)},
            {"there", now.there},
            {"journey", or_null(now.journey)},
            {"map", or_null(now.map)},
            {"kind",
             now.kind ? json::Value(record::name_of_choice(*now.kind)) : json::Value(nullptr)},
            {"name_now", or_null(now.name)},
            {"text_now", or_null(now.text)},
            {"votes_now", or_null(now.votes)}
        };
    });
    return json_answer(200, out);
}

RecordRules<Initiative> rules_of(House& house) {
    RecordRules<Initiative> rules;
    rules.fill = [&house](const Call&, Initiative& one) {
        house.database.read([&](db::Reader& reader) { programme::take_origin(reader, one); });
    };
    rules.check = programme::check_initiative;
    rules.added = [](db::Tx& tx, const Call& call, const Initiative& one) {
        tell_map(tx, one, call.change());
    };
    rules.visible = [&house](const people::Actor& actor, const Initiative& one) {
        return programme::sees(sight_of(house, actor), one);
    };
    return rules;
}

struct Verb {
    const char* name;
    Answer (*handler)(House&, const Call&);
    const char* summary;
};

constexpr Verb verbs[] = {
    {"start", move<Move::start>, "It begins"},
    {"finish", move<Move::finish>, "It is done"},
    {"stop", move<Move::stop>, "It is given up"},
    {"reopen", move<Move::reopen>, "It is not over after all"},
};

}  // namespace

void add_initiative_routes(Router& router, House& house) {
    using net::Method;
    const RecordDoors doors{house.database, house.clock, house.random};
    add_record_routes<Initiative>(router, doors, rules_of(house));
    router.add_schema("initiative_move", schema_of_words("on?:string?"));
    router.add_schema(
        "initiative_origin",
        schema_of_words(
            "origin:string? name:string? text:string? votes:integer? there:boolean "
            "journey:string? map:string? kind:journey_map_kind? name_now:string? text_now:string? "
            "votes_now:integer?"
        )
    );
    for (const Verb& verb : verbs) {
        router.add(
            Method::post,
            std::string("/api/v1/initiatives/{id}/") + verb.name,
            only(may::set_up),
            with(house, verb.handler),
            {.summary = verb.summary, .takes = "initiative_move", .gives = "initiative"}
        );
    }
    router.add(
        Method::get,
        "/api/v1/initiatives/{id}/origin",
        logged_in,
        with(house, show_origin),
        {.summary = "What stood where it came from, and what stands there now",
         .gives = "initiative_origin"}
    );
}

}  // namespace styk::http
