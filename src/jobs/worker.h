// The clockwork: leases due work and runs its handler, one piece at a time; what fails comes back
// later.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "base/clock.h"
#include "db/database.h"
#include "queue/queue.h"

namespace styk::jobs {

// Long work says now and then that it is still alive; false: the lease is lost (another worker has
// it) or the process is stopping, so stop at the next safe point and leave the rest.
using GoOn = std::function<bool()>;

// Runs one piece of work. May be run again for the same piece: after a crash, or when the lease ran
// out. Returns whether the work is done; false leaves it in the queue for the next worker, at once.
using Handler = std::function<bool(const queue::Work&, const GoOn&)>;

class Worker {
public:
    Worker(
        db::Database& database,
        const Clock& clock,
        Random& random,
        std::map<std::string, Handler> handlers
    );
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;
    ~Worker();

    void start();

    // There may be work now (called after each commit).
    void wake();

private:
    void loop(const std::stop_token& stop);
    bool work_once(const std::stop_token& stop);
    void run(const queue::Work& work, const std::stop_token& stop);

    db::Database& database_;
    const Clock& clock_;
    std::map<std::string, Handler> handlers_;
    std::string name_;
    std::mutex mutex_;
    std::condition_variable_any woken_;
    bool pending_ = false;
    std::jthread thread_;
};

}  // namespace styk::jobs
