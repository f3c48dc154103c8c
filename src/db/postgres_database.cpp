#include <condition_variable>
#include <mutex>

#include "db/postgres_connection.h"

namespace styk::db {

namespace {

class PostgresTx final : public Tx {
public:
    explicit PostgresTx(PostgresConnection& connection) : connection_(connection) {}

    [[nodiscard]] Dialect dialect() const override { return Dialect::postgresql; }

    void query_params(std::string_view sql, std::span<const Param> params, const Visit& visit)
        override {
        connection_.query(sql, params, visit);
    }

    void stream_params(std::string_view sql, std::span<const Param> params, const Visit& visit)
        override {
        connection_.stream(sql, params, visit);
    }

    std::int64_t run_params(std::string_view sql, std::span<const Param> params) override {
        return connection_.run(sql, params);
    }

    void at_end(std::function<void(Tx&)> work) override { at_end_.push_back(std::move(work)); }

    void finish() {
        for (const auto& work : at_end_) {
            work(*this);
        }
    }

private:
    PostgresConnection& connection_;
    std::vector<std::function<void(Tx&)>> at_end_;
};

constexpr int tries = 5;

class PostgresDatabase final : public Database {
public:
    explicit PostgresDatabase(const PostgresOptions& options)
        : url_(options.url), may_open_(options.connections) {
        idle_.push_back(std::make_unique<PostgresConnection>(url_));
        --may_open_;
    }

    [[nodiscard]] Dialect dialect() const override { return Dialect::postgresql; }

    void read_with(const std::function<void(Reader&)>& work) override {
        in_transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", [&](PostgresTx& tx) {
            work(tx);
        });
    }

    void write(const std::function<void(Tx&)>& work) override {
        for (int left = tries; left > 0; --left) {
            try {
                in_transaction("BEGIN", [&](PostgresTx& tx) {
                    work(tx);
                    tx.finish();
                });
                return wake_all();
            } catch (const TryAgain& why) {
                if (left == 1) {
                    Refusal busy(Code::busy, "Too many change the same thing at once. Try again.");
                    busy.retry_after_s = 1;
                    throw busy;
                }
            }
        }
    }

    void on_commit(std::function<void()> wake) override {
        const std::lock_guard lock(waking_);
        wake_.push_back(std::move(wake));
    }

    void stop_waking() override {
        const std::lock_guard lock(waking_);
        wake_.clear();
    }

    [[nodiscard]] std::int64_t bytes() override {
        return read([](Reader& reader) {
            return reader.find_integer("SELECT pg_database_size(current_database())").value_or(0);
        });
    }

    void copy_to(const std::filesystem::path&) override {
        throw Refusal(Code::invalid, "A PostgreSQL database is backed up by pg_dump.");
    }

private:
    template <class Work>
    void in_transaction(const char* how, const Work& work) {
        Lease lease(*this);
        PostgresConnection& connection = *lease.connection;
        connection.begin(how);
        try {
            PostgresTx tx(connection);
            work(tx);
            connection.execute("COMMIT");
        } catch (...) {
            try {
                connection.execute("ROLLBACK");
            } catch (const std::exception&) {  // the connection is lost; it is not put back
            }
            throw;
        }
    }

    struct Lease {
        explicit Lease(PostgresDatabase& database) : owner(database), connection(owner.take()) {}

        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;

        ~Lease() { owner.give_back(std::move(connection)); }

        PostgresDatabase& owner;
        std::unique_ptr<PostgresConnection> connection;
    };

    std::unique_ptr<PostgresConnection> take() {
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
            return std::make_unique<PostgresConnection>(url_);
        } catch (...) {
            give_back(nullptr);
            throw;
        }
    }

    void give_back(std::unique_ptr<PostgresConnection> connection) {
        {
            const std::lock_guard lock(mutex_);
            connection && connection->is_usable() ? idle_.push_back(std::move(connection))
                                                  : void(++may_open_);
        }
        returned_.notify_one();
    }

    void wake_all() {
        const std::lock_guard lock(waking_);
        for (const auto& one : wake_) {
            one();
        }
    }

    std::string url_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<PostgresConnection>> idle_;
    std::mutex waking_;  // held while they are called, so that stop_waking can wait for it
    std::vector<std::function<void()>> wake_;
    int may_open_;
};

}  // namespace

std::unique_ptr<Database> open_postgres(const PostgresOptions& options) {
    return std::make_unique<PostgresDatabase>(options);
}

}  // namespace styk::db
