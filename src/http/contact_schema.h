// What the answers about contacts look like, for the OpenAPI document.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace styk::http {

[[nodiscard]] std::vector<std::pair<std::string_view, std::string_view>> contact_schemas();

}  // namespace styk::http
