#include "survey/check_words.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "base/text.h"
#include "survey/coercion.h"

namespace styk::survey {

namespace {

// Beginnings and turns that tell the person what to answer, lower case.
constexpr std::array<std::string_view, 18> leading_en{
    "don't you",
    "do you not",
    "wouldn't you",
    "isn't it",
    "aren't",
    "do you agree",
    "would you agree",
    "how much do you love",
    "how much did you enjoy",
    "how great",
    "how excellent",
    "our excellent",
    "our award-winning",
    "obviously",
    "as you know",
    "everyone knows",
    "most people",
    "how satisfied and happy"
};
constexpr std::array<std::string_view, 14> leading_pl{
    "czyż nie",
    "czy nie sądzisz",
    "czy nie uważasz",
    "czy nie uważa pan",
    "nieprawdaż",
    "czy zgadzasz się",
    "czy zgadza się pan",
    "jak bardzo podobał",
    "jak bardzo podobało",
    "nasza doskonała",
    "nasz doskonały",
    "oczywiście",
    "jak wiadomo",
    "wszyscy wiedzą"
};
constexpr std::array<std::string_view, 13> leading_ru{
    "не правда ли",
    "не кажется ли вам",
    "разве не",
    "разве вы не",
    "согласны ли вы",
    "вы согласны, что",
    "насколько вам понравил",
    "наш превосходный",
    "наше превосходное",
    "наш отличный",
    "конечно же",
    "как известно",
    "все знают"
};

// Words that join two things, with the blanks around them.
constexpr std::array<std::string_view, 3> joins_en{" and ", " as well as ", " and/or "};
constexpr std::array<std::string_view, 4> joins_pl{" i ", " oraz ", " a także ", " jak i "};
constexpr std::array<std::string_view, 3> joins_ru{" и ", " а также ", " как и "};

// Pairs that name one thing.
constexpr std::array<std::string_view, 20> one_thing{
    "terms and conditions",  "food and beverage",
    "food and drink",        "bed and breakfast",
    "questions and answers", "research and development",
    "health and safety",     "pros and cons",
    "more and more",         "friends and family",
    "friends and relatives", "again and again",
    "jedzenie i napoje",     "pytania i odpowiedzi",
    "imię i nazwisko",       "za i przeciw",
    "еда и напитки",         "вопросы и ответы",
    "имя и фамилия",         "за и против"
};

template <std::size_t EN, std::size_t PL, std::size_t RU>
std::span<const std::string_view> of_language(
    std::string_view language,
    const std::array<std::string_view, EN>& en,
    const std::array<std::string_view, PL>& pl,
    const std::array<std::string_view, RU>& ru
) {
    if (language == "pl") {
        return pl;
    }
    if (language == "ru") {
        return ru;
    }
    return language == "en" ? std::span<const std::string_view>(en)
                            : std::span<const std::string_view>();
}

std::string readable(std::string_view text) {
    std::string low = to_lower(text);
    for (std::size_t at = low.find("’"); at != std::string::npos; at = low.find("’", at)) {
        low.replace(at, std::string_view("’").size(), "'");
    }
    return low;
}

// The end of the last word before, the beginning of the first word after.
std::string around(const std::string& text, std::size_t at, std::string_view join) {
    const std::size_t before = text.rfind(' ', at == 0 ? 0 : at - 1);
    const std::size_t first = before == std::string::npos ? 0 : before + 1;
    const std::size_t after = text.find_first_of(" ?,.;:", at + join.size());
    return text.substr(first, (after == std::string::npos ? text.size() : after) - first);
}

bool names_one_thing(const std::string& text, std::size_t at) {
    return std::any_of(one_thing.begin(), one_thing.end(), [&](std::string_view pair) {
        const std::size_t found = text.find(pair);
        return found != std::string::npos && found <= at && at < found + pair.size();
    });
}

// Numbers and names in braces are joined without asking twice: "between 1 and 5".
bool joins_numbers(const std::string& text, std::size_t at, std::string_view join) {
    const std::size_t after = at + join.size();
    return after < text.size() && text[after] >= '0' && text[after] <= '9';
}

}  // namespace

std::optional<std::string> leading_words(std::string_view text, std::string_view language) {
    const std::string low = readable(text);
    for (const std::string_view words : of_language(language, leading_en, leading_pl, leading_ru)) {
        if (low.find(words) != std::string::npos) {
            return std::string(words);
        }
    }
    return {};
}

std::optional<std::string> double_question(std::string_view text, std::string_view language) {
    const std::string low = readable(text);
    for (const std::string_view join : of_language(language, joins_en, joins_pl, joins_ru)) {
        const std::size_t at = low.find(join);
        if (at != std::string::npos && !names_one_thing(low, at) && !joins_numbers(low, at, join)) {
            return around(low, at, join);
        }
    }
    return {};
}

}  // namespace styk::survey
