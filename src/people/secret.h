// Secrets that a browser or a program shows: random, and stored only as their SHA-256. They hold
// 128 bits and more, so a plain hash is enough; what people choose themselves goes through
// password.h.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"

namespace styk::people {

[[nodiscard]] std::string new_session_token(Random& random);
[[nodiscard]] std::string new_welcome_token(Random& random);
[[nodiscard]] std::string new_api_token(Random& random
);  // "styk_" in front, so that leak scanners know it

[[nodiscard]] std::string hash_secret(std::string_view secret);  // 64 hexadecimal digits

}  // namespace styk::people
