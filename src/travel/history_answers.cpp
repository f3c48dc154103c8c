#include "travel/history_answers.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <map>

#include "base/text.h"
#include "survey/answers.h"
#include "survey/words.h"

namespace styk::travel {

namespace {

using survey::Choice;
using survey::List;
using survey::Map;
using survey::Question;
using survey::Type;
using survey::Value;
using survey::Wrong;

constexpr std::size_t longest_shown = 60;    // bytes of a cell in a message
constexpr std::size_t longest_folded = 400;  // of a title that is looked for
constexpr std::size_t most_joined = 8;       // commas within one title
constexpr std::string_view separators = ";|\n,";

std::string shown(std::string_view text) {
    if (text.size() <= longest_shown) {
        return std::string(text);
    }
    std::size_t end = longest_shown;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return std::string(text.substr(0, end)) + "…";
}

bool is_one_of(std::string_view folded, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), folded) != words.end();
}

// Whether a box was ticked; nothing when the cell says neither.
std::optional<bool> flag_of(std::string_view cell) {
    const std::string word = fold_for_search(cell);
    if (is_one_of(
            word,
            {"1",
             "y",
             "yes",
             "true",
             "x",
             "checked",
             "selected",
             "t",
             "tak",
             "prawda",
             "да",
             "истина",
             "quoted"}
        ) ||
        cell == "✓" || cell == "✔") {
        return true;
    }
    return is_one_of(
               word,
               {"0",
                "n",
                "no",
                "false",
                "unchecked",
                "not selected",
                "nie",
                "falsz",
                "нет",
                "ложь",
                "not quoted"}
           )
               ? std::optional(false)
               : std::nullopt;
}

// "9", "9.0", "10 - Extremely likely", "5 stars".
std::optional<double> scale_of(std::string_view cell) {
    int number = 0;
    const char* end = cell.data() + cell.size();
    const auto read = std::from_chars(cell.data(), end, number);
    if (read.ec != std::errc()) {
        return {};
    }
    std::string_view rest(read.ptr, static_cast<std::size_t>(end - read.ptr));
    if (rest.starts_with('.') || rest.starts_with(',')) {
        rest.remove_prefix(1);
        const auto zeros = rest.find_first_not_of('0');
        rest = rest.substr(std::min(zeros, rest.size()));
        return rest.empty() ? std::optional<double>(number) : std::nullopt;
    }
    const bool words =
        rest.empty() || rest.find_first_of("0123456789/%:") == std::string_view::npos;
    return words ? std::optional<double>(number) : std::nullopt;
}

std::optional<double> number_of(std::string_view cell) {
    std::string text(cell);
    std::replace(text.begin(), text.end(), ',', '.');
    double number = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    return read.ec == std::errc() && read.ptr == end ? std::optional(number) : std::nullopt;
}

// "2026-01-31 …", "31.01.2026 …", "1/31/2026 …" (as in America, whose tools write so).
std::optional<std::string> day_of(std::string_view cell) {
    if (parse_iso_day(cell.substr(0, 10))) {
        return std::string(cell.substr(0, 10));
    }
    int parts[3] = {0, 0, 0};
    const char sign = cell.find('/') != std::string_view::npos ? '/' : '.';
    const char* at = cell.data();
    const char* end = at + cell.size();
    for (int i = 0; i < 3; ++i) {
        const auto read = std::from_chars(at, end, parts[i]);
        if (read.ec != std::errc() || (i < 2 && (read.ptr == end || *read.ptr != sign))) {
            return {};
        }
        at = read.ptr + (i < 2 ? 1 : 0);
    }
    const bool sane = std::all_of(parts, parts + 3, [](int one) { return one > 0 && one < 10000; });
    const int month = sign == '/' ? parts[0] : parts[1], day = sign == '/' ? parts[1] : parts[0];
    std::string iso = fmt::format("{:04}-{:02}-{:02}", parts[2], month, day);
    return sane && parse_iso_day(iso) ? std::optional(std::move(iso)) : std::nullopt;
}

void add_choices(ChoiceWords& words, const std::vector<Choice>& all) {
    for (const Choice& one : all) {
        words.add(titles_of(one.title, one.key), one.value);
    }
}

ChoiceWords words_of(const Question& question) {
    ChoiceWords words;
    add_choices(words, question.type == Type::matrix ? question.columns : question.choices);
    if (question.other) {
        words.add(titles_of(question.other_title, survey::other_key), survey::other_key);
        words.add({"-oth-"}, survey::other_key);
    }
    if (question.none) {
        words.add(titles_of(question.none_title, survey::none_key), survey::none_key);
    }
    if (!question.not_applicable.empty()) {
        words.add(
            titles_of(question.not_applicable, survey::not_applicable_key),
            survey::not_applicable_key
        );
    }
    if (question.type == Type::rating) {
        words.add(titles_of(question.low_title, ""), question.low);
        words.add(titles_of(question.high_title, ""), question.high);
    }
    return words;
}

Question relaxed(Question question) {
    question.required = question.every_row = false;
    question.required_if = {};
    question.least_choices = question.most_choices = 0;
    question.input =
        question.input == survey::Input::number || question.input == survey::Input::date
            ? question.input
            : survey::Input::text;
    for (survey::Part& one : question.parts) {
        one.input = survey::Input::text;
        one.required = false;
    }
    for (auto* list : {&question.choices, &question.rows, &question.columns}) {
        for (Choice& one : *list) {
            one.visible_if = {};
        }
    }
    return question;
}

// What another tool may have left unasked.
bool is_tolerable(Wrong wrong) {
    return wrong == Wrong::required || wrong == Wrong::too_few || wrong == Wrong::row_missing ||
           wrong == Wrong::own_words_missing || wrong == Wrong::places_missing ||
           wrong == Wrong::incomplete;
}

}  // namespace

bool says_no(std::string_view cell) {
    const auto flag = flag_of(trim(cell));
    return trim(cell).empty() || (flag && !*flag);
}

void ChoiceWords::add(const std::vector<std::string>& titles, const Value& value) {
    for (const std::string& one : titles) {
        exact_.emplace(trim(one), value);
        auto folded = fold_for_search(one);
        if (!folded.empty() && folded.size() <= longest_folded) {
            folded_.emplace(std::move(folded), value);
        }
    }
}

const Value* ChoiceWords::find(std::string_view text) const {
    const auto exact = exact_.find(std::string(text));
    if (exact != exact_.end()) {
        return &exact->second;
    }
    const auto folded =
        text.size() <= longest_folded * 2 ? folded_.find(fold_for_search(text)) : folded_.end();
    return folded == folded_.end() ? nullptr : &folded->second;
}

// One row that is being read.
class AnswerReader::Row {
public:
    explicit Row(Problems& problems) : problems_(problems) {}

    void take(const Source& source, std::size_t number, std::string_view cell) {
        number_ = number;
        const Column& at = source.column.place->column;
        if (source.question == nullptr) {
            return survey::put(out_.hidden, at.row, cell);
        }
        const Question& question = *source.question;
        const bool free = question.type == Type::text || question.type == Type::long_text ||
                          question.type == Type::contact || at.part == "comment";
        if (!free && source.words.find(cell) == nullptr &&
            is_one_of(fold_for_search(cell), {"n a", "", "not answered", "no answer"})) {
            return;
        }
        if (at.part == "comment") {
            return survey::put(out_.answers, comment_of(question), cell);
        }
        if (source.column.place->whole) {
            return several(source, cell);
        }
        at.option.empty() ? answer(source, cell) : option(source, cell);
    }

    ReadAnswers finish() {
        for (const auto& [question, places] : places_) {
            List list;
            for (const auto& [place, value] : places) {
                list.push_back(value);
            }
            survey::put(out_.answers, question, std::move(list));
        }
        return std::move(out_);
    }

private:
    static std::string comment_of(const Question& question) {
        return question.name + std::string(survey::own_words_suffix);
    }

    void say(std::string_view cell, std::string_view what) {
        problems_.push_back({std::to_string(number_), fmt::format("\"{}\" {}", shown(cell), what)});
    }

    // Where the value of the column goes: into the answer, or a row or part of it.
    void put(const Source& source, Value value) {
        const Column& at = source.column.place->column;
        if (at.row.empty() && at.part.empty()) {
            return survey::put(out_.answers, at.question, std::move(value));
        }
        Map whole = map_in(out_.answers, at.question);
        if (at.row.empty() || at.part.empty()) {
            survey::put(whole, at.row.empty() ? at.part : at.row, std::move(value));
        } else {
            Map row = map_in(whole, at.row);
            survey::put(row, at.part, std::move(value));
            survey::put(whole, at.row, std::move(row));
        }
        survey::put(out_.answers, at.question, std::move(whole));
    }

    static Map map_in(const Map& of, std::string_view name) {
        const Value* found = survey::find(of, name);
        const Map* map = found == nullptr ? nullptr : found->as<Map>();
        return map == nullptr ? Map() : *map;
    }

    void answer(const Source& source, std::string_view cell) {
        switch (source.question->type) {
            case Type::rating:
            case Type::importance:
                return scale(source, cell);
            case Type::single:
            case Type::dropdown:
            case Type::matrix:
            case Type::best_worst:
                return choice(source, cell);
            case Type::yes_no:
            case Type::consent:
                return yes_no(source, cell);
            case Type::text:
                return line(source, cell);
            case Type::long_text:
            case Type::contact:
                return put(source, cell);
            case Type::multiple:
            case Type::ranking:
            case Type::statement:
                return;
        }
    }

    void scale(const Source& source, std::string_view cell) {
        const Question& question = *source.question;
        if (const auto number = scale_of(cell)) {
            return *number < question.low || *number > question.high
                       ? say(cell, fmt::format("is not from {} to {}", question.low, question.high))
                       : put(source, *number);
        }
        const Value* word = source.words.find(cell);
        word != nullptr&& question.type == Type::rating
            ? put(source, *word)
            : say(cell, fmt::format("is no number from {} to {}", question.low, question.high));
    }

    void choice(const Source& source, std::string_view cell) {
        const Question& question = *source.question;
        if (const Value* found = source.words.find(cell)) {
            return put(source, *found);
        }
        const bool own =
            question.other && question.type != Type::matrix && question.type != Type::best_worst;
        if (!own) {
            return say(cell, "is none of the choices");
        }
        put(source, survey::other_key);
        survey::put(out_.answers, comment_of(question), cell);
    }

    void yes_no(const Source& source, std::string_view cell) {
        const auto flag = flag_of(cell);
        flag ? put(source, *flag) : say(cell, "is neither yes nor no");
    }

    void line(const Source& source, std::string_view cell) {
        const survey::Input input = source.question->input;
        if (input == survey::Input::number) {
            const auto number = number_of(cell);
            return number ? put(source, *number) : say(cell, "is no number");
        }
        if (input == survey::Input::date) {
            auto day = day_of(cell);
            return day ? put(source, *std::move(day)) : say(cell, "is no date");
        }
        put(source, cell);
    }

    // A column of its own for each choice.
    void option(const Source& source, std::string_view cell) {
        const Column& at = source.column.place->column;
        const Value* value = source.words.find(at.option);
        const Value chosen = value == nullptr ? Value(at.option) : *value;
        if (at.part == "place") {
            const auto place = scale_of(cell);
            place ? void(places_[at.question].emplace(*place, chosen))
                  : say(cell, "is no place in an order");
            return;
        }
        const auto flag = flag_of(cell);
        const Value* said = source.words.find(cell);
        const bool is_it = said != nullptr && survey::to_text(*said) == at.option;
        if (flag || is_it) {
            return flag.value_or(false) || is_it ? append(*source.question, chosen) : void();
        }
        if (at.option != survey::other_key) {
            return say(cell, "does not say whether it was chosen");
        }
        append(*source.question, chosen);
        survey::put(out_.answers, comment_of(*source.question), cell);
    }

    void append(const Question& question, const Value& value) {
        const Value* found = survey::find(out_.answers, question.name);
        List list = found != nullptr && found->as<List>() != nullptr ? *found->as<List>() : List();
        if (std::find(list.begin(), list.end(), value) == list.end()) {
            list.push_back(value);
        }
        survey::put(out_.answers, question.name, std::move(list));
    }

    // All choices in one cell. A title may hold the sign that stands between them: the longest
    // stretch that is a choice counts.
    void several(const Source& source, std::string_view cell) {
        std::vector<std::pair<std::size_t, std::size_t>> pieces;  // [begin, end)
        for (std::size_t at = 0; at <= cell.size();) {
            const auto end = std::min(cell.find_first_of(separators, at), cell.size());
            pieces.emplace_back(at, end);
            at = end + 1;
        }
        std::string own;
        for (std::size_t i = 0; i < pieces.size();) {
            std::size_t taken = std::min(pieces.size() - i, most_joined);
            const Value* found = nullptr;
            for (; taken > 0 && found == nullptr; --taken) {
                const auto [begin, end] = std::pair(pieces[i].first, pieces[i + taken - 1].second);
                found = source.words.find(trim(cell.substr(begin, end - begin)));
            }
            const auto alone =
                trim(cell.substr(pieces[i].first, pieces[i].second - pieces[i].first));
            if (found != nullptr) {
                append(*source.question, *found);
            } else if (!alone.empty()) {
                own += (own.empty() ? "" : ", ") + std::string(alone);
            }
            i += found != nullptr ? taken + 1 : 1;
        }
        if (own.empty()) {
            return;
        }
        if (!source.question->other) {
            return say(own, "is none of the choices");
        }
        append(*source.question, survey::other_key);
        survey::put(out_.answers, comment_of(*source.question), own);
    }

    Problems& problems_;
    std::size_t number_ = 0;
    ReadAnswers out_;
    std::map<std::string, std::multimap<double, Value>> places_;  // of rankings
};

AnswerReader::AnswerReader(
    const survey::Definition& definition, std::vector<AnswerColumn> columns
) {
    for (AnswerColumn& one : columns) {
        const Question* question = definition.find(one.place->column.question);
        const std::size_t number = sources_.size();
        if (question == nullptr) {
            sources_.push_back({std::move(one), nullptr});
            continue;
        }
        const bool known = std::any_of(asked_.begin(), asked_.end(), [&](const Asked& asked) {
            return asked.question.name == question->name;
        });
        if (!known) {
            asked_.push_back({relaxed(*question), number});
        }
        sources_.push_back({std::move(one), question, words_of(*question)});
    }
}

ReadAnswers AnswerReader::read(std::span<const std::string_view> cells, Problems& problems) const {
    Row row(problems);
    for (std::size_t i = 0; i < std::min(cells.size(), sources_.size()); ++i) {
        const auto cell = trim(cells[i]);
        const auto& never = sources_[i].column.no_answer;
        if (!cell.empty() && std::find(never.begin(), never.end(), cell) == never.end()) {
            row.take(sources_[i], i, cell);
        }
    }
    ReadAnswers out = row.finish();
    if (problems.empty()) {
        check(out.answers, problems);
    }
    return out;
}

void AnswerReader::check(const Map& answers, Problems& problems) const {
    for (const Asked& one : asked_) {
        survey::AnswerProblems found;
        survey::check_answer(one.question, answers, {.values = &answers}, found);
        for (const survey::AnswerProblem& wrong : found) {
            if (!is_tolerable(wrong.wrong)) {
                problems.push_back({std::to_string(one.column), survey::say(wrong, "en")});
            }
        }
    }
}

}  // namespace styk::travel
