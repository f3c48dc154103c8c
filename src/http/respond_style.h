// The style of the respondent's pages, inside the page so that one request brings it all.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace styk::http {

[[nodiscard]] const std::string& respond_style();

// 'sha256-…' of it, for the content security policy.
[[nodiscard]] const std::string& respond_style_hash();

[[nodiscard]] const std::vector<std::pair<std::string_view, std::string_view>>& respond_files();

}  // namespace styk::http
