// A survey's questions as they are asked: pages, conditions, texts in every language. The wire form
// is a subset of SurveyJS's JSON with Styk's bindings (definition_json.h reads it, docs/surveys.md
// tells it). The JSON itself is what is stored and exported; this is what the server works with.
#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "survey/expression.h"

namespace styk::survey {

// A text in each language it was written in; the language "" is the survey's own.
struct Text {
    std::vector<std::pair<std::string, std::string>> by_language;

    [[nodiscard]] bool empty() const;
    [[nodiscard]] bool has(std::string_view language) const;

    // In that language, else the survey's own, else whatever there is.
    [[nodiscard]] const std::string& in(std::string_view language) const;
};

// How a question is answered. In brackets SurveyJS's type where it has another name.
BOOST_DEFINE_ENUM_CLASS(
    Type,
    rating,      // one number of a scale; with a metric it counts
    importance,  // rows, each rated twice: how much it matters, how it went
    single,      // [radiogroup] one of few
    dropdown,    // one of many
    multiple,    // [checkbox] any of them
    yes_no,      // [boolean]
    consent,     // [boolean with "consent"] a box to tick
    matrix,      // rows × columns, one column a row
    ranking,     // all of them in order
    best_worst,  // [bestworst] the best and the worst of them
    text,        // one line; also number, date, e-mail, phone, address of a page
    long_text,   // [comment]
    contact,     // [multipletext] several short texts: name, e-mail, phone
    statement    // [html] nothing is asked
)

BOOST_DEFINE_ENUM_CLASS(Input, text, number, email, tel, url, date)
BOOST_DEFINE_ENUM_CLASS(RateStyle, numbers, stars, faces)
BOOST_DEFINE_ENUM_CLASS(Order, none, asc, desc, random)

// Something to choose, or a row or column of a table.
struct Choice {
    Value value;      // what is answered: a text or a number
    std::string key;  // its text
    Text title;       // empty: the key itself
    Expression visible_if;
    std::string touchpoint, promise;  // of a row: what it rates
};

// One line of `contact`.
struct Part {
    std::string name;
    Text title;
    Input input = Input::text;
    bool required = false;
};

struct Question {
    std::string name;
    Type type = Type::text;
    Text title, description;
    std::size_t page = 0;
    std::string pointer;  // where it stands in the JSON: "/pages/0/elements/2"

    bool required = false;
    Expression required_if;
    std::vector<Expression> visible_if;  // all must hold: its own, and that of the panel around it
    Text required_text;

    std::string metric, touchpoint, promise;  // keys
    std::string consent;                      // what for: its key

    int low = 1, high = 5;  // of rating and importance
    RateStyle style = RateStyle::numbers;
    Text low_title, high_title;  // what the ends of the scale mean
    Text not_applicable;         // the words of "does not apply"; empty: not offered

    std::vector<Choice> choices, rows, columns;
    std::vector<Part> parts;
    Order order = Order::none, row_order = Order::none;
    bool other = false,
         none = false;  // "other, namely …"; "none of these", which excludes the rest
    Text other_title, none_title;
    int least_choices = 0, most_choices = 0;  // 0: no limit
    bool every_row = false;

    Input input = Input::text;
    int longest = 0;                    // characters; 0: the general limit
    std::optional<double> least, most;  // numbers
    std::string earliest, latest;       // days
    Text placeholder;

    [[nodiscard]] bool asks() const { return type != Type::statement; }

    [[nodiscard]] bool rates() const { return !metric.empty(); }

    // Free words that a person reads, rather than a name or an address.
    [[nodiscard]] bool is_open() const {
        return type == Type::long_text || (type == Type::text && input == Input::text);
    }
};

struct Page {
    std::string name;
    Text title, description;
    Expression visible_if;
    bool random = false;              // its questions in an order of chance
    std::size_t first = 0, last = 0;  // questions [first, last)
};

// Fires when the page is left that holds the last of the questions it names.
struct Trigger {
    bool completes = false;    // ends the survey; else goes to the page of `go_to`
    bool screens_out = false;  // ends it as not meant for this person: the answers are not counted
    Expression when;
    std::string go_to;  // a question
    std::size_t page = 0;
    std::string pointer;
};

struct Definition {
    std::string language;  // of the texts without a language
    Text title, description, thanks, screened_out;
    std::vector<Page> pages;
    std::vector<Question> questions;
    std::vector<Trigger> triggers;
    std::vector<std::string> hidden;  // names that a link or a program fills: order, room
    bool progress = true, back = true;
    Problems unknown;  // what was read over: kept in the file, without effect

    [[nodiscard]] const Question* find(std::string_view name) const;
};

inline constexpr std::size_t most_questions = 200;
inline constexpr std::size_t most_choices = 500;
inline constexpr std::size_t longest_answer = 20'000;  // characters of a long text
inline constexpr std::string_view other_key = "other", none_key = "none";
inline constexpr std::string_view not_applicable_key = "not_applicable";
inline constexpr std::string_view own_words_suffix = "-Comment";  // of "other": NAME-Comment

// Every language that any of its texts is written in, the survey's own first.
[[nodiscard]] std::vector<std::string> languages_of(const Definition& definition);

// Each text with the place where it stands, for looking through all of them.
struct PlacedText {
    const Text* text;
    const Question* question;  // null: of a page or the survey
    std::string pointer;
};

[[nodiscard]] std::vector<PlacedText> texts_of(const Definition& definition);

// The question that a variable of an expression speaks of: "room.comfort" speaks of "room". Null
// for hidden fields and for what is unknown.
[[nodiscard]] const Question* question_named(
    const Definition& definition, std::string_view variable
);

// Whether a variable names a hidden field.
[[nodiscard]] bool is_hidden(const Definition& definition, std::string_view variable);

}  // namespace styk::survey
