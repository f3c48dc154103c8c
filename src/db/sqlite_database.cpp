#include <condition_variable>
#include <fmt/format.h>

#include "db/sqlite_writer.h"

namespace styk::db {

namespace {

class SqliteReader final : public Reader {
public:
    explicit SqliteReader(SqliteConnection& connection) : connection_(connection) {}

    [[nodiscard]] Dialect dialect() const override { return Dialect::sqlite; }

    void query_params(std::string_view sql, std::span<const Param> params, const Visit& visit)
        override {
        connection_.query(sql, params, visit);
    }

    void stream_params(std::string_view sql, std::span<const Param> params, const Visit& visit)
        override {
        connection_.query(sql, params, visit);
    }

private:
    SqliteConnection& connection_;
};

class SqliteDatabase final : public Database {
public:
    explicit SqliteDatabase(const SqliteOptions& options)
        : file_(options.file),
          writer_(options.file, options.group_commit),
          may_open_(options.readers) {}

    [[nodiscard]] Dialect dialect() const override { return Dialect::sqlite; }

    void read_with(const std::function<void(Reader&)>& work) override {
        Lease lease(*this);
        SqliteConnection& connection = *lease.connection;
        SqliteReader reader(connection);
        connection.run("BEGIN", {});

        struct End {
            SqliteConnection& connection;

            ~End() {
                try {
                    connection.run("COMMIT", {});
                } catch (const std::exception&) {  // nothing was written, so nothing is lost
                }
            }
        } const end{connection};

        work(reader);
    }

    void write(const std::function<void(Tx&)>& work) override { writer_.write(work); }

    void on_commit(std::function<void()> wake) override { writer_.on_commit(std::move(wake)); }

    void stop_waking() override { writer_.stop_waking(); }

    [[nodiscard]] std::int64_t bytes() override {
        std::int64_t total = 0;
        for (const char* part : {"", "-wal"}) {
            std::error_code none;
            const auto size = std::filesystem::file_size(file_.string() + part, none);
            total += none ? 0 : static_cast<std::int64_t>(size);
        }
        return total;
    }

    void copy_to(const std::filesystem::path& file) override {
        if (std::filesystem::exists(file)) {
            throw Refusal(Code::conflict, file.string() + " exists already.");
        }
        const Lease lease(*this);
        const std::string target = file.string();
        const Param params[] = {std::string_view(target)};
        lease.connection->run("VACUUM INTO $1", params);
    }

private:
    // A reading connection for the time of one read; the next one waits when all are out.
    struct Lease {
        explicit Lease(SqliteDatabase& database) : owner(database), connection(owner.take()) {}

        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;

        ~Lease() { owner.give_back(std::move(connection)); }

        SqliteDatabase& owner;
        std::unique_ptr<SqliteConnection> connection;
    };

    std::unique_ptr<SqliteConnection> take() {
        std::unique_lock lock(mutex_);
        returned_.wait(lock, [&] { return !idle_.empty() || may_open_ > 0; });
        if (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            return connection;
        }
        --may_open_;
        lock.unlock();
        return std::make_unique<SqliteConnection>(file_, SqliteConnection::Mode::read_only);
    }

    void give_back(std::unique_ptr<SqliteConnection> connection) {
        {
            const std::lock_guard lock(mutex_);
            connection ? idle_.push_back(std::move(connection)) : void(++may_open_);
        }
        returned_.notify_one();
    }

    std::filesystem::path file_;
    SqliteWriter writer_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<SqliteConnection>> idle_;
    int may_open_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const SqliteOptions& options) {
    if (options.file.has_parent_path()) {
        std::filesystem::create_directories(options.file.parent_path());
    }
    return std::make_unique<SqliteDatabase>(options);
}

}  // namespace styk::db
