// Texts as rows of numbers, the way Evidence reads them.
#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include "examples.h"
#include "text/evidence.h"

namespace styk::text {

// What a whole feature of each sort is worth beside the others.
inline constexpr std::array<double, 4> worth = {1.0, 1.0, 0.5, 3.0};  // by Sort

// Columns of a sheet.
struct SheetFeature {
    Feature feature = 0;
    Sort sort = Sort::word;
    std::uint32_t texts = 0;  // it stands in
    double rarity = 0;        // 1 + ln(all texts / texts)
};

struct SheetCell {
    std::uint32_t column = 0;
    float value = 0;  // how often, times worth and rarity, by the root of one more than the words
};

using SheetRow = std::vector<SheetCell>;  // by column

// What one occurrence counts, before the root: worth times rarity.
[[nodiscard]] double value_of(const SheetFeature& feature);

// A word of the texts, and the features of its parts: what an exported word is made of.
struct SheetWord {
    std::uint32_t column = 0;
    std::vector<std::uint32_t> parts;
};

class Sheet {
public:
    // `words` nullptr: letters with their marks, no pairs and no signs, for telling languages.
    Sheet(std::span<const Example> examples, const Words* words);

    [[nodiscard]] const std::vector<SheetFeature>& features() const { return features_; }

    [[nodiscard]] const std::vector<SheetRow>& rows() const { return rows_; }  // one an example

    [[nodiscard]] const std::vector<SheetWord>& words() const { return words_; }

private:
    struct Raw {
        std::vector<std::pair<std::uint32_t, float>> counts;
        std::size_t items = 0;
    };

    std::uint32_t column_of(Feature feature, Sort sort);
    void read(const Example& example, const Words* words);
    void read_word(const Token& token, Letters letters, Feature feature);
    void read_signs(const Tokens& tokens, const Words& words);
    void close_row();
    void drop_rare();
    void weigh();

    std::unordered_map<Feature, std::uint32_t> columns_;
    std::vector<SheetFeature> features_;
    std::vector<SheetWord> words_;
    std::vector<Raw> raw_;
    std::vector<SheetRow> rows_;
    std::vector<Feature> sign_features_;
    Raw now_;
};

}  // namespace styk::text
