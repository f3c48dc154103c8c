// What the answers of one response say beyond themselves: ratings for the metrics, words for the
// inbox.
#pragma once

#include <string>
#include <vector>

#include "survey/route.h"

namespace styk::survey {

BOOST_DEFINE_ENUM_CLASS(RatedState, given, missing, not_applicable)

struct Rated {
    std::string metric, touchpoint;  // keys; touchpoint empty: the survey's own
    RatedState state = RatedState::given;
    int value = 0;
    std::string question;
};

inline constexpr std::string_view importance_metric = "importance";

// One rating a metric question that was shown, also where it was left empty: `missing`. Of
// importance pairs the performance rates the question's metric, the importance the metric
// "importance". The same metric at the same touchpoint counts once, the first time.
[[nodiscard]] std::vector<Rated> ratings_of(const Definition& definition, const Route& route);

// The free words, in the order of the questions, apart by a blank line.
[[nodiscard]] std::string comment_of(const Definition& definition, const Route& route);

}  // namespace styk::survey
