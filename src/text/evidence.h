// What a text shows a model: the rows of its words, each with the tokens it stands on. A margin is
// their sum, so every finding can say which words made it so.
#pragma once

#include <span>
#include <vector>

#include "text/model.h"

namespace styk::text {

// A token that counts as a feature: words, numbers, emoji, and marks of more than one sign or ! ?
struct Item {
    std::uint32_t token = 0;
    Feature feature = 0;
};

void read_items(const Tokens& tokens, std::vector<Item>& into);

// A cue as a feature.
[[nodiscard]] Feature sign_feature(std::string_view cue, bool denied);

// Calls `take(first token, last token, Sort, Feature)` for each word, pair and sign.
// `sign_features` has for each cue its two features, plain and denied.
template <class Take>
void each_feature(
    std::span<const Item> items,
    std::span<const Sign> signs,
    std::span<const Feature> sign_features,
    Take&& take
) {
    constexpr Feature before_first = 1, after_last = 2;  // what stands beside the outer words
    auto before = before_first;
    auto from = items.empty() ? 0 : items.front().token;
    for (const auto& item : items) {
        take(item.token, item.token, Sort::word, item.feature);
        take(from, item.token, Sort::pair, pair_feature(before, item.feature));
        before = item.feature;
        from = item.token;
    }
    if (!items.empty()) {
        take(from, from, Sort::pair, pair_feature(before, after_last));
    }
    for (const auto& sign : signs) {
        const auto feature = sign_features[sign.cue * 2U + (sign.denied ? 1U : 0U)];
        take(sign.first, sign.last, Sort::sign, feature);
    }
}

// Tokens [first, end).
struct Range {
    std::uint32_t first = 0, end = 0;

    friend bool operator==(const Range&, const Range&) = default;
};

class Evidence {
public:
    // `signs` gives for each cue of `words` its two features, plain and denied; see sign_features.
    void gather(
        const Head& head,
        const Tokens& tokens,
        std::span<const Item> items,
        std::span<const Sign> signs,
        std::span<const Feature> sign_features
    );

    // The margins of the tokens in `range` alone, one a column.
    void margins(const Head& head, Range range, std::span<float> into) const;

    // What each token of `range` adds to a column's margin (times the root); tokens that add
    // nothing are 0. `into` has a number for each token of the text.
    void shares(std::size_t column, Range range, std::span<float> into) const;

private:
    struct Piece {
        std::uint32_t first, last;  // tokens
        float scale;
        const std::int8_t* values;
    };

    void add_parts(const Head& head, const Tokens& tokens, std::uint32_t word);

    // Calls `take` for each piece within a range.
    template <class Take>
    void each_within(Range range, const Take& take) const;

    std::vector<Piece>
        pieces_;             // of words and pairs by their last token, then of signs by their first
    std::size_t signs_ = 0;  // where those of signs begin
    std::span<const Item> items_;
};

// For each cue its feature and its denied feature, one after another.
[[nodiscard]] std::vector<Feature> sign_features(const Words& words);

}  // namespace styk::text
