// A workbook of three parts, apart by zero bytes: a sheet, the texts that cells share, the formats
// of cells. They are packed into a file here, since mutated zip files are refused at their first
// byte; survey_file (xlsform) has those.
#include <array>
#include <string>

#include "base/text.h"
#include "fuzz.h"
#include "paper/archive.h"
#include "paper/spreadsheet.h"

namespace styk {

namespace {

constexpr std::string_view book_part =
    R"(<workbook><sheets><sheet name="one" sheetId="1" id="rId1"/></sheets></workbook>)";
constexpr std::string_view relations_part =
    R"(<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>)";

std::string packed(const std::array<std::string_view, 3>& parts) {
    return paper::write_archive(
        {{"xl/workbook.xml", std::string(book_part)},
         {"xl/_rels/workbook.xml.rels", std::string(relations_part)},
         {"xl/worksheets/sheet1.xml", std::string(parts[0])},
         {"xl/sharedStrings.xml", std::string(parts[1])},
         {"xl/styles.xml", std::string(parts[2])}}
    );
}

}  // namespace

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    const auto parts = fuzz::parts_of<3>(fuzz::text_of(data, size));
    const auto bytes = packed(parts);
    auto book = paper::Spreadsheet::open(bytes);
    if (!book) {
        fuzz::need(!book.error().message.empty(), "a refusal says why");
        return 0;
    }
    fuzz::need(book->names().size() == 1, "there is one sheet");
    (void)book->read("one", [](const paper::SheetRow& row) {
        fuzz::need(row.number >= 1, "rows are counted from 1");
        fuzz::need(row.cells.size() <= paper::most_columns, "a row has an end");
        for (const auto& cell : row.cells) {
            fuzz::need(is_utf8(cell), "a cell is text");
        }
        return true;
    });
    return 0;
}

}  // namespace styk
