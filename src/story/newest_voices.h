// The newest comments at each of several touchpoints, masked.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "db/database.h"
#include "feedback/feedback.h"
#include "feedback/filter.h"

namespace styk::story {

struct Voice {
    feedback::Feedback feedback;
    std::string quote;  // personal data masked, long ones cut
};

// `filter` is of the inbox, in the viewer's scope; employees' voices are left out. Newest first, at
// most `most` at each of `touchpoints`.
[[nodiscard]] std::map<std::string, std::vector<Voice>> newest_voices(
    db::Reader& reader,
    const feedback::Filter& filter,
    const std::vector<std::string>& touchpoints,
    std::size_t most
);

}  // namespace styk::story
