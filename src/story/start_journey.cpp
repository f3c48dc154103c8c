#include "story/start_journey.h"

#include <algorithm>

#include "base/text.h"
#include "journey/compare_maps.h"
#include "journey/map_rules.h"
#include "journey/template.h"

namespace styk::story {

namespace {

using journey::MapDoc;
using journey::MapKind;

std::string language_of(const feedback::Directory& directory, const std::string& asked) {
    return asked.empty() ? directory.firm.language : asked;
}

// A template names channels that many firms have; this one may not.
void leave_known_channels(const feedback::Directory& directory, MapDoc& doc) {
    for (journey::Step& step : doc.steps) {
        std::erase_if(step.channels, [&](const std::string& key) {
            return directory.channels.find(key) == nullptr;
        });
    }
}

MapDoc first_doc(
    const feedback::Directory& directory, JourneyStart& start, const journey::NewId& new_id
) {
    const auto language = language_of(directory, start.language);
    if (start.doc) {
        return *std::move(start.doc);
    }
    if (!start.template_key.empty()) {
        auto filled = journey::fill_template(start.template_key, language, new_id);
        if (!filled) {
            throw Refusal(
                Code::invalid, "There is no such template.", {{"/template", "is no template"}}
            );
        }
        start.journey.made_from = start.template_key;
        leave_known_channels(directory, filled->doc);
        return std::move(filled->doc);
    }
    return start.from_touchpoints
               ? journey::map_of_touchpoints(
                     directory.stages.all(), directory.touchpoints.all(), language, new_id
                 )
               : journey::empty_phases(language, new_id);
}

journey::MapHead head_of(
    const journey::Journey& journey, MapKind kind, std::string name, const db::Change& by
) {
    journey::MapHead head;
    head.journey_id = journey.id;
    head.kind = kind;
    head.name = std::move(name);
    head.created_at = head.updated_at = by.at;
    head.updated_by = by.author.name;
    return head;
}

void audit_map(db::Tx& tx, const journey::MapHead& map, const db::Change& by) {
    db::audit(tx, by, "add", "journey_map", map.id, "", "{}");
}

}  // namespace

StartedJourney prepare_journey(const Intake& intake, JourneyStart start, const db::Change& by) {
    const auto directory = intake.catalogue.directory();
    const auto new_id = [&] { return make_uuid_v7(intake.clock, intake.random).text(); };
    StartedJourney out;
    out.map.doc = first_doc(*directory, start, new_id);
    out.any_key = start.journey.key.empty();
    if (out.any_key) {
        const auto made = to_key(start.journey.name);
        start.journey.key = made.empty() ? "journey" : made;
    }
    out.journey = std::move(start.journey);
    out.journey.id.uuid = make_uuid_v7(intake.clock, intake.random);
    const auto language = language_of(*directory, start.language);
    out.map.head = head_of(
        out.journey, MapKind::as_is, std::string(journey::map_name(MapKind::as_is, language)), by
    );
    out.map.head.id = new_id();
    return out;
}

void write_journey(db::Tx& tx, StartedJourney& started, const db::Change& by) {
    journey::check_references(tx, started.journey);
    if (started.any_key) {
        started.journey.key = journey::free_journey_key(tx, started.journey.key);
    }
    db::add(tx, started.journey, by);
    journey::add_map(tx, started.map);
    audit_map(tx, started.map.head, by);
}

journey::MapHead start_to_be(
    const Intake& intake,
    const Id<journey::Journey>& journey,
    const std::string& name,
    const db::Change& by
) {
    const auto language = intake.catalogue.directory()->firm.language;
    const auto new_id = [&] { return make_uuid_v7(intake.clock, intake.random).text(); };
    const auto load = [&](db::Reader& reader) {
        return std::pair(db::load(reader, journey), journey::load_maps(reader, journey));
    };
    const auto [found, maps] = intake.database.read(load);
    journey::JourneyMap made;
    made.head = head_of(
        found,
        MapKind::to_be,
        name.empty() ? std::string(journey::map_name(MapKind::to_be, language)) : name,
        by
    );
    made.head.id = new_id();
    made.head.position = static_cast<std::int64_t>(maps.size());
    made.doc = journey::copy_as_to_be(maps.at(0).doc, new_id);
    made.head.steps = static_cast<std::int64_t>(made.doc.steps.size());
    intake.database.write([&](db::Tx& tx) {
        journey::add_map(tx, made);
        audit_map(tx, made.head, by);
    });
    return made.head;
}

}  // namespace styk::story
