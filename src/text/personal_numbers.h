// Groups of digits, and which personal number they are.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/personal_data.h"

namespace styk::text {

// Digits that stand together, and what parts them from the group before ("" for the first of a
// run).
struct DigitGroup {
    Span span;
    std::string_view digits;
    std::string_view gap;
};

// A row of groups that may be one number: "+48 501-234-567".
using DigitRun = std::vector<DigitGroup>;

[[nodiscard]] std::vector<DigitRun> digit_runs(std::string_view comment);

// What stands before the number.
struct NumberContext {
    bool plus = false;           // "+" right before it
    bool bracket = false;        // "(" right before it
    std::string_view letters{};  // capital letters right before it: "PL", "ABC"
    std::string_view announced{
    };  // "phone", "other", "nip" …: the nearest word that tells; "" none
};

[[nodiscard]] std::optional<PersonalKind> kind_of_number(
    std::span<const DigitGroup> groups, const NumberContext& context
);

}  // namespace styk::text
