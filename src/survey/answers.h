// Whether an answer answers its question.
#pragma once

#include <boost/describe/enum.hpp>
#include <string>
#include <vector>

#include "survey/route.h"

namespace styk::survey {

// What may be wrong with an answer. survey/words.h says it to the respondent in their language.
BOOST_DEFINE_ENUM_CLASS(
    Wrong,
    required,
    not_offered,  // no such choice
    not_a_number,
    not_whole,
    below,  // limit: the least
    above,
    not_a_day,
    before,
    after,
    not_an_email,
    not_a_link,
    too_long,  // limit: characters
    too_few,
    too_many,
    row_missing,  // part: the row
    own_words_missing,
    place_twice,     // ranking: two items at one place
    places_missing,  // ranking: some items have none
    same,            // best and worst are the same
    incomplete,
    other_kind  // a text where a list is wanted
)

struct AnswerProblem {
    std::string question;
    std::string part;  // row, item; empty: of the whole
    Wrong wrong;
    std::string limit;

    friend bool operator==(const AnswerProblem&, const AnswerProblem&) = default;
};

using AnswerProblems = std::vector<AnswerProblem>;

// `answers` holds the answer under the question's name, own words beside it. A missing answer is a
// problem only when the scope makes it required.
void check_answer(
    const Question& question, const Map& answers, const Scope& scope, AnswerProblems& problems
);

// Every question of the way, or of one page of it.
[[nodiscard]] AnswerProblems check_route(
    const Definition& definition, const Route& route, const Setting& setting
);
[[nodiscard]] AnswerProblems check_stop(
    const Definition& definition, const Stop& stop, const Route& route, const Setting& setting
);

// Names that no question of the definition has.
[[nodiscard]] std::vector<std::string> unknown_answers(
    const Definition& definition, const Map& answers
);

}  // namespace styk::survey
