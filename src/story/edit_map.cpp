#include "story/edit_map.h"

#include <fmt/format.h>
#include <functional>

#include "journey/talk_store.h"

namespace styk::story {

namespace {

using journey::JourneyMap;

template <class T>
void put_keys(std::set<std::string, std::less<>>& out, const feedback::Register<T>& all) {
    for (const T& one : all.all()) {
        out.insert(one.key);
    }
}

// What is written along with the edits.
struct Deed {
    std::string id;
    std::optional<std::string> note{};
    std::optional<journey::StoredEdit> undone{};
};

void find_who(
    db::Reader& reader, const std::string& map, const journey::Applied& applied, MapOutcome& out
) {
    for (const auto& conflict : applied.conflicts) {
        out.clashes.push_back({conflict, journey::find_last_touch(reader, map, conflict.path)});
    }
}

void note_undoing(db::Tx& tx, const Deed& deed) {
    if (!deed.undone) {
        return;
    }
    journey::set_undone_by(tx, deed.undone->id, deed.id);
    if (deed.undone->undoes) {  // what it had undone stands again
        journey::set_undone_by(tx, *deed.undone->undoes, std::nullopt);
    }
}

void write_edit(
    db::Tx& tx,
    const JourneyMap& before,
    JourneyMap after,
    journey::Applied applied,
    const Deed& deed,
    const db::Change& by,
    MapOutcome& out
) {
    after.head.revision = before.head.revision + 1;
    after.head.updated_at = by.at;
    after.head.updated_by = by.author.name;
    journey::StoredEdit stored;
    stored.id = deed.id;
    stored.revision = after.head.revision;
    stored.by = journey::doing_of(by);
    stored.note = deed.note;
    stored.edits = std::move(applied.edits);
    if (deed.undone) {
        stored.undoes = deed.undone->id;
    }
    journey::change_map(tx, before, after);
    journey::add_edit(tx, after.head.id, stored);
    note_undoing(tx, deed);
    journey::add_news(
        tx,
        {.map_id = after.head.id,
         .kind = journey::NewsKind::edit,
         .edit_id = deed.id,
         .by = stored.by}
    );
    out.revision = after.head.revision;
    out.edit_id = deed.id;
    out.edits = std::move(stored.edits);
    out.doc = std::move(after.doc);
}

// Applies `edits` to the map that stands now, and writes what came of it.
MapOutcome carry_out(
    db::Tx& tx,
    const JourneyMap& before,
    const std::vector<journey::Edit>& edits,
    const journey::Known* known,
    const journey::EditStamp* stamp,
    const Deed& deed,
    const db::Change& by
) {
    JourneyMap after = before;
    auto applied = journey::apply(after.doc, edits, known, stamp);
    refuse_if(std::move(applied.problems));
    MapOutcome out{.revision = before.head.revision, .doc = before.doc};
    if (!applied.conflicts.empty()) {
        find_who(tx, before.head.id, applied, out);
    } else if (!applied.edits.empty()) {
        write_edit(tx, before, std::move(after), std::move(applied), deed, by, out);
    }
    return out;
}

std::string new_id(const Intake& intake) {
    return make_uuid_v7(intake.clock, intake.random).text();
}

}  // namespace

journey::Known known_to_maps(const feedback::Directory& directory, db::Reader& reader) {
    journey::Known known;
    put_keys(known.touchpoints, directory.touchpoints);
    put_keys(known.channels, directory.channels);
    put_keys(known.emotions, directory.emotions);
    for (const auto& one : directory.departments.all()) {
        known.departments.insert(one.id.text());
    }
    for (const auto& one : directory.stages.all()) {
        known.stages.insert(one.id.text());
    }
    for (auto& id : journey::list_journey_ids(reader)) {
        known.journeys.insert(std::move(id));
    }
    return known;
}

MapOutcome edit_map(
    const Intake& intake,
    const std::string& map,
    const std::vector<journey::Edit>& edits,
    const std::optional<std::string>& note,
    const db::Change& by
) {
    const auto directory = intake.catalogue.directory();
    const Deed deed{new_id(intake), note};
    const journey::EditStamp stamp{by.author.id, to_rfc3339(by.at)};
    MapOutcome out;
    intake.database.write([&](db::Tx& tx) {
        const auto before = journey::lock_map(tx, map);
        const auto known = known_to_maps(*directory, tx);
        out = carry_out(tx, before, edits, &known, &stamp, deed, by);
    });
    return out;
}

MapOutcome undo_edit(
    const Intake& intake, const std::string& map, const std::string& edit, const db::Change& by
) {
    Deed deed{new_id(intake)};
    MapOutcome out;
    intake.database.write([&](db::Tx& tx) {
        const auto before = journey::lock_map(tx, map);
        deed.undone = journey::find_edit(tx, map, edit);
        if (!deed.undone) {
            throw Refusal(Code::not_found, "There is no such edit of this map.");
        }
        if (deed.undone->undone_by) {
            throw Refusal(Code::conflict, "This edit is undone already.");
        }
        const auto back = journey::invert(deed.undone->edits);
        out = carry_out(tx, before, back, nullptr, nullptr, deed, by);
    });
    return out;
}

MapOutcome restore_version(
    const Intake& intake, const std::string& map, std::int64_t number, const db::Change& by
) {
    Deed deed{new_id(intake)};
    MapOutcome out;
    intake.database.write([&](db::Tx& tx) {
        const auto before = journey::lock_map(tx, map);
        const auto version = journey::find_version(tx, map, number);
        if (!version) {
            throw Refusal(Code::not_found, "There is no such version of this map.");
        }
        deed.note = version->version.name;
        const auto edits = edits_between(before.doc, version->doc);
        out = carry_out(tx, before, edits, nullptr, nullptr, deed, by);
    });
    return out;
}

}  // namespace styk::story
