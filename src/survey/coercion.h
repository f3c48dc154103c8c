// How values of different types meet in an expression. SurveyJS files expect ECMAScript's rules and
// a few of SurveyJS's own on top (empty values, text compared without case, numbers written as
// text), so these are followed to the letter: ECMA-262 chapter 7, and survey-core's Helpers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "survey/value.h"

namespace styk::survey {

[[nodiscard]] bool is_true(const Value& value
);  // ToBoolean: lists and maps are true, even empty ones

// ToNumber; NaN when it is none. "" and null are 0, a list is what its text is.
[[nodiscard]] double number_of(const Value& value);

// What SurveyJS takes for a number: nothing for "", "abc", true; "1,5" is 1.5, "0x1F" 31.
[[nodiscard]] std::optional<double> written_number(const Value& value);

// What an answer is inside an expression: "5" is 5, "true" is true, "007" stays a text.
[[nodiscard]] Value read_answer(const Value& value);

// SurveyJS equality: no case, no outer blanks, 5 is "5", lists without regard to order.
[[nodiscard]] bool are_equal(const Value& a, const Value& b);

// The order of < and >; nothing (false in an expression) when they cannot be compared.
[[nodiscard]] bool is_less(const Value& a, const Value& b);

// a == true, as ECMAScript compares loosely: what makes a condition hold.
[[nodiscard]] bool is_loosely_true(const Value& value);

// The day that a text names: "2026-11-21", also with a time behind it.
[[nodiscard]] std::optional<Day> day_of(const Value& value);

// Lower case in every script.
[[nodiscard]] std::string to_lower(std::string_view utf8);

}  // namespace styk::survey
