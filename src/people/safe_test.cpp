#include "people/safe.h"

#include <fstream>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "base/result.h"
#include "support/databases.h"
#include "support/fixed.h"

namespace styk::people {
namespace {

constexpr std::string_view long_key = "b7e0d1c4a59f4e22860b3c7d91f5aa10";

class SafeTest : public ::testing::Test {
protected:
    [[nodiscard]] std::filesystem::path file() const { return folder.path() / "styk.key"; }

    test::TemporaryFolder folder;
    test::CountingRandom random;
};

TEST_F(SafeTest, opens_what_it_sealed) {
    Safe safe(file(), "", random);
    const std::string sealed = safe.seal("żółw & ключ");
    EXPECT_EQ(sealed.find("żółw"), std::string::npos);
    EXPECT_EQ(safe.open(sealed), "żółw & ключ");
    EXPECT_EQ(safe.open(safe.seal("")), "");
}

TEST_F(SafeTest, seals_the_same_secret_differently_each_time) {
    Safe safe(file(), "", random);
    EXPECT_NE(safe.seal("once"), safe.seal("once"));
}

TEST_F(SafeTest, marks_the_same_alike_and_otherwise_with_another_key) {
    Safe safe(file(), "", random), elsewhere(folder.path() / "other.key", "", random);
    const std::string mark = safe.mark("anna@example.org");
    EXPECT_EQ(mark.size(), 5U + 64U);
    EXPECT_EQ(mark, safe.mark("anna@example.org"));
    EXPECT_EQ(mark, Safe(file(), "", random).mark("anna@example.org"));
    EXPECT_NE(mark, safe.mark("anna@example.com"));
    EXPECT_NE(mark, elsewhere.mark("anna@example.org"));
}

TEST_F(SafeTest, makes_its_key_at_first_need_readable_by_the_owner_alone) {
    Safe safe(file(), "", random);
    EXPECT_FALSE(safe.open("1:AAAA"));
    EXPECT_FALSE(std::filesystem::exists(file()));
    (void)safe.seal("now");
    struct stat found{};
    ASSERT_EQ(::stat(file().c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0600U);
    EXPECT_EQ(
        std::distance(
            std::filesystem::directory_iterator(folder.path()),
            std::filesystem::directory_iterator()
        ),
        1
    );
}

TEST_F(SafeTest, keeps_the_key_over_a_restart) {
    const std::string sealed = Safe(file(), "", random).seal("stays");
    EXPECT_EQ(Safe(file(), "", random).open(sealed), "stays");
}

TEST_F(SafeTest, opens_nothing_with_another_key) {
    const std::string sealed = Safe(file(), "", random).seal("mine");
    std::filesystem::remove(file());
    Safe other(file(), "", random);
    (void)other.seal("a key is there now");
    EXPECT_FALSE(other.open(sealed));
    EXPECT_FALSE(Safe(file(), long_key, random).open(sealed));
}

TEST_F(SafeTest, opens_nothing_that_was_changed) {
    Safe safe(file(), long_key, random);
    std::string sealed = safe.seal("whole");
    sealed[sealed.size() / 2] = sealed[sealed.size() / 2] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(safe.open(sealed));
    EXPECT_FALSE(safe.open(""));
    EXPECT_FALSE(safe.open("1:"));
    EXPECT_FALSE(safe.open("2:" + safe.seal("whole").substr(2)));
}

TEST_F(SafeTest, takes_its_key_from_the_environment_instead_and_writes_none) {
    const std::string sealed = Safe(file(), long_key, random).seal("shared");
    EXPECT_FALSE(std::filesystem::exists(file()));
    EXPECT_EQ(Safe(folder.path() / "elsewhere", long_key, random).open(sealed), "shared");
}

TEST_F(SafeTest, refuses_a_key_that_can_be_guessed) {
    EXPECT_THROW(Safe(file(), "hotel123", random), Refusal);
}

TEST_F(SafeTest, says_when_the_file_of_the_key_holds_something_else) {
    std::ofstream(file()) << "not a key\n";
    Safe safe(file(), "", random);
    EXPECT_THROW((void)safe.seal("x"), Fault);
    EXPECT_EQ(std::filesystem::file_size(file()), 10U);
}

}  // namespace
}  // namespace styk::people
