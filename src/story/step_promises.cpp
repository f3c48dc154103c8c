#include "story/step_promises.h"

#include <algorithm>

#include "db/record_store.h"

namespace styk::story {

namespace {

bool must_keep(
    const journey::Step& step, const promise::Promise& promise, const feedback::Directory& directory
) {
    const auto* touchpoint =
        step.touchpoint ? directory.touchpoints.find(*step.touchpoint) : nullptr;
    return touchpoint != nullptr &&
           std::ranges::find(promise.touchpoint_ids, touchpoint->id.text()) !=
               promise.touchpoint_ids.end();
}

}  // namespace

StepPromises step_promises(
    db::Database& database,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const journey::MapDoc& doc,
    const feedback::Filter& filter
) {
    StepPromises out{database.read(db::list_all<promise::Promise>)};
    std::erase_if(out.promises, [&](const promise::Promise& one) {
        return one.state != promise::PromiseState::live ||
               std::ranges::none_of(doc.steps, [&](const journey::Step& step) {
                   return must_keep(step, one, directory);
               });
    });
    if (!out.promises.empty()) {
        const PromisesAsked asked{out.promises, filter, {.touchpoint = true}};
        out.shown = show_promises(database, engine, directory, actor, asked);
    }
    return out;
}

}  // namespace styk::story
