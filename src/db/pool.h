// Connections that are lent for one transaction at a time; who comes when all are out waits.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "base/faults.h"

namespace styk::db {

template <class Connection>
class Pool {
public:
    // `is_usable` is asked when a connection comes back; one that is not is replaced by a new one.
    Pool(
        int most,
        std::function<std::unique_ptr<Connection>()> make,
        std::function<bool(const Connection&)> is_usable
    )
        : make_(std::move(make)), is_usable_(std::move(is_usable)), may_open_(most) {}

    class Lease {
    public:
        explicit Lease(Pool& pool) : pool_(pool), connection_(pool.take()) {}

        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;

        ~Lease() { pool_.give_back(std::move(connection_)); }

        [[nodiscard]] Connection& connection() const { return *connection_; }

    private:
        Pool& pool_;
        std::unique_ptr<Connection> connection_;
    };

private:
    std::unique_ptr<Connection> take() {
        may_break(Fragile::connection);
        std::unique_lock lock(mutex_);
        returned_.wait(lock, [&] { return !idle_.empty() || may_open_ > 0; });
        if (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            return connection;
        }
        --may_open_;
        lock.unlock();
        try {
            return make_();
        } catch (...) {
            give_back(nullptr);
            throw;
        }
    }

    void give_back(std::unique_ptr<Connection> connection) {
        const bool usable = connection && is_usable_(*connection);
        {
            const std::lock_guard lock(mutex_);
            usable ? idle_.push_back(std::move(connection)) : void(++may_open_);
        }
        returned_.notify_one();
    }

    std::function<std::unique_ptr<Connection>()> make_;
    std::function<bool(const Connection&)> is_usable_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Connection>> idle_;
    int may_open_;
};

}  // namespace styk::db
