// One question as HTML.
#pragma once

#include <string>

#include "http/respond_logic.h"
#include "survey/answers.h"

namespace styk::http {

struct QuestionView {
    const survey::Definition& definition;
    const survey::Question& question;
    const survey::Route& route;
    const survey::Setting& setting;
    const survey::Map& shown;  // what stands in the fields
    const survey::AnswerProblems& problems;
    std::string language;
    bool heading = false;               // its title is the heading of the page
    const PageLogic* logic = nullptr;   // of its page, when the script may foretell something there
    bool hidden = false;                // written, but not asked now
    const survey::Map* said = nullptr;  // what texts repeat; null: the answers of the way
};

[[nodiscard]] std::string render_question(const QuestionView& view);

// The id of the element that a link to the question goes to.
[[nodiscard]] std::string anchor(
    const survey::Definition& definition, const survey::Question& question
);

}  // namespace styk::http
