// Wording that pushes: leading questions, and two questions in one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace styk::survey {

// The words that lead ("don't you agree", "our excellent"), as they stand in the text.
[[nodiscard]] std::optional<std::string> leading_words(
    std::string_view text, std::string_view language
);

// The two things that one question asks about ("fast and friendly"); nothing when it asks one. Only
// questions that are rated or answered by yes or no are asked this.
[[nodiscard]] std::optional<std::string> double_question(
    std::string_view text, std::string_view language
);

}  // namespace styk::survey
