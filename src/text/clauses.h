// Sentences and clauses of a comment.
//
// A clause ends with its sentence, before a word of contrast ("but"), and at a comma that parts two
// judgements: of different topics ("clean rooms, rude staff") or of opposite tones.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "text/evidence.h"

namespace styk::text {

// The cues that clauses are cut by; made once for the words of a language.
struct ClauseCues {
    explicit ClauseCues(const Words& words);

    std::optional<CueId> positive, negative, contrast, abbreviation;
    std::vector<bool> is_topic;  // by cue
};

// Ranges of tokens without gaps, in order; each holds at least one item. None without items.
[[nodiscard]] std::vector<Range> clauses_of(
    const Tokens& tokens,
    std::span<const Item> items,
    std::span<const Sign> signs,
    const ClauseCues& cues
);

// The bytes of a range, from its first token to its last.
[[nodiscard]] Span span_of(const Tokens& tokens, Range range);

}  // namespace styk::text
