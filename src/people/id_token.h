// What a provider of identities signs (RFC 7515, 7517, 7519; OpenID Connect Core, Back-Channel
// Logout). Pure: the keys were fetched by somebody else. The signatures are libcjose's.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace styk::people {

// The provider's public keys. Only those that sign: RSA of 2048 bits and more, EC P-256.
class SigningKeys {
public:
    // A JWK Set; nothing when it is none.
    [[nodiscard]] static std::optional<SigningKeys> read(std::string_view json);

    // "" asks for any key.
    [[nodiscard]] bool has(std::string_view kid) const;

    [[nodiscard]] std::size_t size() const { return keys_.size(); }

    // The payload of a token that one of these keys signed with RS256 or ES256; nothing else is
    // believed, whatever its header says.
    [[nodiscard]] std::optional<std::string> open(std::string_view token) const;

private:
    struct Key {
        std::string kid, algorithm, jwk;
    };

    std::vector<Key> keys_;
};

// The key that a token names in its header: "" when it names none, nothing when it is no token.
[[nodiscard]] std::optional<std::string> kid_of(std::string_view token);

// Who somebody is, out of a token whose signature was right.
struct Claims {
    std::string subject, session;  // session: `sid`, "" when there is none
    std::optional<std::string> email, name;
    bool email_verified = false;
    std::vector<std::string> groups;
};

struct ClaimsAsked {
    std::string_view issuer, client_id;
    std::string_view nonce;         // of an ID token
    std::string_view groups_claim;  // "" for none; dots lead into objects
    Instant now;
};

// The Problem says what is wrong, for the log: a person cannot mend it.
[[nodiscard]] Result<Claims> read_id_token(const std::string& payload, const ClaimsAsked& asked);

// What the userinfo endpoint adds where the ID token is silent; false when it is about somebody
// else.
[[nodiscard]] bool add_userinfo(
    Claims& claims, const std::string& json, std::string_view groups_claim
);

struct LogOut {
    std::string subject, session;  // one of them may be ""
};

[[nodiscard]] Result<LogOut> read_logout_token(
    const std::string& payload, const ClaimsAsked& asked
);

}  // namespace styk::people
