// The one database of the firm: a SQLite file or a PostgreSQL server, behind one interface.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/result.h"
#include "db/reader.h"

namespace styk::db {

// A unique rule of the database was broken; the story says what that means.
class Conflict : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class Database {
public:
    Database() = default;
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    virtual ~Database() = default;

    [[nodiscard]] virtual Dialect dialect() const = 0;

    // Runs `work` on one snapshot. May be called from many threads at once.
    virtual void read_with(const std::function<void(Reader&)>& work) = 0;

    // Runs `work` as one transaction and returns when it is durable; what `work` throws undoes it
    // and is thrown here. `work` is SQL only (no mail, clock or random inside) and may run twice:
    // PostgreSQL retries after a serialization failure. SQLite: concurrent calls share a commit
    // (group commit), each in a savepoint of its own.
    virtual void write(const std::function<void(Tx&)>& work) = 0;

    // Called after each commit (or group of commits) of this process, from the committing thread:
    // it must only wake someone.
    virtual void on_commit(std::function<void()> wake) = 0;

    // Nobody is woken any more once this returns: those who were may go.
    virtual void stop_waking() = 0;

    // The size of the data in bytes, for /metrics and doctor.
    [[nodiscard]] virtual std::int64_t bytes() = 0;

    // A whole, consistent copy as one SQLite file; refuses on PostgreSQL, whose own tools do that.
    virtual void copy_to(const std::filesystem::path& file) = 0;

    template <class F>
    auto read(F&& work) -> std::invoke_result_t<F, Reader&> {
        using R = std::invoke_result_t<F, Reader&>;
        if constexpr (std::is_void_v<R>) {
            read_with([&](Reader& reader) { work(reader); });
        } else {
            std::optional<R> result;
            read_with([&](Reader& reader) { result.emplace(work(reader)); });
            return *std::move(result);
        }
    }
};

// Reads and writes of this thread stop with Refusal{busy} once the deadline has passed.
class DeadlineScope {
public:
    explicit DeadlineScope(std::chrono::steady_clock::time_point deadline);
    DeadlineScope(const DeadlineScope&) = delete;
    DeadlineScope& operator=(const DeadlineScope&) = delete;
    ~DeadlineScope();

    [[nodiscard]] static std::optional<std::chrono::steady_clock::time_point> current();

private:
    std::optional<std::chrono::steady_clock::time_point> outer_;
};

struct SqliteOptions {
    std::filesystem::path file;
    bool group_commit = true;  // off only to measure what it brings
    int readers = 8;
};

struct PostgresOptions {
    std::string url;  // postgres://…
    int connections = 16;
};

[[nodiscard]] std::unique_ptr<Database> open_sqlite(const SqliteOptions& options);
[[nodiscard]] std::unique_ptr<Database> open_postgres(const PostgresOptions& options);

// "sqlite:PATH" or "postgres://…" ("postgresql://…"). Throws Refusal{invalid} for anything else.
[[nodiscard]] std::unique_ptr<Database> open(const std::string& url);

}  // namespace styk::db
