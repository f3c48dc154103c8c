// What the pages say to a respondent besides the survey's own texts, in every language the pages
// know.
#pragma once

#include <string>
#include <string_view>

#include "survey/answers.h"

namespace styk::survey {

BOOST_DEFINE_ENUM_CLASS(
    Word,
    next,
    back,
    send,
    progress,  // {0} of {1}
    language,
    optional,
    choose,  // the first line of a drop-down list
    other,
    none,
    yes,
    no,
    skip_row,  // no answer in this row
    importance,
    performance,
    best,
    worst,
    rank_hint,  // {0}: how many places
    place,
    of_scale,        // {0} out of {1}: what a screen reader says of a star
    problems_title,  // above the list of what is wrong
    new_questions,   // a follow-up appeared on the same page
    thanks_title,
    thanks,
    screened_title,
    screened,
    over_quota_title,
    over_quota,
    receipt,  // how to delete: before the code
    receipt_title,
    receipt_field,
    receipt_button,
    receipt_done,
    receipt_wrong,
    receipt_warning,
    closed_title,
    closed,
    paused_title,
    paused,
    used_title,
    used,
    expired_title,
    expired,
    unknown_title,
    unknown,
    empty_title,
    identified,  // who sees the answers, at the foot
    confidential,
    anonymous,
    preview,  // above a page that stores nothing
    saved,
    not_saved,
    characters_left  // {0}
)

// {0} and {1} are replaced. A language the pages do not know: English.
[[nodiscard]] std::string word(
    Word which, std::string_view language, std::string_view first = {}, std::string_view second = {}
);

[[nodiscard]] bool is_page_language(std::string_view language);  // en, pl, ru

// What is wrong with an answer, said to the person.
[[nodiscard]] std::string say(const AnswerProblem& problem, std::string_view language);

}  // namespace styk::survey
