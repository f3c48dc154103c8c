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
    std::string script{};  // the path of the enhancing script; empty: none

    enum class Place { page, frame, kiosk };  // a frame stands in another site's page
    Place place = Place::page;
    std::string again{};  // where somebody else begins anew, at a kiosk or in an interview
    std::string note{};   // above the page, for who fills it in; text
    bool over = false;    // nothing is left to answer
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
    bool more_appeared = false;         // a follow-up question is new on this page
    const survey::Map* said = nullptr;  // what texts repeat; null: the answers of the way
};

[[nodiscard]] std::string render(const QuestionPage& page);

// The inside of such a page as the script of a kiosk shows it by itself: every question that may
// come, and no word yet of where it stands on the way.
[[nodiscard]] std::string render_unbound(const QuestionPage& page);

// A page that only says something.
struct Notice {
    Frame frame;
    std::string heading, text;
    std::string receipt_code;  // empty: none
};

[[nodiscard]] std::string render(const Notice& notice);

// The form that deletes one's own answers. `wrong`: the code was none.
[[nodiscard]] std::string render_receipt_form(const Frame& frame, bool wrong);

// A page around what is HTML already; `beside` stands in its head, beside the firm.
[[nodiscard]] std::string render_around(
    const Frame& frame, std::string_view inside, std::string_view beside = {}
);

}  // namespace styk::http
