#include "survey/definition.h"

#include <algorithm>
#include <fmt/format.h>

#include "survey/coercion.h"

namespace styk::survey {

namespace {

bool is_name(std::string_view variable, std::string_view name) {
    const std::string whole = to_lower(variable), wanted = to_lower(name);
    return whole == wanted || (whole.starts_with(wanted) &&
                               (whole[wanted.size()] == '.' || whole[wanted.size()] == '['));
}

class Gatherer {
public:
    explicit Gatherer(const Definition& definition) : definition_(definition) {}

    std::vector<PlacedText> all() {
        add("/title", definition_.title);
        add("/description", definition_.description);
        add("/completedHtml", definition_.thanks);
        add("/screenedOutHtml", definition_.screened_out);
        for (std::size_t i = 0; i < definition_.pages.size(); ++i) {
            add(fmt::format("/pages/{}/title", i), definition_.pages[i].title);
            add(fmt::format("/pages/{}/description", i), definition_.pages[i].description);
        }
        for (const Question& one : definition_.questions) {
            question_ = &one;
            question(one);
        }
        return std::move(texts_);
    }

private:
    void add(std::string pointer, const Text& text) {
        if (!text.empty()) {
            texts_.push_back({&text, question_, std::move(pointer)});
        }
    }

    void question(const Question& one) {
        add(one.pointer + "/title", one.title);
        add(one.pointer + "/description", one.description);
        add(one.pointer + "/requiredErrorText", one.required_text);
        add(one.pointer + "/minRateDescription", one.low_title);
        add(one.pointer + "/maxRateDescription", one.high_title);
        add(one.pointer + "/notApplicable", one.not_applicable);
        add(one.pointer + "/otherText", one.other_title);
        add(one.pointer + "/noneText", one.none_title);
        add(one.pointer + "/placeholder", one.placeholder);
        list(one.pointer + "/choices", one.choices);
        list(one.pointer + "/rows", one.rows);
        list(one.pointer + "/columns", one.columns);
        for (std::size_t i = 0; i < one.parts.size(); ++i) {
            add(fmt::format("{}/items/{}/title", one.pointer, i), one.parts[i].title);
        }
    }

    void list(const std::string& pointer, const std::vector<Choice>& choices) {
        for (std::size_t i = 0; i < choices.size(); ++i) {
            add(fmt::format("{}/{}/text", pointer, i), choices[i].title);
        }
    }

    const Definition& definition_;
    const Question* question_ = nullptr;
    std::vector<PlacedText> texts_;
};

}  // namespace

bool Text::empty() const {
    return std::all_of(by_language.begin(), by_language.end(), [](const auto& one) {
        return one.second.empty();
    });
}

bool Text::has(std::string_view language) const {
    return std::any_of(by_language.begin(), by_language.end(), [&](const auto& one) {
        return one.first == language && !one.second.empty();
    });
}

const std::string& Text::in(std::string_view language) const {
    static const std::string none;
    const std::string* best = &none;
    int rank = 0;
    for (const auto& [name, text] : by_language) {
        const int fits = text.empty() ? 0 : name == language ? 3 : name.empty() ? 2 : 1;
        if (fits > rank) {
            rank = fits;
            best = &text;
        }
    }
    return *best;
}

const Question* Definition::find(std::string_view name) const {
    const auto found = std::find_if(questions.begin(), questions.end(), [&](const Question& one) {
        return one.name == name;
    });
    return found == questions.end() ? nullptr : &*found;
}

std::vector<PlacedText> texts_of(const Definition& definition) {
    return Gatherer(definition).all();
}

std::vector<std::string> languages_of(const Definition& definition) {
    std::vector<std::string> languages{definition.language};
    for (const PlacedText& one : texts_of(definition)) {
        for (const auto& [language, text] : one.text->by_language) {
            if (!language.empty() && !text.empty() &&
                std::find(languages.begin(), languages.end(), language) == languages.end()) {
                languages.push_back(language);
            }
        }
    }
    return languages;
}

const Question* question_named(const Definition& definition, std::string_view variable) {
    const Question* best = nullptr;
    for (const Question& one : definition.questions) {
        const bool own_words =
            to_lower(variable) == to_lower(one.name + std::string(own_words_suffix));
        if ((own_words || is_name(variable, one.name)) &&
            (best == nullptr || one.name.size() > best->name.size())) {
            best = &one;
        }
    }
    return best;
}

bool is_hidden(const Definition& definition, std::string_view variable) {
    return std::any_of(
        definition.hidden.begin(),
        definition.hidden.end(),
        [&](const std::string& name) { return is_name(variable, name); }
    );
}

}  // namespace styk::survey
