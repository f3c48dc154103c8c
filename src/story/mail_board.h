// Boards go out by mail at their hour, each recipient's with what they may see. The next mail of a
// board waits in the queue; an hour that passed while no server ran is made up for once.
#pragma once

#include <functional>
#include <string_view>

#include "base/clock.h"
#include "base/time_zone.h"
#include "db/database.h"
#include "insight/engine.h"
#include "queue/queue.h"
#include "story/catalogue.h"

namespace styk::story {

inline constexpr std::string_view mail_board_work = "mail_board";

struct BoardMeans {
    db::Database& database;
    Catalogue& catalogue;
    const insight::Engine& engine;
    const Clock& clock;
    Random& random;
};

// Puts the next mail of every board into the queue, unless it waits there. At start, and with any
// change of a board.
void ask_board_mails(db::Tx& tx, const TimeZone& zone, Instant now);

// The handler. A mail whose board, schedule or hour is no longer so is dropped. `go_on` is asked
// between recipients; when it says no, nothing has been sent, and false is answered.
[[nodiscard]] bool mail_board(
    const BoardMeans& means, const queue::Work& work, const std::function<bool()>& go_on
);

}  // namespace styk::story
