// A first look at a file: how it is written, what its columns are called, what they may be.
#pragma once

#include <string_view>

#include "feedback/directory.h"
#include "feedback/import.h"

namespace styk::feedback {

inline constexpr std::size_t head_bytes = std::size_t{1} << 20U;

// Sets columns and the guessed map; delimiter and encoding too where they are empty. Throws
// Refusal{invalid} when nothing can be read, or there is no row below the header.
void look_at(const Directory& directory, Import& import, std::string_view head);

// The same for a file of JSON documents, which says itself what everything is: it has neither
// columns nor a map.
void look_at_lines(Import& import, std::string_view head);

}  // namespace styk::feedback
