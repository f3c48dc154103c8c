// How webhooks prove whom they come from: Standard Webhooks 1.0.0 (standard-webhooks.com), and the
// plain HMAC that other programs put into a header of their own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace styk::courier {

// Bytes, and the text by which they are known: "whsec_" and base64.
[[nodiscard]] std::string make_signing_secret(Random& random);                 // 32 bytes
[[nodiscard]] std::optional<std::string> secret_bytes(std::string_view text);  // 24 to 64 bytes

// Of ed25519: the seed is the secret; "whpk_…" is for everybody.
[[nodiscard]] std::string make_seed(Random& random);
[[nodiscard]] std::string public_key_text(std::string_view seed);

// One message; `body` exactly as it goes over the wire.
struct Signed {
    std::string_view id;
    std::int64_t timestamp = 0;  // seconds since 1970
    std::string_view body;
};

// "v1,BASE64" by HMAC-SHA256; "v1a,BASE64" by ed25519.
[[nodiscard]] std::string sign_v1(const Signed& message, std::string_view secret_text);
[[nodiscard]] std::string sign_v1a(const Signed& message, std::string_view seed);

// Is one of the signatures, apart by spaces, made with this secret? In constant time.
[[nodiscard]] bool is_signed_v1(
    const Signed& message, std::string_view signatures, std::string_view secret_text
);

enum class Hash { sha256, sha1 };
enum class Encoding { hex, base64 };

[[nodiscard]] std::string hmac_text(
    Hash hash, Encoding encoding, std::string_view key, std::string_view content
);

// In constant time for texts of one length.
[[nodiscard]] bool same_text(std::string_view a, std::string_view b);

[[nodiscard]] std::string to_base64(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace styk::courier
