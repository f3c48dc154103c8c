// What decides about cases, read with the directory whenever the setup changes.
#pragma once

#include <memory>

#include "db/reader.h"
#include "feedback/directory.h"

namespace styk::casework {
class Rulebook;
}

namespace styk::story {

[[nodiscard]] std::shared_ptr<const casework::Rulebook> load_rulebook(
    db::Reader& reader, const feedback::Directory& directory
);

}  // namespace styk::story
