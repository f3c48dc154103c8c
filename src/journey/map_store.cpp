#include "journey/map_store.h"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>

#include "base/text.h"
#include "journey/map_json.h"

namespace styk::journey {

namespace {

constexpr std::string_view select_head =
    "SELECT m.id, m.journey_id, m.kind, m.name, m.position, m.revision, m.created_at, "
    "m.updated_at, m.updated_by, (SELECT COUNT(*) FROM journey_step s WHERE s.map_id = m.id), "
    "m.doc FROM journey_map m ";

MapHead read_head(const db::Row& row) {
    MapHead head;
    head.id = row.string(0);
    head.journey_id = Id<Journey>::parse(row.text(1)).value();
    head.kind = record::choice_of<MapKind>(row.text(2)).value_or(MapKind::as_is);
    head.name = row.string(3);
    head.position = row.integer(4);
    head.revision = row.integer(5);
    head.created_at = {row.integer(6)};
    head.updated_at = {row.integer(7)};
    head.updated_by = row.maybe_string(8);
    head.steps = row.integer(9);
    return head;
}

[[noreturn]] void refuse_absent() {
    throw Refusal(Code::not_found, "There is no such journey map.");
}

// Everything of a step that people look for by words.
std::string words_of(const Step& step) {
    std::string out;
    const auto put = [&](const std::string& text) {
        if (!text.empty()) {
            out += (out.empty() ? "" : "\n") + text;
        }
    };
    for (const auto* text :
         {&step.action, &step.expectation, &step.designed, &step.service, &step.feeling}) {
        put(*text);
    }
    for (const auto& one : step.questions) {
        put(one.text);
    }
    for (const auto& one : step.obstacles) {
        put(one.text);
    }
    for (const auto& one : step.evidence) {
        put(one.text);
    }
    for (const auto& one : step.ideas) {
        put(one.text);
    }
    for (const auto& [lane, text] : step.own) {
        put(text);
    }
    return out;
}

constexpr std::string_view put_step =
    "INSERT INTO journey_step (map_id, step_id, position, name, touchpoint, nested_journey_id, "
    "words, search) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (map_id, step_id) DO "
    "UPDATE SET position = excluded.position, name = excluded.name, "
    "touchpoint = excluded.touchpoint, nested_journey_id = excluded.nested_journey_id, "
    "words = excluded.words, search = excluded.search";

void write_step(db::Tx& tx, const std::string& map, const Step& step, std::size_t position) {
    const std::string words = words_of(step);
    tx.run(
        put_step,
        map,
        step.id,
        static_cast<std::int64_t>(position),
        step.name,
        step.touchpoint,
        step.nested_journey_id,
        words,
        " " + fold_for_search(step.name) + " \n " + fold_for_search(words)
    );
}

// Only what differs from before is written: one edit touches one step of hundreds.
void write_steps(db::Tx& tx, const std::string& map, const MapDoc& before, const MapDoc& after) {
    std::unordered_map<std::string, std::size_t> old;
    for (std::size_t i = 0; i < before.steps.size(); ++i) {
        old.emplace(before.steps[i].id, i);
    }
    for (std::size_t i = 0; i < after.steps.size(); ++i) {
        const auto found = old.find(after.steps[i].id);
        if (found == old.end() || found->second != i || !(before.steps[i] == after.steps[i])) {
            write_step(tx, map, after.steps[i], i);
        }
        if (found != old.end()) {
            old.erase(found);
        }
    }
    for (const auto& [id, place] : old) {
        tx.run("DELETE FROM journey_step WHERE map_id = $1 AND step_id = $2", map, id);
    }
}

// The line that holds the word, for a person to see why a step was found.
std::string snippet_of(const std::string& words, const std::string& first_word) {
    constexpr std::size_t longest = 200;
    std::string_view shown = split(words, '\n').front();
    for (const std::string_view line : split(words, '\n')) {
        if (fold_for_search(line).find(first_word) != std::string::npos) {
            shown = line;
            break;
        }
    }
    std::size_t end = std::min(shown.size(), longest);
    while (end < shown.size() && (static_cast<unsigned char>(shown[end]) & 0xC0U) == 0x80U) {
        ++end;  // not within a character
    }
    return std::string(shown.substr(0, end)) + (end < shown.size() ? "…" : "");
}

FoundStep read_found(const db::Row& row, const std::string& first_word) {
    FoundStep one;
    one.journey_id = row.string(0);
    one.journey = row.string(1);
    one.map_id = row.string(2);
    one.map = row.string(3);
    one.kind = record::choice_of<MapKind>(row.text(4)).value_or(MapKind::as_is);
    one.step_id = row.string(5);
    one.step = row.string(6);
    one.touchpoint = row.maybe_string(7);
    one.snippet = snippet_of(row.string(8), first_word);
    return one;
}

}  // namespace

std::optional<JourneyMap> find_map(db::Reader& reader, const std::string& id) {
    static const std::string sql = std::string(select_head) + "WHERE m.id = $1";
    std::optional<JourneyMap> found;
    reader.query(
        sql,
        [&](const db::Row& row) {
            found.emplace(JourneyMap{read_head(row), read_stored_map(row.text(10))});
        },
        id
    );
    return found;
}

JourneyMap load_map(db::Reader& reader, const std::string& id) {
    auto found = find_map(reader, id);
    if (!found) {
        refuse_absent();
    }
    return *std::move(found);
}

void need_map(db::Reader& reader, const std::string& id) {
    if (!reader.find_integer("SELECT 1 FROM journey_map WHERE id = $1", id)) {
        refuse_absent();
    }
}

std::vector<JourneyMap> load_maps(db::Reader& reader, const Id<Journey>& journey) {
    static const std::string sql =
        std::string(select_head) + "WHERE m.journey_id = $1 ORDER BY m.position, m.id";
    std::vector<JourneyMap> all;
    reader.query(
        sql,
        [&](const db::Row& row) { all.push_back({read_head(row), read_stored_map(row.text(10))}); },
        journey.text()
    );
    return all;
}

std::vector<MapHead> list_maps(db::Reader& reader, const Id<Journey>& journey) {
    static const std::string sql =
        std::string(select_head) + "WHERE m.journey_id = $1 ORDER BY m.position, m.id";
    std::vector<MapHead> all;
    reader.query(sql, [&](const db::Row& row) { all.push_back(read_head(row)); }, journey.text());
    return all;
}

JourneyMap lock_map(db::Tx& tx, const std::string& id) {
    // The row is locked by writing it: SELECT … FOR UPDATE is not for both databases.
    if (tx.run("UPDATE journey_map SET revision = revision WHERE id = $1", id) == 0) {
        refuse_absent();
    }
    return load_map(tx, id);
}

void add_map(db::Tx& tx, const JourneyMap& map) {
    tx.run(
        "INSERT INTO journey_map (id, journey_id, kind, name, position, revision, created_at, "
        "updated_at, updated_by, doc) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        map.head.id,
        map.head.journey_id.text(),
        record::name_of_choice(map.head.kind),
        map.head.name,
        map.head.position,
        map.head.revision,
        map.head.created_at.us,
        map.head.updated_at.us,
        map.head.updated_by,
        write_map(map.doc)
    );
    write_steps(tx, map.head.id, {}, map.doc);
}

void change_map(db::Tx& tx, const JourneyMap& before, const JourneyMap& after) {
    tx.run(
        "UPDATE journey_map SET name = $2, revision = $3, updated_at = $4, updated_by = $5, "
        "doc = $6 WHERE id = $1",
        after.head.id,
        after.head.name,
        after.head.revision,
        after.head.updated_at.us,
        after.head.updated_by,
        write_map(after.doc)
    );
    write_steps(tx, after.head.id, before.doc, after.doc);
}

void remove_map(db::Tx& tx, const std::string& id) {
    tx.run("DELETE FROM journey_map WHERE id = $1", id);
}

std::vector<FoundStep> search_steps(db::Reader& reader, const std::string& q, int limit) {
    std::vector<std::string> words;
    const std::string folded = fold_for_search(q);
    for (const auto word : split(folded, ' ')) {
        if (!word.empty() && words.size() < 8) {
            words.emplace_back(word);
        }
    }
    if (words.empty()) {
        return {};
    }
    words.resize(8);  // an empty word is in everything
    std::vector<FoundStep> found;
    const auto like = [](const std::string& word) { return "%" + word + "%"; };
    reader.query(
        "SELECT j.id, j.name, m.id, m.name, m.kind, s.step_id, s.name, s.touchpoint, s.words "
        "FROM journey_step s JOIN journey_map m ON m.id = s.map_id "
        "JOIN journey j ON j.id = m.journey_id WHERE j.archived = 0 "
        "AND s.search LIKE $1 AND s.search LIKE $2 AND s.search LIKE $3 AND s.search LIKE $4 "
        "AND s.search LIKE $5 AND s.search LIKE $6 AND s.search LIKE $7 AND s.search LIKE $8 "
        "ORDER BY CASE WHEN s.search LIKE $9 THEN 0 ELSE 1 END, j.position, m.position, "
        "s.position, s.step_id LIMIT $10",
        [&](const db::Row& row) { found.push_back(read_found(row, words[0])); },
        like(words[0]),
        like(words[1]),
        like(words[2]),
        like(words[3]),
        like(words[4]),
        like(words[5]),
        like(words[6]),
        like(words[7]),
        "% " + words[0] + "%\n%",
        limit
    );
    return found;
}

std::vector<std::string> list_journey_ids(db::Reader& reader) {
    std::vector<std::string> ids;
    reader.query("SELECT id FROM journey ORDER BY position, id", [&](const db::Row& row) {
        ids.push_back(row.string(0));
    });
    return ids;
}

void check_references(db::Reader& reader, const Journey& journey) {
    Problems problems;
    const auto check =
        [&](std::string_view sql, const std::string& id, std::string pointer, const char* what) {
            if (!reader.find_integer(sql, id)) {
                problems.push_back({std::move(pointer), what});
            }
        };
    if (journey.owner_id) {
        check(
            "SELECT 1 FROM person WHERE id = $1 AND active = 1",
            journey.owner_id->text(),
            "/owner_id",
            "is no active user"
        );
    }
    for (std::size_t i = 0; i < journey.persona_ids.size(); ++i) {
        check(
            "SELECT 1 FROM persona WHERE id = $1",
            journey.persona_ids[i],
            fmt::format("/persona_ids/{}", i),
            "is no persona"
        );
    }
    for (std::size_t i = 0; i < journey.department_ids.size(); ++i) {
        check(
            "SELECT 1 FROM department WHERE id = $1",
            journey.department_ids[i],
            fmt::format("/department_ids/{}", i),
            "is no department"
        );
    }
    refuse_if(std::move(problems));
}

std::string free_journey_key(db::Reader& reader, const std::string& wanted) {
    const std::string base = wanted.substr(0, 56);
    std::string key = base;
    for (int n = 2; reader.find_integer("SELECT 1 FROM journey WHERE key = $1", key); ++n) {
        key = fmt::format("{}_{}", base, n);
    }
    return key;
}

}  // namespace styk::journey
