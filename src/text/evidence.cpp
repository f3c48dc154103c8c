#include "text/evidence.h"

#include <algorithm>
#include <cmath>

namespace styk::text {

namespace {

bool counts(const Tokens& tokens, const Token& token) {
    const auto letter = tokens.plain[token.at];
    return token.kind != Kind::mark || letter == '!' || letter == '?' || token.length > 1;
}

}  // namespace

void read_items(const Tokens& tokens, std::vector<Item>& into) {
    into.clear();
    for (std::uint32_t i = 0; i < tokens.items.size(); ++i) {
        const auto& token = tokens.items[i];
        if (counts(tokens, token)) {
            into.push_back(
                {i,
                 token.kind == Kind::number ? number_feature(token.length)
                                            : word_feature(tokens.letters(token))}
            );
        }
    }
}

Feature sign_feature(std::string_view cue, bool denied) {
    const std::basic_string<Letter> letters(cue.begin(), cue.end());
    const auto feature = pair_feature(word_feature(letters), letters.size());
    return denied ? denied_feature(feature) : feature;
}

std::vector<Feature> sign_features(const Words& words) {
    std::vector<Feature> features;
    for (const auto& cue : words.cues()) {
        features.push_back(sign_feature(cue, false));
        features.push_back(sign_feature(cue, true));
    }
    return features;
}

void Evidence::gather(
    const Head& head,
    const Tokens& tokens,
    std::span<const Item> items,
    std::span<const Sign> signs,
    std::span<const Feature> sign_features
) {
    pieces_.clear();
    items_ = items;
    const auto add = [&](std::uint32_t first, std::uint32_t last, Sort sort, Feature feature) {
        const auto* found = head.weights.find(feature);
        if (found != nullptr) {
            pieces_.push_back({first, last, head.scale(sort), found});
        } else if (sort == Sort::word && tokens.items[first].kind == Kind::word) {
            add_parts(head, tokens, first);
        }
    };
    each_feature(items, signs, sign_features, add);
}

void Evidence::add_parts(const Head& head, const Tokens& tokens, std::uint32_t word) {
    each_part(tokens.letters(tokens.items[word]), [&](Feature part) {
        if (const auto* known = head.weights.find(part)) {
            pieces_.push_back({word, word, head.scale(Sort::part), known});
        }
    });
}

void Evidence::margins(const Head& head, Range range, std::span<float> into) const {
    const auto columns = head.columns.size();
    std::fill(into.begin(), into.end(), 0.0F);
    for (const auto& piece : pieces_) {
        if (piece.first >= range.first && piece.last < range.end) {
            for (std::size_t i = 0; i < columns; ++i) {
                into[i] += piece.scale * static_cast<float>(piece.values[i]);
            }
        }
    }
    const auto words = std::count_if(items_.begin(), items_.end(), [&](const Item& item) {
        return item.token >= range.first && item.token < range.end;
    });
    const float root = std::sqrt(static_cast<float>(words) + 1);
    for (std::size_t i = 0; i < columns; ++i) {
        into[i] = into[i] / root + head.columns[i].bias;
    }
}

void Evidence::shares(std::size_t column, Range range, std::span<float> into) const {
    std::fill(into.begin(), into.end(), 0.0F);
    for (const auto& piece : pieces_) {
        if (piece.first >= range.first && piece.last < range.end) {
            const auto width = static_cast<float>(piece.last - piece.first + 1);
            const float share = piece.scale * static_cast<float>(piece.values[column]) / width;
            for (auto token = piece.first; token <= piece.last; ++token) {
                into[token] += share;
            }
        }
    }
}

}  // namespace styk::text
