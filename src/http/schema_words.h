// Schemas of answers in a short notation, so that an answer is told in as many lines as it has
// parts:
//
//   "n:integer? value:number? tier:string looks:[watch_look] baseline:estimate"
//
// A type is one of JSON Schema's (integer, number, string, boolean, object), any, the name of
// another schema, or any of these in brackets for an array; ? lets it be null. Every member is
// always there but those whose name ends in ?, and there is no other one.
#pragma once

#include <string_view>

#include "json/fwd.h"

namespace styk::http {

[[nodiscard]] json::Object schema_of_words(std::string_view words);

}  // namespace styk::http
