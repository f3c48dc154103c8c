#include "survey/piping.h"

#include <algorithm>

#include "survey/coercion.h"
#include "survey/words.h"

namespace styk::survey {

namespace {

std::string title_of(
    const std::vector<Choice>& choices, const Value& value, std::string_view language
) {
    const std::string key = to_text(value);
    const auto found = std::find_if(choices.begin(), choices.end(), [&](const Choice& one) {
        return one.key == key;
    });
    return found == choices.end() || found->title.empty() ? key : found->title.in(language);
}

std::string shown_choice(
    const Question& question, const Value& value, const Map& answers, std::string_view language
) {
    const std::string key = to_text(value);
    if (question.other && key == other_key) {
        const Value* own = find(answers, question.name + std::string(own_words_suffix));
        return own == nullptr ? word(Word::other, language) : to_text(*own);
    }
    return title_of(question.choices, value, language);
}

const Map::value_type* member(const Map& map, std::string_view name) {
    const std::string wanted = to_lower(name);
    const auto found = std::find_if(map.begin(), map.end(), [&](const auto& one) {
        return to_lower(one.first) == wanted;
    });
    return found == map.end() ? nullptr : &*found;
}

}  // namespace

std::string shown_answer(
    const Definition& definition,
    const Question& question,
    const Map& answers,
    std::string_view language
) {
    (void)definition;
    const Value* answer = find(answers, question.name);
    if (answer == nullptr) {
        return {};
    }
    if (const auto* flag = answer->as<bool>()) {
        return word(*flag ? Word::yes : Word::no, language);
    }
    const auto* list = answer->as<List>();
    if (list == nullptr) {
        return shown_choice(question, *answer, answers, language);
    }
    std::string out;
    for (const Value& one : *list) {
        out += (out.empty() ? "" : ", ") + shown_choice(question, one, answers, language);
    }
    return out;
}

std::string piped(
    const std::string& text,
    const Definition& definition,
    const Map& answers,
    const Map& hidden,
    std::string_view language
) {
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t open = text.find('{', at);
        const std::size_t close =
            open == std::string::npos ? open : text.find_first_of("{}", open + 1);
        if (close == std::string::npos) {
            break;
        }
        out += text.substr(at, open - at);
        const std::string name = text.substr(open + 1, close - open - 1);
        const auto* question = text[close] == '}' ? definition.find(name) : nullptr;
        const auto* field = text[close] == '}' ? member(hidden, name) : nullptr;
        if (question != nullptr) {
            out += shown_answer(definition, *question, answers, language);
        } else if (field != nullptr) {
            out += to_text(field->second);
        } else if (text[close] != '}' || !is_hidden(definition, name)) {
            out += text.substr(open, close - open + (text[close] == '}' ? 1 : 0));
        }
        at = text[close] == '}' ? close + 1 : close;
    }
    return out + text.substr(at);
}

std::vector<std::string> piped_names(std::string_view text) {
    std::vector<std::string> names;
    for (std::size_t at = text.find('{'); at != std::string_view::npos;
         at = text.find('{', at + 1)) {
        const std::size_t close = text.find_first_of("{}", at + 1);
        if (close != std::string_view::npos && text[close] == '}' && close > at + 1) {
            names.emplace_back(text.substr(at + 1, close - at - 1));
        }
    }
    return names;
}

}  // namespace styk::survey
