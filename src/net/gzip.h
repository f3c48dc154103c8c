// Content coding of answers.
#pragma once

#include <string>
#include <string_view>

namespace styk::net {

// Whether an Accept-Encoding header takes gzip: "gzip", "*", not "gzip;q=0".
[[nodiscard]] bool accepts_gzip(std::string_view accept_encoding);

// Whether bodies of this Content-Type shrink: text, JSON, JavaScript, SVG.
[[nodiscard]] bool is_compressible(std::string_view content_type);

[[nodiscard]] std::string gzip(std::string_view plain);

}  // namespace styk::net
