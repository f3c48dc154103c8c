// A first map of a file, guessed from its header and its first rows. The person looks at it before
// anything is written.
#pragma once

#include <string>
#include <vector>

#include "feedback/import_map.h"

namespace styk::feedback {

struct SampleColumn {
    std::string name;
    std::vector<std::string> values;  // of the first rows, trimmed; "" where the cell is empty
};

[[nodiscard]] ImportMap guess_map(
    const Directory& directory, ImportKind kind, const std::vector<SampleColumn>& columns
);

}  // namespace styk::feedback
