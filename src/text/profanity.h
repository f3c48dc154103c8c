// Words that are not fit to print, also half hidden: "k*rwa", "sh1t", "k u r w a".
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "text/words.h"

namespace styk::text {

// Spans of whole words, in order, none overlapping.
[[nodiscard]] std::vector<Span> find_profanity(
    std::string_view comment, const Tokens& tokens, std::span<const Sign> signs, const Words& words
);

}  // namespace styk::text
