// Qualtrics's display and branch logic: conditions as JSON, numbered, each joined to the one
// before.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "travel/qsf_kinds.h"

namespace styk::travel::qsf {

// "" of no logic. The problem's message names what could not be read.
[[nodiscard]] Result<std::string> condition(
    const json::Object& logic, const std::map<std::string, Known>& known
);

// ${q://QID1/ChoiceTextEntryValue} and ${e://Field/room} stand for answers and hidden fields.
[[nodiscard]] std::string piped(
    const std::string& text,
    const std::map<std::string, Known>& known,
    const std::vector<std::string>& hidden,
    std::size_t line,
    Report& report
);

}  // namespace styk::travel::qsf
