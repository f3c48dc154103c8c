// Whether a board makes sense to those it is for: every question can be asked, everyone it is
// mailed to may see it.
#pragma once

#include "db/reader.h"
#include "feedback/directory.h"
#include "insight/board.h"

namespace styk::story {

// Every problem, each at its place: "/panels/2/query", "/schedule/recipients/0".
[[nodiscard]] Problems check_board(
    db::Reader& reader,
    const feedback::Directory& directory,
    const insight::Board& board,
    Instant now
);

}  // namespace styk::story
