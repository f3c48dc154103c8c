#include "http/respond_logic.h"

#include <algorithm>

#include "base/text.h"
#include "json/json.h"
#include "survey/coercion.h"
#include "survey/definition_json.h"
#include "survey/piping.h"

namespace styk::http {

namespace {

using survey::Choice;
using survey::Expression;
using survey::Question;
using survey::Type;

bool has_hidden_choices(const Question& question) {
    return question.type == Type::single || question.type == Type::multiple ||
           question.type == Type::dropdown;
}

// All an expression may take from the values of these names.
survey::Map named_values(
    const survey::Map& values, const std::vector<const Expression*>& expressions
) {
    survey::Map out;
    for (const auto& [name, value] : values) {
        const std::string wanted = survey::to_lower(name);
        const bool named =
            std::any_of(expressions.begin(), expressions.end(), [&](const Expression* one) {
                const auto variables = one->variables();
                return std::any_of(
                    variables.begin(),
                    variables.end(),
                    [&](const std::string& variable) {
                        return survey::to_lower(variable).starts_with(wanted);
                    }
                );
            });
        if (named) {
            out.emplace_back(name, value);
        }
    }
    return out;
}

json::Object object_of(const Question& question, const PageLogic& logic) {
    const bool number = question.type == Type::text && question.input == survey::Input::number;
    json::Object out{
        {"name", question.name},
        {"type", number ? "number" : std::string(survey::wire_type(question.type))}
    };
    // what is settled is not told: it may name what is not the respondent's to see
    json::Array open;
    for (const Expression& one : question.visible_if) {
        if (logic.depends(one)) {
            open.emplace_back(one.text());
        }
    }
    if (!open.empty()) {
        out["visibleIf"] = std::move(open);
    }
    if (logic.is_needed(question)) {
        out["required"] = true;
    } else if (logic.depends(question.required_if)) {
        out["requiredIf"] = question.required_if.text();
    }
    json::Array choices;
    for (const Choice& one : question.choices) {
        if (has_hidden_choices(question) && logic.depends(one.visible_if)) {
            choices.push_back(json::Object{{"value", one.key}, {"visibleIf", one.visible_if.text()}}
            );
        }
    }
    if (!choices.empty()) {
        out["choices"] = std::move(choices);
    }
    return out;
}

}  // namespace

PageLogic::PageLogic(
    const survey::Definition& definition,
    const survey::Route& route,
    const survey::Stop& stop,
    const survey::Setting& setting,
    Reach reach
)
    : definition_(definition), stop_(stop), setting_(setting), reach_(reach) {
    if (reach_ == Reach::survey) {
        decides_ = true;
        return;
    }
    for (const auto& [name, value] : route.answers) {
        const Question* of = survey::question_named(definition, name);
        if (of != nullptr && of->page < stop.page) {
            before_.emplace_back(name, value);
        }
    }
    const auto all = conditions();
    decides_ =
        !definition.pages[stop.page].random &&
        std::any_of(all.begin(), all.end(), [&](const Expression* one) { return depends(*one); });
}

// Of the questions of this page.
std::vector<const Expression*> PageLogic::conditions() const {
    std::vector<const Expression*> out;
    const survey::Page& page = definition_.pages[stop_.page];
    for (std::size_t i = page.first; i < page.last; ++i) {
        const Question& question = definition_.questions[i];
        for (const Expression& one : question.visible_if) {
            out.push_back(&one);
        }
        out.push_back(&question.required_if);
        for (const Choice& one : question.choices) {
            out.push_back(&one.visible_if);
        }
    }
    return out;
}

bool PageLogic::depends(const Expression& expression) const {
    const auto variables = expression.variables();
    return std::any_of(variables.begin(), variables.end(), [&](const std::string& one) {
        const Question* of = survey::question_named(definition_, one);
        return of != nullptr && (reach_ == Reach::survey || of->page == stop_.page);
    });
}

bool PageLogic::holds(const Expression& expression) const {
    return expression.holds({&before_, &setting_.hidden, setting_.today});
}

bool PageLogic::is_needed(const Question& question) const {
    const auto& when = question.required_if;
    return question.required || (when.is_set() && !depends(when) && holds(when));
}

bool PageLogic::is_shown(std::size_t question) const {
    return std::find(stop_.questions.begin(), stop_.questions.end(), question) !=
           stop_.questions.end();
}

// Its texts repeat an answer of this page, which only the server can put in.
bool PageLogic::speaks_of_page(const Question& question) const {
    const auto speaks = [&](const survey::Text& text) {
        return std::any_of(text.by_language.begin(), text.by_language.end(), [&](const auto& one) {
            const auto names = survey::piped_names(one.second);
            return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
                const Question* of = definition_.find(name);
                return of != nullptr && of->page == stop_.page;
            });
        });
    };
    return speaks(question.title) || speaks(question.description);
}

// What no answer of this page decides holds already, or never will.
bool PageLogic::may_come(const Question& question) const {
    return std::all_of(
        question.visible_if.begin(),
        question.visible_if.end(),
        [&](const Expression& one) { return depends(one) || holds(one); }
    );
}

bool PageLogic::may_offer(const Choice& choice) const {
    return decides_ && depends(choice.visible_if);
}

std::vector<std::pair<std::size_t, bool>> PageLogic::questions() const {
    std::vector<std::pair<std::size_t, bool>> out;
    if (!decides_) {
        for (const std::size_t i : stop_.questions) {
            out.emplace_back(i, false);
        }
        return out;
    }
    const survey::Page& page = definition_.pages[stop_.page];
    for (std::size_t i = page.first; i < page.last; ++i) {
        const Question& question = definition_.questions[i];
        if (is_shown(i)) {
            out.emplace_back(i, false);
        } else if (may_come(question) && (reach_ == Reach::survey || !speaks_of_page(question))) {
            out.emplace_back(i, true);
        }
    }
    return out;
}

std::vector<const Expression*> PageLogic::deciding() const {
    auto all = conditions();
    std::erase_if(all, [&](const Expression* one) { return !depends(*one); });
    return all;
}

json::Array PageLogic::questions_data() const {
    json::Array questions;
    const survey::Page& page = definition_.pages[stop_.page];
    for (std::size_t i = page.first; i < page.last; ++i) {
        const Question& question = definition_.questions[i];
        if (is_shown(i) || may_come(question)) {
            questions.push_back(object_of(question, *this));
        }
    }
    return questions;
}

std::string PageLogic::data() const {
    const auto all = deciding();
    return script_text(json::write(json::Object{
        {"today", to_iso_day(setting_.today)},
        {"answers", named_data(before_, all)},
        {"hidden", named_data(setting_.hidden, all)},
        {"questions", questions_data()}
    }));
}

json::Object named_data(
    const survey::Map& values, const std::vector<const Expression*>& conditions
) {
    json::Object out;
    for (const auto& [name, value] : named_values(values, conditions)) {
        out[name] = survey::to_json(value);
    }
    return out;
}

std::string script_text(std::string_view json) {
    std::string out;
    for (const char c : json) {
        out += c == '<' ? std::string("\\u003c") : std::string(1, c);
    }
    return out;
}

}  // namespace styk::http
