// Another program's words become ours: a map as data, filled from the JSON it sends.
//
//   {"target": "event",
//    "when": {"/ticket/state": ["closed", "merged"]},
//    "customer": {"key": "{/ticket/customer/email}", "email": "{/ticket/customer/email}"},
//    "fields": {"key": "zammad-{/ticket/id}", "type": "ticket_closed", "channel": "email"}}
//
// A text is a template: {/pointer} is what stands there in the message (RFC 6901). A text that is
// nothing but one place keeps its type; one whose place is empty is left out. target: event or
// feedback; feedback may have ratings [{metric, value, touchpoint}], attributes {name: template}
// and tags.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "json/fwd.h"

namespace styk::firm {

// What is wrong with a map; pointers into it.
[[nodiscard]] Problems check_map(const json::Object& map);

// Does it speak of such a message at all?
[[nodiscard]] bool applies(const json::Object& map, const json::Value& message);

// {"customer": {…} or null, "body": what the API takes for the target}.
[[nodiscard]] json::Object fill_map(const json::Object& map, const json::Value& message);

// One template, filled as text; "" when its places are empty.
[[nodiscard]] std::string fill_text(std::string_view pattern, const json::Value& message);

}  // namespace styk::firm
