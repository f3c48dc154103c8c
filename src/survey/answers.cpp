#include "survey/answers.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "record/rules.h"

namespace styk::survey {

namespace {

constexpr std::size_t longest_line = 1000;  // characters of a one-line text

class Checker {
public:
    Checker(const Question& question, const Map& answers, const Scope& scope, AnswerProblems& out)
        : question_(question), answers_(answers), scope_(scope), out_(out) {}

    void check() {
        const Value* answer = find(answers_, question_.name);
        if (answer == nullptr || is_empty(*answer) || is_refused_consent(*answer)) {
            if (is_required(question_, scope_)) {
                say(Wrong::required);
            }
            return;
        }
        kind(*answer);
    }

private:
    void say(Wrong wrong, std::string limit = {}, std::string part = {}) {
        out_.push_back({question_.name, std::move(part), wrong, std::move(limit)});
    }

    [[nodiscard]] bool is_refused_consent(const Value& answer) const {
        const auto* flag = answer.as<bool>();
        return question_.type == Type::consent && flag != nullptr && !*flag;
    }

    void kind(const Value& answer) {
        switch (question_.type) {
            case Type::rating:
                return scale(answer, "", true);
            case Type::importance:
                return importance(answer);
            case Type::single:
            case Type::dropdown:
                return choice(answer);
            case Type::multiple:
                return choices(answer);
            case Type::yes_no:
            case Type::consent:
                return answer.as<bool>() == nullptr ? say(Wrong::other_kind) : void();
            case Type::matrix:
                return matrix(answer);
            case Type::ranking:
                return ranking(answer);
            case Type::best_worst:
                return best_worst(answer);
            case Type::text:
                return line(answer, question_.input, "");
            case Type::long_text:
                return words(answer, longest_answer, "");
            case Type::contact:
                return contact(answer);
            case Type::statement:
                return;
        }
    }

    void scale(const Value& answer, const std::string& part, bool may_not_apply) {
        const auto* word = answer.as<std::string>();
        if (may_not_apply && word != nullptr && *word == not_applicable_key &&
            !question_.not_applicable.empty()) {
            return;
        }
        const auto* number = answer.as<double>();
        if (number == nullptr) {
            say(Wrong::not_a_number, "", part);
        } else if (std::floor(*number) != *number) {
            say(Wrong::not_whole, "", part);
        } else if (*number < question_.low) {
            say(Wrong::below, std::to_string(question_.low), part);
        } else if (*number > question_.high) {
            say(Wrong::above, std::to_string(question_.high), part);
        }
    }

    void importance(const Value& answer) {
        const auto* rows = need_map(answer, question_.rows);
        if (rows == nullptr) {
            return;
        }
        for (const auto& [row, value] : *rows) {
            const auto* pair = value.as<Map>();
            if (pair == nullptr) {
                say(Wrong::other_kind, "", row);
                continue;
            }
            for (const auto& [side, number] : *pair) {
                if (side == "importance" || side == "performance") {
                    scale(number, row, side == "performance");
                } else {
                    say(Wrong::not_offered, "", row);
                }
            }
        }
        if (is_required(question_, scope_)) {
            need_rows(*rows);
        }
    }

    static const Choice* find_choice(const std::vector<Choice>& all, const Value& value) {
        const std::string key = to_text(value);
        const auto found =
            std::find_if(all.begin(), all.end(), [&](const Choice& one) { return one.key == key; });
        return found == all.end() ? nullptr : &*found;
    }

    [[nodiscard]] bool is_offered(const Value& value) const {
        const std::string key = to_text(value);
        if ((question_.other && key == other_key) || (question_.none && key == none_key)) {
            return true;
        }
        const auto* found = find_choice(question_.choices, value);
        return found != nullptr && found->visible_if.holds(scope_);
    }

    void own_words(bool chosen) {
        const Value* words = find(answers_, question_.name + std::string(own_words_suffix));
        const auto* text = words == nullptr ? nullptr : words->as<std::string>();
        if (chosen && (text == nullptr || trim(*text).empty())) {
            say(Wrong::own_words_missing);
        } else if (text != nullptr && count_code_points(*text) > longest_line) {
            say(Wrong::too_long, std::to_string(longest_line));
        }
    }

    void choice(const Value& answer) {
        if (answer.as<List>() != nullptr || answer.as<Map>() != nullptr) {
            return say(Wrong::other_kind);
        }
        if (!is_offered(answer)) {
            return say(Wrong::not_offered);
        }
        own_words(question_.other && to_text(answer) == other_key);
    }

    void choices(const Value& answer) {
        const auto* list = answer.as<List>();
        if (list == nullptr) {
            return say(Wrong::other_kind);
        }
        const auto has = [&](std::string_view key) {
            return std::any_of(list->begin(), list->end(), [&](const Value& one) {
                return to_text(one) == key;
            });
        };
        if (!std::all_of(list->begin(), list->end(), [&](const Value& one) {
                return is_offered(one);
            })) {
            return say(Wrong::not_offered);
        }
        const bool none = question_.none && has(none_key);
        if (none && list->size() > 1) {
            say(Wrong::not_offered);
        }
        const auto count = static_cast<int>(list->size());
        if (!none && count < question_.least_choices) {
            say(Wrong::too_few, std::to_string(question_.least_choices));
        }
        if (question_.most_choices > 0 && count > question_.most_choices) {
            say(Wrong::too_many, std::to_string(question_.most_choices));
        }
        own_words(question_.other && has(other_key));
    }

    const Map* need_map(const Value& answer, const std::vector<Choice>& rows) {
        const auto* map = answer.as<Map>();
        if (map == nullptr) {
            say(Wrong::other_kind);
            return nullptr;
        }
        for (const auto& [row, value] : *map) {
            if (find_choice(rows, Value(row)) == nullptr) {
                say(Wrong::not_offered, "", row);
                return nullptr;
            }
        }
        return map;
    }

    void need_rows(const Map& given) {
        for (const Choice& row : question_.rows) {
            const Value* value = find(given, row.key);
            const bool asked = row.visible_if.holds(scope_);
            const auto* pair = value == nullptr ? nullptr : value->as<Map>();
            const bool half =
                question_.type == Type::importance && pair != nullptr &&
                (find(*pair, "importance") == nullptr || find(*pair, "performance") == nullptr);
            if (asked && (value == nullptr || is_empty(*value) || half)) {
                say(Wrong::row_missing, "", row.key);
            }
        }
    }

    void matrix(const Value& answer) {
        const auto* rows = need_map(answer, question_.rows);
        if (rows == nullptr) {
            return;
        }
        for (const auto& [row, value] : *rows) {
            if (!is_empty(value) && find_choice(question_.columns, value) == nullptr) {
                say(Wrong::not_offered, "", row);
            }
        }
        if (question_.every_row) {
            need_rows(*rows);
        }
    }

    void ranking(const Value& answer) {
        const auto* list = answer.as<List>();
        if (list == nullptr) {
            return say(Wrong::other_kind);
        }
        std::vector<std::string> seen;
        for (const Value& one : *list) {
            const std::string key = to_text(one);
            if (!is_offered(one)) {
                return say(Wrong::not_offered);
            }
            if (std::find(seen.begin(), seen.end(), key) != seen.end()) {
                return say(Wrong::place_twice);
            }
            seen.push_back(key);
        }
        const auto all = std::count_if(
            question_.choices.begin(),
            question_.choices.end(),
            [&](const Choice& one) { return one.visible_if.holds(scope_); }
        );
        if (static_cast<std::ptrdiff_t>(seen.size()) < all) {
            say(Wrong::places_missing);
        }
    }

    void best_worst(const Value& answer) {
        const auto* map = answer.as<Map>();
        if (map == nullptr) {
            return say(Wrong::other_kind);
        }
        const Value *best = find(*map, "best"), *worst = find(*map, "worst");
        if (best == nullptr || worst == nullptr || map->size() != 2) {
            return say(Wrong::incomplete);
        }
        if (!is_offered(*best) || !is_offered(*worst)) {
            return say(Wrong::not_offered);
        }
        if (to_text(*best) == to_text(*worst)) {
            say(Wrong::same);
        }
    }

    void words(const Value& answer, std::size_t general, const std::string& part) {
        const auto* text = answer.as<std::string>();
        if (text == nullptr) {
            return say(Wrong::other_kind, "", part);
        }
        const std::size_t most = question_.longest > 0 && question_.type != Type::contact
                                     ? static_cast<std::size_t>(question_.longest)
                                     : general;
        if (count_code_points(*text) > most) {
            say(Wrong::too_long, std::to_string(most), part);
        }
    }

    void line(const Value& answer, Input input, const std::string& part) {
        if (input == Input::number) {
            return number(answer, part);
        }
        words(answer, longest_line, part);
        const auto* text = answer.as<std::string>();
        if (text == nullptr) {
            return;
        }
        if (input == Input::date) {
            day(*text, part);
        } else if (input == Input::email && !record::rule::is_email(*text)) {
            say(Wrong::not_an_email, "", part);
        } else if (input == Input::url && !text->starts_with("http://") &&
                   !text->starts_with("https://")) {
            say(Wrong::not_a_link, "", part);
        }
    }

    void number(const Value& answer, const std::string& part) {
        const auto* found = answer.as<double>();
        if (found == nullptr || !std::isfinite(*found)) {
            return say(Wrong::not_a_number, "", part);
        }
        if (part.empty() && question_.least && *found < *question_.least) {
            say(Wrong::below, to_text(*question_.least));
        }
        if (part.empty() && question_.most && *found > *question_.most) {
            say(Wrong::above, to_text(*question_.most));
        }
    }

    void day(const std::string& text, const std::string& part) {
        if (!parse_iso_day(text)) {
            return say(Wrong::not_a_day, "", part);
        }
        if (part.empty() && !question_.earliest.empty() && text < question_.earliest) {
            say(Wrong::before, question_.earliest);
        }
        if (part.empty() && !question_.latest.empty() && text > question_.latest) {
            say(Wrong::after, question_.latest);
        }
    }

    void contact(const Value& answer) {
        const auto* map = answer.as<Map>();
        if (map == nullptr) {
            return say(Wrong::other_kind);
        }
        for (const auto& [name, value] : *map) {
            const auto part =
                std::find_if(question_.parts.begin(), question_.parts.end(), [&](const Part& one) {
                    return one.name == name;
                });
            if (part == question_.parts.end()) {
                say(Wrong::not_offered, "", name);
            } else if (!is_empty(value)) {
                line(value, part->input, name);
            }
        }
        for (const Part& part : question_.parts) {
            const Value* value = find(*map, part.name);
            if (part.required && (value == nullptr || is_empty(*value))) {
                say(Wrong::row_missing, "", part.name);
            }
        }
    }

    const Question& question_;
    const Map& answers_;
    const Scope& scope_;
    AnswerProblems& out_;
};

}  // namespace

void check_answer(
    const Question& question, const Map& answers, const Scope& scope, AnswerProblems& problems
) {
    Checker(question, answers, scope, problems).check();
}

AnswerProblems check_stop(
    const Definition& definition, const Stop& stop, const Route& route, const Setting& setting
) {
    AnswerProblems problems;
    const Scope scope{&route.answers, &setting.hidden, setting.today};
    for (const std::size_t i : stop.questions) {
        check_answer(definition.questions[i], route.answers, scope, problems);
    }
    return problems;
}

AnswerProblems check_route(
    const Definition& definition, const Route& route, const Setting& setting
) {
    AnswerProblems problems;
    for (const Stop& stop : route.stops) {
        const auto here = check_stop(definition, stop, route, setting);
        problems.insert(problems.end(), here.begin(), here.end());
    }
    return problems;
}

std::vector<std::string> unknown_answers(const Definition& definition, const Map& answers) {
    std::vector<std::string> unknown;
    for (const auto& [name, value] : answers) {
        const bool own_words = name.ends_with(own_words_suffix);
        const std::string question =
            own_words ? name.substr(0, name.size() - own_words_suffix.size()) : name;
        const auto* found = definition.find(question);
        if (found == nullptr || !found->asks() || (own_words && !found->other)) {
            unknown.push_back(name);
        }
    }
    return unknown;
}

}  // namespace styk::survey
