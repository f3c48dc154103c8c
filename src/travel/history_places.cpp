#include "travel/history_places.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

#include "base/text.h"

namespace styk::travel {

namespace {

using survey::Choice;
using survey::Question;
using survey::Type;

constexpr std::size_t longest_said = 400;  // bytes of a folded name that are compared

std::string folded(std::string_view text) {
    std::string out = fold_for_search(text);
    out.resize(std::min(out.size(), longest_said));
    return out;
}

// Where in a list something stands, counted from 1 as tools number columns; 0: not there.
std::size_t number_in(const std::vector<Choice>& all, std::string_view key) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Choice& one) { return one.key == key; });
    return found == all.end() ? 0 : static_cast<std::size_t>(found - all.begin()) + 1;
}

const Choice* choice_in(const std::vector<Choice>& all, std::string_view key) {
    const std::size_t number = number_in(all, key);
    return number == 0 ? nullptr : &all[number - 1];
}

// What a column may be called that holds this place.
class Speller {
public:
    Speller(const Question& question, const Place& place)
        : question_(question), column_(place.column), whole_(place.whole) {}

    std::vector<std::string> all() {
        say(column_.name);
        if (whole_ || (column_.row.empty() && column_.option.empty() && column_.part.empty())) {
            each_question("");
        } else if (column_.part == "comment") {
            own_words();
        } else if (!column_.option.empty()) {
            option();
        } else {
            row();
        }
        return std::move(out_);
    }

private:
    void say(std::string_view text) { out_.push_back(folded(text)); }

    void each_question(std::string_view more) {
        for (const std::string& title : titles_of(question_.title, question_.name)) {
            say(fmt::format("{} {}", title, more));
            say(fmt::format("{} {} {}", question_.name, title, more));
        }
        if (!more.empty()) {
            say(fmt::format("{} {}", question_.name, more));
        }
    }

    void inside(const std::vector<std::string>& titles) {
        for (const std::string& title : titles) {
            each_question(title);
        }
    }

    // Of several choices, the column of "other" may hold the words as well.
    void own_words() {
        say(question_.name + " comment");
        if (question_.type != Type::multiple) {
            inside(titles_of(question_.other_title, survey::other_key));
            each_question("other please specify");
        }
    }

    void option() {
        const std::string& key = column_.option;
        const Choice* choice = choice_in(question_.choices, key);
        each_question(key);
        if (choice != nullptr) {
            inside(titles_of(choice->title, key));
            say(fmt::format("{} {}", question_.name, number_in(question_.choices, key)));
        } else {
            const bool other = key == survey::other_key;
            inside(titles_of(other ? question_.other_title : question_.none_title, key));
            other ? each_question("other please specify") : void();
        }
    }

    void row() {
        const std::string& key = column_.row;
        if (question_.type == Type::contact) {
            for (const survey::Part& one : question_.parts) {
                if (one.name == key) {
                    inside(titles_of(one.title, key));
                }
            }
            return each_question(key);
        }
        const Choice* choice = choice_in(question_.rows, key);
        const std::string part = column_.part.empty() ? "" : " " + column_.part;
        each_question(key + part);
        if (choice == nullptr) {
            return key.empty() ? each_question(column_.part) : void();
        }
        for (const std::string& title : titles_of(choice->title, key)) {
            each_question(title + part);
        }
        say(fmt::format("{} {}{}", question_.name, number_in(question_.rows, key), part));
    }

    const Question& question_;
    const Column& column_;
    bool whole_;
    std::vector<std::string> out_;
};

// A choice's own words alone: how tools with a column a choice, and no more, call it.
std::vector<std::string> bare_words(const Question& question, const Place& place) {
    const Choice* choice = choice_in(question.choices, place.column.option);
    return choice == nullptr || place.column.part == "place" ? std::vector<std::string>()
                                                             : titles_of(choice->title, "");
}

// Spellings of all places; what speaks of two is nobody's.
class Names {
public:
    void add(std::string name, const Place& place) {
        if (name.empty()) {
            return;
        }
        const auto [found, fresh] = places_.emplace(std::move(name), &place);
        if (!fresh && found->second != &place) {
            found->second = nullptr;
        }
    }

    [[nodiscard]] const Place* find(const std::string& name) const {
        const auto found = places_.find(name);
        return found == places_.end() ? nullptr : found->second;
    }

private:
    std::map<std::string, const Place*> places_;
};

}  // namespace

std::vector<std::string> titles_of(const survey::Text& title, std::string_view key) {
    std::vector<std::string> out;
    for (const auto& [language, text] : title.by_language) {
        if (!trim(text).empty()) {
            out.push_back(text);
        }
    }
    if (!key.empty()) {
        out.emplace_back(key);
    }
    return out;
}

std::vector<Place> places_of(const survey::Definition& definition) {
    std::vector<Place> out;
    for (Column& one : columns_of({definition}, {.language = {}, .with_person = false})) {
        const Question* question = definition.find(one.question);
        if (question == nullptr && one.part != "hidden") {
            continue;
        }
        const bool first_of_list = question != nullptr && !one.option.empty() &&
                                   one.part != "place" &&
                                   (out.empty() || out.back().column.question != one.question);
        if (first_of_list) {
            Column all = one;
            all.name = one.question;
            all.title = question->title.in("").empty() ? one.question : question->title.in("");
            all.kind = ColumnKind::text;
            all.option.clear();
            for (const Choice& choice : question->choices) {
                const std::string& title = choice.title.in("");
                all.choices.push_back({choice.key, title.empty() ? choice.key : title});
            }
            out.push_back({std::move(all), true});
        }
        out.push_back({std::move(one), false});
    }
    return out;
}

const Place* find_place(const std::vector<Place>& places, std::string_view name) {
    const auto found = std::find_if(places.begin(), places.end(), [&](const Place& one) {
        return one.column.name == name;
    });
    return found == places.end() ? nullptr : &*found;
}

std::vector<const Place*> guess_places(
    const survey::Definition& definition,
    const std::vector<Place>& places,
    const std::vector<std::string>& columns
) {
    Names whole, bare;
    for (const Place& one : places) {
        if (one.is_hidden()) {
            whole.add(folded(one.column.row), one);
            whole.add(folded(one.column.name), one);
            continue;
        }
        const Question& question = *definition.find(one.column.question);
        for (std::string& name : Speller(question, one).all()) {
            whole.add(std::move(name), one);
        }
        for (const std::string& name : bare_words(question, one)) {
            bare.add(folded(name), one);
        }
    }
    std::vector<const Place*> out;
    std::set<const Place*> given;
    for (const std::string& column : columns) {
        const std::string name = folded(column);
        const Place* found = whole.find(name);
        found = found == nullptr ? bare.find(name) : found;
        out.push_back(found != nullptr && given.insert(found).second ? found : nullptr);
    }
    return out;
}

}  // namespace styk::travel
