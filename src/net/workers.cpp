#include "net/workers.h"

#include <limits>
#include <utility>

namespace styk::net {

Workers::Workers(int threads, std::size_t queue_limit) : queue_limit_(queue_limit) {
    for (int i = 0; i < threads; ++i) {
        workers_.push_back(std::make_unique<Worker>());
    }
    for (const auto& worker : workers_) {
        worker->thread = std::thread([this, self = worker.get()] { run(*self); });
    }
}

Workers::~Workers() {
    stop();
}

bool Workers::offer(Job job) {
    return add(std::move(job), queue_limit_);
}

bool Workers::insist(Job job) {
    return add(std::move(job), std::numeric_limits<std::size_t>::max() / 2);
}

std::size_t Workers::count_queued() const {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

bool Workers::add(Job job, std::size_t limit) {
    Worker* next = nullptr;
    {
        const std::lock_guard lock(mutex_);
        // An idle worker takes at once what is queued, so the limit counts only what really waits.
        if (stopped_ || queue_.size() >= limit + idle_.size()) {
            return false;
        }
        queue_.push_back(std::move(job));
        next = choose_next();
    }
    if (next != nullptr) {
        next->bell.notify_one();
    }
    return true;
}

Workers::Worker* Workers::choose_next() {
    if (one_is_coming_ || idle_.empty()) {
        return nullptr;
    }
    Worker* const next = idle_.back();
    idle_.pop_back();
    next->called = true;
    one_is_coming_ = true;
    return next;
}

void Workers::run(Worker& self) {
    std::unique_lock lock(mutex_);
    for (;;) {
        if (queue_.empty()) {
            if (stopped_) {
                return;
            }
            idle_.push_back(&self);
            self.bell.wait(lock, [&] { return self.called; });
            self.called = false;
            one_is_coming_ = false;
            continue;
        }
        const Job job = std::move(queue_.front());
        queue_.pop_front();
        Worker* const next = queue_.empty() ? nullptr : choose_next();
        lock.unlock();
        if (next != nullptr) {
            next->bell.notify_one();
        }
        job();
        lock.lock();
    }
}

void Workers::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
        for (Worker* const worker : std::exchange(idle_, {})) {
            worker->called = true;
            worker->bell.notify_one();
        }
    }
    for (const auto& worker : workers_) {
        if (worker->thread.joinable()) {
            worker->thread.join();
        }
    }
}

}  // namespace styk::net
