#include "text/near_duplicates.h"

#include <gtest/gtest.h>
#include <random>
#include <string>

namespace styk::text {
namespace {

// A comment of so many words made of random letters: no two have parts in common but by chance.
std::vector<std::string> random_words(std::mt19937& random, std::size_t count) {
    std::uniform_int_distribution<int> letter('a', 'z'), length(3, 9);
    std::vector<std::string> words(count);
    for (auto& word : words) {
        for (int n = length(random); n > 0; --n) {
            word += static_cast<char>(letter(random));
        }
    }
    return words;
}

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words) {
        all += word + ' ';
    }
    return all;
}

TEST(NearDuplicates, case_marks_and_diacritics_make_no_difference) {
    const std::vector<std::string_view> said = {
        "Żółta kurtka przyszła podarta, proszę o zwrot!",
        "Wszystko w porządku, dziękuję bardzo.",
        "zolta kurtka przyszla podarta. PROSZE o zwrot"
    };
    EXPECT_EQ(first_alike(said), (std::vector<std::size_t>{0, 1, 0}));
    EXPECT_DOUBLE_EQ(resemblance(said[0], said[2]), 1);
}

TEST(NearDuplicates, short_comments_are_no_copies) {
    const std::vector<std::string_view> said = {"ok", "ok", "", "Super!", "Super!"};
    EXPECT_EQ(first_alike(said), (std::vector<std::size_t>{0, 1, 2, 3, 4}));
}

TEST(NearDuplicates, nearly_all_with_two_changed_words_of_thirty_are_found) {
    std::mt19937 random(7);
    std::vector<std::string> texts;
    constexpr std::size_t pairs = 400, words = 30;
    for (std::size_t i = 0; i < pairs; ++i) {
        auto first = random_words(random, words);
        texts.push_back(joined(first));
        first[i % words] = "inaczej";
        first[(i * 7 + 3) % words] = "changed";
        texts.push_back(joined(first));
    }
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    const auto found = first_alike(views);
    std::size_t right = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        ASSERT_TRUE(found[i] == i || found[i] + 1 == i) << "unlike comments are never paired";
        right += i % 2 == 1 && found[i] == i - 1 ? 1U : 0U;
    }
    EXPECT_GE(right, pairs * 97 / 100);
}

TEST(NearDuplicates, unlike_comments_hardly_share_a_band) {
    std::mt19937 random(11);
    std::size_t shared = 0;
    constexpr std::size_t tries = 5000;
    for (std::size_t i = 0; i < tries; ++i) {
        const auto a = bands_of(sketch_of(joined(random_words(random, 15))));
        const auto b = bands_of(sketch_of(joined(random_words(random, 15))));
        for (std::size_t band = 0; band < bands; ++band) {
            shared += a[band] == b[band] ? 1U : 0U;
        }
    }
    EXPECT_LT(shared, tries / 1000 + 1);
}

}  // namespace
}  // namespace styk::text
