#include "text/identify.h"

#include <array>
#include <cld2/public/compact_lang_det.h>
#include <cmath>
#include <cstdio>  // cld2's header needs it before itself

#include "text/features.h"

namespace styk::text {

namespace {

constexpr std::size_t letters_for_cld2 = 50, most_bytes_for_cld2 = 1U << 16U;
constexpr int share_for_cld2 = 70;     // per cent of the text in that language
constexpr float worth_of_hint = 2.5F;  // log-odds
constexpr double sure = 0.9;
constexpr std::size_t fewest_words = 6, one_of_so_many = 8;  // may be unknown

struct Counts {
    std::size_t latin = 0, cyrillic = 0, other = 0;
    std::size_t foreign = 0;  // letters that none of the three languages has

    [[nodiscard]] std::size_t all() const { return latin + cyrillic + other; }
};

bool is_polish(Letter letter) {
    return letter < 0x80 || letter <= 0x88;
}

Counts count(const Tokens& tokens) {
    Counts counts;
    for (const Letter letter : tokens.exact) {
        if (letter == other_letter) {
            ++counts.other;
        } else if (is_cyrillic(letter)) {
            ++counts.cyrillic;
            counts.foreign += letter >= 0xB9 && letter <= 0xBD ? 1U : 0U;
        } else if (is_latin(letter)) {
            ++counts.latin;
            counts.foreign += is_polish(letter) ? 0U : 1U;
        }
    }
    return counts;
}

// CLD2 reads past the end of what is not UTF-8: the comment with a space for each broken byte.
std::string whole_utf8(std::string_view comment) {
    std::string text;
    std::size_t at = 0;
    while (at < comment.size() && at < most_bytes_for_cld2) {
        const auto c = code_point_at(comment, at);
        const bool broken = c.bytes == 1 && static_cast<unsigned char>(comment[at]) >= 0x80;
        text += broken ? std::string_view(" ") : comment.substr(at, c.bytes);
        at += c.bytes;
    }
    return text;
}

// The code that CLD2 is sure of; "" otherwise.
std::string ask_cld2(std::string_view comment) {
    const auto text = whole_utf8(comment);
    bool reliable = false;
    CLD2::Language best[3];
    int shares[3];
    int bytes = 0;
    CLD2::DetectLanguageSummary(
        text.data(), static_cast<int>(text.size()), true, best, shares, &bytes, &reliable
    );
    const bool known = reliable && best[0] != CLD2::UNKNOWN_LANGUAGE && shares[0] >= share_for_cld2;
    return known ? CLD2::LanguageCode(best[0]) : "";
}

struct Guess {
    Language language = Language::en;
    double probability = 0;
};

Guess guess(const Head& head, const Tokens& tokens, std::optional<Language> expected) {
    std::array<float, 3> margins{};
    std::size_t words = 0;
    const auto add = [&](Sort sort, Feature feature) {
        const auto* row = head.weights.find(feature);
        for (std::size_t i = 0; row != nullptr && i < margins.size(); ++i) {
            margins[i] += head.scale(sort) * static_cast<float>(row[i]);
        }
    };
    for (const auto& token : tokens.items) {
        if (token.kind == Kind::word) {
            const auto letters = tokens.exact_letters(token);
            add(Sort::word, word_feature(letters));
            each_part(letters, [&](Feature part) { add(Sort::part, part); });
            ++words;
        }
    }
    std::array<double, 3> odds{};
    double sum = 0;
    for (std::size_t i = 0; i < odds.size(); ++i) {
        const auto& column = head.columns[i];
        const float margin = margins[i] / std::sqrt(static_cast<float>(words) + 1) + column.bias;
        const bool hinted = expected && static_cast<std::size_t>(*expected) == i;
        odds[i] = std::exp(column.slope * margin + column.offset + (hinted ? worth_of_hint : 0));
        sum += odds[i];
    }
    const auto best = std::max_element(odds.begin(), odds.end());
    return {static_cast<Language>(best - odds.begin()), *best / sum};
}

// A language that is near to one of ours shares many words with it, but not nearly all of a
// sentence's.
bool stands_in(const Weights& vocabulary, const Tokens& tokens) {
    std::size_t words = 0, unknown = 0;
    for (const auto& token : tokens.items) {
        if (token.kind == Kind::word) {
            ++words;
            unknown += vocabulary.find(word_feature(tokens.letters(token))) == nullptr ? 1U : 0U;
        }
    }
    return words >= fewest_words && unknown * one_of_so_many <= words;
}

}  // namespace

std::string identify(
    const Model* model,
    std::string_view comment,
    const Tokens& tokens,
    const Hint& hint,
    const Vocabularies& known
) {
    const auto letters = count(tokens);
    if (model == nullptr || letters.all() == 0 || (hint.language && hint.certain)) {
        return hint.language ? std::string(code_of(*hint.language)) : "";
    }
    if (letters.other * 2 > letters.all()) {
        return ask_cld2(comment);
    }
    const auto own = guess(model->tone, tokens, hint.language);
    auto code = std::string(code_of(own.language));
    if (letters.all() < letters_for_cld2 && letters.foreign == 0) {
        return code;
    }
    const auto* words = known[static_cast<std::size_t>(own.language)];
    if (own.probability >= sure && words != nullptr && stands_in(*words, tokens)) {
        return code;
    }
    const auto other = ask_cld2(comment);
    const bool read = language_of(other).has_value();
    return other.empty() || (read && own.probability >= sure) ? code : other;
}

}  // namespace styk::text
