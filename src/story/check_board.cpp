#include "story/check_board.h"

#include <fmt/format.h>

#include "db/record_store.h"
#include "insight/panel.h"
#include "people/user.h"

namespace styk::story {

namespace {

std::optional<std::string> why_not(
    db::Reader& reader, const insight::Board& board, const std::string& recipient
) {
    const auto id = Id<people::User>::parse(recipient);
    const auto user = id ? db::find<people::User>(reader, *id) : std::nullopt;
    if (!user) {
        return "there is no such user";
    }
    if (!user->active) {
        return "is not active";
    }
    if (!insight::may_see(people::actor_of(*user), board)) {
        return "may not see this page: share it with their role first";
    }
    return {};
}

}  // namespace

Problems check_board(
    db::Reader& reader,
    const feedback::Directory& directory,
    const insight::Board& board,
    Instant now
) {
    Problems problems = insight::check(board);
    if (!problems.empty()) {
        return problems;
    }
    const auto panels = insight::panels_of(board);
    for (std::size_t i = 0; i < panels.size(); ++i) {
        (void)insight::read_question(
            directory, panels[i], now, fmt::format("/panels/{}/query", i), problems
        );
    }
    const auto schedule = insight::schedule_of(board);
    for (std::size_t i = 0; schedule && i < schedule->recipients.size(); ++i) {
        if (auto why = why_not(reader, board, schedule->recipients[i])) {
            problems.push_back({fmt::format("/schedule/recipients/{}", i), *std::move(why)});
        }
    }
    return problems;
}

}  // namespace styk::story
