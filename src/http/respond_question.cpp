#include "http/respond_question.h"

#include <fmt/format.h>

#include "base/html.h"
#include "http/respond_asked.h"

namespace styk::http {

using survey::Question;
using survey::Type;

namespace {

std::string inside(const Asked& asked) {
    switch (asked.question.type) {
        case Type::rating:
            return rating_field(asked);
        case Type::importance:
            return importance_fields(asked);
        case Type::single:
            return choice_fields(asked, "radio");
        case Type::multiple:
            return choice_fields(asked, "checkbox");
        case Type::yes_no:
            return yes_no_fields(asked);
        case Type::matrix:
            return matrix_fields(asked);
        case Type::ranking:
            return ranking_fields(asked);
        case Type::best_worst:
            return best_worst_fields(asked);
        case Type::contact:
            return contact_fields(asked);
        default:
            return {};
    }
}

std::string grouped(const Asked& asked) {
    const bool ends = !asked.question.low_title.empty() && asked.question.type == Type::rating;
    return fmt::format(
        R"(<fieldset class="question" id="{}"{}{}><legend>{}</legend>{}{}{}</fieldset>)",
        asked.id,
        asked.foretold(),
        asked.described(ends ? "-ends" : ""),
        asked.title(),
        asked.about(),
        inside(asked),
        asked.wrong()
    );
}

std::string labelled(const Asked& asked) {
    return fmt::format(
        R"(<div class="question"{}>{}{}{}{}</div>)",
        asked.foretold(),
        asked.title(true),
        asked.about(),
        asked.question.type == Type::dropdown ? dropdown_field(asked) : text_field(asked),
        asked.wrong()
    );
}

std::string statement(const Asked& asked) {
    return fmt::format(
        R"(<p class="said" id="{}"{}>{}</p>)",
        asked.id,
        asked.foretold(),
        escape_html(asked.text(asked.question.title))
    );
}

}  // namespace

std::string anchor(const survey::Definition& definition, const Question& question) {
    return fmt::format("q{}", &question - definition.questions.data());
}

std::string render_question(const QuestionView& view) {
    const Asked asked(view);
    switch (view.question.type) {
        case Type::statement:
            return statement(asked);
        case Type::text:
        case Type::long_text:
        case Type::dropdown:
            return labelled(asked);
        case Type::consent:
            return consent_question(asked);
        default:
            return grouped(asked);
    }
}

}  // namespace styk::http
