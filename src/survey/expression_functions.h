// The functions an expression may call.
#pragma once

#include <string_view>

#include "survey/expression.h"

namespace styk::survey {

[[nodiscard]] bool is_function(std::string_view name);

// `arguments` are the values of node.parts, in order.
[[nodiscard]] Value call(const Node& node, const List& arguments, const Scope& scope);

// a + b as SurveyJS adds: numbers without binary dust (0.1 + 0.2 is 0.3), texts and lists joined.
[[nodiscard]] Value add_values(const Value& a, const Value& b);
[[nodiscard]] double add_numbers(double a, double b, double result);  // rounds to their decimals
[[nodiscard]] double multiply_numbers(double a, double b);

}  // namespace styk::survey
