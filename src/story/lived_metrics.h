// Metrics of promises that tell something else than how it was: what was expected, whether it was
// kept, who believes it. No journey is measured by them unless somebody asks for one.
#pragma once

#include <string>
#include <vector>

#include "db/reader.h"

namespace styk::story {

// Keys.
[[nodiscard]] std::vector<std::string> metrics_not_lived(db::Reader& reader);

}  // namespace styk::story
