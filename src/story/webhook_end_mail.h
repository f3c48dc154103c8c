// Tells the administrators that a connection was switched off.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "db/reader.h"
#include "story/post_mail.h"

namespace styk::story {

struct WebhookEnded {
    std::string name;
    bool gone = false;                  // the other side said so; else nothing was taken for days
    std::optional<std::string> said{};  // the last words of the other side
};

[[nodiscard]] std::vector<Mail> webhook_end_mails(
    db::Reader& reader, const Clock& clock, Random& random, const WebhookEnded& ended
);

}  // namespace styk::story
