#include "travel/columns.h"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>

#include "base/text.h"
#include "record/convert.h"
#include "survey/coercion.h"

namespace styk::travel {

namespace {

using survey::Choice;
using survey::Question;
using survey::Type;
using survey::Value;

// Facts of every response, in front of its answers.
struct Fact {
    const char* name;
    const char* title;
    ColumnKind kind;
};

constexpr Fact facts[] = {
    {"response_id", "Response", ColumnKind::text},
    {"state", "State", ColumnKind::text},
    {"version", "Version", ColumnKind::number},
    {"language", "Language", ColumnKind::text},
    {"channel", "Channel", ColumnKind::text},
    {"touchpoint", "Touchpoint", ColumnKind::text},
    {"location", "Location", ColumnKind::text},
    {"brand", "Brand", ColumnKind::text},
    {"started_at", "Started (UTC)", ColumnKind::moment},
    {"completed_at", "Completed (UTC)", ColumnKind::moment},
    {"seconds", "Seconds", ColumnKind::number},
    {"last_page", "Last page", ColumnKind::text},
    {"quota", "Quota", ColumnKind::text},
    {"feedback_id", "Feedback", ColumnKind::text},
    {"customer_id", "Customer", ColumnKind::text},
};

constexpr std::string_view hidden_part = "hidden";

class Gatherer {
public:
    Gatherer(const std::vector<survey::Definition>& versions, const AskedColumns& asked)
        : versions_(versions), asked_(asked) {}

    std::vector<Column> all() {
        for (const Fact& one : facts) {
            if (asked_.with_person || std::string_view(one.name) != "customer_id") {
                put({one.name, one.title, one.kind, "", "", "", "", {}});
            }
        }
        for (const auto& version : versions_) {
            language_ = asked_.language == version.language ? "" : asked_.language;
            for (const std::string& name : version.hidden) {
                put(
                    {"hidden." + name,
                     name,
                     ColumnKind::text,
                     "",
                     name,
                     "",
                     std::string(hidden_part),
                     {}}
                );
            }
        }
        for (const auto& version : versions_) {
            language_ = asked_.language == version.language ? "" : asked_.language;
            for (const Question& one : version.questions) {
                question(one);
            }
        }
        return std::move(columns_);
    }

private:
    // The same place of the same question in another version adds the choices it had there.
    void put(Column column) {
        const std::string key =
            column.question + "\n" + column.row + "\n" + column.option + "\n" + column.part + "\n" +
            (column.question.empty() ? column.name
                                     : std::string(record::name_of_choice(column.kind)));
        const auto [found, fresh] = places_.emplace(key, columns_.size());
        if (!fresh) {
            add_choices(columns_[found->second], column);
            return;
        }
        const std::string wanted = column.name;
        for (int n = 2; !names_.emplace(survey::to_lower(column.name), 0).second; ++n) {
            column.name = fmt::format("{}_{}", wanted, n);
        }
        columns_.push_back(std::move(column));
    }

    static void add_choices(Column& to, const Column& from) {
        for (const ColumnChoice& one : from.choices) {
            const bool there =
                std::any_of(to.choices.begin(), to.choices.end(), [&](const ColumnChoice& known) {
                    return known.value == one.value;
                });
            if (!there) {
                to.choices.push_back(one);
            }
        }
    }

    [[nodiscard]] std::string title_of(const Question& one) const {
        const std::string& title = one.title.in(language_);
        return title.empty() ? one.name : title;
    }

    [[nodiscard]] std::string title_of(const Choice& one) const {
        const std::string& title = one.title.in(language_);
        return title.empty() ? one.key : title;
    }

    [[nodiscard]] std::string both(const Question& one, const std::string& more) const {
        return title_of(one) + ": " + more;
    }

    [[nodiscard]] std::vector<ColumnChoice> choices(
        const Question& of, const std::vector<Choice>& all
    ) const {
        std::vector<ColumnChoice> out;
        out.reserve(all.size());
        for (const Choice& one : all) {
            out.push_back({one.key, title_of(one)});
        }
        if (of.other) {
            out.push_back({std::string(survey::other_key), words(of.other_title, survey::other_key)}
            );
        }
        if (of.none) {
            out.push_back({std::string(survey::none_key), words(of.none_title, survey::none_key)});
        }
        return out;
    }

    [[nodiscard]] std::string words(const survey::Text& text, std::string_view otherwise) const {
        return text.in(language_).empty() ? std::string(otherwise) : text.in(language_);
    }

    // The one answer of a scale that is no number.
    [[nodiscard]] std::vector<ColumnChoice> not_applicable(const Question& one) const {
        const std::string& title = one.not_applicable.in(language_);
        return title.empty()
                   ? std::vector<ColumnChoice>()
                   : std::vector<ColumnChoice>{{std::string(survey::not_applicable_key), title}};
    }

    void question(const Question& one) {
        switch (one.type) {
            case Type::statement:
                return;
            case Type::rating:
                return put(
                    {one.name,
                     title_of(one),
                     ColumnKind::number,
                     one.name,
                     "",
                     "",
                     "",
                     not_applicable(one)}
                );
            case Type::importance:
                return importance(one);
            case Type::single:
            case Type::dropdown:
                return chosen(one);
            case Type::multiple:
                return several(one);
            case Type::yes_no:
            case Type::consent:
                return put({one.name, title_of(one), ColumnKind::flag, one.name, "", "", "", {}});
            case Type::matrix:
                return matrix(one);
            case Type::ranking:
                return ranking(one);
            case Type::best_worst:
                return best_worst(one);
            case Type::contact:
                return contact(one);
            case Type::text:
            case Type::long_text:
                return put({one.name, title_of(one), kind_of(one), one.name, "", "", "", {}});
        }
    }

    void importance(const Question& one) {
        for (const Choice& row : one.rows) {
            for (const char* part : {"importance", "performance"}) {
                put(
                    {fmt::format("{}.{}.{}", one.name, row.key, part),
                     both(one, title_of(row) + ", " + part),
                     ColumnKind::number,
                     one.name,
                     row.key,
                     "",
                     part,
                     {}}
                );
            }
        }
    }

    void chosen(const Question& one) {
        put(
            {one.name,
             title_of(one),
             ColumnKind::choice,
             one.name,
             "",
             "",
             "",
             choices(one, one.choices)}
        );
        own_words(one);
    }

    void matrix(const Question& one) {
        for (const Choice& row : one.rows) {
            put(
                {one.name + "." + row.key,
                 both(one, title_of(row)),
                 ColumnKind::choice,
                 one.name,
                 row.key,
                 "",
                 "",
                 choices(one, one.columns)}
            );
        }
    }

    void ranking(const Question& one) {
        for (const Choice& choice : one.choices) {
            put(
                {fmt::format("{}[{}]", one.name, choice.key),
                 both(one, title_of(choice)),
                 ColumnKind::number,
                 one.name,
                 "",
                 choice.key,
                 "place",
                 {}}
            );
        }
    }

    void best_worst(const Question& one) {
        for (const char* part : {"best", "worst"}) {
            put(
                {one.name + "." + part,
                 both(one, part),
                 ColumnKind::choice,
                 one.name,
                 "",
                 "",
                 part,
                 choices(one, one.choices)}
            );
        }
    }

    void contact(const Question& one) {
        for (const auto& part : one.parts) {
            put(
                {one.name + "." + part.name,
                 both(one, words(part.title, part.name)),
                 ColumnKind::text,
                 one.name,
                 part.name,
                 "",
                 "",
                 {}}
            );
        }
    }

    static ColumnKind kind_of(const Question& one) {
        const bool line = one.type == Type::text;
        return line && one.input == survey::Input::number ? ColumnKind::number
               : line && one.input == survey::Input::date ? ColumnKind::day
                                                          : ColumnKind::text;
    }

    void several(const Question& one) {
        for (const ColumnChoice& choice : choices(one, one.choices)) {
            put(
                {fmt::format("{}[{}]", one.name, choice.value),
                 both(one, choice.title),
                 ColumnKind::flag,
                 one.name,
                 "",
                 choice.value,
                 "",
                 {}}
            );
        }
        own_words(one);
    }

    void own_words(const Question& one) {
        if (one.other) {
            put(
                {one.name + std::string(survey::own_words_suffix),
                 both(one, words(one.other_title, survey::other_key)),
                 ColumnKind::text,
                 one.name,
                 "",
                 "",
                 "comment",
                 {}}
            );
        }
    }

    const std::vector<survey::Definition>& versions_;
    const AskedColumns& asked_;
    std::string language_;
    std::vector<Column> columns_;
    std::unordered_map<std::string, std::size_t> places_, names_;
};

Cell text_cell(const std::string& text) {
    return text.empty() ? Cell() : Cell(text);
}

template <class T>
Cell id_cell(const std::optional<Id<T>>& id) {
    return id ? Cell(id->text()) : Cell();
}

Cell seconds_of(const survey::Response& one) {
    double total = 0;
    for (const auto& [page, value] : one.seconds) {
        const auto* seconds = value.as<double>();
        total += seconds == nullptr ? 0 : *seconds;
    }
    return one.seconds.empty() ? Cell() : Cell(total);
}

Cell fact_cell(const Column& column, const survey::Response& one) {
    const std::string& name = column.name;
    if (column.part == hidden_part) {
        const Value* value = survey::find(one.hidden, column.row);
        return value == nullptr ? Cell() : text_cell(survey::to_text(*value));
    }
    const std::pair<std::string_view, Cell> all[] = {
        {"response_id", one.id.text()},
        {"state", std::string(record::name_of_choice(one.state))},
        {"version", static_cast<double>(one.version)},
        {"language", text_cell(one.language)},
        {"channel", text_cell(one.channel)},
        {"touchpoint", text_cell(one.touchpoint)},
        {"location", text_cell(one.location)},
        {"brand", text_cell(one.brand)},
        {"started_at", one.started_at},
        {"completed_at", one.completed_at ? Cell(*one.completed_at) : Cell()},
        {"seconds", seconds_of(one)},
        {"last_page", text_cell(one.page)},
        {"quota", text_cell(one.quota)},
        {"feedback_id", id_cell(one.feedback_id)},
        {"customer_id", id_cell(one.customer_id)}
    };
    const auto* found = std::find_if(std::begin(all), std::end(all), [&](const auto& each) {
        return each.first == name;
    });
    return found == std::end(all) ? Cell() : found->second;
}

Cell scalar_cell(const Column& column, const Value& value) {
    if (survey::is_empty(value)) {
        return {};
    }
    if (const auto* flag = value.as<bool>()) {
        return column.kind == ColumnKind::flag ? Cell(*flag)
                                               : Cell(std::string(*flag ? "true" : "false"));
    }
    if (const auto* number = value.as<double>()) {
        return column.kind == ColumnKind::number ? Cell(*number) : Cell(survey::to_text(*number));
    }
    const std::string text = survey::to_text(value);
    if (column.kind == ColumnKind::number) {
        const auto number = survey::written_number(value);
        return number ? Cell(*number) : text_cell(text);
    }
    const auto day = column.kind == ColumnKind::day ? parse_iso_day(text) : std::nullopt;
    return day ? Cell(*day) : text_cell(text);
}

// Of a list: whether the option is in it, or at which place.
Cell option_cell(const Column& column, const Value& value) {
    const auto* list = value.as<survey::List>();
    if (list == nullptr || list->empty()) {
        return {};
    }
    const auto found = std::find_if(list->begin(), list->end(), [&](const Value& one) {
        return survey::to_text(one) == column.option;
    });
    if (column.part == "place") {
        return found == list->end() ? Cell() : Cell(static_cast<double>(found - list->begin() + 1));
    }
    return found != list->end();
}

const Value* inside(const Value* value, std::string_view name) {
    const auto* map = value == nullptr ? nullptr : value->as<survey::Map>();
    return map == nullptr ? nullptr : survey::find(*map, name);
}

Cell answer_cell(const Column& column, const survey::Response& one) {
    const bool comment = column.part == "comment";
    const Value* value = survey::find(
        one.answers,
        comment ? column.question + std::string(survey::own_words_suffix) : column.question
    );
    if (value == nullptr) {
        return {};
    }
    if (!column.option.empty()) {
        return option_cell(column, *value);
    }
    if (!column.row.empty()) {
        value = inside(value, column.row);
    }
    if (!column.part.empty() && !comment) {
        value = inside(value, column.part);
    }
    return value == nullptr ? Cell() : scalar_cell(column, *value);
}

}  // namespace

std::vector<Column> columns_of(
    const std::vector<survey::Definition>& versions, const AskedColumns& asked
) {
    return Gatherer(versions, asked).all();
}

std::vector<Cell> cells_of(const std::vector<Column>& columns, const survey::Response& response) {
    std::vector<Cell> out;
    out.reserve(columns.size());
    for (const Column& one : columns) {
        out.push_back(one.question.empty() ? fact_cell(one, response) : answer_cell(one, response));
    }
    return out;
}

const std::string& label_of(const Column& column, const std::string& value) {
    const auto found =
        std::find_if(column.choices.begin(), column.choices.end(), [&](const ColumnChoice& one) {
            return one.value == value;
        });
    return found == column.choices.end() || found->title.empty() ? value : found->title;
}

}  // namespace styk::travel
