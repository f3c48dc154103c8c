// Events on the wire.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "customer/event.h"
#include "json/fwd.h"

namespace styk::customer {

// An event as it was sent: customer and touchpoint are still the sender's words, a key or an id.
struct SentEvent {
    Event event;
    std::optional<std::string> customer{}, touchpoint{};
};

// Writes what the body says into `sent` and names every problem; pointers are "/field". Unknown
// fields are refused.
[[nodiscard]] Problems read_event(const json::Object& body, SentEvent& sent);

[[nodiscard]] json::Object to_json(const Event& event);

}  // namespace styk::customer
