#include "http/contact_schema.h"

#include "http/schema_words.h"
#include "json/json.h"

namespace styk::http {

namespace {

// n: contacts; n_eff: as many independent ones, for those of one day, or of one customer, are
// alike.
constexpr std::string_view contact_share =
    "n:integer? n_eff:number? value:number? lo:number? hi:number? level:number method:string "
    "tier:string reason:string?";

// Seconds. Reason open_ended: too few waits beyond it for a limit on that side.
constexpr std::string_view contact_wait =
    "n:integer? value:number? lo:number? hi:number? level:number method:string tier:string "
    "reason:string?";

constexpr std::string_view waiting =
    "from:string to:string by:[string] rows:[wait_row] total:wait_row as_of:string reason:string?";

constexpr std::string_view first_contacts =
    "from:string to:string within_days:integer by:[string] rows:[resolution_row] "
    "total:resolution_row as_of:string reason:string?";

// Beside their own members rows have one a grouping.
constexpr std::string_view wait_row = R"({
  "type": "object",
  "required": ["n", "answered", "abandoned", "open", "wait_unknown", "target_s", "abandonment", "in_time", "median", "p90"],
  "properties": {
    "n": {"type": ["integer", "null"], "description": "contacts that were answered or given up; null when hidden"},
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

}  // namespace

void add_contact_schemas(Router& router) {
    router.add_schema("contact_share", schema_of_words(contact_share));
    router.add_schema("contact_wait", schema_of_words(contact_wait));
    router.add_schema("wait_row", json::parse(wait_row).get_object());
    router.add_schema("resolution_row", json::parse(resolution_row).get_object());
    router.add_schema("waiting", schema_of_words(waiting));
    router.add_schema("first_contacts", schema_of_words(first_contacts));
}

}  // namespace styk::http
