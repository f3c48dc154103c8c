// Answers about the whole relation and answers about one contact are never added up into one score:
// they are asked at other moments, of others, and differ for that alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "insight/engine.h"
#include "people/actor.h"

namespace styk::story {

// Survey kinds whose answers were left out of a figure so that it speaks of one thing.
struct LeftOut {
    std::vector<std::string> survey_kinds;
    std::uint64_t n = 0;  // ratings
};

// Narrows the question's filter when it holds ratings of both sides of the question's metrics and
// neither the filter nor the groupings tell surveys apart: the side with fewer ratings goes (at a
// tie that of single contacts). Ratings of no survey, and of surveys that are neither, stay.
[[nodiscard]] std::optional<LeftOut> keep_one_kind(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    insight::Question& question
);

}  // namespace styk::story
