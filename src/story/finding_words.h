// The one sentence that a finding comes down to, whether on the one-page summary or above a panel:
// the last change that stands, else a drift, else calm; what weighs most; how many stand out of how
// many.
#pragma once

#include "story/compare.h"
#include "story/names.h"
#include "story/show_drivers.h"
#include "story/show_scorecard.h"
#include "story/show_trend.h"

namespace styk::story {

struct FindingSentence {
    std::string key;  // of words.h
    PatternValues values;
};

// A drift is told when its own test is taken for more than chance.
[[nodiscard]] bool is_drift(const Trend& trend);

// What patterns choose "likely" by.
[[nodiscard]] std::string yes_or_no(bool sure);

// Nothing where the course of time cannot be judged.
[[nodiscard]] std::optional<FindingSentence> sentence_of(
    const Trend& trend, const Speaker& speaker, metric::Kind kind
);

// `stand` and `calm`: the keys of the two sentences; of what stands some are certain, some likely.
// Nothing when nothing could be tested.
[[nodiscard]] std::optional<FindingSentence> sentence_of(
    const Comparisons& all, std::string_view stand, std::string_view calm
);

struct DriverSentence {
    FindingSentence said;
    std::vector<const Driver*> drivers;  // that it names
};

// Nothing when the weights are not known well enough to be ranked.
[[nodiscard]] std::optional<DriverSentence> sentence_of(
    const Drivers& drivers, const Speaker& speaker, const Names& names
);

// How many targets are met and missed for certain, then each pair that goes opposite ways.
[[nodiscard]] std::vector<FindingSentence> sentences_of(const Scorecard& scorecard);

}  // namespace styk::story
