// Adding and multiplying as SurveyJS does: numbers without binary dust (0.1 + 0.2 is 0.3), texts
// and lists joined.
#pragma once

#include "survey/value.h"

namespace styk::survey {

[[nodiscard]] Value add_values(const Value& a, const Value& b);
[[nodiscard]] double add_numbers(double a, double b, double result);  // rounds to their decimals
[[nodiscard]] double multiply_numbers(double a, double b);

}  // namespace styk::survey
