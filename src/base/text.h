// Small helpers over UTF-8 text that know no language.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace styk {

[[nodiscard]] bool is_utf8(std::string_view text);  // strict: no surrogates, no overlong forms
[[nodiscard]] std::size_t count_code_points(std::string_view utf8);
[[nodiscard]] std::string_view trim(std::string_view text
);  // ASCII white space and no-break spaces
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char at);
[[nodiscard]] std::string to_lower_ascii(std::string_view text);

// For search: lower case, no diacritics, ł -> l, ё -> е, everything else than letters and digits ->
// one space.
[[nodiscard]] std::string fold_for_search(std::string_view utf8);

// "Inflight wifi service" -> "inflight_wifi_service": the key made from a name or a column; ASCII
// letters, digits and '_', Polish and Russian letters transliterated; "" when nothing is left.
[[nodiscard]] std::string to_key(std::string_view utf8);

// Keys: [a-z0-9_-], 1 to 64, first one a letter or digit.
[[nodiscard]] bool is_key(std::string_view text);

}  // namespace styk
