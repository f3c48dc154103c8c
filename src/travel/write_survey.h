// A definition as the file of another tool. What that tool has nothing for is left out and counted.
#pragma once

#include <string>

#include "json/fwd.h"
#include "survey/definition.h"

namespace styk::travel {

struct WrittenSurvey {
    std::string bytes;
    int left_out = 0;  // questions, rules and settings
};

// SurveyJS: nearly our own JSON. Pairs of importance and performance become two tables, best and
// worst two lists.
[[nodiscard]] WrittenSurvey write_surveyjs(const json::Object& definition);

// LimeSurvey's tab-separated structure. `title`: of the survey.
[[nodiscard]] WrittenSurvey write_limesurvey_tsv(
    const survey::Definition& definition, const std::string& title
);

}  // namespace styk::travel
