// What many comments have in common: groups that a person may confirm as a topic. A suggestion,
// never a truth: on short texts groups are found, not all comments of a subject.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "text/phrases.h"

namespace styk::text {

struct CentreWeight {
    Feature feature = 0;
    float value = 0;
};

// The strongest terms of a theme, features in rising order: what it is known by in the next run.
using Centre = std::vector<CentreWeight>;

struct Theme {
    std::vector<Phrase> label;         // up to four, the most telling first
    std::vector<std::size_t> members;  // places of the corpus's comments, the nearest first
    std::vector<std::size_t> quotes;   // up to three of them
    double cohesion = 0;               // mean cosine of a member to the middle, 0..1
    Centre centre;
    std::optional<std::size_t> known;  // place of the earlier theme that it goes on from
};

struct ThemeRules {
    std::size_t groups = 0;  // 0: as many as stay the same when grouped anew
    std::size_t most = 64;   // no more than so many
    std::size_t fewest = 5;  // comments that make a theme
    double nearest = 0.2;    // cosine to the middle from which on a comment belongs
    std::uint64_t seed = 1;  // the same comments and seed give the same themes
};

// The largest first; comments that are near to no middle belong to none. `known` are the centres of
// the last run: what speaks of the same still is gathered first and goes on as that theme, and only
// what is left is grouped anew, so that further comments move no theme that is there. Spherical
// k-means (Dhillon and Modha 2001) from k-means++ beginnings; the number of groups is the one whose
// groupings from different beginnings agree most (adjusted Rand index, Hubert and Arabie 1985).
// Too many groups are better than too few: those whose middles are nearly the same become one
// theme.
[[nodiscard]] std::vector<Theme> find_themes(
    const Corpus& corpus, std::span<const Centre> known = {}, const ThemeRules& rules = {}
);

// How near a comment of the corpus is to a theme of an earlier run, 0..1.
[[nodiscard]] double nearness(const Corpus& corpus, std::size_t comment, const Centre& centre);

}  // namespace styk::text
