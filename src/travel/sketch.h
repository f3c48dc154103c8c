// What another tool's file asks, before it is a definition: every reader makes one of these.
// Conditions are in our language already and speak of our names.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "json/fwd.h"
#include "survey/definition.h"
#include "travel/report.h"

namespace styk::travel {

// A text in each language: ISO 639-1 code, text. The language of the survey first, if it is there.
using Words = std::vector<std::pair<std::string, std::string>>;

[[nodiscard]] const std::string& first_of(const Words& words);  // "" of none

struct Option {
    std::string value;
    Words title;
    std::string visible_if{};
};

struct Field {
    std::string name;
    Words title;
    survey::Input input = survey::Input::text;
    bool required = false;
};

struct Item {
    std::size_t line = 0;  // of the report
    std::string name;
    survey::Type type = survey::Type::text;
    Words title{}, description{};
    bool required = false;
    std::string visible_if{};
    std::string metric{};
    std::string consent{};  // what for

    int low = 1, high = 5;
    survey::RateStyle style = survey::RateStyle::numbers;
    Words low_title{}, high_title{};

    std::vector<Option> choices{}, rows{}, columns{};
    bool other = false, none = false, random = false, every_row = false;
    Words other_title{}, none_title{};
    int least_choices = 0, most_choices = 0;
    std::vector<Field> fields{};

    survey::Input input = survey::Input::text;
    int longest = 0;
    std::optional<double> least{}, most{};
    std::string earliest{}, latest{};  // days
    Words placeholder{};
};

struct Leaf {  // a page
    std::string name{};
    Words title{}, description{};
    std::string visible_if{};
    bool random = false;
    std::vector<Item> items{};
};

struct Jump {
    std::string when;
    std::string go_to;  // a question; empty: to the end
    bool screens_out = false;
};

struct Sketch {
    std::string language = "en";
    Words title{}, description{}, thanks{};
    std::vector<Leaf> pages{};
    std::vector<Jump> jumps{};
    std::vector<std::string> hidden{};
    bool back = true;
    bool random = false;
};

// Title and description in every language, with the line of the report: of one question, of all.
using TextVisit = std::function<void(std::string& text, std::size_t line)>;
void for_each_text(Item& item, const TextVisit& visit);
void for_each_text(Sketch& sketch, const TextVisit& visit);

// Names as this server takes them, each given once.
class Namer {
public:
    // The wanted name as near as may be; `otherwise` when nothing of it can be used.
    [[nodiscard]] std::string take(
        std::string_view wanted, std::string_view otherwise = "question"
    );

private:
    std::vector<std::string> taken_;  // lower case
};

// "pl-PL" and "pl_pl" are "pl"; "" of what is no language.
[[nodiscard]] std::string language_code(std::string_view tag);

// Sets the text of a language, unless it is empty or there is one.
void put_words(Words& to, std::string_view language, std::string_view text);

[[nodiscard]] json::Object to_json(const Sketch& sketch);

}  // namespace styk::travel
