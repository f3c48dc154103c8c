// A model made ready for reading: what would otherwise be looked up for each comment.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "text/clauses.h"
#include "text/model.h"
#include "text/personal_data.h"

namespace styk::text {

// A label that a head decides about.
struct Decided {
    std::size_t column = 0;
    std::string key;             // without "topic."
    std::optional<CueId> cue{};  // its patterns
};

struct Trained {
    explicit Trained(Model read);  // throws Fault where the heads are not as they must be

    Model model;
    std::vector<Feature> features;  // of the signs
    ClauseCues clause_cues;
    PersonalCues personal_cues;
    std::vector<Decided> topics, intents, emotions;
};

}  // namespace styk::text
