#include "paper/spreadsheet.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <limits>

#include "paper/archive.h"

namespace styk::paper {
namespace {

using Rows = std::vector<std::pair<std::int64_t, std::vector<std::string>>>;

// A workbook with these rows in its one sheet.
std::string workbook_of(const std::string& rows) {
    return write_archive(
        {{"xl/workbook.xml", R"(<workbook><sheets><sheet name="one" id="r1"/></sheets></workbook>)"
         },
         {"xl/_rels/workbook.xml.rels",
          R"(<Relationships><Relationship Id="r1" Target="one.xml"/></Relationships>)"},
         {"xl/one.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}}
    );
}

Rows rows_of(const std::string& rows) {
    Rows out;
    const auto bytes = workbook_of(rows);
    auto book = Spreadsheet::open(bytes);
    if (!book) {
        ADD_FAILURE() << book.error().message;
        return out;
    }
    const auto read = book->read("one", [&](const SheetRow& row) {
        out.emplace_back(row.number, row.cells);
        return true;
    });
    EXPECT_TRUE(read.has_value());
    return out;
}

TEST(Spreadsheet, shows_rows_by_their_numbers_and_cells_by_their_columns) {
    EXPECT_EQ(
        rows_of(
            R"(<row r="2"><c r="B2"><v>1.50</v></c><c><v>x</v></c></row><row><c><v>2</v></c></row>)"
        ),
        (Rows{{2, {"", "1.5", "x"}}, {3, {"2"}}})
    );
}

// What a file says may be any number; the next row is one further all the same.
TEST(Spreadsheet, counts_on_where_a_row_says_an_impossible_number) {
    const auto last = std::to_string(std::numeric_limits<std::int64_t>::max());
    const std::string cell = "<c><v>1</v></c></row>";
    EXPECT_EQ(
        rows_of(
            "<row r=\"" + last + "\">" + cell + "<row>" + cell + "<row r=\"-7\">" + cell +
            "<row r=\"0\">" + cell
        ),
        (Rows{{1, {"1"}}, {2, {"1"}}, {3, {"1"}}, {4, {"1"}}})
    );
}

std::ptrdiff_t open_files() {
    const std::filesystem::directory_iterator files("/proc/self/fd");
    return std::distance(begin(files), end(files));
}

TEST(Spreadsheet, gives_back_a_file_that_it_refuses_for_its_size) {
    const auto path = std::filesystem::path(testing::TempDir()) / "far_too_much.xlsx";
    std::ofstream(path, std::ios::binary) << workbook_of(std::string(std::size_t{8} << 20U, ' '));
    const auto before = open_files();
    for (int i = 0; i < 3; ++i) {
        const auto book = Spreadsheet::open_file(path);
        ASSERT_FALSE(book.has_value());
        EXPECT_NE(book.error().message.find("far more"), std::string::npos);
    }
    EXPECT_EQ(open_files(), before);
    std::filesystem::remove(path);
}

TEST(Spreadsheet, leaves_out_cells_behind_the_last_column) {
    const auto edge =
        rows_of(R"(<row><c r="XFD1"><v>1</v></c><c><v>beyond</v></c></row>)").at(0).second;
    EXPECT_EQ(edge.size(), most_columns);
    EXPECT_EQ(edge.back(), "1");
}

}  // namespace
}  // namespace styk::paper
