// What another program may tell us: how it proves that it is itself, and what its words mean here
// (hook_map.h).
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"
#include "record/shape.h"

namespace styk::firm {

// Whose way of speaking it begins with. The last three: any program's.
BOOST_DEFINE_ENUM_CLASS(
    HookRecipe, zammad, osticket, glpi, chatwoot, typeform, standard, hmac, token
)
// standard: Standard Webhooks 1.0.0; hmac: a hash of what is sent, in a header; token: the secret
// itself in a header.
BOOST_DEFINE_ENUM_CLASS(HookScheme, standard, hmac, token)
BOOST_DEFINE_ENUM_CLASS(HookHash, sha256, sha1)
BOOST_DEFINE_ENUM_CLASS(HookEncoding, hex, base64)

struct HookIn {
    Id<HookIn> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    std::string key, name;  // the sender posts to /hooks/KEY
    HookRecipe recipe = HookRecipe::standard;
    HookScheme scheme = HookScheme::standard;
    std::string header;  // where the signature or token stands
    HookHash algorithm = HookHash::sha256;
    HookEncoding encoding = HookEncoding::hex;
    std::string prefix;                             // before the signature: "sha256="
    std::string signed_content = "{body}";          // "{timestamp}.{body}"
    std::optional<std::string> timestamp_header{};  // Unix seconds
    std::int64_t tolerance_s = 300;                 // between its clock and ours; 0: any
    std::optional<std::string> message_id{};        // template of the message's own id
    record::JsonObject map{};
    bool active = true;
    std::optional<std::string> secret_sealed{};

    std::string fresh_secret{};  // only in the answer that made it; never stored
};
BOOST_DESCRIBE_STRUCT(
    HookIn,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     key,
     name,
     recipe,
     scheme,
     header,
     algorithm,
     encoding,
     prefix,
     signed_content,
     timestamp_header,
     tolerance_s,
     message_id,
     map,
     active,
     secret_sealed)
)

[[nodiscard]] Problems check(const HookIn& hook);

// `stamp`: when the sender says that it sent, in Unix seconds; it may be any number.
[[nodiscard]] bool is_fresh(const HookIn& hook, std::optional<std::int64_t> stamp, Instant now);

}  // namespace styk::firm

namespace styk::record {
template <>
const Shape& shape_of<firm::HookIn>();
}  // namespace styk::record
