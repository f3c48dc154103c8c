// The codes of an authenticator app: HOTP (RFC 4226) over time (RFC 6238).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace styk::people {

enum class CodeHash { sha1, sha256, sha512 };

// What apps take for granted; the key of the code says no more than the secret.
struct CodeRule {
    CodeHash hash = CodeHash::sha1;
    int digits = 6;
    std::int64_t step_s = 30;
};

inline constexpr std::size_t code_secret_bytes = 20;  // as RFC 4226 recommends

[[nodiscard]] std::string new_code_secret(Random& random);  // raw bytes

[[nodiscard]] std::int64_t step_at(Instant now, const CodeRule& rule = {});

// The code of one step; `secret` are raw bytes.
[[nodiscard]] std::string code_of(
    std::string_view secret, std::int64_t step, const CodeRule& rule = {}
);

// Which step a typed code belongs to: the present one, the one before or the one after, so that
// clocks may differ by half a minute. Spaces in it do not matter. Nothing when it is none of them.
[[nodiscard]] std::optional<std::int64_t> step_of_code(
    std::string_view secret, std::string_view typed, Instant now
);

// RFC 4648 without padding: how a person types a secret into the app.
[[nodiscard]] std::string to_base32(std::string_view bytes);

// What the QR code says: otpauth://totp/ISSUER:ACCOUNT?secret=…&issuer=ISSUER
[[nodiscard]] std::string key_uri(
    std::string_view issuer, std::string_view account, std::string_view secret
);

}  // namespace styk::people
