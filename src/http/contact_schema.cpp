#include "http/contact_schema.h"

namespace styk::http {

namespace {

constexpr std::string_view contact_share = R"({
  "type": "object",
  "required": ["n", "n_eff", "value", "lo", "hi", "level", "method", "tier", "reason"],
  "properties": {
    "n": {"type": ["integer", "null"], "description": "contacts; null when hidden"},
    "n_eff": {"type": ["number", "null"], "description": "as many independent ones: those of one day, or of one customer, are alike"},
    "value": {"type": ["number", "null"], "description": "0 to 1"},
    "lo": {"type": ["number", "null"]},
    "hi": {"type": ["number", "null"]},
    "level": {"type": "number"},
    "method": {"enum": ["none", "wilson"]},
    "tier": {"enum": ["none", "hidden", "raw", "fragile", "normal", "solid"]},
    "reason": {"type": ["string", "null"], "description": "no_answers, hidden, too_few"}
  },
  "additionalProperties": false
})";

constexpr std::string_view contact_wait = R"({
  "type": "object",
  "required": ["n", "value", "lo", "hi", "level", "method", "tier", "reason"],
  "properties": {
    "n": {"type": ["integer", "null"], "description": "contacts that have ended and whose wait is known"},
    "value": {"type": ["number", "null"], "description": "seconds"},
    "lo": {"type": ["number", "null"]},
    "hi": {"type": ["number", "null"]},
    "level": {"type": "number"},
    "method": {"enum": ["none", "order_statistics"]},
    "tier": {"enum": ["none", "hidden", "raw", "fragile", "normal", "solid"]},
    "reason": {"type": ["string", "null"], "description": "no_answers, hidden, too_few; open_ended: too few waits beyond it for a limit on that side"}
  },
  "additionalProperties": false
})";

constexpr std::string_view wait_row = R"({
  "type": "object",
  "required": ["n", "answered", "abandoned", "open", "wait_unknown", "target_s", "abandonment", "in_time", "median", "p90"],
  "properties": {
    "n": {"type": ["integer", "null"], "description": "contacts that were answered or given up"},
    "answered": {"type": ["integer", "null"]},
    "abandoned": {"type": ["integer", "null"]},
    "open": {"type": ["integer", "null"], "description": "started, and nothing is known of how they ended"},
    "wait_unknown": {"type": ["integer", "null"]},
    "target_s": {"type": ["number", "null"], "description": "null when channels of different targets are in it"},
    "abandonment": {"$ref": "#/components/schemas/contact_share"},
    "in_time": {"$ref": "#/components/schemas/contact_share"},
    "median": {"$ref": "#/components/schemas/contact_wait"},
    "p90": {"$ref": "#/components/schemas/contact_wait"}
  },
  "additionalProperties": {"type": ["string", "null"], "description": "the key of a grouping"}
})";

constexpr std::string_view resolution_row = R"({
  "type": "object",
  "required": ["share", "resolved", "repeated", "open", "without_customer"],
  "properties": {
    "share": {"$ref": "#/components/schemas/contact_share"},
    "resolved": {"type": ["integer", "null"]},
    "repeated": {"type": ["integer", "null"], "description": "the same customer came back about the same topic"},
    "open": {"type": ["integer", "null"], "description": "the days are not over yet, so nobody knows"},
    "without_customer": {"type": ["integer", "null"]}
  },
  "additionalProperties": {"type": ["string", "null"], "description": "the key of a grouping"}
})";

constexpr std::string_view waiting = R"({
  "type": "object",
  "required": ["from", "to", "by", "rows", "total", "as_of", "reason"],
  "properties": {
    "from": {"type": "string", "format": "date-time"},
    "to": {"type": "string", "format": "date-time"},
    "by": {"type": "array", "items": {"type": "string"}},
    "rows": {"type": "array", "items": {"$ref": "#/components/schemas/wait_row"}},
    "total": {"$ref": "#/components/schemas/wait_row"},
    "as_of": {"type": "string", "format": "date-time"},
    "reason": {"type": ["string", "null"], "description": "no_contacts"}
  },
  "additionalProperties": false
})";

constexpr std::string_view first_contacts = R"({
  "type": "object",
  "required": ["from", "to", "within_days", "by", "rows", "total", "as_of", "reason"],
  "properties": {
    "from": {"type": "string", "format": "date-time"},
    "to": {"type": "string", "format": "date-time"},
    "within_days": {"type": "integer"},
    "by": {"type": "array", "items": {"type": "string"}},
    "rows": {"type": "array", "items": {"$ref": "#/components/schemas/resolution_row"}},
    "total": {"$ref": "#/components/schemas/resolution_row"},
    "as_of": {"type": "string", "format": "date-time"},
    "reason": {"type": ["string", "null"], "description": "no_contacts"}
  },
  "additionalProperties": false
})";

}  // namespace

std::vector<std::pair<std::string_view, std::string_view>> contact_schemas() {
    return {
        {"contact_share", contact_share},
        {"contact_wait", contact_wait},
        {"wait_row", wait_row},
        {"resolution_row", resolution_row},
        {"waiting", waiting},
        {"first_contacts", first_contacts}
    };
}

}  // namespace styk::http
