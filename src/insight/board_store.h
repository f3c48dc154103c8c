// What is special about storing boards beside db/record_store.h: when each was last mailed. That is
// no change of the board, so neither its revision nor the audit trail knows of it.
#pragma once

#include <vector>

#include "db/reader.h"
#include "insight/board.h"

namespace styk::insight {

[[nodiscard]] std::vector<Board> list_mailed_boards(db::Reader& reader);  // that have a schedule
void set_mailed(db::Tx& tx, const Id<Board>& board, Instant at);

}  // namespace styk::insight
