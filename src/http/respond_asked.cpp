#include "http/respond_asked.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/html.h"
#include "http/respond_html.h"
#include "survey/piping.h"

namespace styk::http {

using survey::Choice;
using survey::Value;
using survey::Word;
using survey::word;

Asked::Asked(const QuestionView& asked_view)
    : view(asked_view),
      question(asked_view.question),
      id(anchor(asked_view.definition, asked_view.question)),
      scope{&asked_view.route.answers, &asked_view.setting.hidden, asked_view.setting.today} {
    for (const auto& one : view.problems) {
        if (one.question == question.name) {
            const std::string words = escape_html(survey::say(one, view.language));
            if (one.part.empty()) {
                whole_ += (whole_.empty() ? "" : " ") + words;
            } else {
                parts_.emplace_back(one.part, words);
            }
        }
    }
}

std::string Asked::text(const survey::Text& of) const {
    const std::string own = view.language == view.definition.language ? "" : view.language;
    return survey::piped(
        of.in(own),
        view.definition,
        view.said == nullptr ? view.route.answers : *view.said,
        view.setting.hidden,
        view.language
    );
}

std::string Asked::foretold() const {
    return view.logic == nullptr
               ? ""
               : fmt::format(
                     R"( data-q="{}"{})", escape_html(question.name), view.hidden ? " hidden" : ""
                 );
}

std::string Asked::say(Word which) const {
    return word(which, view.language);
}

std::string Asked::title_of(const Choice& choice) const {
    return escape_html(choice.title.empty() ? choice.key : text(choice.title));
}

const Value* Asked::answer() const {
    return survey::find(view.shown, question.name);
}

const Value* Asked::cell(std::string_view name) const {
    const auto* map = answer() == nullptr ? nullptr : answer()->as<survey::Map>();
    return map == nullptr ? nullptr : survey::find(*map, name);
}

std::string Asked::shown(const Value* value) {
    return value == nullptr ? "" : survey::to_text(*value);
}

std::string Asked::wrong_of(std::string_view part) const {
    for (const auto& [name, words] : parts_) {
        if (name == part) {
            return fmt::format(R"(<p class="wrong">{}</p>)", words);
        }
    }
    return {};
}

std::string Asked::wrong() const {
    return whole_.empty() ? ""
                          : fmt::format(R"(<p class="wrong" id="{}-wrong">{}</p>)", id, whole_);
}

std::string Asked::described(std::string_view also) const {
    std::string ids;
    if (!question.description.empty()) {
        ids += " " + id + "-about";
    }
    if (!also.empty()) {
        ids += " " + id + std::string(also);
    }
    if (!whole_.empty()) {
        ids += " " + id + "-wrong";
    }
    return (ids.empty() ? "" : fmt::format(R"( aria-describedby="{}")", ids.substr(1))) +
           (whole_.empty() ? "" : R"( aria-invalid="true")");
}

std::string Asked::title(bool label) const {
    const bool required = survey::is_required(question, scope);
    std::string words = escape_html(text(question.title));
    words = label ? fmt::format(R"(<label for="{}">{}</label>)", id, words) : words;
    const bool may_change = view.logic != nullptr && view.logic->depends(question.required_if);
    const std::string optional = required && !may_change
                                     ? ""
                                     : fmt::format(
                                           R"( <span class="optional"{}>({})</span>)",
                                           required ? " hidden" : "",
                                           say(Word::optional)
                                       );
    return view.heading ? fmt::format("<h1>{}</h1>", words)
                        : fmt::format("<h2>{}{}</h2>", words, optional);
}

std::string Asked::about() const {
    return question.description.empty() ? ""
                                        : fmt::format(
                                              R"(<p class="hint" id="{}-about">{}</p>)",
                                              id,
                                              escape_html(text(question.description))
                                          );
}

std::vector<const Choice*> Asked::offered() const {
    return survey::offered(question, question.choices, question.order, scope, view.setting.seed);
}

std::vector<std::pair<const Choice*, bool>> Asked::placed() const {
    const auto now = offered();
    std::vector<std::pair<const Choice*, bool>> out;
    const auto is_offered = [&](const Choice& one) {
        return std::find(now.begin(), now.end(), &one) != now.end();
    };
    const bool in_place = question.order == survey::Order::none;
    for (const Choice* one : now) {
        if (!in_place) {
            out.emplace_back(one, false);
        }
    }
    for (const Choice& one : question.choices) {
        const bool waits = !is_offered(one) && view.logic != nullptr && view.logic->may_offer(one);
        if (waits || (in_place && is_offered(one))) {
            out.emplace_back(&one, waits);
        }
    }
    return out;
}

std::vector<const Choice*> Asked::rows() const {
    return survey::offered(question, question.rows, question.row_order, scope, view.setting.seed);
}

bool Asked::is_chosen(std::string_view key) const {
    if (answer() == nullptr) {
        return false;
    }
    const auto* list = answer()->as<survey::List>();
    return list == nullptr ? survey::to_text(*answer()) == key
                           : std::any_of(list->begin(), list->end(), [&](const Value& one) {
                                 return survey::to_text(one) == key;
                             });
}

}  // namespace styk::http
