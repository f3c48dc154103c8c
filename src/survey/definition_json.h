// The only place that knows the wire names of a survey's definition.
#pragma once

#include <string>
#include <string_view>

#include "json/fwd.h"
#include "survey/definition.h"

namespace styk::survey {

// Reads a definition and names every problem; pointers begin at the definition's own root
// ("/pages/0/elements/2/choices"). What it does not know goes to Definition::unknown. `language` is
// that of the texts when the definition does not say ("locale").
[[nodiscard]] Definition read_definition(
    const json::Value& value, std::string_view language, Problems& problems
);

// The same for a definition that was checked when it was stored: a problem is a Fault.
[[nodiscard]] Definition read_stored_definition(std::string_view text, std::string_view language);

[[nodiscard]] Value to_value(const json::Value& value);
[[nodiscard]] json::Value to_json(const Value& value);  // whole numbers without a fraction

[[nodiscard]] std::string write_map(const Map& map);
[[nodiscard]] Map read_map(std::string_view text);  // {} of anything that is no object

[[nodiscard]] std::string_view wire_type(Type type);  // "radiogroup" of single

}  // namespace styk::survey
