// Conditions of other tools, written as expressions, become expressions of this server:
// LimeSurvey's ExpressionScript and XLSForm's XPath. What has no counterpart is refused whole: half
// a condition would be another one.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace styk::travel {

// What a name in the other tool's expression is here.
struct Named {
    std::string name;      // "q1", "matrix.row": stands between braces
    std::string option{};  // of a question with several answers: the name means this one of them
    bool several = false;  // its answer is a list
};

struct Dialect {
    bool dollars = false;  // ${name} rather than a bare word
    std::function<std::optional<Named>(std::string_view)> find{};

    // The answer here for an answer there: a code that became a number of a scale.
    std::function<std::string(const Named&, const std::string&)> answer{};
};

// The problem's message says what could not be read.
[[nodiscard]] Result<std::string> translate(std::string_view text, const Dialect& dialect);

// 'text' as a literal of our expressions: numbers bare, the rest in quotes.
[[nodiscard]] std::string literal(std::string_view text);

}  // namespace styk::travel
