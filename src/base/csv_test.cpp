#include "base/csv.h"

#include <gtest/gtest.h>

namespace styk {
namespace {

// Rows as "1:a|b; 3:c|d!problem; ", and at the end what stopped the reading.
std::string read(std::string_view text, std::size_t piece, char delimiter = ',') {
    std::string out;
    CsvReader reader(delimiter, [&](const CsvRow& row) {
        out += std::to_string(row.number) + ":";
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            out += (i == 0 ? "" : "|") + std::string(row.cells[i]);
        }
        out += (row.problem.empty() ? "" : "!" + std::string(row.problem)) + "; ";
        return true;
    });
    bool more = true;
    for (std::size_t at = 0; more && at < text.size(); at += piece) {
        more = reader.feed(text.substr(at, piece));
    }
    if (more) {
        reader.finish();
    }
    if (reader.problem()) {
        out += "row " + std::to_string(reader.problem()->row) + " " + reader.problem()->message;
    }
    return out;
}

struct Case {
    std::string_view text, expected;
};

constexpr Case edges[] = {
    {"", ""},
    {"\n\n", ""},
    {"a", "1:a; "},
    {"a,b\n1,2", "1:a|b; 2:1|2; "},
    {"a,b\r\n1,2\r\n", "1:a|b; 2:1|2; "},
    {"a,b\r1,2\r", "1:a|b; 2:1|2; "},
    {"\xEF\xBB\xBF"
     "a,b\n1,2\n",
     "1:a|b; 2:1|2; "},
    {"\xEF\xBB\xBF\"a\",b\n", "1:a|b; "},
    {"a,b\n\n1,2\n\n", "1:a|b; 3:1|2; "},
    {"a,b\n,\n", "1:a|b; 2:|; "},
    {"a,b\n1,", "1:a|b; 2:1|; "},
    {"a\n\"\"\nx\n", "1:a; 2:; 3:x; "},
    {"a,b\n\"x,y\",\"p\nq\"\n3,4\n", "1:a|b; 2:x,y|p\nq; 3:3|4; "},
    {"a,b\n\"say \"\"hi\"\"\",\"\"\"\"\n", "1:a|b; 2:say \"hi\"|\"; "},
    {"a,b\n\"x\"\r\n", "1:a|b; 2:x!has 1 cells, the header has 2; "},
    {"a,b\n1,2,3\n", "1:a|b; 2:1|2|3!has 3 cells, the header has 2; "},
    {"a,b\n1,2,,\n", "1:a|b; 2:1|2; "},
    {"a,b\n5\" wide,2\n3,4\n",
     "1:a|b; 2:5\" wide|2!has a quote inside a cell that is not quoted; 3:3|4; "},
    {"a,b\n\"x\"y,2\n3,4\n", "1:a|b; 2:x\"y|2!has text behind the closing quote of a cell; 3:3|4; "
    },
    {"a,b\n\"x,2\n3,4\n", "1:a|b; row 2 opens a quote that is never closed"},
    {"a,b\n\xC5\xBC,2\n", "1:a|b; 2:\xC5\xBC|2; "},
    {"a,b\n\xBF,2\n3,4\n",
     "1:a|b; 2:\xBF|2!is not in UTF-8; choose the encoding in which the file was written; 3:3|4; "},
};

TEST(a_csv_file, reads_the_same_in_pieces_of_any_size) {
    for (const Case& one : edges) {
        for (const std::size_t piece : {1U, 2U, 3U, 5U, 100U}) {
            EXPECT_EQ(read(one.text, piece), one.expected) << one.text << " in pieces of " << piece;
        }
    }
}

TEST(a_csv_file, has_any_of_the_usual_delimiters) {
    EXPECT_EQ(read("a;b,c\n1;2,5\n", 4, ';'), "1:a|b,c; 2:1|2,5; ");
    EXPECT_EQ(read("a\tb\n1\t2\n", 4, '\t'), "1:a|b; 2:1|2; ");
    EXPECT_EQ(read("a|b\n1|2\n", 100, '|'), "1:a|b; 2:1|2; ");
}

TEST(a_csv_file, with_a_nul_byte_or_in_utf_16_is_no_text) {
    const std::string nul("a,b\n1,2\n3,\0004\n", 13);
    const std::string said = read(nul, 3);
    EXPECT_TRUE(said.starts_with("1:a|b; 2:1|2; row 3 holds a NUL byte")) << said;
    const std::string utf16(
        "\xFF\xFE"
        "a\0,\0b\0\n\0",
        10
    );
    for (const std::size_t piece : {100U, 1U, 2U}) {
        EXPECT_EQ(read(utf16, piece), "row 1 begins a file in UTF-16. Save it as CSV UTF-8")
            << piece;
    }
    EXPECT_EQ(read("\xFE", 1), read("\xFE", 9));
}

TEST(a_csv_file, with_an_endless_row_is_refused_after_a_megabyte) {
    CsvReader reader(',', [](const CsvRow&) { return true; });
    const std::string piece(100'000, 'x');
    std::size_t taken = 0;
    ASSERT_TRUE(reader.feed("a,b\n1,2\n\"never closed,"));
    while (taken < 100'000'000 && reader.feed(piece)) {
        taken += piece.size();
    }
    EXPECT_LE(taken, longest_row + piece.size());
    ASSERT_TRUE(reader.problem());
    EXPECT_EQ(reader.problem()->row, 3);
}

TEST(a_csv_file, may_have_a_row_of_just_a_megabyte) {
    const std::string longest(longest_row, 'x');
    EXPECT_EQ(
        read("a\n" + longest + "\nb\n", 70'000).size(),
        std::string("1:a; 2:; 3:b; ").size() + longest_row
    );
    EXPECT_TRUE(
        read("a\n" + longest + "y\nb\n", 70'000).find("row 2 is longer") != std::string::npos
    );
}

TEST(a_csv_file, is_read_no_further_than_its_reader_wants) {
    int rows = 0;
    CsvReader reader(',', [&](const CsvRow&) { return ++rows < 2; });
    EXPECT_FALSE(reader.feed("a\nb\nc\nd\n"));
    EXPECT_FALSE(reader.finish());
    EXPECT_EQ(rows, 2);
    EXPECT_FALSE(reader.problem());
}

TEST(the_delimiter, is_that_under_which_rows_are_alike) {
    EXPECT_EQ(guess_delimiter("a,b,c\n1,2,3\n"), ',');
    EXPECT_EQ(guess_delimiter("when;text\n1;yes, it was, really\n2;no, never\n"), ';');
    EXPECT_EQ(guess_delimiter("a\tb\n1,5\t2\n"), '\t');
    EXPECT_EQ(guess_delimiter("a|b\n1|2\n"), '|');
    EXPECT_EQ(guess_delimiter("one\n1\n2\n"), ',');
    EXPECT_EQ(guess_delimiter("a;b"), ';');
}

}  // namespace
}  // namespace styk
