#include "promise/vision_store.h"

#include <fmt/format.h>

#include "json/json.h"

namespace styk::promise {

namespace {

constexpr std::string_view select_vision = "SELECT number, document, at, author FROM vision";

VisionVersion read_row(const db::Row& row) {
    Problems none;
    return {
        row.integer(0), read_vision(json::parse(row.text(1)), none), {row.integer(2)}, row.string(3)
    };
}

std::vector<VisionVersion> list(db::Reader& reader, const std::string& sql) {
    std::vector<VisionVersion> out;
    reader.query(sql, [&](const db::Row& row) { out.push_back(read_row(row)); });
    return out;
}

void check_references(db::Reader& reader, const Vision& vision) {
    Problems problems;
    const auto is_there = [&](std::string_view sql, const std::string& name) {
        return reader.find_integer(sql, name).has_value();
    };
    for (std::size_t i = 0; i < vision.emotions.size(); ++i) {
        const TargetEmotion& one = vision.emotions[i];
        if (!is_there("SELECT 1 FROM emotion WHERE key = $1", one.emotion)) {
            problems.push_back({fmt::format("/emotions/{}/emotion", i), "there is no such emotion"}
            );
        }
        for (std::size_t j = 0; j < one.touchpoint_ids.size(); ++j) {
            if (!is_there("SELECT 1 FROM touchpoint WHERE id = $1", one.touchpoint_ids[j])) {
                problems.push_back(
                    {fmt::format("/emotions/{}/touchpoint_ids/{}", i, j),
                     "there is no such touchpoint"}
                );
            }
        }
    }
    refuse_if(std::move(problems));
}

// False when that version is there already: two wrote at once.
bool insert(db::Tx& tx, const VisionVersion& made, const std::string& document) {
    return tx.run(
               "INSERT INTO vision (number, document, at, author) VALUES ($1, $2, $3, $4) "
               "ON CONFLICT (number) DO NOTHING",
               made.number,
               document,
               made.at.us,
               made.author
           ) == 1;
}

}  // namespace

VisionVersion load_vision(db::Reader& reader) {
    const auto found = list(reader, fmt::format("{} ORDER BY number DESC LIMIT 1", select_vision));
    return found.empty() ? VisionVersion{} : found.front();
}

std::optional<VisionVersion> find_vision(db::Reader& reader, std::int64_t number) {
    std::optional<VisionVersion> found;
    reader.query(
        fmt::format("{} WHERE number = $1", select_vision),
        [&](const db::Row& row) { found = read_row(row); },
        number
    );
    return found;
}

std::vector<VisionVersion> list_visions(db::Reader& reader) {
    return list(reader, fmt::format("{} ORDER BY number DESC", select_vision));
}

VisionVersion add_vision(
    db::Tx& tx, std::int64_t before, const Vision& vision, const db::Change& by
) {
    const VisionVersion known = load_vision(tx);
    check_references(tx, vision);
    VisionVersion made{before + 1, vision, by.at, by.author.name};
    const std::string document = json::write(to_json(vision));
    const bool added = known.number == before && insert(tx, made, document);
    if (!added) {
        throw Refusal(Code::stale, "Somebody else has changed the vision meanwhile.");
    }
    db::audit(
        tx,
        by,
        before == 0 ? "add" : "change",
        "vision",
        std::to_string(made.number),
        before == 0 ? "" : json::write(to_json(known.vision)),
        document
    );
    return made;
}

}  // namespace styk::promise
