// How surveys and answers on their way look in the OpenAPI document.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace styk::http {

// Name, JSON schema.
[[nodiscard]] std::vector<std::pair<std::string_view, std::string_view>> travel_schemas();

}  // namespace styk::http
