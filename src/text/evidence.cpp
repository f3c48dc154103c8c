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
    signs_ = 0;
    const auto add = [&](std::uint32_t first, std::uint32_t last, Sort sort, Feature feature) {
        const auto* found = head.weights.find(feature);
        if (found != nullptr) {
            signs_ += sort == Sort::sign ? 0 : 1;
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
            ++signs_;
        }
    });
}

template <class Take>
void Evidence::each_within(Range range, const Take& take) const {
    const auto signs = pieces_.begin() + static_cast<std::ptrdiff_t>(signs_);
    auto at = std::partition_point(pieces_.begin(), signs, [&](const Piece& piece) {
        return piece.last < range.first;
    });
    for (; at != signs && at->last < range.end; ++at) {
        if (at->first >= range.first) {
            take(*at);
        }
    }
    at = std::partition_point(signs, pieces_.end(), [&](const Piece& piece) {
        return piece.first < range.first;
    });
    for (; at != pieces_.end() && at->first < range.end; ++at) {
        if (at->last < range.end) {
            take(*at);
        }
    }
}

void Evidence::margins(const Head& head, Range range, std::span<float> into) const {
    const auto columns = head.columns.size();
    std::fill(into.begin(), into.end(), 0.0F);
    each_within(range, [&](const Piece& piece) {
        for (std::size_t i = 0; i < columns; ++i) {
            into[i] += piece.scale * static_cast<float>(piece.values[i]);
        }
    });
    const auto items_before = [&](std::uint32_t token) {
        return std::partition_point(items_.begin(), items_.end(), [&](const Item& item) {
            return item.token < token;
        });
    };
    const auto words = items_before(range.end) - items_before(range.first);
    const float root = std::sqrt(static_cast<float>(words) + 1);
    for (std::size_t i = 0; i < columns; ++i) {
        into[i] = into[i] / root + head.columns[i].bias;
    }
}

void Evidence::shares(std::size_t column, Range range, std::span<float> into) const {
    std::fill(into.begin(), into.end(), 0.0F);
    each_within(range, [&](const Piece& piece) {
        const auto width = static_cast<float>(piece.last - piece.first + 1);
        const float share = piece.scale * static_cast<float>(piece.values[column]) / width;
        for (auto token = piece.first; token <= piece.last; ++token) {
            into[token] += share;
        }
    });
}

}  // namespace styk::text
