// What may be asked in a query string, for the OpenAPI document: each name is told once and used by
// every route that takes it.
#pragma once

#include <string_view>

#include "json/fwd.h"

namespace styk::http {

// Names separated by spaces; `filter` stands for the whole filter vocabulary, `page` for limit and
// cursor. A name that the table does not tell (a field of a record) is a text that may be repeated.
[[nodiscard]] json::Array query_parameters(std::string_view asks);

}  // namespace styk::http
