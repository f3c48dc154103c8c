#include "feedback/import_look.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/csv.h"
#include "base/text.h"
#include "feedback/encoding.h"
#include "feedback/import_guess.h"
#include "feedback/import_map_json.h"
#include "json/json.h"

namespace styk::feedback {

namespace {

constexpr std::size_t sampled_rows = 200;
constexpr std::size_t most_columns = 1000;

// Only where the person chose UTF-8 for a file that is in something else.
void need_utf8(const CsvRow& row) {
    if (!std::all_of(row.cells.begin(), row.cells.end(), is_utf8)) {
        throw Refusal(Code::invalid, fmt::format("Row {} {}.", row.number, row.problem));
    }
}

std::vector<SampleColumn> read_sample(std::string_view text, char delimiter) {
    std::vector<SampleColumn> columns;
    std::size_t rows = 0;
    CsvReader reader(delimiter, [&](const CsvRow& row) {
        need_utf8(row);
        if (columns.empty()) {
            for (auto& name : name_columns(row.cells)) {
                columns.push_back({std::move(name), {}});
            }
            return true;
        }
        for (std::size_t i = 0; i < columns.size(); ++i) {
            columns[i].values.emplace_back(
                i < row.cells.size() ? trim(row.cells[i]) : std::string_view()
            );
        }
        return ++rows < sampled_rows;
    });
    if (reader.feed(text) &&
        (text.size() < head_bytes || rows == 0)) {  // else the last row may be cut off
        reader.finish();
    }
    if (reader.problem() && rows == 0) {
        throw Refusal(
            Code::invalid,
            fmt::format("Row {} {}.", reader.problem()->row, reader.problem()->message)
        );
    }
    if (rows == 0) {
        throw Refusal(Code::invalid, "The file holds no rows below its header.");
    }
    return columns;
}

}  // namespace

void look_at(const Directory& directory, Import& import, std::string_view head) {
    head = head.substr(0, head_bytes);
    if (import.encoding.empty()) {
        import.encoding = guess_encoding(head);
    }
    Decoder decoder(import.encoding);
    std::string_view text;
    decoder.decode(
        head, text
    );  // a byte that is none of the encoding is found, with its row, when the file is checked
    if (import.delimiter.empty()) {
        import.delimiter = guess_delimiter(text);
    }
    const auto sample = read_sample(text, import.delimiter[0]);
    if (sample.size() > most_columns) {
        throw Refusal(
            Code::invalid, fmt::format("The file has more than {} columns.", most_columns)
        );
    }
    ImportMap map = guess_map(directory, import.kind, sample);
    map.delimiter = import.delimiter;
    map.encoding = import.encoding;
    import.map.text = json::write(to_json(import.kind, map));
    import.columns.text = json::write(json::Value(to_json(import.kind, map, sample)));
}

void look_at_lines(Import& import, std::string_view head) {
    const auto line = trim(head.substr(0, head.find('\n')));
    if (head.size() < head_bytes && trim(head).empty()) {
        throw Refusal(Code::invalid, "There is no line in the file.");
    }
    if (!line.empty() && line.size() < head_bytes && !json::try_parse(line)) {
        throw Refusal(Code::invalid, "Line 1 is no JSON document.");
    }
    import.delimiter.clear();
    import.encoding = encodings[0];
}

}  // namespace styk::feedback
