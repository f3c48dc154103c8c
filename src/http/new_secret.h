// A secret in a body: only ever written, stored sealed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "json/json.h"
#include "people/safe.h"

namespace styk::http {

// What a body says of a secret: nothing, that there is none any more, or a new one, sealed.
struct NewSecret {
    bool said = false;
    std::optional<std::string> sealed{};
};

// Takes it out of the body. Refusal{invalid} when it is neither a text nor null.
[[nodiscard]] NewSecret take_secret(people::Safe& safe, json::Object& body, std::string_view name);

}  // namespace styk::http
