// What each type of question has of its own.
#pragma once

#include <string>
#include <string_view>

#include "survey/definition.h"
#include "survey/definition_fields.h"

namespace styk::survey {

// Reads the members of out.type.
void read_kind(Fields& fields, Question& out);

// What is wrong with a name; "" when nothing is.
[[nodiscard]] std::string name_problem(std::string_view name);

}  // namespace styk::survey
