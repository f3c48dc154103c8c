// How ratings of the same feedback go together, asked of the database: a line a feedback with a
// column an item is made and added up there.
#pragma once

#include "db/reader.h"
#include "insight/engine.h"

namespace styk::insight {

// All but the position.
[[nodiscard]] cube::CrossAnswer relate_in(
    db::Reader& reader,
    const feedback::Directory& directory,
    const RelationQuestion& question,
    const feedback::Filter& filter
);

[[nodiscard]] cube::SpoiledAnswer spoiled_in(
    db::Reader& reader,
    const feedback::Directory& directory,
    const Rated& outcome,
    const std::vector<Rated>& items,
    const std::vector<cube::Ends>& ends,
    const feedback::Filter& filter
);

[[nodiscard]] std::vector<Companion> companions_in(
    db::Reader& reader,
    const feedback::Directory& directory,
    const Rated& with,
    const feedback::Filter& filter
);

}  // namespace styk::insight
