#include "http/respond_question.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/html.h"
#include "http/respond_html.h"
#include "survey/form.h"
#include "survey/piping.h"

namespace styk::http {

namespace {

using survey::Choice;
using survey::Question;
using survey::Type;
using survey::Value;
using survey::Word;
using survey::word;

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

class Writer {
public:
    explicit Writer(const QuestionView& view)
        : view_(view),
          question_(view.question),
          id_(anchor(view.definition, view.question)),
          scope_{&view.route.answers, &view.setting.hidden, view.setting.today} {}

    std::string write() {
        if (question_.type == Type::statement) {
            return fmt::format(
                R"(<p class="said" id="{}"{}>{}</p>)",
                id_,
                foretold(),
                escape_html(text(question_.title))
            );
        }
        collect_problems();
        switch (question_.type) {
            case Type::text:
            case Type::long_text:
            case Type::dropdown:
                return labelled();
            case Type::consent:
                return consent();
            default:
                return grouped();
        }
    }

private:
    [[nodiscard]] std::string text(const survey::Text& of) const {
        const std::string own = view_.language == view_.definition.language ? "" : view_.language;
        return survey::piped(
            of.in(own), view_.definition, view_.route.answers, view_.setting.hidden, view_.language
        );
    }

    // By what the script finds it; and whether it waits for an answer.
    [[nodiscard]] std::string foretold() const {
        return view_.logic == nullptr ? ""
                                      : fmt::format(
                                            R"( data-q="{}"{})",
                                            escape_html(question_.name),
                                            view_.hidden ? " hidden" : ""
                                        );
    }

    [[nodiscard]] std::string say(Word which) const { return word(which, view_.language); }

    [[nodiscard]] std::string title_of(const Choice& choice) const {
        return escape_html(choice.title.empty() ? choice.key : text(choice.title));
    }

    [[nodiscard]] const Value* answer() const { return survey::find(view_.shown, question_.name); }

    [[nodiscard]] const Value* cell(std::string_view name) const {
        const auto* map = answer() == nullptr ? nullptr : answer()->as<survey::Map>();
        return map == nullptr ? nullptr : survey::find(*map, name);
    }

    [[nodiscard]] static std::string shown(const Value* value) {
        return value == nullptr ? "" : survey::to_text(*value);
    }

    void collect_problems() {
        for (const auto& one : view_.problems) {
            if (one.question == question_.name) {
                const std::string words = escape_html(survey::say(one, view_.language));
                if (one.part.empty()) {
                    whole_ += (whole_.empty() ? "" : " ") + words;
                } else {
                    parts_.emplace_back(one.part, words);
                }
            }
        }
    }

    [[nodiscard]] std::string wrong_of(std::string_view part) const {
        for (const auto& [name, words] : parts_) {
            if (name == part) {
                return fmt::format(R"(<p class="wrong">{}</p>)", words);
            }
        }
        return {};
    }

    [[nodiscard]] std::string wrong() const {
        return whole_.empty()
                   ? ""
                   : fmt::format(R"(<p class="wrong" id="{}-wrong">{}</p>)", id_, whole_);
    }

    // What a screen reader says along with the field.
    [[nodiscard]] std::string described(std::string_view also = {}) const {
        std::string ids;
        if (!question_.description.empty()) {
            ids += " " + id_ + "-about";
        }
        if (!also.empty()) {
            ids += " " + id_ + std::string(also);
        }
        if (!whole_.empty()) {
            ids += " " + id_ + "-wrong";
        }
        return (ids.empty() ? "" : fmt::format(R"( aria-describedby="{}")", ids.substr(1))) +
               (whole_.empty() ? "" : R"( aria-invalid="true")");
    }

    // A field's title is its label, inside the heading: the other way round is no HTML.
    [[nodiscard]] std::string title(bool label = false) const {
        const bool required = survey::is_required(question_, scope_);
        std::string words = escape_html(text(question_.title));
        words = label ? fmt::format(R"(<label for="{}">{}</label>)", id_, words) : words;
        const bool may_change =
            view_.logic != nullptr && view_.logic->depends(question_.required_if);
        const std::string optional = required && !may_change
                                         ? ""
                                         : fmt::format(
                                               R"( <span class="optional"{}>({})</span>)",
                                               required ? " hidden" : "",
                                               say(Word::optional)
                                           );
        return view_.heading ? fmt::format("<h1>{}</h1>", words)
                             : fmt::format("<h2>{}{}</h2>", words, optional);
    }

    [[nodiscard]] std::string about() const {
        return question_.description.empty() ? ""
                                             : fmt::format(
                                                   R"(<p class="hint" id="{}-about">{}</p>)",
                                                   id_,
                                                   escape_html(text(question_.description))
                                               );
    }

    // ---- frames

    std::string grouped() {
        const bool ends = !question_.low_title.empty() && question_.type == Type::rating;
        return fmt::format(
            R"(<fieldset class="question" id="{}"{}{}><legend>{}</legend>{}{}{}</fieldset>)",
            id_,
            foretold(),
            described(ends ? "-ends" : ""),
            title(),
            about(),
            inside(),
            wrong()
        );
    }

    std::string labelled() {
        return fmt::format(
            R"(<div class="question"{}>{}{}{}{}</div>)",
            foretold(),
            title(true),
            about(),
            field(),
            wrong()
        );
    }

    std::string inside() {
        switch (question_.type) {
            case Type::rating:
                return scale(survey::field_name(question_), shown(answer()), "", true) + ends();
            case Type::importance:
                return importance();
            case Type::single:
                return choices("radio");
            case Type::multiple:
                return choices("checkbox");
            case Type::yes_no:
                return yes_no();
            case Type::matrix:
                return matrix();
            case Type::ranking:
                return ranking();
            case Type::best_worst:
                return best_worst();
            case Type::contact:
                return contact();
            default:
                return {};
        }
    }

    // ---- scales

    [[nodiscard]] std::string mark(int score) const {
        if (question_.style == survey::RateStyle::stars) {
            return std::string(star);
        }
        if (question_.style == survey::RateStyle::faces) {
            return face(
                static_cast<double>(score - question_.low) / (question_.high - question_.low)
            );
        }
        return std::to_string(score);
    }

    [[nodiscard]] std::string radio(
        std::string_view name,
        std::string_view value,
        bool checked,
        std::string_view label,
        std::string_view spoken,
        std::string_view css = {}
    ) const {
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
        const std::string& name, const std::string& now, std::string_view part, bool may_not_apply
    ) {
        const bool eleven = question_.high - question_.low == 10;
        std::string out = fmt::format(R"(<div class="scale{}">)", eleven ? " eleven" : "");
        for (int score = question_.low; score <= question_.high; ++score) {
            const std::string number = std::to_string(score);
            const bool plain = question_.style == survey::RateStyle::numbers && part.empty();
            std::string spoken =
                word(Word::of_scale, view_.language, number, std::to_string(question_.high));
            spoken = plain ? "" : part.empty() ? spoken : fmt::format("{}: {}", part, number);
            out += radio(name, number, now == number, mark(score), spoken);
        }
        out += "</div>";
        if (may_not_apply && !question_.not_applicable.empty()) {
            out += fmt::format(
                R"(<div class="scale upright">{}</div>)",
                radio(
                    name,
                    survey::not_applicable_key,
                    now == survey::not_applicable_key,
                    escape_html(text(question_.not_applicable)),
                    ""
                )
            );
        }
        return out;
    }

    [[nodiscard]] std::string ends() const {
        if (question_.low_title.empty() && question_.high_title.empty()) {
            return {};
        }
        const bool numbers = question_.style == survey::RateStyle::numbers;
        const auto end = [&](int score, const survey::Text& title) {
            return numbers ? fmt::format("{}: {}", score, escape_html(text(title)))
                           : escape_html(text(title));
        };
        return fmt::format(
            R"(<div class="ends" id="{}-ends"><span>{}</span><span>{}</span></div>)",
            id_,
            end(question_.low, question_.low_title),
            end(question_.high, question_.high_title)
        );
    }

    std::string importance() {
        std::string out;
        for (const Choice* row : rows()) {
            const auto* pair =
                cell(row->key) == nullptr ? nullptr : cell(row->key)->as<survey::Map>();
            const auto side = [&](std::string_view name, Word said) {
                const Value* now = pair == nullptr ? nullptr : survey::find(*pair, name);
                const std::string label = fmt::format("{}, {}", title_of(*row), say(said));
                return fmt::format(
                    R"(<p class="side" aria-hidden="true">{}</p>{})",
                    say(said),
                    scale(
                        survey::field_name(question_, row->key + "." + std::string(name)),
                        shown(now),
                        label,
                        name == "performance"
                    )
                );
            };
            out += fmt::format(
                R"(<fieldset class="row"><legend>{}</legend>{}{}{}</fieldset>)",
                title_of(*row),
                side("importance", Word::importance),
                side("performance", Word::performance),
                wrong_of(row->key)
            );
        }
        return out + ends();
    }

    // ---- choices

    [[nodiscard]] std::vector<const Choice*> offered() const {
        return survey::offered(
            question_, question_.choices, question_.order, scope_, view_.setting.seed
        );
    }

    // With those that an answer of this page may bring, at their place; true: not offered now.
    [[nodiscard]] std::vector<std::pair<const Choice*, bool>> placed() const {
        const auto now = offered();
        std::vector<std::pair<const Choice*, bool>> out;
        const auto is_offered = [&](const Choice& one) {
            return std::find(now.begin(), now.end(), &one) != now.end();
        };
        const bool in_place = question_.order == survey::Order::none;
        for (const Choice* one : now) {
            if (!in_place) {
                out.emplace_back(one, false);
            }
        }
        for (const Choice& one : question_.choices) {
            const bool waits =
                !is_offered(one) && view_.logic != nullptr && view_.logic->may_offer(one);
            if (waits || (in_place && is_offered(one))) {
                out.emplace_back(&one, waits);
            }
        }
        return out;
    }

    [[nodiscard]] std::vector<const Choice*> rows() const {
        return survey::offered(
            question_, question_.rows, question_.row_order, scope_, view_.setting.seed
        );
    }

    [[nodiscard]] bool is_chosen(std::string_view key) const {
        if (answer() == nullptr) {
            return false;
        }
        const auto* list = answer()->as<survey::List>();
        return list == nullptr ? survey::to_text(*answer()) == key
                               : std::any_of(list->begin(), list->end(), [&](const Value& one) {
                                     return survey::to_text(one) == key;
                                 });
    }

    [[nodiscard]] std::string box(
        std::string_view type, std::string_view key, std::string_view label, bool waits = false
    ) const {
        return fmt::format(
            R"(<label{}><input type="{}" name="{}" value="{}"{}{}><span>{}</span></label>)",
            waits ? " hidden" : "",
            type,
            escape_html(survey::field_name(question_)),
            escape_html(key),
            is_chosen(key) ? " checked" : "",
            waits ? " disabled" : "",
            label
        );
    }

    [[nodiscard]] std::string own_words() const {
        const std::string name = question_.name + std::string(survey::own_words_suffix);
        const std::string label =
            question_.other_title.empty() ? say(Word::other) : text(question_.other_title);
        return fmt::format(
            R"(<input name="{}" value="{}" maxlength="1000" aria-label="{}" placeholder="{}">)",
            escape_html(survey::field_name(question_, "other")),
            escape_html(shown(survey::find(view_.shown, name))),
            escape_html(label),
            escape_html(label)
        );
    }

    std::string choices(std::string_view type) {
        std::string out = R"(<div class="choices">)";
        for (const auto& [one, waits] : placed()) {
            out += box(type, one->key, title_of(*one), waits);
        }
        if (question_.other) {
            out += box(
                type,
                survey::other_key,
                escape_html(
                    question_.other_title.empty() ? say(Word::other) : text(question_.other_title)
                )
            );
            out += own_words();
        }
        if (question_.none) {
            out +=
                box(type,
                    survey::none_key,
                    escape_html(
                        question_.none_title.empty() ? say(Word::none) : text(question_.none_title)
                    ));
        }
        return out + "</div>";
    }

    std::string yes_no() {
        const auto label = [&](const survey::Text& own, Word usual) {
            return escape_html(own.empty() ? say(usual) : text(own));
        };
        return fmt::format(
            R"(<div class="choices">{}{}</div>)",
            box("radio", "true", label(question_.high_title, Word::yes)),
            box("radio", "false", label(question_.low_title, Word::no))
        );
    }

    std::string consent() {
        return fmt::format(
            R"(<div class="question"{}><div class="choices"><label><input type="checkbox" id="{}" name="{}" value="true"{}{}><span>{}</span></label></div>{}{}</div>)",
            foretold(),
            id_,
            escape_html(survey::field_name(question_)),
            is_chosen("true") ? " checked" : "",
            described(),
            escape_html(text(question_.title)),
            about(),
            wrong()
        );
    }

    // ---- tables

    std::string matrix() {
        const bool numbers =
            std::all_of(question_.columns.begin(), question_.columns.end(), [](const Choice& one) {
                return one.title.empty();
            });
        std::string out;
        for (const Choice* row : rows()) {
            const std::string now = shown(cell(row->key));
            const std::string name = survey::field_name(question_, row->key);
            out += fmt::format(
                R"(<fieldset class="row"><legend>{}</legend><div class="scale">)", title_of(*row)
            );
            for (const Choice& column : question_.columns) {
                out += radio(
                    name,
                    column.key,
                    now == column.key,
                    title_of(column),
                    fmt::format("{}: {}", title_of(*row), title_of(column)),
                    numbers ? "" : "words"
                );
            }
            out += "</div>" + wrong_of(row->key) + "</fieldset>";
        }
        return out;
    }

    [[nodiscard]] std::size_t place_of(const Choice& choice) const {
        const auto* list = answer() == nullptr ? nullptr : answer()->as<survey::List>();
        if (list == nullptr) {
            return 0;
        }
        const auto found = std::find_if(list->begin(), list->end(), [&](const Value& one) {
            return survey::to_text(one) == choice.key;
        });
        return found == list->end() ? 0 : static_cast<std::size_t>(found - list->begin()) + 1;
    }

    std::string ranking() {
        const auto all = offered();
        std::string out = fmt::format(
            R"(<p class="hint">{}</p><div class="places">)",
            word(Word::rank_hint, view_.language, std::to_string(all.size()))
        );
        for (std::size_t i = 0; i < all.size(); ++i) {
            const std::string field = fmt::format("{}-{}", id_, i);
            out += fmt::format(
                R"(<label for="{0}">{1}</label><select id="{0}" name="{2}"><option value="">{3}</option>)",
                field,
                title_of(*all[i]),
                escape_html(survey::field_name(question_, all[i]->key)),
                say(Word::place)
            );
            for (std::size_t place = 1; place <= all.size(); ++place) {
                out += fmt::format(
                    "<option{}>{}</option>", place_of(*all[i]) == place ? " selected" : "", place
                );
            }
            out += "</select>";
        }
        return out + "</div>";
    }

    std::string best_worst() {
        std::string out = fmt::format(
            R"(<table><thead><tr><td></td><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>)",
            say(Word::best),
            say(Word::worst)
        );
        for (const Choice* one : offered()) {
            const auto side = [&](std::string_view name, Word said) {
                return fmt::format(
                    R"(<td><label><input type="radio" name="{}" value="{}"{} aria-label="{}: {}"></label></td>)",
                    escape_html(survey::field_name(question_, name)),
                    escape_html(one->key),
                    shown(cell(name)) == one->key ? " checked" : "",
                    title_of(*one),
                    say(said)
                );
            };
            out += fmt::format(
                R"(<tr><th scope="row">{}</th>{}{}</tr>)",
                title_of(*one),
                side("best", Word::best),
                side("worst", Word::worst)
            );
        }
        return out + "</tbody></table>";
    }

    // ---- fields

    static std::string_view kind_of(survey::Input input) {
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

    std::string field() {
        const std::string name = escape_html(survey::field_name(question_));
        const std::string now = escape_html(shown(answer()));
        if (question_.type == Type::dropdown) {
            return select(name);
        }
        const std::string hint =
            question_.placeholder.empty()
                ? ""
                : fmt::format(R"( placeholder="{}")", escape_html(text(question_.placeholder)));
        const std::size_t general =
            question_.type == Type::long_text ? survey::longest_answer : 1000;
        const std::size_t most =
            question_.longest > 0 ? static_cast<std::size_t>(question_.longest) : general;
        if (question_.type == Type::long_text) {
            return fmt::format(
                R"(<textarea id="{}" name="{}" maxlength="{}"{}{}>{}</textarea>)",
                id_,
                name,
                most,
                hint,
                described(),
                now
            );
        }
        return fmt::format(
            R"(<input id="{}" name="{}" value="{}" maxlength="{}"{}{}{}>)",
            id_,
            name,
            now,
            most,
            kind_of(question_.input),
            hint,
            described()
        );
    }

    std::string select(const std::string& name) {
        std::string out = fmt::format(
            R"(<select id="{}" name="{}"{}><option value="">{}</option>)",
            id_,
            name,
            described(),
            say(Word::choose)
        );
        const auto option = [&](std::string_view key, std::string_view label, bool waits = false) {
            out += fmt::format(
                R"(<option value="{}"{}{}>{}</option>)",
                escape_html(key),
                is_chosen(key) ? " selected" : "",
                waits ? " hidden disabled" : "",
                label
            );
        };
        for (const auto& [one, waits] : placed()) {
            option(one->key, title_of(*one), waits);
        }
        if (question_.other) {
            option(survey::other_key, say(Word::other));
        }
        if (question_.none) {
            option(survey::none_key, say(Word::none));
        }
        return out + "</select>" + (question_.other ? own_words() : "");
    }

    std::string contact() {
        std::string out;
        for (std::size_t i = 0; i < question_.parts.size(); ++i) {
            const survey::Part& part = question_.parts[i];
            const std::string field = fmt::format("{}-{}", id_, i);
            const bool is_name = part.name == "name" && part.input == survey::Input::text;
            out += fmt::format(
                R"(<div class="part"><label for="{0}">{1}</label><input id="{0}" name="{2}" value="{3}" maxlength="1000"{4}{5}>{6}</div>)",
                field,
                escape_html(part.title.empty() ? part.name : text(part.title)),
                escape_html(survey::field_name(question_, part.name)),
                escape_html(shown(cell(part.name))),
                kind_of(part.input),
                is_name ? R"( autocomplete="name")" : "",
                wrong_of(part.name)
            );
        }
        return out;
    }

    const QuestionView& view_;
    const Question& question_;
    std::string id_;
    survey::Scope scope_;
    std::string whole_;  // what is wrong with the whole, as HTML
    std::vector<std::pair<std::string, std::string>> parts_;
};

}  // namespace

std::string anchor(const survey::Definition& definition, const Question& question) {
    return fmt::format("q{}", &question - definition.questions.data());
}

std::string render_question(const QuestionView& view) {
    return Writer(view).write();
}

}  // namespace styk::http
