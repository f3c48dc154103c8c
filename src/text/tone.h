// From a model's margins to a sentiment.
#pragma once

#include <array>
#include <span>

#include "text/findings.h"
#include "text/model.h"

namespace styk::text {

inline constexpr std::size_t tones = 3;  // negative, neutral, positive, as columns of a tone head

using ToneOdds = std::array<double, tones>;     // probabilities, together 1
using ToneLogOdds = std::array<double, tones>;  // up to what all have in common

[[nodiscard]] ToneLogOdds tone_log_odds(const Head& head, std::span<const float> margins);
[[nodiscard]] ToneOdds tone_odds(const ToneLogOdds& log_odds);

// The most probable tone; never mixed.
[[nodiscard]] Sentiment sentiment_of(const ToneOdds& odds);

// Both sides are said: `parts` are the odds of its clauses, `whole` the margins of all.
[[nodiscard]] bool is_mixed(
    const Head& head, std::span<const ToneOdds> parts, std::span<const float> whole
);

// `seen`: a pattern of the label stands in the text.
[[nodiscard]] double log_odds(const Column& column, float margin, bool seen = false);
[[nodiscard]] double probability(double log_odds);

}  // namespace styk::text
