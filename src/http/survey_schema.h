// The OpenAPI schemas of surveys: name and JSON.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace styk::http {

[[nodiscard]] std::vector<std::pair<std::string_view, std::string_view>> survey_schemas();
[[nodiscard]] std::vector<std::pair<std::string_view, std::string_view>> response_schemas();

}  // namespace styk::http
