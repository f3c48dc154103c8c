// Who outside hears what happens here: another program (Standard Webhooks), or people in a chat.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"
#include "record/shape.h"

namespace styk::firm {

// What may be heard, in the order the console shows.
[[nodiscard]] const std::vector<std::string_view>& event_names();

BOOST_DEFINE_ENUM_CLASS(
    WebhookEnd,
    gone,    // the other side said 410
    failing  // nothing was taken for days
)

struct Webhook {
    Id<Webhook> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    std::string name, url;
    std::vector<std::string> events;
    bool thin = false;     // only the ids of what happened
    bool ed25519 = false;  // signed by a key pair too
    bool active = true;
    std::optional<std::string> secret_sealed{}, old_secret_sealed{};  // people/safe.h
    std::optional<Instant> old_secret_until{};                        // while a secret is exchanged
    std::optional<std::string> seed_sealed{}, public_key{};           // of ed25519
    std::optional<Instant> disabled_at{};
    std::optional<WebhookEnd> disabled_reason{};

    std::string fresh_secret{};  // only in the answer that made it; never stored
};
BOOST_DESCRIBE_STRUCT(
    Webhook,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     name,
     url,
     events,
     thin,
     ed25519,
     active,
     secret_sealed,
     old_secret_sealed,
     old_secret_until,
     seed_sealed,
     public_key,
     disabled_at,
     disabled_reason)
)

BOOST_DEFINE_ENUM_CLASS(ChatKind, slack, teams, matrix, plain)

struct ChatHook {
    Id<ChatHook> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    std::string name;
    ChatKind kind = ChatKind::slack;
    std::string url_sealed;  // whoever knows the address may write there
    std::vector<std::string> events;
    std::optional<std::string> language{};  // of the words; nothing: the firm's
    bool active = true;
    std::optional<Instant> disabled_at{};
    std::optional<WebhookEnd> disabled_reason{};
};
BOOST_DESCRIBE_STRUCT(
    ChatHook,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     name,
     kind,
     url_sealed,
     events,
     language,
     active,
     disabled_at,
     disabled_reason)
)

}  // namespace styk::firm

namespace styk::record {
template <>
const Shape& shape_of<firm::Webhook>();
template <>
const Shape& shape_of<firm::ChatHook>();
}  // namespace styk::record
