// /paths: the ways customers really go.
#pragma once

#include "http/house.h"
#include "story/show_paths.h"

namespace styk::http {

void add_path_routes(Router& router, House& house);

// The names of the query string of everything about ways, for the OpenAPI document.
inline constexpr std::string_view path_parameters =
    "from to touchpoint stage department owner channel customer lifecycle segment location journey "
    "persona types gap_days until";

// Throws Refusal{invalid} naming every problem.
[[nodiscard]] story::PathsAsked read_paths_asked(
    const feedback::Directory& directory, const Call& call
);

}  // namespace styk::http
