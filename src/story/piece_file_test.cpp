#include "story/piece_file.h"

#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <vector>

#include "support/databases.h"

namespace styk::story {
namespace {

const std::vector<std::string> pieces{"one", "", std::string(100, 'x'), "last"};

class PieceFileTest : public ::testing::Test {
protected:
    [[nodiscard]] std::filesystem::path file() const { return folder.path() / "pieces"; }

    void write(bool put_in_place = true) const {
        PieceWriter writer(file());
        for (const auto& piece : pieces) {
            writer.add(piece);
        }
        writer.finish();
        if (put_in_place) {
            writer.put_in_place();
        }
    }

    // Nothing when the file is not whole.
    [[nodiscard]] std::optional<std::vector<std::string>> read() const {
        PieceReader reader(file());
        std::vector<std::string> found;
        while (const auto piece = reader.next()) {
            found.emplace_back(*piece);
        }
        return reader.is_whole() ? std::optional(found) : std::nullopt;
    }

    [[nodiscard]] std::string bytes() const {
        std::ifstream in(file(), std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    void replace(const std::string& with) const {
        std::ofstream(file(), std::ios::binary | std::ios::trunc) << with;
    }

    test::TemporaryFolder folder;
};

TEST_F(PieceFileTest, gives_back_what_was_put_in) {
    EXPECT_FALSE(PieceReader(file()).is_there());
    write();
    EXPECT_EQ(read(), pieces);
}

TEST_F(PieceFileTest, what_was_not_put_in_place_is_gone) {
    write();
    const auto before = bytes();
    write(false);
    EXPECT_EQ(bytes(), before);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST_F(PieceFileTest, every_damaged_byte_is_seen) {
    write();
    const auto whole = bytes();
    for (std::size_t at = 0; at < whole.size(); ++at) {
        auto damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ (1 << (at % 8)));
        replace(damaged);
        EXPECT_FALSE(read()) << at;
    }
}

TEST_F(PieceFileTest, every_cut_and_every_addition_is_seen) {
    write();
    const auto whole = bytes();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        replace(whole.substr(0, size));
        EXPECT_FALSE(read()) << size;
    }
    replace(whole + "x");
    EXPECT_FALSE(read());
    replace(whole);
    EXPECT_TRUE(read());
}

TEST_F(PieceFileTest, a_piece_left_out_is_seen) {
    write();
    auto whole = bytes();
    whole.erase(16 + 3, 16);  // the empty one
    replace(whole);
    EXPECT_FALSE(read());
}

TEST_F(PieceFileTest, a_folder_that_is_not_there_is_a_fault) {
    EXPECT_THROW(PieceWriter(folder.path() / "none" / "pieces"), Fault);
}

}  // namespace
}  // namespace styk::story
