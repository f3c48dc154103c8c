// LimeSurvey's question types, and what each becomes here.
#pragma once

#include <string>
#include <vector>

#include "travel/limesurvey.h"

namespace styk::travel::limesurvey {

// Mostly one; two of a table with two scales; none when there is nothing like it here.
[[nodiscard]] std::vector<Item> make_items(
    const Question& question, const std::string& name, std::size_t line, Report& report
);

// The answer here for a code there: "A3" of answers that are the numbers of a scale is "3".
[[nodiscard]] std::string answer_here(const Question& question, const std::string& code);

// Its texts are HTML.
[[nodiscard]] Words plain(const Words& words);

}  // namespace styk::travel::limesurvey
