// What was promised at the steps of a journey, and whether it is kept there.
#pragma once

#include "journey/map.h"
#include "story/show_promises.h"

namespace styk::story {

struct StepPromises {
    std::vector<promise::Promise> promises;  // those told now that one of the steps must keep
    PromisesShown shown{};                   // by touchpoint
};

[[nodiscard]] StepPromises step_promises(
    db::Database& database,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const journey::MapDoc& doc,
    const feedback::Filter& filter
);

}  // namespace styk::story
