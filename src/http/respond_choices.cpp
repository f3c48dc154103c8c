#include <algorithm>
#include <fmt/format.h>

#include "base/html.h"
#include "http/respond_asked.h"
#include "survey/form.h"

namespace styk::http {

using survey::Choice;
using survey::Value;
using survey::Word;
using survey::word;

namespace {

std::string box(
    const Asked& asked,
    std::string_view type,
    std::string_view key,
    std::string_view label,
    bool waits = false
) {
    return fmt::format(
        R"(<label{}><input type="{}" name="{}" value="{}"{}{}><span>{}</span></label>)",
        waits ? " hidden" : "",
        type,
        escape_html(survey::field_name(asked.question)),
        escape_html(key),
        asked.is_chosen(key) ? " checked" : "",
        waits ? " disabled" : "",
        label
    );
}

std::string own_words(const Asked& asked) {
    const std::string name = asked.question.name + std::string(survey::own_words_suffix);
    const std::string label = asked.question.other_title.empty()
                                  ? asked.say(Word::other)
                                  : asked.text(asked.question.other_title);
    return fmt::format(
        R"(<input name="{}" value="{}" maxlength="1000" aria-label="{}" placeholder="{}">)",
        escape_html(survey::field_name(asked.question, "other")),
        escape_html(Asked::shown(survey::find(asked.view.shown, name))),
        escape_html(label),
        escape_html(label)
    );
}

std::size_t place_of(const Asked& asked, const Choice& choice) {
    const auto* list = asked.answer() == nullptr ? nullptr : asked.answer()->as<survey::List>();
    if (list == nullptr) {
        return 0;
    }
    const auto found = std::find_if(list->begin(), list->end(), [&](const Value& one) {
        return survey::to_text(one) == choice.key;
    });
    return found == list->end() ? 0 : static_cast<std::size_t>(found - list->begin()) + 1;
}

}  // namespace

std::string choice_fields(const Asked& asked, std::string_view type) {
    std::string out = R"(<div class="choices">)";
    for (const auto& [one, waits] : asked.placed()) {
        out += box(asked, type, one->key, asked.title_of(*one), waits);
    }
    if (asked.question.other) {
        out +=
            box(asked,
                type,
                survey::other_key,
                escape_html(
                    asked.question.other_title.empty() ? asked.say(Word::other)
                                                       : asked.text(asked.question.other_title)
                ));
        out += own_words(asked);
    }
    if (asked.question.none) {
        out +=
            box(asked,
                type,
                survey::none_key,
                escape_html(
                    asked.question.none_title.empty() ? asked.say(Word::none)
                                                      : asked.text(asked.question.none_title)
                ));
    }
    return out + "</div>";
}

std::string yes_no_fields(const Asked& asked) {
    const auto label = [&](const survey::Text& own, Word usual) {
        return escape_html(own.empty() ? asked.say(usual) : asked.text(own));
    };
    return fmt::format(
        R"(<div class="choices">{}{}</div>)",
        box(asked, "radio", "true", label(asked.question.high_title, Word::yes)),
        box(asked, "radio", "false", label(asked.question.low_title, Word::no))
    );
}

std::string consent_question(const Asked& asked) {
    return fmt::format(
        R"(<div class="question"{}><div class="choices"><label><input type="checkbox" id="{}" name="{}" value="true"{}{}><span>{}</span></label></div>{}{}</div>)",
        asked.foretold(),
        asked.id,
        escape_html(survey::field_name(asked.question)),
        asked.is_chosen("true") ? " checked" : "",
        asked.described(),
        escape_html(asked.text(asked.question.title)),
        asked.about(),
        asked.wrong()
    );
}

std::string dropdown_field(const Asked& asked) {
    std::string out = fmt::format(
        R"(<select id="{}" name="{}"{}><option value="">{}</option>)",
        asked.id,
        escape_html(survey::field_name(asked.question)),
        asked.described(),
        asked.say(Word::choose)
    );
    const auto option = [&](std::string_view key, std::string_view label, bool waits = false) {
        out += fmt::format(
            R"(<option value="{}"{}{}>{}</option>)",
            escape_html(key),
            asked.is_chosen(key) ? " selected" : "",
            waits ? " hidden disabled" : "",
            label
        );
    };
    for (const auto& [one, waits] : asked.placed()) {
        option(one->key, asked.title_of(*one), waits);
    }
    if (asked.question.other) {
        option(survey::other_key, asked.say(Word::other));
    }
    if (asked.question.none) {
        option(survey::none_key, asked.say(Word::none));
    }
    return out + "</select>" + (asked.question.other ? own_words(asked) : "");
}

std::string ranking_fields(const Asked& asked) {
    const auto all = asked.offered();
    std::string out = fmt::format(
        R"(<p class="hint">{}</p><div class="places">)",
        word(Word::rank_hint, asked.view.language, std::to_string(all.size()))
    );
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::string field = fmt::format("{}-{}", asked.id, i);
        out += fmt::format(
            R"(<label for="{0}">{1}</label><select id="{0}" name="{2}"><option value="">{3}</option>)",
            field,
            asked.title_of(*all[i]),
            escape_html(survey::field_name(asked.question, all[i]->key)),
            asked.say(Word::place)
        );
        for (std::size_t place = 1; place <= all.size(); ++place) {
            out += fmt::format(
                "<option{}>{}</option>", place_of(asked, *all[i]) == place ? " selected" : "", place
            );
        }
        out += "</select>";
    }
    return out + "</div>";
}

std::string best_worst_fields(const Asked& asked) {
    std::string out = fmt::format(
        R"(<table><thead><tr><td></td><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>)",
        asked.say(Word::best),
        asked.say(Word::worst)
    );
    for (const Choice* one : asked.offered()) {
        const auto side = [&](std::string_view name, Word said) {
            return fmt::format(
                R"(<td><label><input type="radio" name="{}" value="{}"{} aria-label="{}: {}"></label></td>)",
                escape_html(survey::field_name(asked.question, name)),
                escape_html(one->key),
                Asked::shown(asked.cell(name)) == one->key ? " checked" : "",
                asked.title_of(*one),
                asked.say(said)
            );
        };
        out += fmt::format(
            R"(<tr><th scope="row">{}</th>{}{}</tr>)",
            asked.title_of(*one),
            side("best", Word::best),
            side("worst", Word::worst)
        );
    }
    return out + "</tbody></table>";
}

}  // namespace styk::http
