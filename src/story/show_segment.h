// Who the people of a segment are, live: how many, and how they rate.
#pragma once

#include "db/reader.h"
#include "story/emotion.h"
#include "story/show_tally.h"

namespace styk::story {

struct SegmentFigures {
    std::optional<std::uint64_t> customers{};
    std::string_view reason{};  // hidden; not_of_customers: the segment asks for what only feedback
                                // knows
    const metric::Metric* metric = nullptr;  // of the directory
    stats::Estimate score{};
    Emotion emotion{};
    std::uint64_t feedback = 0;
};

// `segment`: who; `more`: which of their feedback. `metric`: key; nothing: what they rate most.
[[nodiscard]] SegmentFigures show_segment(
    db::Reader& reader,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const feedback::Filter& segment,
    const feedback::Filter& more,
    const std::optional<std::string>& metric
);

}  // namespace styk::story
