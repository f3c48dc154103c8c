// Answers to employees' anonymous surveys go on in lots that look alike, as employees' voices do,
// so that no filter takes a part of one (docs/decisions/0012-anonymity.md).
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "feedback/directory.h"
#include "survey/response.h"

namespace styk::story {

// The answers that may go on together now, as places in `waiting`: at least `least` of one version,
// outcome and import (and with feedback, or without), given at the same place and touchpoint; after
// two weeks at the same place; after six anywhere, and so those of a file at once. Divided by
// place, touchpoint, month, channel, language, brand, hidden fields and, of a file, the attributes
// that stand beside the answers ([i] of that of place i; empty: of none), as far as each part is
// enough.
[[nodiscard]] std::vector<std::vector<std::size_t>> answer_lots(
    std::span<const survey::Response> waiting,
    const feedback::Directory& directory,
    std::size_t least,
    Instant now,
    std::span<const std::string> attributes = {}
);

// One lot, which gets the name `lot`: everything but the answers and the time spent becomes the
// same in all. Where they differ: the place that holds all of theirs, the channel "other", and
// nothing else. They are dated on the first of the month of the last of them.
void make_alike(
    std::vector<survey::Response>& all, const feedback::Directory& directory, const std::string& lot
);

}  // namespace styk::story
