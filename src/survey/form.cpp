#include "survey/form.h"

#include <algorithm>

#include "base/text.h"
#include "survey/coercion.h"

namespace styk::survey {

namespace {

class FormReader {
public:
    FormReader(const Question& question, const Form& form, AnswerProblems& problems)
        : question_(question), form_(form), problems_(problems) {}

    Value read() {
        switch (question_.type) {
            case Type::rating:
                return scale(field({}));
            case Type::importance:
                return importance();
            case Type::single:
            case Type::dropdown:
                return chosen(field({}), question_.choices);
            case Type::multiple:
                return several();
            case Type::yes_no:
                return flag(field({}));
            case Type::consent:
                return field({}).empty() ? Value() : Value(true);
            case Type::matrix:
                return matrix();
            case Type::ranking:
                return ranking();
            case Type::best_worst:
                return best_worst();
            case Type::text:
                return line(field({}), question_.input);
            case Type::long_text:
                return words(field({}));
            case Type::contact:
                return contact();
            case Type::statement:
                break;
        }
        return {};
    }

    [[nodiscard]] std::string field(std::string_view part) const {
        const std::string name = field_name(question_, part);
        const auto found = std::find_if(form_.begin(), form_.end(), [&](const auto& one) {
            return one.first == name;
        });
        return found == form_.end() ? "" : std::string(trim(found->second));
    }

private:
    static Value words(const std::string& text) { return text.empty() ? Value() : Value(text); }

    static Value scale(const std::string& text) {
        const auto number = written_number(text);
        return number ? Value(*number) : words(text);
    }

    // The choice's own value, so that a number stays a number; what is not offered stays as sent.
    static Value chosen(const std::string& text, const std::vector<Choice>& choices) {
        const auto found = std::find_if(choices.begin(), choices.end(), [&](const Choice& one) {
            return one.key == text;
        });
        return found == choices.end() ? words(text) : found->value;
    }

    static Value flag(const std::string& text) {
        return text == "true" ? Value(true) : text == "false" ? Value(false) : words(text);
    }

    static Value line(const std::string& text, Input input) {
        return input == Input::number ? scale(text) : words(text);
    }

    static Value map_or_nothing(Map map) { return map.empty() ? Value() : Value(std::move(map)); }

    Value several() {
        List list;
        const std::string name = field_name(question_);
        for (const auto& [field, text] : form_) {
            if (field == name && !text.empty()) {
                list.push_back(chosen(text, question_.choices));
            }
        }
        return list.empty() ? Value() : Value(std::move(list));
    }

    Value importance() {
        Map rows;
        for (const Choice& row : question_.rows) {
            Map pair;
            for (const char* side : {"importance", "performance"}) {
                const std::string text = field(row.key + "." + side);
                if (!text.empty()) {
                    pair.emplace_back(side, scale(text));
                }
            }
            if (!pair.empty()) {
                rows.emplace_back(row.key, std::move(pair));
            }
        }
        return map_or_nothing(std::move(rows));
    }

    Value matrix() {
        Map rows;
        for (const Choice& row : question_.rows) {
            const std::string text = field(row.key);
            if (!text.empty()) {
                rows.emplace_back(row.key, chosen(text, question_.columns));
            }
        }
        return map_or_nothing(std::move(rows));
    }

    Value ranking() {
        std::vector<std::pair<double, Value>> placed;
        bool twice = false;
        for (const Choice& one : question_.choices) {
            const std::string text = field(one.key);
            const auto place = written_number(text);
            if (place) {
                twice = twice || std::any_of(placed.begin(), placed.end(), [&](const auto& other) {
                            return other.first == *place;
                        });
                placed.emplace_back(*place, one.value);
            }
        }
        if (twice) {
            problems_.push_back({question_.name, "", Wrong::place_twice, ""});
        }
        std::stable_sort(placed.begin(), placed.end(), [](const auto& a, const auto& b) {
            return a.first < b.first;
        });
        List list;
        for (auto& [place, value] : placed) {
            list.push_back(std::move(value));
        }
        return list.empty() ? Value() : Value(std::move(list));
    }

    Value best_worst() {
        Map map;
        for (const char* side : {"best", "worst"}) {
            const std::string text = field(side);
            if (!text.empty()) {
                map.emplace_back(side, chosen(text, question_.choices));
            }
        }
        return map_or_nothing(std::move(map));
    }

    Value contact() {
        Map map;
        for (const Part& part : question_.parts) {
            Value value = line(field(part.name), part.input);
            if (!value.is_none()) {
                map.emplace_back(part.name, std::move(value));
            }
        }
        return map_or_nothing(std::move(map));
    }

    const Question& question_;
    const Form& form_;
    AnswerProblems& problems_;
};

// Who writes own words means "other", ticked or not.
void choose_other(const Question& question, Map& answers) {
    const Value* answer = find(answers, question.name);
    if (answer == nullptr) {
        put(answers,
            question.name,
            question.type == Type::multiple ? Value(List{other_key}) : Value(other_key));
    } else if (const auto* list = answer->as<List>();
               list != nullptr &&
               std::find(list->begin(), list->end(), Value(other_key)) == list->end()) {
        List more = *list;
        more.emplace_back(other_key);
        put(answers, question.name, std::move(more));
    }
}

}  // namespace

std::string field_name(const Question& question, std::string_view part) {
    return "q." + question.name + (part.empty() ? "" : "." + std::string(part));
}

void read_form(const Question& question, const Form& form, Map& answers, AnswerProblems& problems) {
    if (!question.asks()) {
        return;
    }
    FormReader reader(question, form, problems);
    const auto set = [&](const std::string& name, Value value) {
        is_empty(value) ? remove(answers, name) : put(answers, name, std::move(value));
    };
    set(question.name, reader.read());
    if (question.other) {
        const std::string own_words = reader.field("other");
        set(question.name + std::string(own_words_suffix), own_words);
        if (!own_words.empty()) {
            choose_other(question, answers);
        }
    }
}

}  // namespace styk::survey
