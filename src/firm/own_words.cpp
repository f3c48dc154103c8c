#include <algorithm>
#include <array>
#include <optional>

#include "base/capital.h"
#include "firm/terms.h"
#include "json/json.h"

namespace styk::firm {

namespace {

// Six cases of one and six of many: nominative, genitive, dative, accusative, instrumental,
// locative. English has one form for each six.
using Forms = std::array<std::string_view, 12>;

struct Term {
    std::string_view name;
    char gender_pl, gender_ru;  // m, f, n
    Forms en, pl, ru;

    [[nodiscard]] const Forms& in(std::string_view language) const {
        return language == "pl" ? pl : language == "ru" ? ru : en;
    }
};

constexpr Forms english(std::string_view one, std::string_view many) {
    return {one, one, one, one, one, one, many, many, many, many, many, many};
}

constexpr Term ours[] = {
    {"customer",
     'm',
     'm',
     english("customer", "customers"),
     {"klient",
      "klienta",
      "klientowi",
      "klienta",
      "klientem",
      "kliencie",
      "klienci",
      "klientów",
      "klientom",
      "klientów",
      "klientami",
      "klientach"},
     {"клиент",
      "клиента",
      "клиенту",
      "клиента",
      "клиентом",
      "клиенте",
      "клиенты",
      "клиентов",
      "клиентам",
      "клиентов",
      "клиентами",
      "клиентах"}},
    {"journey",
     'f',
     'm',
     english("journey", "journeys"),
     {"podróż",
      "podróży",
      "podróży",
      "podróż",
      "podróżą",
      "podróży",
      "podróże",
      "podróży",
      "podróżom",
      "podróże",
      "podróżami",
      "podróżach"},
     {"путь",
      "пути",
      "пути",
      "путь",
      "путём",
      "пути",
      "пути",
      "путей",
      "путям",
      "пути",
      "путями",
      "путях"}},
    {"touchpoint",
     'm',
     'f',
     english("touchpoint", "touchpoints"),
     {"punkt styku",
      "punktu styku",
      "punktowi styku",
      "punkt styku",
      "punktem styku",
      "punkcie styku",
      "punkty styku",
      "punktów styku",
      "punktom styku",
      "punkty styku",
      "punktami styku",
      "punktach styku"},
     {"точка контакта",
      "точки контакта",
      "точке контакта",
      "точку контакта",
      "точкой контакта",
      "точке контакта",
      "точки контакта",
      "точек контакта",
      "точкам контакта",
      "точки контакта",
      "точками контакта",
      "точках контакта"}},
    {"case",
     'f',
     'n',
     english("case", "cases"),
     {"sprawa",
      "sprawy",
      "sprawie",
      "sprawę",
      "sprawą",
      "sprawie",
      "sprawy",
      "spraw",
      "sprawom",
      "sprawy",
      "sprawami",
      "sprawach"},
     {"обращение",
      "обращения",
      "обращению",
      "обращение",
      "обращением",
      "обращении",
      "обращения",
      "обращений",
      "обращениям",
      "обращения",
      "обращениями",
      "обращениях"}}
};

constexpr std::string_view letters = "ngdailNGDAIL";

struct Place {
    const Term* term;
    std::size_t form;
};

// "klientów:A" -> the word and which of its twelve forms; without a letter the first that fits.
std::optional<Place> meant(std::string_view inside, std::string_view language) {
    std::optional<std::size_t> wanted;
    if (inside.size() > 2 && inside[inside.size() - 2] == ':') {
        wanted = letters.find(inside.back());
        inside.remove_suffix(2);
    }
    for (const Term& term : ours) {
        const Forms& forms = term.in(language);
        const bool fits = wanted && *wanted < forms.size() && forms.at(*wanted) == inside;
        if (fits) {
            return Place{&term, *wanted};
        }
        const auto found = std::ranges::find(forms, inside);
        if (!wanted && found != forms.end()) {
            return Place{&term, static_cast<std::size_t>(found - forms.begin())};
        }
    }
    return {};
}

// What the firm says of the word in that language, or nothing.
const json::Object* own_forms(
    const json::Object& words, const Term& term, std::string_view language
) {
    const auto* own = words.if_contains(term.name);
    const auto* forms =
        own != nullptr && own->is_object() ? own->get_object().if_contains(language) : nullptr;
    return forms != nullptr ? forms->if_object() : nullptr;
}

// The form as the firm has it, or nothing.
const json::String* own_form(
    const json::Object& words, const Place& place, std::string_view language
) {
    const auto* forms = own_forms(words, *place.term, language);
    const auto* number =
        forms != nullptr ? forms->if_contains(place.form < 6 ? "one" : "other") : nullptr;
    if (number == nullptr) {
        return nullptr;
    }
    if (const auto* list = number->if_array()) {
        const std::size_t at = place.form % 6;
        return at < list->size() ? (*list)[at].if_string() : nullptr;
    }
    return number->if_string();
}

char gender_of(const Term& term, std::string_view language, const json::Object& words) {
    const auto* forms = own_forms(words, term, language);
    const auto* own = forms != nullptr ? forms->if_contains("gender") : nullptr;
    if (own != nullptr && own->is_string() && !own->get_string().empty()) {
        return own->get_string().front();
    }
    return language == "ru" ? term.gender_ru : term.gender_pl;
}

// "nowy|nowa|nowe:case" -> the one that agrees; English words agree with everything.
std::optional<std::string> agreeing(
    std::string_view inside, std::string_view language, const json::Object& words
) {
    const auto first = inside.find('|'), second = inside.find('|', first + 1);
    const auto colon = inside.rfind(':');
    if (second == std::string_view::npos || colon == std::string_view::npos || colon < second) {
        return {};
    }
    const auto* term = std::ranges::find(ours, inside.substr(colon + 1), &Term::name);
    if (term == std::end(ours)) {
        return {};
    }
    const char gender = language == "en" ? 'm' : gender_of(*term, language, words);
    return std::string(
        gender == 'f'   ? inside.substr(first + 1, second - first - 1)
        : gender == 'n' ? inside.substr(second + 1, colon - second - 1)
                        : inside.substr(0, first)
    );
}

// What is to stand there instead, or nothing.
std::optional<std::string> replaced(
    std::string_view inside, std::string_view language, const json::Object& words
) {
    if (auto agreed = agreeing(inside, language, words)) {
        return agreed;
    }
    const bool capital = begins_with_capital(inside);
    const auto small = capital ? without_capital(inside) : std::string(inside);
    const auto place = meant(small, language);
    if (!place) {
        return {};
    }
    const auto* own = own_form(words, *place, language);
    const std::string_view form = own != nullptr ? std::string_view(own->data(), own->size())
                                                 : place->term->in(language).at(place->form);
    return capital ? with_capital(form) : std::string(form);
}

std::string worded(std::string_view text, std::string_view language, const json::Object& words) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto open = text.find("[[", at);
        const auto close = open == std::string_view::npos ? open : text.find("]]", open);
        if (close == std::string_view::npos) {
            return out.append(text.substr(at));
        }
        out += text.substr(at, open - at);
        const auto found = replaced(text.substr(open + 2, close - open - 2), language, words);
        out += found ? std::string_view(*found) : text.substr(open, close - open + 2);
        at = close + 2;
    }
    return out;
}

json::Object words_in(const std::string& words) {
    const auto parsed = json::try_parse(words);
    return parsed && parsed->is_object() ? parsed->get_object() : json::Object();
}

void put(json::Value& value, const json::Object& words) {
    if (auto* list = value.if_array()) {
        for (json::Value& one : *list) {
            put(one, words);
        }
    } else if (auto* object = value.if_object()) {
        for (auto& [name, one] : *object) {
            const bool in_language = name == "en" || name == "pl" || name == "ru";
            if (in_language && one.is_string()) {
                one = worded({one.get_string().data(), one.get_string().size()}, name, words);
            } else {
                put(one, words);
            }
        }
    }
}

}  // namespace

std::string in_own_words(
    std::string_view text, std::string_view language, const std::string& words
) {
    return worded(text, language, words_in(words));
}

void put_own_words(json::Value& document, const std::string& words) {
    put(document, words_in(words));
}

}  // namespace styk::firm
