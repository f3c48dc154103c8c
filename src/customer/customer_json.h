// Customers of a bulk on the wire; single ones go by their shape.
#pragma once

#include "customer/upsert.h"
#include "json/fwd.h"

namespace styk::customer {

// One line: the key and whatever else it wants to say. Problems name each field; pointers are
// "/field".
[[nodiscard]] Problems read_upsert(const json::Object& body, record::Roles who, Upsert& line);

[[nodiscard]] json::Object to_json(const Counted& counted);

}  // namespace styk::customer
