// What was kept long enough goes by itself: by the firm's own periods (privacy/settings.h), never
// before somebody switched it on.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "privacy/settings.h"
#include "story/receive_feedback.h"

namespace styk::story {

// Asked for by a person; it is done each day without being asked, too.
inline constexpr std::string_view keep_privacy_work = "keep_privacy";

void ask_keep_privacy(db::Tx& tx, Instant now);

// What one rule would take today.
struct Due {
    std::string_view rule;  // comments, customers, invitations, mails, clicks, audit
    std::int64_t days = 0;  // 0: for ever
    std::int64_t records = 0;
};

// A dry run with these settings, whether they are active or not. In the order of the settings.
[[nodiscard]] std::vector<Due> count_due(
    db::Database& database, const privacy::Settings& settings, Instant now
);

// Takes what is due, a part at a time; how much. Nothing while the settings are not active.
// `go_on`: false ends it between two parts.
std::vector<Due> keep_privacy(
    const Intake& intake, Instant now, const std::function<bool()>& go_on
);

}  // namespace styk::story
