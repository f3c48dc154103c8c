// Answers given before, spoken of in later texts: "What went wrong with {room_type}?".
#pragma once

#include <string>
#include <string_view>

#include "survey/route.h"

namespace styk::survey {

// An answer as a person reads it: the title of the choice, not its key. Lists by commas.
[[nodiscard]] std::string shown_answer(
    const Definition& definition,
    const Question& question,
    const Map& answers,
    std::string_view language
);

// Every {name} of a question or hidden field replaced; a name without an answer vanishes, a word in
// braces that names nothing stays.
[[nodiscard]] std::string piped(
    const std::string& text,
    const Definition& definition,
    const Map& answers,
    const Map& hidden,
    std::string_view language
);

// The names that a text speaks of.
[[nodiscard]] std::vector<std::string> piped_names(std::string_view text);

}  // namespace styk::survey
