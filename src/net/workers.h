// The bounded pool of threads on which handlers run and sleep.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace styk::net {

// Wake-ups are sparing: the worker that fell idle last (its caches are warm) is called first, and
// only one is on its way at a time; it calls the next when it finds more work than its own. So a
// run of short jobs is done by one or two threads, and a run of sleeping ones soon by all.
class Workers {
public:
    using Job = std::function<void()>;  // must not throw

    Workers(int threads, std::size_t queue_limit);
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;
    ~Workers();

    [[nodiscard]] bool offer(Job job);   // false: the queue is full, or the pool has stopped
    [[nodiscard]] bool insist(Job job);  // past the limit, for work already begun; false: stopped
    [[nodiscard]] std::size_t count_queued() const;

    void stop();  // runs what is queued, then ends the threads

private:
    struct Worker {
        std::thread thread;
        std::condition_variable bell;
        bool called = false;
    };

    bool add(Job job, std::size_t limit);
    Worker* choose_next();  // the worker to ring for, if one should be
    void run(Worker& self);

    const std::size_t queue_limit_;
    mutable std::mutex mutex_;
    std::deque<Job> queue_;
    std::vector<Worker*> idle_;
    bool one_is_coming_ = false;
    bool stopped_ = false;
    std::vector<std::unique_ptr<Worker>> workers_;
};

}  // namespace styk::net
