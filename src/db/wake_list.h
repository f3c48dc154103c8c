// Who is woken after each commit. Safe from any thread.
#pragma once

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace styk::db {

class WakeList {
public:
    void add(std::function<void()> wake) {
        const std::lock_guard lock(mutex_);
        wake_.push_back(std::move(wake));
    }

    // Nobody is being woken any more once this returns.
    void clear() {
        const std::lock_guard lock(mutex_);
        wake_.clear();
    }

    void wake_all() {
        const std::lock_guard lock(mutex_);
        for (const auto& one : wake_) {
            one();
        }
    }

private:
    std::mutex mutex_;  // held while they are called, so that clear() waits for it
    std::vector<std::function<void()>> wake_;
};

}  // namespace styk::db
