// Codes on paper for when the authenticator app is gone: ten, each used once, shown once. They hold
// 50 bits, so they are stored as passwords are (NIST SP 800-63B, look-up secrets), all of a person
// under one salt.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace styk::people {

inline constexpr std::size_t recovery_codes = 10;

[[nodiscard]] std::vector<std::string> new_recovery_codes(Random& random);  // "k3m9x-7wq2t"

[[nodiscard]] std::string new_salt(Random& random);  // hexadecimal

// The same code, however it is typed, gives the same text under the same salt; "" for what is no
// code at all. Takes as long as hash_password, so never inside a transaction.
[[nodiscard]] std::string hash_recovery_code(std::string_view typed, std::string_view salt);

}  // namespace styk::people
