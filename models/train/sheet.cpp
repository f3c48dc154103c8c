#include "sheet.h"

#include <algorithm>
#include <cmath>

namespace styk::text {

namespace {

constexpr std::uint32_t fewest_texts = 2;  // a feature of one text alone teaches nothing
constexpr Feature before_first = 1, after_last = 2;
constexpr std::uint32_t dropped = UINT32_MAX;
constexpr double unit = 0.25;  // keeps values near those of unit length

}  // namespace

double value_of(const SheetFeature& feature) {
    return feature.rarity * worth[static_cast<std::size_t>(feature.sort)] * unit;
}

Sheet::Sheet(std::span<const Example> examples, const Words* words) {
    if (words != nullptr) {
        sign_features_ = sign_features(*words);
    }
    for (const auto& example : examples) {
        read(example, words);
    }
    drop_rare();
    weigh();
}

std::uint32_t Sheet::column_of(Feature feature, Sort sort) {
    const auto [found, fresh] =
        columns_.try_emplace(feature, static_cast<std::uint32_t>(features_.size()));
    if (fresh) {
        features_.push_back({feature, sort});
        if (sort == Sort::word) {
            words_.push_back({found->second, {}});
        }
    }
    return found->second;
}

// A word, and the first time it is seen the columns of its parts.
void Sheet::read_word(const Token& token, Letters letters, Feature feature) {
    const auto known = features_.size();
    const auto column = column_of(feature, Sort::word);
    now_.counts.emplace_back(column, 1.0F);
    if (token.kind != Kind::word) {
        return;
    }
    std::vector<std::uint32_t> parts;
    each_part(letters, [&](Feature part) { parts.push_back(column_of(part, Sort::part)); });
    for (const auto part : parts) {
        now_.counts.emplace_back(part, 1.0F);
    }
    if (column >= known) {
        words_.back().parts = std::move(parts);
    }
}

void Sheet::read(const Example& example, const Words* words) {
    const auto tokens = tokens_of(example.text);
    now_ = {};
    std::vector<Item> items;
    read_items(tokens, items);
    Feature before = before_first;
    for (const auto& item : items) {
        const auto& token = tokens.items[item.token];
        if (words == nullptr && token.kind != Kind::word) {
            continue;
        }
        const auto letters = words == nullptr ? tokens.exact_letters(token) : tokens.letters(token);
        const auto feature = words == nullptr ? word_feature(letters) : item.feature;
        read_word(token, letters, feature);
        ++now_.items;
        if (words != nullptr) {
            now_.counts.emplace_back(column_of(pair_feature(before, feature), Sort::pair), 1.0F);
        }
        before = feature;
    }
    if (words != nullptr) {
        if (!items.empty()) {
            now_.counts.emplace_back(column_of(pair_feature(before, after_last), Sort::pair), 1.0F);
        }
        read_signs(tokens, *words);
    }
    close_row();
}

void Sheet::read_signs(const Tokens& tokens, const Words& words) {
    std::vector<Sign> signs;
    words.find(tokens, signs);
    for (const auto& sign : signs) {
        const auto feature = sign_features_[sign.cue * 2U + (sign.denied ? 1U : 0U)];
        now_.counts.emplace_back(column_of(feature, Sort::sign), 1.0F);
    }
}

void Sheet::close_row() {
    std::sort(now_.counts.begin(), now_.counts.end());
    std::vector<std::pair<std::uint32_t, float>> merged;
    for (const auto& [column, count] : now_.counts) {
        if (!merged.empty() && merged.back().first == column) {
            merged.back().second += count;
        } else {
            merged.emplace_back(column, count);
            ++features_[column].texts;
        }
    }
    now_.counts = std::move(merged);
    raw_.push_back(std::move(now_));
}

void Sheet::drop_rare() {
    std::vector<std::uint32_t> becomes(features_.size(), dropped);
    std::vector<SheetFeature> kept;
    for (std::size_t i = 0; i < features_.size(); ++i) {
        if (features_[i].texts >= fewest_texts) {
            becomes[i] = static_cast<std::uint32_t>(kept.size());
            kept.push_back(features_[i]);
        }
    }
    features_ = std::move(kept);
    for (auto& raw : raw_) {
        for (auto& cell : raw.counts) {
            cell.first = becomes[cell.first];
        }
        std::erase_if(raw.counts, [](const auto& cell) { return cell.first == dropped; });
    }
    for (auto& word : words_) {
        word.column = becomes[word.column];
        for (auto& part : word.parts) {
            part = becomes[part];
        }
        std::erase(word.parts, dropped);
    }
    std::erase_if(words_, [](const SheetWord& word) { return word.column == dropped; });
}

void Sheet::weigh() {
    const auto all = static_cast<double>(raw_.size());
    for (auto& feature : features_) {
        feature.rarity = 1 + std::log(all / feature.texts);
    }
    for (auto& raw : raw_) {
        const double root = std::sqrt(static_cast<double>(raw.items) + 1);
        SheetRow row;
        for (const auto& [column, count] : raw.counts) {
            const auto& feature = features_[column];
            const auto value = static_cast<double>(count) * value_of(feature) / root;
            row.push_back({column, static_cast<float>(value)});
        }
        rows_.push_back(std::move(row));
    }
    raw_.clear();
    columns_.clear();
}

}  // namespace styk::text
