#include "http/respond_html.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>

#include "base/html.h"
#include "http/respond_question.h"
#include "http/respond_style.h"
#include "survey/piping.h"
#include "survey/place_words.h"

namespace styk::http {

namespace {

constexpr int seconds_of_thanks = 8, seconds_of_patience = 300;

using survey::Word;
using survey::word;

std::string upper(std::string_view language) {
    std::string out(language.substr(0, language.find('-')));
    for (char& c : out) {
        c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return out;
}

std::string language_name(std::string_view code) {
    return code == "en"   ? "English"
           : code == "pl" ? "Polski"
           : code == "ru" ? "Русский"
                          : std::string(code);
}

// Buttons of the form, so that what is filled in goes along.
std::string language_switch(const Frame& frame) {
    if (frame.languages.size() < 2) {
        return {};
    }
    std::string out = fmt::format(
        R"(<div class="languages" role="group" aria-label="{}">)",
        word(Word::language, frame.language)
    );
    for (const std::string& one : frame.languages) {
        out += fmt::format(
            R"(<button name="go" value="language:{0}" lang="{0}" title="{1}" aria-label="{3}: {1}"{2}>{3}</button>)",
            escape_html(one),
            language_name(one),
            one == frame.language ? R"( aria-current="true")" : "",
            upper(one)
        );
    }
    return out + "</div>";
}

// A kiosk without scripts begins anew by itself, too: soon after an answer, late on a page that may
// be being filled in.
std::string begin_anew(const Frame& frame) {
    return frame.place != Frame::Place::kiosk
               ? ""
               : fmt::format(
                     R"(<noscript><meta http-equiv="refresh" content="{};url={}"></noscript>)",
                     frame.over ? seconds_of_thanks : seconds_of_patience,
                     escape_html(frame.again)
                 );
}

// What the scripts need to know of the page as a whole.
std::string body_of(const Frame& frame) {
    std::string out;
    if (frame.place == Frame::Place::frame) {
        out += R"( class="embedded")";
    }
    if (frame.place == Frame::Place::kiosk) {
        out += fmt::format(
            R"( class="kiosk" data-again="{}" data-offline="{}" data-still="{}" data-go-on="{}" data-thanks-for="{}")",
            escape_html(frame.again),
            word(Word::not_saved, frame.language),
            word(survey::PlaceWord::still_there, frame.language),
            word(survey::PlaceWord::go_on, frame.language),
            seconds_of_thanks
        );
    }
    return out + (frame.over ? " data-over" : "");
}

std::string framed(const Frame& frame, std::string_view inside) {
    return fmt::format(
        R"(<!doctype html><html lang="{}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><meta name="referrer" content="same-origin"><title>{}</title><style>{}</style>{}{}</head><body{}><main>{}</main></body></html>)",
        escape_html(frame.language),
        escape_html(frame.title),
        respond_style(),
        frame.script.empty() ? ""
                             : fmt::format(R"(<script src="{}" defer></script>)", frame.script),
        begin_anew(frame),
        body_of(frame),
        inside
    );
}

std::string head(const Frame& frame, std::string_view extra) {
    return fmt::format(
        R"(<header><div class="firm">{}</div>{}</header>{})",
        escape_html(frame.firm),
        extra,
        frame.preview
            ? fmt::format(R"(<p class="note">{}</p>)", word(Word::preview, frame.language))
        : frame.note.empty() ? ""
                             : fmt::format(R"(<p class="note">{}</p>)", escape_html(frame.note))
    );
}

// Enter in a text field presses the first button of the form: it must be the one that goes on.
std::string first_button(bool last) {
    return fmt::format(
        R"(<button class="unseen" name="go" value="{}" tabindex="-1" aria-hidden="true"></button>)",
        last ? "send" : "next"
    );
}

class PageWriter {
public:
    explicit PageWriter(const QuestionPage& page, bool unbound = false)
        : page_(page),
          language_(page.frame.language),
          logic_(
              page.definition,
              page.route,
              page.stop,
              page.setting,
              unbound ? PageLogic::Reach::survey : PageLogic::Reach::page
          ),
          unbound_(unbound),
          last_(!unbound && page.route.stop_after(page.stop.page) == nullptr) {}

    std::string write() {
        std::string out = fmt::format(
            R"(<form method="post" action="{}" novalidate{}>{})",
            escape_html(page_.action),
            page_.frame.preview ? ""
            : at_kiosk()        ? " data-kiosk"
                                : autosave(),
            first_button(last_)
        );
        for (const auto& [name, value] : page_.carried) {
            hidden(out, name, value);
        }
        for (const std::size_t i : page_.stop.questions) {
            if (page_.definition.questions[i].asks()) {
                hidden(out, "shown", page_.definition.questions[i].name);
            }
        }
        out += head(page_.frame, language_switch(page_.frame));
        out += progress() + summary() + follow_up_note() + titles();
        if (!foretells()) {
            for (const std::size_t i : page_.stop.questions) {
                out += question(page_.definition.questions[i], false);
            }
        } else {
            for (const auto& [i, waits] : logic_.questions()) {
                out += question(page_.definition.questions[i], waits);
            }
            out += unbound_ ? ""
                            : fmt::format(
                                  R"(<script type="application/json" id="logic">{}</script>)",
                                  logic_.data()
                              );
        }
        return out + unanswered() + steps() + "</form>" + foot();
    }

private:
    static void hidden(std::string& out, std::string_view name, std::string_view value) {
        out += fmt::format(
            R"(<input type="hidden" name="{}" value="{}">)", escape_html(name), escape_html(value)
        );
    }

    // What the script needs to keep answers by itself, and to say so.
    [[nodiscard]] std::string autosave() const {
        return fmt::format(
            R"( data-autosave data-saved="{}" data-not-saved="{}")",
            word(Word::saved, language_),
            word(Word::not_saved, language_)
        );
    }

    [[nodiscard]] std::string text(const survey::Text& of) const {
        const std::string own = language_ == page_.definition.language ? "" : language_;
        return survey::piped(
            of.in(own),
            page_.definition,
            page_.said == nullptr ? page_.route.answers : *page_.said,
            page_.setting.hidden,
            language_
        );
    }

    [[nodiscard]] std::string progress() const {
        const auto& stops = page_.route.stops;
        if (unbound_ && page_.definition.progress) {
            return R"(<p class="progress" hidden><progress value="0" max="1"></progress><span aria-hidden="true"></span></p>)";
        }
        if (!page_.definition.progress || stops.size() < 2) {
            return {};
        }
        const auto here = std::find_if(
                              stops.begin(),
                              stops.end(),
                              [&](const survey::Stop& one) { return one.page == page_.stop.page; }
                          ) -
                          stops.begin() + 1;
        const std::string words =
            word(Word::progress, language_, std::to_string(here), std::to_string(stops.size()));
        return fmt::format(
            R"(<p class="progress"><progress value="{}" max="{}" aria-label="{}"></progress><span aria-hidden="true">{} / {}</span></p>)",
            here,
            stops.size(),
            words,
            here,
            stops.size()
        );
    }

    [[nodiscard]] std::string summary() const {
        if (page_.problems.empty()) {
            return {};
        }
        std::string out = fmt::format(
            R"(<div class="summary" role="alert" tabindex="-1" id="problems"><h2>{}</h2><ul>)",
            word(Word::problems_title, language_)
        );
        for (const auto& one : page_.problems) {
            const auto* question = page_.definition.find(one.question);
            out += fmt::format(
                R"(<li><a href="#{}">{}</a></li>)",
                anchor(page_.definition, *question),
                escape_html(survey::say(one, language_))
            );
        }
        return out + "</ul></div>";
    }

    [[nodiscard]] std::string follow_up_note() const {
        return page_.more_appeared ? fmt::format(
                                         R"(<p class="note" role="status">{}</p>)",
                                         word(Word::new_questions, language_)
                                     )
                                   : "";
    }

    [[nodiscard]] const survey::Page& here() const {
        return page_.definition.pages[page_.stop.page];
    }

    // The page's own title is its heading; without one the first question is.
    std::string titles() {
        std::string out;
        const std::string of_survey = text(page_.definition.title);
        if (!of_survey.empty()) {
            out += fmt::format(R"(<p class="about">{}</p>)", escape_html(of_survey));
        }
        const std::string title = text(here().title);
        if (!title.empty()) {
            out += fmt::format("<h1>{}</h1>", escape_html(title));
            headed_ = true;
        }
        const bool first =
            unbound_ ? page_.stop.page == 0 : page_.route.stop_before(page_.stop.page) == nullptr;
        const std::string about = text(
            here().description.empty() && first ? page_.definition.description : here().description
        );
        return out +
               (about.empty() ? "" : fmt::format(R"(<p class="said">{}</p>)", escape_html(about)));
    }

    // A preview has no script.
    [[nodiscard]] bool foretells() const {
        return (logic_.decides() || at_kiosk()) && !page_.frame.preview;
    }

    [[nodiscard]] bool at_kiosk() const { return page_.frame.place == Frame::Place::kiosk; }

    // What the script of a kiosk says while it walks on by itself.
    [[nodiscard]] std::string unanswered() const {
        return !at_kiosk() ? ""
                           : fmt::format(
                                 R"(<p class="wrong" id="missing" role="alert" hidden>{}</p>)",
                                 word(Word::problems_title, language_)
                             );
    }

    std::string question(const survey::Question& question, bool waits) {
        const bool heading = !headed_ && question.asks() && !waits;
        headed_ = headed_ || heading;
        return render_question(
            {page_.definition,
             question,
             page_.route,
             page_.setting,
             page_.shown,
             page_.problems,
             language_,
             heading,
             foretells() ? &logic_ : nullptr,
             waits,
             page_.said}
        );
    }

    [[nodiscard]] std::string steps() const {
        const bool back =
            page_.definition.back &&
            (unbound_ ? page_.stop.page > 0 : page_.route.stop_before(page_.stop.page) != nullptr);
        return fmt::format(
            R"(<div class="steps">{}<button name="go" value="{}">{}</button></div>)",
            back ? fmt::format(
                       R"(<button class="back" name="go" value="back">{}</button>)",
                       word(Word::back, language_)
                   )
                 : "",
            last_ ? "send" : "next",
            word(last_ ? Word::send : Word::next, language_)
        );
    }

    [[nodiscard]] std::string foot() const {
        const Word promise = page_.mode == survey::Mode::anonymous      ? Word::anonymous
                             : page_.mode == survey::Mode::confidential ? Word::confidential
                                                                        : Word::identified;
        return fmt::format("<footer>{}</footer>", word(promise, language_));
    }

    const QuestionPage& page_;
    std::string language_;
    PageLogic logic_;
    bool unbound_;
    bool last_;
    bool headed_ = false;
};

}  // namespace

std::string render(const QuestionPage& page) {
    return framed(page.frame, PageWriter(page).write());
}

std::string render_unbound(const QuestionPage& page) {
    return PageWriter(page, true).write();
}

std::string render(const Notice& notice) {
    std::string out = head(notice.frame, "");
    out += fmt::format(
        R"(<h1 tabindex="-1">{}</h1><p class="said">{}</p>)",
        escape_html(notice.heading),
        escape_html(notice.text)
    );
    if (!notice.frame.again.empty()) {
        out += fmt::format(
            R"(<p class="steps"><a class="button" href="{}">{}</a></p>)",
            escape_html(notice.frame.again),
            word(
                notice.frame.place == Frame::Place::kiosk ? survey::PlaceWord::start_again
                                                          : survey::PlaceWord::next_person,
                notice.frame.language
            )
        );
    }
    if (!notice.receipt_code.empty()) {
        out += fmt::format(
            R"(<p class="receipt">{} <a href="/receipt?language={}">{}</a><br><span class="code">{}</span></p>)",
            word(Word::receipt, notice.frame.language),
            escape_html(notice.frame.language),
            word(Word::receipt_title, notice.frame.language),
            escape_html(notice.receipt_code)
        );
    }
    return framed(notice.frame, out);
}

std::string render_around(const Frame& frame, std::string_view inside, std::string_view beside) {
    return framed(frame, head(frame, beside) + std::string(inside));
}

std::string render_receipt_form(const Frame& frame, bool wrong) {
    const auto say = [&](Word which) { return word(which, frame.language); };
    return framed(
        frame,
        head(frame, "") +
            fmt::format(
                R"(<h1>{}</h1>{}<form method="post" action="/receipt"><input type="hidden" name="language" value="{}"><div class="part"><label for="code">{}</label><input id="code" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false"{}></div><p class="hint">{}</p><div class="steps"><button>{}</button></div></form>)",
                say(Word::receipt_title),
                wrong ? fmt::format(
                            R"(<p class="wrong" role="alert" id="wrong">{}</p>)",
                            say(Word::receipt_wrong)
                        )
                      : "",
                escape_html(frame.language),
                say(Word::receipt_field),
                wrong ? R"( aria-invalid="true" aria-describedby="wrong")" : "",
                say(Word::receipt_warning),
                say(Word::receipt_button)
            )
    );
}

}  // namespace styk::http
