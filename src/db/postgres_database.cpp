#include <algorithm>

#include "db/commit_group.h"
#include "db/commits.h"
#include "db/pool.h"
#include "db/postgres_connection.h"
#include "db/together.h"
#include "db/unable.h"
#include "db/wake_list.h"

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
        : connections_(options.connections),
          pool_(
              options.connections,
              [url = options.url] { return std::make_unique<PostgresConnection>(url); },
              [](const PostgresConnection& one) { return one.is_usable(); }
          ) {
        const Pool<PostgresConnection>::Lease first(pool_);  // says at once when nobody is there
    }

    [[nodiscard]] Dialect dialect() const override { return Dialect::postgresql; }

    void read_with(const std::function<void(Reader&)>& work) override {
        in_transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", [&](PostgresTx& tx) {
            work(tx);
        });
    }

    void write(const std::function<void(Tx&)>& work) override {
        if (TogetherScope::holds()) {
            const TogetherScope what_others_write_within(false);
            group_.write(work);
        } else {
            write_one(work);
        }
        count_commit();
        wakes_.wake_all();
    }

    void on_commit(std::function<void()> wake) override { wakes_.add(std::move(wake)); }

    void stop_waking() override { wakes_.clear(); }

    [[nodiscard]] std::int64_t bytes() override {
        return read([](Reader& reader) {
            return reader.find_integer("SELECT pg_database_size(current_database())").value_or(0);
        });
    }

    void copy_to(const std::filesystem::path&) override {
        throw Refusal(Code::invalid, "A PostgreSQL database is backed up by pg_dump.");
    }

private:
    void write_one(const std::function<void(Tx&)>& work) {
        for (int left = tries; left > 0; --left) {
            try {
                return in_transaction("BEGIN", [&](PostgresTx& tx) {
                    work(tx);
                    tx.finish();
                });
            } catch (const TryAgain& why) {
                if (left == 1) {
                    Refusal busy(Code::busy, "Too many change the same thing at once. Try again.");
                    busy.retry_after_s = 1;
                    throw busy;
                }
            }
        }
    }

    // Whoever waits for the rows of another transaction would make all the others wait.
    void write_all(const CommitGroup::Works& works) {
        in_transaction("BEGIN; SET LOCAL lock_timeout = 50", [&](PostgresTx& tx) {
            for (const auto* work : works) {
                (*work)(tx);
            }
            tx.finish();
        });
    }

    // After a restart of PostgreSQL every connection that was kept is dead, which shows at its
    // first statement: nothing was done yet, so the next one is taken. A new one that fails says so
    // itself.
    template <class Work>
    void in_transaction(const char* how, const Work& work) {
        for (int dead = 0;; ++dead) {
            const Pool<PostgresConnection>::Lease lease(pool_);
            try {
                lease.connection().begin(how);
            } catch (const Unable&) {
                if (dead == connections_) {
                    throw;
                }
                continue;
            }
            return finish(lease.connection(), work);
        }
    }

    template <class Work>
    void finish(PostgresConnection& connection, const Work& work) {
        try {
            PostgresTx tx(connection);
            work(tx);
            commit(connection);
        } catch (...) {
            try {
                connection.execute("ROLLBACK");
            } catch (const std::exception&) {  // the connection is lost; it is not put back
            }
            throw;
        }
    }

    static void commit(PostgresConnection& connection) {
        try {
            connection.execute("COMMIT");
        } catch (const Unable& unable) {
            throw Unable(
                unable.trouble() == Trouble::away ? Trouble::unsure : unable.trouble(),
                unable.what()
            );
        }
    }

    int connections_;
    Pool<PostgresConnection> pool_;
    WakeList wakes_;
    CommitGroup group_{
        [this](const CommitGroup::Works& works) { write_all(works); },
        [this](const CommitGroup::Work& work) { write_one(work); },
        std::max(1, connections_ / 2)
    };
};

}  // namespace

std::unique_ptr<Database> open_postgres(const PostgresOptions& options) {
    return std::make_unique<PostgresDatabase>(options);
}

}  // namespace styk::db
