// The respondent's pages as HTML: native controls, no script needed, WCAG 2.2 AA. Pure: views in,
// text out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "survey/answers.h"
#include "survey/survey.h"
#include "survey/words.h"

namespace styk::http {

// What frames every page.
struct Frame {
    std::string firm;
    std::string language;
    std::vector<std::string> languages;  // offered; fewer than two: no switch
    std::string title;                   // of the browser's window
    bool preview = false;
    std::string script;  // the path of the enhancing script; empty: none
};

// One page of questions.
struct QuestionPage {
    Frame frame;
    const survey::Definition& definition;
    const survey::Route& route;
    const survey::Stop& stop;
    const survey::Setting& setting;
    survey::Map shown;  // answers as they are to stand in the fields
    survey::AnswerProblems problems;
    survey::Mode mode = survey::Mode::identified;
    std::string action;                                        // where the form goes
    std::vector<std::pair<std::string, std::string>> carried;  // hidden fields of the form
    bool more_appeared = false;  // a follow-up question is new on this page
};

[[nodiscard]] std::string render(const QuestionPage& page);

// A page that only says something.
struct Notice {
    Frame frame;
    std::string heading, text;
    std::string receipt_code;  // empty: none
};

[[nodiscard]] std::string render(const Notice& notice);

// The form that deletes one's own answers. `wrong`: the code was none.
[[nodiscard]] std::string render_receipt_form(const Frame& frame, bool wrong);

// A page around what is HTML already.
[[nodiscard]] std::string render_around(const Frame& frame, std::string_view inside);

[[nodiscard]] std::string escape_html(std::string_view text);

}  // namespace styk::http
