// How often customers speak of the emotions that the vision aims at, where it aims at them.
#pragma once

#include <string>
#include <vector>

#include "insight/engine.h"
#include "people/actor.h"
#include "promise/vision.h"
#include "stats/score.h"

namespace styk::story {

// Of the comments at these touchpoints, those that speak of the emotion.
struct EmotionFelt {
    std::string emotion;
    stats::Estimate share{};
    std::uint64_t told = 0;  // comments that speak of it
};

[[nodiscard]] std::vector<EmotionFelt> show_vision(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const promise::Vision& vision,
    const feedback::Filter& filter
);

}  // namespace styk::story
