// Passwords that people choose: the rules of NIST SP 800-63B (long, not common, no composition
// rules) and argon2id.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace styk::people {

inline constexpr std::size_t password_least = 10;  // code points
inline constexpr std::size_t password_most = 256;

// What is wrong with a new password; nothing when it will do. Any Unicode is allowed.
[[nodiscard]] std::optional<std::string> password_problem(
    std::string_view password, std::string_view email
);

// Takes some 20 ms of a core and 19 MiB: never inside a transaction. At most two run at a time in
// the process; Refusal{busy} when too many wait already.
[[nodiscard]] std::string hash_password(std::string_view password);

// Without a hash (nobody of that name) it takes as long and says no, so that time does not tell who
// has an account.
[[nodiscard]] bool is_password(std::string_view password, const std::optional<std::string>& hash);

// The same text for the same secret and salt (any text), in the same time and memory as
// hash_password: for secrets that are looked up.
[[nodiscard]] std::string stretch(std::string_view secret, std::string_view salt);

}  // namespace styk::people
