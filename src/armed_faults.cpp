#include "armed_faults.h"

#include <optional>
#include <utility>

#include "http/faults.h"

namespace styk {

void ArmedFaults::run(const std::string& kind, const std::function<void()>& work) {
    std::optional<FaultPlan> plan;
    {
        const std::lock_guard lock(mutex_);
        if (const auto node = waiting_.extract(kind)) {
            plan = node.mapped();
        }
    }
    if (!plan) {
        return work();
    }
    try {
        const FaultScope scope(&*plan);
        work();
        may_break(Fragile::statement);
    } catch (...) {
        keep(kind, *plan);
        throw;
    }
    keep(kind, *plan);
}

void ArmedFaults::keep(const std::string& kind, const FaultPlan& plan) {
    const std::lock_guard lock(mutex_);
    traces_[kind] = plan.trace();
}

jobs::Handler ArmedFaults::around(const std::string& kind, jobs::Handler handler) {
    return [this,
            kind,
            handler = std::move(handler)](const queue::Work& work, const jobs::GoOn& go_on) {
        bool done = false;
        run(kind, [&] { done = handler(work, go_on); });
        return done;
    };
}

net::Response ArmedFaults::answer(std::string_view wanted) {
    const auto space = wanted.find(' ');
    const std::string kind(wanted.substr(0, space));
    net::Response out;
    out.status = 204;
    const std::lock_guard lock(mutex_);
    if (space != std::string_view::npos) {
        waiting_.insert_or_assign(kind, http::read_plan(wanted.substr(space + 1)));
        traces_.erase(kind);
    } else if (const auto found = traces_.find(kind); found != traces_.end()) {
        out.headers.emplace_back("X-Fault-Trace", found->second);
    }
    return out;
}

}  // namespace styk
