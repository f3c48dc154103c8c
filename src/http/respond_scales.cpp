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

constexpr std::string_view star =
    R"(<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 2.5l2.9 6.1 6.7.9-4.9 4.6 1.2 6.6L12 17.5l-5.9 3.2 1.2-6.6L2.4 9.5l6.7-.9z" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/></svg>)";

// A face whose mouth turns from sad to glad.
std::string face(double gladness) {
    const double bend = 15.5 + (gladness - 0.5) * 7;
    return fmt::format(
        R"(<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"><circle cx="12" cy="12" r="9.5"/><path d="M8.5 9.5v.6M15.5 9.5v.6M7.5 15.5Q12 {:.1f} 16.5 15.5"/></svg>)",
        bend
    );
}

std::string mark(const Asked& asked, int score) {
    if (asked.question.style == survey::RateStyle::stars) {
        return std::string(star);
    }
    if (asked.question.style == survey::RateStyle::faces) {
        return face(
            static_cast<double>(score - asked.question.low) /
            (asked.question.high - asked.question.low)
        );
    }
    return std::to_string(score);
}

std::string radio(
    std::string_view name,
    std::string_view value,
    bool checked,
    std::string_view label,
    std::string_view spoken,
    std::string_view css = {}
) {
    return fmt::format(
        R"(<label{}>{}<input type="radio" name="{}" value="{}"{}{}></label>)",
        css.empty() ? "" : fmt::format(R"( class="{}")", css),
        label,
        escape_html(name),
        escape_html(value),
        checked ? " checked" : "",
        spoken.empty() ? "" : fmt::format(R"( aria-label="{}")", spoken)
    );
}

std::string scale(
    const Asked& asked,
    const std::string& name,
    const std::string& now,
    std::string_view part,
    bool may_not_apply
) {
    const bool eleven = asked.question.high - asked.question.low == 10;
    std::string out = fmt::format(R"(<div class="scale{}">)", eleven ? " eleven" : "");
    for (int score = asked.question.low; score <= asked.question.high; ++score) {
        const std::string number = std::to_string(score);
        const bool plain = asked.question.style == survey::RateStyle::numbers && part.empty();
        std::string spoken =
            word(Word::of_scale, asked.view.language, number, std::to_string(asked.question.high));
        spoken = plain ? "" : part.empty() ? spoken : fmt::format("{}: {}", part, number);
        out += radio(name, number, now == number, mark(asked, score), spoken);
    }
    out += "</div>";
    if (may_not_apply && !asked.question.not_applicable.empty()) {
        out += fmt::format(
            R"(<div class="scale upright">{}</div>)",
            radio(
                name,
                survey::not_applicable_key,
                now == survey::not_applicable_key,
                escape_html(asked.text(asked.question.not_applicable)),
                ""
            )
        );
    }
    return out;
}

std::string ends(const Asked& asked) {
    if (asked.question.low_title.empty() && asked.question.high_title.empty()) {
        return {};
    }
    const bool numbers = asked.question.style == survey::RateStyle::numbers;
    const auto end = [&](int score, const survey::Text& title) {
        return numbers ? fmt::format("{}: {}", score, escape_html(asked.text(title)))
                       : escape_html(asked.text(title));
    };
    return fmt::format(
        R"(<div class="ends" id="{}-ends"><span>{}</span><span>{}</span></div>)",
        asked.id,
        end(asked.question.low, asked.question.low_title),
        end(asked.question.high, asked.question.high_title)
    );
}

}  // namespace

std::string rating_field(const Asked& asked) {
    const std::string name = survey::field_name(asked.question);
    return scale(asked, name, Asked::shown(asked.answer()), "", true) + ends(asked);
}

std::string importance_fields(const Asked& asked) {
    std::string out;
    for (const Choice* row : asked.rows()) {
        const auto* pair =
            asked.cell(row->key) == nullptr ? nullptr : asked.cell(row->key)->as<survey::Map>();
        const auto side = [&](std::string_view name, Word said) {
            const Value* now = pair == nullptr ? nullptr : survey::find(*pair, name);
            const std::string label = fmt::format("{}, {}", asked.title_of(*row), asked.say(said));
            return fmt::format(
                R"(<p class="side" aria-hidden="true">{}</p>{})",
                asked.say(said),
                scale(
                    asked,
                    survey::field_name(asked.question, row->key + "." + std::string(name)),
                    Asked::shown(now),
                    label,
                    name == "performance"
                )
            );
        };
        out += fmt::format(
            R"(<fieldset class="row"><legend>{}</legend>{}{}{}</fieldset>)",
            asked.title_of(*row),
            side("importance", Word::importance),
            side("performance", Word::performance),
            asked.wrong_of(row->key)
        );
    }
    return out + ends(asked);
}

std::string matrix_fields(const Asked& asked) {
    const bool numbers = std::all_of(
        asked.question.columns.begin(),
        asked.question.columns.end(),
        [](const Choice& one) { return one.title.empty(); }
    );
    std::string out;
    for (const Choice* row : asked.rows()) {
        const std::string now = Asked::shown(asked.cell(row->key));
        const std::string name = survey::field_name(asked.question, row->key);
        out += fmt::format(
            R"(<fieldset class="row"><legend>{}</legend><div class="scale">)", asked.title_of(*row)
        );
        for (const Choice& column : asked.question.columns) {
            out += radio(
                name,
                column.key,
                now == column.key,
                asked.title_of(column),
                fmt::format("{}: {}", asked.title_of(*row), asked.title_of(column)),
                numbers ? "" : "words"
            );
        }
        out += "</div>" + asked.wrong_of(row->key) + "</fieldset>";
    }
    return out;
}

}  // namespace styk::http
