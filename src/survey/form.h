// Answers as an HTML form sends them, made into the values of their questions. Field names:
//   q.NAME            one value; sent several times: several values
//   q.NAME.ROW        of a matrix, of contact details, of a ranking (the place, counted from 1)
//   q.NAME.ROW.importance, q.NAME.ROW.performance
//   q.NAME.best, q.NAME.worst;  q.NAME.other: own words for "other"
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "survey/answers.h"

namespace styk::survey {

using Form = std::vector<std::pair<std::string, std::string>>;

[[nodiscard]] std::string field_name(const Question& question, std::string_view part = {});

// Puts the answer, and own words, of one question into `answers`, or removes them when nothing was
// filled in. What cannot be made into a value (two items at one place) is a problem.
void read_form(const Question& question, const Form& form, Map& answers, AnswerProblems& problems);

}  // namespace styk::survey
