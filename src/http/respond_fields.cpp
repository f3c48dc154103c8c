#include <fmt/format.h>

#include "base/html.h"
#include "http/respond_asked.h"
#include "survey/answers.h"
#include "survey/form.h"

namespace styk::http {

using survey::Type;

namespace {

std::string_view kind_of(survey::Input input) {
    switch (input) {
        case survey::Input::number:
            return R"( inputmode="decimal")";
        case survey::Input::email:
            return R"( type="email" autocomplete="email")";
        case survey::Input::tel:
            return R"( type="tel" autocomplete="tel")";
        case survey::Input::url:
            return R"( type="url")";
        case survey::Input::date:
            return R"( type="date")";
        case survey::Input::text:
            break;
    }
    return "";
}

}  // namespace

std::string text_field(const Asked& asked) {
    const std::string name = escape_html(survey::field_name(asked.question));
    const std::string now = escape_html(Asked::shown(asked.answer()));
    const std::string hint =
        asked.question.placeholder.empty()
            ? ""
            : fmt::format(
                  R"( placeholder="{}")", escape_html(asked.text(asked.question.placeholder))
              );
    const std::size_t general =
        asked.question.type == Type::long_text ? survey::longest_answer : 1000;
    const std::size_t most =
        asked.question.longest > 0 ? static_cast<std::size_t>(asked.question.longest) : general;
    if (asked.question.type == Type::long_text) {
        return fmt::format(
            R"(<textarea id="{}" name="{}" maxlength="{}"{}{}>{}</textarea>)",
            asked.id,
            name,
            most,
            hint,
            asked.described(),
            now
        );
    }
    return fmt::format(
        R"(<input id="{}" name="{}" value="{}" maxlength="{}"{}{}{}>)",
        asked.id,
        name,
        now,
        most,
        kind_of(asked.question.input),
        hint,
        asked.described()
    );
}

std::string contact_fields(const Asked& asked) {
    std::string out;
    for (std::size_t i = 0; i < asked.question.parts.size(); ++i) {
        const survey::Part& part = asked.question.parts[i];
        const std::string field = fmt::format("{}-{}", asked.id, i);
        const bool is_name = part.name == "name" && part.input == survey::Input::text;
        out += fmt::format(
            R"(<div class="part"><label for="{0}">{1}</label><input id="{0}" name="{2}" value="{3}" maxlength="1000"{4}{5}>{6}</div>)",
            field,
            escape_html(part.title.empty() ? part.name : asked.text(part.title)),
            escape_html(survey::field_name(asked.question, part.name)),
            escape_html(Asked::shown(asked.cell(part.name))),
            kind_of(part.input),
            is_name ? R"( autocomplete="name")" : "",
            asked.wrong_of(part.name)
        );
    }
    return out;
}

}  // namespace styk::http
