#include <algorithm>
#include <fmt/format.h>

#include "survey/check_collector.h"
#include "survey/piping.h"

namespace styk::survey {

namespace {

// Whether every condition speaks of what is known by then, and every question can be reached.
class Logic : private Collector {
public:
    Logic(const Survey& survey, const Definition& definition, std::vector<Finding>& out)
        : Collector(out), survey_(survey), definition_(definition) {}

    void run() {
        for (const Question& one : definition_.questions) {
            conditions(one);
        }
        triggers();
        unreachable();
    }

private:
    // Every variable must be a question that was asked before, or a hidden field.
    void names(
        const Expression& expression,
        std::size_t page,
        std::size_t place,
        const Question* of,
        const std::string& pointer
    ) {
        for (const std::string& name : expression.variables()) {
            const Question* named = question_named(definition_, name);
            const auto report = [&](std::string_view key, std::string message) {
                Finding& made =
                    add(key, Level::error, pointer, std::move(message), {{"name", name}});
                made.question = of == nullptr ? "" : of->name;
            };
            if (named == nullptr && !is_hidden(definition_, name)) {
                report("unknown_question_named", fmt::format("there is no question {}", name));
            } else if (named != nullptr &&
                       (named->page > page ||
                        static_cast<std::size_t>(named - definition_.questions.data()) >= place)) {
                report("question_named_before_asked", fmt::format("{} is asked later", name));
            }
        }
    }

    void conditions(const Question& question) {
        const auto place = static_cast<std::size_t>(&question - definition_.questions.data());
        for (const Expression& one : question.visible_if) {
            names(one, question.page, place, &question, question.pointer + "/visibleIf");
        }
        names(
            question.required_if, question.page, place, &question, question.pointer + "/requiredIf"
        );
        for (const auto* list : {&question.choices, &question.rows, &question.columns}) {
            for (const Choice& one : *list) {
                names(
                    one.visible_if, question.page, place, &question, question.pointer + "/choices"
                );
            }
        }
        for (const std::string& name : piped_names(question.title.in(survey_.language))) {
            const Question* named = definition_.find(name);
            if (named != nullptr && named >= &question) {
                add("question_piped_before_asked",
                    Level::warning,
                    question,
                    "/title",
                    fmt::format("{} is asked later, so nothing will stand there", name),
                    {{"name", name}});
            }
        }
    }

    void triggers() {
        for (const Trigger& one : definition_.triggers) {
            names(
                one.when,
                definition_.pages.size(),
                definition_.questions.size(),
                nullptr,
                one.pointer + "/expression"
            );
            const Question* target = definition_.find(one.go_to);
            if (!one.completes && target != nullptr && target->page <= one.page) {
                add("skips_backwards",
                    Level::error,
                    one.pointer + "/gotoName",
                    "a survey only goes forward: the question stands on the same page or before",
                    {{"name", one.go_to}});
            }
        }
        for (std::size_t i = 0; i < definition_.pages.size(); ++i) {
            const Page& page = definition_.pages[i];
            names(page.visible_if, i, page.first, nullptr, fmt::format("/pages/{}/visibleIf", i));
        }
    }

    // What no answer whatever can lead to: conditions that are constant and false, and pages that
    // an ending without condition cuts off.
    void unreachable() {
        for (const Question& question : definition_.questions) {
            const Page& page = definition_.pages[question.page];
            const bool never = std::any_of(
                                   question.visible_if.begin(),
                                   question.visible_if.end(),
                                   [&](const Expression& one) { return never_holds(one); }
                               ) ||
                               never_holds(page.visible_if) || cut_off(question.page);
            if (never) {
                add("unreachable_question",
                    Level::warning,
                    question,
                    "/visibleIf",
                    "is never shown, whatever is answered");
            }
        }
    }

    [[nodiscard]] bool cut_off(std::size_t page) const {
        return std::any_of(
            definition_.triggers.begin(),
            definition_.triggers.end(),
            [&](const Trigger& one) {
                const bool always = one.when.variables().empty() && one.when.holds({});
                const Question* target = definition_.find(one.go_to);
                const std::size_t next =
                    one.completes || target == nullptr ? definition_.pages.size() : target->page;
                return always && page > one.page && page < next;
            }
        );
    }

    // Tried with every answer that the one named question can have; conditions over several are
    // believed.
    [[nodiscard]] bool never_holds(const Expression& expression) const {
        const auto variables = expression.variables();
        if (variables.empty()) {
            return !expression.holds({});
        }
        const Question* named = variables.size() == 1 ? definition_.find(variables[0]) : nullptr;
        const auto answers = named == nullptr ? List() : answers_of(*named);
        return !answers.empty() &&
               std::none_of(answers.begin(), answers.end(), [&](const Value& one) {
                   const Map map = one.is_none() ? Map() : Map{{named->name, one}};
                   return expression.holds({&map, nullptr, 0});
               });
    }

    // Nothing, and each single answer; empty when they cannot be listed.
    static List answers_of(const Question& question) {
        List all{Value()};
        if (question.type == Type::rating) {
            for (int score = question.low; score <= question.high; ++score) {
                all.emplace_back(score);
            }
            all.emplace_back(not_applicable_key);
        } else if (question.type == Type::yes_no || question.type == Type::consent) {
            all.emplace_back(true);
            all.emplace_back(false);
        } else if (question.type == Type::single || question.type == Type::dropdown) {
            for (const Choice& one : question.choices) {
                all.push_back(one.value);
            }
            all.emplace_back(other_key);
            all.emplace_back(none_key);
        } else {
            all.clear();
        }
        return all;
    }

    const Survey& survey_;
    const Definition& definition_;
};

}  // namespace

void check_logic(const Survey& survey, const Definition& definition, std::vector<Finding>& out) {
    Logic(survey, definition, out).run();
}

}  // namespace styk::survey
