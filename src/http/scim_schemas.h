// What this SCIM service says of itself (RFC 7643, sections 5 to 7).
#pragma once

#include <string>

#include "json/fwd.h"

namespace styk::http::scim {

[[nodiscard]] json::Object provider_config(const std::string& base);
[[nodiscard]] json::Array resource_types(const std::string& base);
[[nodiscard]] json::Array schemas(const std::string& base);

}  // namespace styk::http::scim
