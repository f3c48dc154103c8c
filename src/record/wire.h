// A record on the wire: JSON, OpenAPI schema, CSV.
#pragma once

#include <string>

#include "json/fwd.h"
#include "record/shape.h"

namespace styk::record {

enum class Intent { add, change };

// Writes what the body sets into `record` and names every problem: unknown fields, wrong types,
// broken rules, fields that may not be set by `who`. On `add` fields that are neither nullable nor
// defaulted must be there.
[[nodiscard]] Problems read_json(
    const Shape& shape, const json::Object& body, void* record, Intent intent, Roles who
);

[[nodiscard]] json::Object to_json(const Shape& shape, const void* record, Roles who = everybody);

// The wire form of one value: instants as RFC 3339, flags as true and false, lists and objects as
// themselves.
[[nodiscard]] json::Value to_wire(const Field& field, const Value& value);

// The column value that a query parameter names ("true" -> 1, "2026-11-21T…" -> microseconds).
[[nodiscard]] Result<Value> from_query(const Field& field, const std::string& text);

[[nodiscard]] json::Object schema(const Shape& shape);

[[nodiscard]] std::string csv_head(const Shape& shape, Roles who);
[[nodiscard]] std::string csv_row(const Shape& shape, const void* record, Roles who);

// One CSV cell (RFC 4180); a cell that a spreadsheet would run as a formula gets an apostrophe in
// front.
[[nodiscard]] std::string csv_cell(std::string_view text);

}  // namespace styk::record
