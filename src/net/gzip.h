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

// What `gzip` or the tool of that name packed as one member. Only for files of our own: memory is
// taken as their last bytes say. Fault where it is damaged.
[[nodiscard]] std::string gunzip(std::string_view packed);

}  // namespace styk::net
