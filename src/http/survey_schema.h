// The OpenAPI schemas of surveys: name and JSON.
#pragma once

#include <span>
#include <string_view>
#include <utility>

namespace styk::http {

using Schema = std::pair<std::string_view, std::string_view>;

[[nodiscard]] std::span<const Schema> survey_schemas();
[[nodiscard]] std::span<const Schema> response_schemas();

}  // namespace styk::http
