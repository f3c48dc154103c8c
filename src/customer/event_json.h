// Events on the wire.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

// Name and JSON of the schemas that the OpenAPI document shows for events.
[[nodiscard]] std::vector<std::pair<std::string_view, std::string_view>> event_schemas();

}  // namespace styk::customer
