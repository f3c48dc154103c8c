// Tells open screens what happens to journey maps, whichever process it happened in.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "db/database.h"

namespace styk::story {

// A thread of its own looks for news after each commit of this process and once a second for those
// of others.
class JourneyWatch {
public:
    using Publish = std::function<void(const std::string& data)>;  // of `event: journey`

    JourneyWatch(db::Database& database, Publish publish);
    JourneyWatch(const JourneyWatch&) = delete;
    JourneyWatch& operator=(const JourneyWatch&) = delete;
    ~JourneyWatch();

    void start();

    // A commit happened; costs nothing.
    void wake();

    // Publishes what is new. The thread does; a test may.
    void look();

private:
    void loop(const std::stop_token& stop);

    db::Database& database_;
    Publish publish_;
    std::mutex mutex_;
    std::condition_variable_any woken_;
    bool pending_ = false;

    // PostgreSQL: a lower position may be committed later, so those of the last half minute are
    // read again and told once.
    std::int64_t floor_ = 0;
    std::set<std::int64_t> told_;
    std::jthread thread_;
};

}  // namespace styk::story
