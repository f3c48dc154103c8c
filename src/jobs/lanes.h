// Work in lines that must not wait for each other: each line that has something to do gets a thread
// for a while, up to a limit. Unlike the queue (worker.h), where one piece is done after the other.
#pragma once

#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace styk::jobs {

class Lanes {
public:
    // `claim`: at most so many lines to work on now; `run`: works on one until it has no more to do
    // or the second argument says that it is over. What they throw is logged.
    using Claim = std::function<std::vector<std::string>(int)>;
    using Run = std::function<void(const std::string&, const std::function<bool()>&)>;

    Lanes(Claim claim, Run run);
    Lanes(const Lanes&) = delete;
    Lanes& operator=(const Lanes&) = delete;
    ~Lanes();  // waits for what is under way

    void start();

    // There may be work now (called after each commit).
    void wake();

private:
    struct Busy {
        std::jthread thread;
        bool done = false;
    };

    void loop(const std::stop_token& stop);
    void fill(const std::stop_token& stop);
    void begin(const std::string& lane, const std::stop_token& stop);
    int reap();  // how many more may begin

    Claim claim_;
    Run run_;
    std::mutex mutex_;
    std::condition_variable_any woken_;
    bool pending_ = false;
    std::list<Busy> busy_;
    std::jthread thread_;
};

}  // namespace styk::jobs
