#include "insight/board_store.h"

#include "db/record_store.h"

namespace styk::insight {

std::vector<Board> list_mailed_boards(db::Reader& reader) {
    auto boards = db::list_all<Board>(reader);
    std::erase_if(boards, [](const Board& board) { return !board.schedule; });
    return boards;
}

void set_mailed(db::Tx& tx, const Id<Board>& board, Instant at) {
    tx.run("UPDATE board SET mailed_at = $1 WHERE id = $2", at.us, board.text());
}

}  // namespace styk::insight
