// The long part of an import, as work on the queue: the check of the whole file, the writing, the
// taking back. Each goes on where it stopped, whatever stopped it.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "feedback/import.h"
#include "queue/queue.h"
#include "story/receive_feedback.h"

namespace styk::story {

// How the clockwork calls work (jobs/worker.h): false leaves the rest for the next worker.
using WorkHandler = std::function<bool(const queue::Work&, const std::function<bool()>& go_on)>;

// Hears of progress, at most four times a second and at each change of state.
using TellImport = std::function<void(const feedback::Import&)>;

struct ImportPace {
    std::size_t batch_rows = 1000;  // written in one transaction
};

// import_check, import_run, import_undo.
[[nodiscard]] std::map<std::string, WorkHandler> import_handlers(
    const Intake& intake, TellImport tell, ImportPace pace = {}
);

}  // namespace styk::story
