// The document of a journey map and, after a zero byte, edits of it: a map that keeps the rules
// keeps them through every edit, and what was done can be undone.
#include "fuzz.h"
#include "journey/map_edit.h"
#include "journey/map_json.h"
#include "json/json.h"

namespace styk {

namespace {

const journey::EditStamp stamp{
    .user_id = "01935000-0000-7000-8000-000000000001", .at = "2026-11-21T18:30:00Z"
};

void edit(const journey::MapDoc& before, std::string_view text) {
    const auto sent = json::try_parse(text);
    if (!sent) {
        return;
    }
    Problems problems;
    const auto edits = journey::read_edits(*sent, problems);
    if (!problems.empty()) {
        return;
    }
    auto after = before;
    const auto done = journey::apply(after, edits, nullptr, &stamp);
    if (!done.is_fine()) {
        return;
    }
    fuzz::need(journey::check(after, nullptr).empty(), "an edited map keeps the rules");
    const auto stored = journey::read_stored_edits(json::write(json::Value(to_json(done.edits))));
    fuzz::need(stored == done.edits, "edits are read as they were written");
    auto back = after;
    const auto undone = journey::apply(back, journey::invert(done.edits), nullptr, nullptr);
    fuzz::need(undone.is_fine() && back == before, "what was done can be undone");
}

}  // namespace

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    const auto [document, edits] = fuzz::parts_of<2>(fuzz::text_of(data, size));
    const auto value = json::try_parse(document);
    if (!value) {
        return 0;
    }
    Problems problems;
    auto doc = journey::read_map(*value, "/doc", problems);
    if (!problems.empty() || !journey::check(doc, nullptr).empty()) {
        return 0;
    }
    journey::set_in_order(doc);
    fuzz::need(
        journey::read_stored_map(journey::write_map(doc)) == doc, "a map is read as it was written"
    );
    edit(doc, edits);
    return 0;
}

}  // namespace styk
