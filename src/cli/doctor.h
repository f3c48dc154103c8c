// styk doctor: what was found, for a person or as JSON.
#pragma once

#include <iosfwd>

#include "story/examine.h"

namespace styk::cli {

// A line for each, with its advice below. Answers the exit code: 1 when something is bad.
int tell_checks(const story::Checks& checks, bool as_json, std::ostream& out);

}  // namespace styk::cli
