// A file that is brought in: its first byte says what it is of, then the map (nothing: as guessed)
// and, after a zero byte, the file's own bytes. A map means what it says when it is written and
// read; each row comes in whole or with what is wrong with it.
#include <memory>
#include <optional>
#include <string>

#include "base/csv.h"
#include "feedback/encoding.h"
#include "feedback/import_look.h"
#include "feedback/import_map_json.h"
#include "feedback/import_rows.h"
#include "fuzz.h"
#include "json/json.h"
#include "kit_firm.h"

namespace styk {

namespace {

using feedback::ImportKind;
using feedback::ImportMap;

ImportMap read_sent(ImportKind kind, std::string_view text, Problems& problems) {
    const auto value = json::try_parse(text);
    if (!value || !value->is_object()) {
        problems.push_back({"", "is no map"});
        return {};
    }
    auto map = feedback::read_map(kind, *value, problems);
    if (problems.empty()) {
        const auto written = feedback::to_json(kind, map);
        Problems again;
        const auto same = feedback::to_json(kind, feedback::read_map(kind, written, again));
        fuzz::need(again.empty() && same == written, "a map is read as it was written");
    }
    return map;
}

// Each row by the map, whichever kind it is of.
template <class Rows, class Take>
void read_rows(std::string_view text, char delimiter, Rows& rows, const Take& take) {
    bool head = true;
    CsvReader reader(delimiter, [&](const CsvRow& row) {
        if (!std::exchange(head, false) && row.problem.empty()) {
            Problems problems;
            take(rows, row.cells, problems);
            for (const auto& one : problems) {
                (void)rows.column_of(one.pointer);
                fuzz::need(!one.message.empty(), "a problem says what is wrong");
            }
        }
        return true;
    });
    reader.feed(text);
    reader.finish();
}

void bring_in(
    const feedback::Import& import,
    const ImportMap& map,
    const std::vector<std::string>& columns,
    std::string_view text
) {
    const auto needs = feedback::needs_of(fuzz::firm(), map);
    const auto firm = feedback::with_touchpoints(fuzz::firm(), needs);
    if (!feedback::check_map(firm, import.kind, map, columns).empty()) {
        return;
    }
    const auto take = [](auto& rows, auto cells, auto& problems) {
        (void)rows.read(cells, problems);
    };
    const char delimiter = import.delimiter[0];
    if (import.kind == ImportKind::customers) {
        feedback::CustomerRows rows(firm, map, columns);
        read_rows(text, delimiter, rows, take);
    } else if (import.kind == ImportKind::events) {
        feedback::EventRows rows(firm, map, columns);
        read_rows(text, delimiter, rows, take);
    } else {
        feedback::FeedbackRows rows(firm, map, columns, fuzz::now);
        read_rows(text, delimiter, rows, [&](auto& some, auto cells, auto& problems) {
            (void)feedback::check(firm, some.read(cells, problems), fuzz::now, problems);
        });
    }
}

}  // namespace

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    if (size < 1) {
        return 0;
    }
    feedback::Import import;
    import.kind = static_cast<ImportKind>(data[0] % 3U);
    const auto [sent, bytes] = fuzz::parts_of<2>(fuzz::text_of(data + 1, size - 1));
    try {
        feedback::look_at(fuzz::firm(), import, bytes);
    } catch (const Refusal&) {
        return 0;
    }
    Problems problems;
    const auto guessed = read_sent(import.kind, import.map.text, problems);
    fuzz::need(problems.empty(), "a guessed map is a map");
    const auto map = sent.empty() ? guessed : read_sent(import.kind, sent, problems);
    if (!problems.empty() || !feedback::check_writing(map).empty()) {
        return 0;
    }
    feedback::Decoder decoder(map.encoding.empty() ? import.encoding : map.encoding);
    std::string_view text;
    if (decoder.decode(bytes, text)) {
        bring_in(import, map, feedback::column_names(import), text);
    }
    return 0;
}

}  // namespace styk
