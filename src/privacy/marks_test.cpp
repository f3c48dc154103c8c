#include "privacy/marks.h"

#include <gtest/gtest.h>

#include "privacy/erasure.h"
#include "privacy/trace_store.h"

namespace styk::privacy {
namespace {

TEST(Marks, strike_out_what_they_name_and_nothing_else) {
    const Marks marks({"Anna Nowak", "anna@example.org", "\"K-1\""});
    EXPECT_EQ(marks.struck("Anna Nowak <anna@example.org>"), "••• <•••>");
    EXPECT_EQ(marks.struck("Anna wrote"), "Anna wrote");
    EXPECT_EQ(
        marks.struck(R"({"customer":"K-1","other":"K-12"})"), R"({"customer":"•••","other":"K-12"})"
    );
    EXPECT_EQ(marks.struck(""), "");
}

TEST(Marks, take_the_longer_of_two_that_begin_alike) {
    const Marks marks({"Anna", "Anna Nowak"});
    EXPECT_EQ(marks.struck("Anna Nowak and Anna"), "••• and •••");
    EXPECT_EQ(marks.find("x Anna Nowak").at, 2U);
    EXPECT_EQ(marks.find("nobody").mark, nullptr);
}

TEST(TellingPiece, survives_masking_shortening_and_html) {
    EXPECT_EQ(telling_piece("Call 600 700 800, the room was dirty & cold"), ", the room was dirty");
    EXPECT_EQ(telling_piece("Fine"), "");
    const auto piece =
        telling_piece("Zażółć gęślą jaźń, powtarzam to od trzech tygodni każdemu z was");
    EXPECT_TRUE(piece.starts_with("Zażółć gęślą jaźń"));
    EXPECT_LE(piece.size(), 80U);
}

TEST(ErasureLine, is_read_as_it_was_written_and_only_in_its_place) {
    Erasure one;
    one.subject_hash = std::string(64, 'a');
    one.at = {1'795'000'000'000'000};
    one.records = 17;
    const auto first = write_line(one, "");
    one.subject_hash = std::string(64, 'b');
    const auto second = write_line(one, first.substr(first.rfind(' ') + 1));
    const auto read = read_line(first, "");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->erasure.records, 17);
    EXPECT_EQ(read->erasure.at.us, one.at.us);
    EXPECT_TRUE(read_line(second, read->seal));
    EXPECT_FALSE(read_line(second, "")) << "a line was taken away";
    auto changed = first;
    changed[changed.find(" 17 ") + 1] = '2';
    EXPECT_FALSE(read_line(changed, ""));
}

}  // namespace
}  // namespace styk::privacy
