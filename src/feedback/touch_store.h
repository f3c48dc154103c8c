// Single ratings of feedback, for whoever needs them one by one and not as counts: what the
// strongest moment of a journey was, say.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "db/reader.h"
#include "feedback/filter.h"

namespace styk::feedback {

// Texts last until the visitor returns; no touchpoint is empty.
struct TouchRating {
    std::int64_t feedback_seq = 0;
    std::string_view metric, touchpoint;
    int value = 0;
};

// Given ratings of these metrics, in no order. Never all in memory.
void each_touch(
    db::Reader& reader,
    const std::vector<std::string>& metrics,
    const Filter& filter,
    const std::function<void(const TouchRating&)>& visit
);

}  // namespace styk::feedback
