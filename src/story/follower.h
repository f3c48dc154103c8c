// The one reader of the log of facts: fills the cube at start, keeps it current after each commit,
// and tells the open screens. Stories write facts; nobody else changes the cube.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "cube/cube.h"
#include "feedback/facts_store.h"
#include "story/catalogue.h"

namespace styk::story {

class Follower {
public:
    // After the cube has taken in new facts: its position. When the log could not be read: why.
    struct Tell {
        std::function<void(std::int64_t)> moved;
        std::function<void(const std::string&)> failed;
    };

    Follower(db::Database& database, Catalogue& catalogue, Tell tell);
    Follower(const Follower&) = delete;
    Follower& operator=(const Follower&) = delete;
    ~Follower();

    // Fills the cube, then follows on a thread of its own.
    void start();

    // A commit happened: look now rather than at the next round (once a second, for the commits of
    // other processes).
    void wake();

    [[nodiscard]] std::shared_ptr<const cube::Cube> cube() const;

    // Returns when everything committed before the call is counted, or false after `patience`.
    bool catch_up(std::chrono::milliseconds patience);

private:
    struct Batch;
    void loop(const std::stop_token& stop);
    bool take_in();
    void add_row(Batch& batch, const feedback::LogRow& row);
    void apply(Batch& batch);
    std::uint32_t customer_code(const std::array<std::uint8_t, 16>& id);

    db::Database& database_;
    Catalogue& catalogue_;
    Tell tell_;
    mutable std::mutex mutex_;
    std::condition_variable_any woken_, looked_;
    bool pending_ = false;
    std::uint64_t rounds_ = 0;
    std::shared_ptr<cube::Cube> cube_;
    feedback::LogPosition at_;
    std::string zone_;
    std::unordered_map<std::string, std::uint32_t> customers_;
    std::jthread thread_;
};

}  // namespace styk::story
