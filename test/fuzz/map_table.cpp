// A journey map as a table: CSV, or a workbook's bytes when they are a zip file. A map that was
// read without a problem is the same table again.
#include "journey/map_table.h"

#include <fmt/format.h>

#include "base/csv.h"
#include "base/text.h"
#include "fuzz.h"
#include "paper/spreadsheet.h"

namespace styk {

namespace {

constexpr std::size_t most_rows = 200;

journey::Table table_of_csv(std::string_view bytes) {
    journey::Table table;
    CsvReader reader(guess_delimiter(bytes), [&](const CsvRow& row) {
        table.emplace_back(row.cells.begin(), row.cells.end());
        return table.size() < most_rows;
    });
    reader.feed(bytes);
    reader.finish();
    return table;
}

journey::Table table_of_workbook(std::string_view bytes) {
    journey::Table table;
    auto book = paper::Spreadsheet::open(bytes);
    if (book && !book->names().empty()) {
        (void)book->read(book->names().front(), [&](const paper::SheetRow& row) {
            table.push_back(row.cells);
            return table.size() < most_rows;
        });
    }
    return table;
}

journey::MapDoc read(const journey::Table& table, Problems& problems) {
    static const journey::TableNames names{
        .touchpoints = {{"desk", "Front desk", "desk"}},
        .channels = {{"email", "E-mail", "email"}, {"phone", "Phone", "phone"}},
        .departments = {{"01935000-0000-7000-8000-000000000001", "Reception", "reception"}},
        .emotions = {{"joy", "Joy", "joy"}}
    };
    std::uint32_t made = 0;
    return journey::read_table(
        table,
        names,
        [&] { return fmt::format("01935000-0000-7000-9000-{:012x}", ++made); },
        problems
    );
}

}  // namespace

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    const auto bytes = fuzz::text_of(data, size);
    if (!bytes.starts_with("PK") && !is_utf8(bytes)) {
        return 0;
    }
    const auto table = bytes.starts_with("PK") ? table_of_workbook(bytes) : table_of_csv(bytes);
    Problems problems;
    const auto doc = read(table, problems);
    if (!problems.empty()) {
        return 0;
    }
    const auto written = journey::write_table(doc, {}, "en");
    Problems again;
    (void)read(written, again);
    fuzz::need(again.empty(), "a table that was written can be read");
    return 0;
}

}  // namespace styk
