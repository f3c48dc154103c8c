// A model made ready for reading: what would otherwise be looked up for each comment.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "text/clauses.h"
#include "text/model.h"
#include "text/personal_data.h"

namespace styk::text {

// A label that is decided about: by the model, by what was taught, or by both.
struct Decided {
    std::string name;                     // "topic.price"
    std::string key;                      // "price"
    std::optional<std::size_t> column{};  // of the model
    std::optional<std::size_t> taught{};  // column of what was taught
    std::optional<CueId> cue{};           // its patterns
};

struct Trained {
    // `lessons`: what a firm taught (taught.h). Throws Fault where the heads are not as they must
    // be.
    explicit Trained(Model read, std::optional<Model> lessons = {});

    [[nodiscard]] std::string version() const;  // of the model, and of the lessons behind a +

    Model model;
    std::optional<Model> taught;
    std::vector<Feature> features;  // of the signs
    ClauseCues clause_cues;
    PersonalCues personal_cues;
    std::vector<Decided> topics, intents, emotions;
};

}  // namespace styk::text
