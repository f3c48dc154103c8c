// Faults on purpose in the clockwork (base/faults.h): a plan waits for the next piece of work of
// its kind, and what became of it can be asked. For test/fault/jobs.py alone.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>

#include "base/faults.h"
#include "jobs/worker.h"
#include "net/message.h"

namespace styk {

class ArmedFaults {
public:
    // `work` under the plan that waits for this kind, if one does. Its last step is one more
    // statement, after all is done: that this is written down.
    void run(const std::string& kind, const std::function<void()>& work);

    [[nodiscard]] jobs::Handler around(const std::string& kind, jobs::Handler handler);

    // "send_mail once 3" arms; "send_mail" asks: the trace (X-Fault-Trace), once it has run.
    [[nodiscard]] net::Response answer(std::string_view wanted);

private:
    void keep(const std::string& kind, const FaultPlan& plan);

    std::mutex mutex_;
    std::map<std::string, FaultPlan> waiting_;
    std::map<std::string, std::string> traces_;
};

}  // namespace styk
