// Who comes while enough commits are under way is carried by the next one, which one of them makes
// for all. There is no thread for it: with few beside, a write is what it would be alone.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <vector>

#include "db/reader.h"

namespace styk::db {

class CommitGroup {
public:
    using Work = std::function<void(Tx&)>;
    using Works = std::vector<const Work*>;

    // `all` writes several pieces of work as one transaction, or throws and leaves nothing of them;
    // `one` writes one. `most_leaders`: how many commits may be under way.
    CommitGroup(
        std::function<void(const Works&)> all,
        std::function<void(const Work&)> one,
        int most_leaders
    )
        : write_all_(std::move(all)), write_one_(std::move(one)), may_lead_(most_leaders) {}

    // Returns when the work is durable; throws what it threw.
    void write(const Work& work);

private:
    struct Item {
        const Work* work = nullptr;
        std::exception_ptr error{};
        bool done = false;
        std::condition_variable bell{};
    };

    void lead(std::unique_lock<std::mutex>& lock);
    void call_next();
    void run(const std::vector<Item*>& batch) const;
    void run_apart(const std::vector<Item*>& batch) const;

    std::function<void(const Works&)> write_all_;
    std::function<void(const Work&)> write_one_;
    std::mutex mutex_;
    std::deque<Item*> waiting_;
    int may_lead_;  // how many more
};

}  // namespace styk::db
