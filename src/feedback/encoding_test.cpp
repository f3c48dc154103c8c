#include "feedback/encoding.h"

#include <gtest/gtest.h>

#include "base/csv.h"
#include "feedback/lines.h"

namespace styk::feedback {
namespace {

std::string decoded(std::string_view encoding, std::string_view bytes) {
    Decoder decoder(encoding);
    std::string_view text;
    const bool right = decoder.decode(bytes, text);
    return std::string(text) + (right ? "" : "!");
}

TEST(an_encoding, is_made_utf_8) {
    EXPECT_EQ(decoded("windows-1250", "\xBF\xF3\xB3\x9C"), "żółś");
    EXPECT_EQ(decoded("iso-8859-2", "\xBF\xF3\xB3\xB6"), "żółś");
    EXPECT_EQ(decoded("windows-1251", "\xEF\xF0\xE8"), "при");
    EXPECT_EQ(decoded("utf-8", "\xBF"), "\xBF");
    EXPECT_EQ(decoded("windows-1250", "a\x81z"), "a!");
}

TEST(an_encoding, is_guessed_from_its_letters) {
    EXPECT_EQ(guess_encoding("plain"), "utf-8");
    EXPECT_EQ(guess_encoding("żółć \xC5"), "utf-8");  // cut off within a letter
    EXPECT_EQ(guess_encoding("za\xBF\xF3\xB3\xE6 g\xEA\x9Cl\xB9 ja\x9F\xF1"), "windows-1250");
    EXPECT_EQ(guess_encoding("za\xBF\xF3\xB3\xE6 g\xEA\xB6l\xB1 ja\xBC\xF1"), "iso-8859-2");
    EXPECT_EQ(guess_encoding("\xCE\xF7\xE5\xED\xFC \xF5\xEE\xF0\xEE\xF8\xEE"), "windows-1251");
}

TEST(a_file_of_lines, reads_the_same_in_pieces_of_any_size) {
    const std::string text = "{\"a\": 1}\n\n  \n{\"b\": 2}\r\nlast";
    for (const std::size_t piece : {1U, 3U, 100U}) {
        std::string out;
        LineReader reader([&](std::int64_t number, std::string_view line) {
            out += std::to_string(number) + std::string(line) + ";";
            return true;
        });
        for (std::size_t at = 0; at < text.size(); at += piece) {
            EXPECT_TRUE(reader.feed(std::string_view(text).substr(at, piece)));
        }
        EXPECT_TRUE(reader.finish());
        EXPECT_EQ(out, "1{\"a\": 1};4{\"b\": 2}\r;5last;");
    }
}

TEST(a_file_of_lines, ends_at_a_line_without_end) {
    std::size_t longest = 0;
    LineReader reader([&](std::int64_t, std::string_view line) {
        longest = std::max(longest, line.size());
        return true;
    });
    const std::string piece(300'000, 'x');
    int pieces = 0;
    while (pieces < 100 && reader.feed(piece)) {
        ++pieces;
    }
    EXPECT_LT(pieces, 5);
    EXPECT_EQ(longest, longest_row + 1);
}

}  // namespace
}  // namespace styk::feedback
