#include "http/respond_whole.h"

#include <fmt/format.h>

#include "base/html.h"
#include "base/text.h"
#include "http/respond_logic.h"
#include "json/json.h"

namespace styk::http {

namespace {

using survey::Expression;
using survey::Word;
using survey::word;

constexpr std::string_view mark_begin = "\xEE\x80\x80", mark_end = "\xEE\x80\x81";

// Each question answered by its own mark, so that what repeats an answer says which.
survey::Map marks_of(const survey::Definition& definition) {
    survey::Map marks;
    for (const auto& question : definition.questions) {
        if (question.asks()) {
            survey::put(
                marks, question.name, fmt::format("{}{}{}", mark_begin, question.name, mark_end)
            );
        }
    }
    return marks;
}

class Writer {
public:
    explicit Writer(const WholeSurvey& whole)
        : whole_(whole),
          marks_(marks_of(whole.definition)),
          route_(survey::route_of(whole.definition, {}, whole.setting)) {}

    std::string write() {
        for (std::size_t i = 0; i < whole_.definition.pages.size(); ++i) {
            page(i);
        }
        for (const auto& one : whole_.definition.triggers) {
            trigger(one);
        }
        return render_around(
            whole_.frame,
            templates_ + fmt::format(
                             R"(<script type="application/json" id="whole">{}</script>)",
                             script_text(json::write(data()))
                         )
        );
    }

private:
    [[nodiscard]] bool holds(const Expression& expression) const {
        return expression.holds({&route_.answers, &whole_.setting.hidden, whole_.setting.today});
    }

    // Of the page as it stands when nothing is answered, in its order of chance where it has one.
    [[nodiscard]] survey::Stop stop_at(std::size_t page) const {
        if (const auto* known = route_.stop_at(page)) {
            return *known;
        }
        survey::Stop stop{page, {}};
        const auto& here = whole_.definition.pages[page];
        for (std::size_t i = here.first; i < here.last; ++i) {
            if (whole_.definition.questions[i].visible_if.empty()) {
                stop.questions.push_back(i);
            }
        }
        return stop;
    }

    [[nodiscard]] PageLogic logic_of(const survey::Stop& stop) const {
        return {whole_.definition, route_, stop, whole_.setting, PageLogic::Reach::survey};
    }

    void page(std::size_t at) {
        const auto& here = whole_.definition.pages[at];
        const auto stop = stop_at(at);
        const auto logic = logic_of(stop);
        const bool open = logic.depends(here.visible_if);
        if (!open && !holds(here.visible_if)) {
            return;
        }
        json::Object told{{"name", here.name}, {"questions", logic.questions_data()}};
        if (open) {
            told["visibleIf"] = here.visible_if.text();
            conditions_.push_back(&here.visible_if);
        }
        const auto more = logic.deciding();
        conditions_.insert(conditions_.end(), more.begin(), more.end());
        pages_.push_back(std::move(told));
        templates_ += fmt::format(
            R"(<template data-page="{}">{}</template>)", escape_html(here.name), inside(stop)
        );
    }

    [[nodiscard]] std::string inside(const survey::Stop& stop) const {
        QuestionPage view{
            whole_.frame,
            whole_.definition,
            route_,
            stop,
            whole_.setting,
            {},
            {},
            whole_.mode,
            whole_.action,
            whole_.carried
        };
        view.carried.emplace_back("page", whole_.definition.pages[stop.page].name);
        view.said = &marks_;
        return render_unbound(view);
    }

    void trigger(const survey::Trigger& one) {
        const auto stop = stop_at(one.page);
        const bool open = logic_of(stop).depends(one.when);
        if (!open && !holds(one.when)) {
            return;
        }
        json::Object told{{"page", whole_.definition.pages[one.page].name}};
        if (open) {
            told["when"] = one.when.text();
            conditions_.push_back(&one.when);
        }
        if (one.completes) {
            told["completes"] = true;
            told["screenOut"] = one.screens_out;
        } else if (const auto* target = whole_.definition.find(one.go_to)) {
            told["goTo"] = whole_.definition.pages[target->page].name;
        }
        triggers_.push_back(std::move(told));
    }

    [[nodiscard]] json::Object data() const {
        const std::string& language = whole_.frame.language;
        const auto end = [](const std::string& title, const std::string& text) {
            return json::Object{{"title", title}, {"text", text}};
        };
        return {
            {"today", to_iso_day(whole_.setting.today)},
            {"hidden", named_data(whole_.setting.hidden, conditions_)},
            {"pages", pages_},
            {"triggers", triggers_},
            {"words",
             json::Object{
                 {"progress", word(Word::progress, language, "{0}", "{1}")},
                 {"next", word(Word::next, language)},
                 {"send", word(Word::send, language)}
             }},
            {"thanks", end(word(Word::thanks_title, language), whole_.thanks)},
            {"screened", end(word(Word::screened_title, language), whole_.screened)}
        };
    }

    const WholeSurvey& whole_;
    survey::Map marks_;
    survey::Route route_;
    std::string templates_;
    json::Array pages_, triggers_;
    std::vector<const Expression*> conditions_;
};

}  // namespace

std::string render(const WholeSurvey& whole) {
    return Writer(whole).write();
}

}  // namespace styk::http
