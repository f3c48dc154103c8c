// "metric=csat&location=gda%C5%84sk": query strings and application/x-www-form-urlencoded bodies.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace styk {

// Decodes %XX; a bad escape or a result that is not UTF-8 is a Problem. '+' stays as it is.
[[nodiscard]] Result<std::string> percent_decode(std::string_view text);

// Everything but letters, digits and "-._~" becomes %XX.
[[nodiscard]] std::string percent_encode(std::string_view text);

// Names with their values in the order they were sent; a name may come more than once.
using QueryPairs = std::vector<std::pair<std::string, std::string>>;

// '+' is a space; "a" is "a="; empty parts are skipped. The Problem's pointer names the parameter.
[[nodiscard]] Result<QueryPairs> read_query_string(std::string_view text);

}  // namespace styk
