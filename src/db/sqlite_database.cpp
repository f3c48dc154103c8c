#include <fmt/format.h>

#include "db/commits.h"
#include "db/pool.h"
#include "db/sqlite_writer.h"

namespace styk::db {

namespace {

class SqliteDatabase final : public Database {
public:
    explicit SqliteDatabase(const SqliteOptions& options)
        : file_(options.file),
          writer_(options.file, options.group_commit),
          readers_(
              options.readers,
              [this] {
                  return std::make_unique<SqliteConnection>(
                      file_, SqliteConnection::Mode::read_only
                  );
              },
              [](const SqliteConnection& one) { return !one.is_in_transaction(); }
          ) {}

    [[nodiscard]] Dialect dialect() const override { return Dialect::sqlite; }

    void read_with(const std::function<void(Reader&)>& work) override {
        const Pool<SqliteConnection>::Lease lease(readers_);
        SqliteConnection& connection = lease.connection();
        OnSqlite<Reader> reader(connection);
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

    void write(const std::function<void(Tx&)>& work) override {
        writer_.write(work);
        count_commit();
    }

    void on_commit(std::function<void()> wake) override { writer_.wakes().add(std::move(wake)); }

    void stop_waking() override { writer_.wakes().clear(); }

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
        const Pool<SqliteConnection>::Lease lease(readers_);
        const std::string target = file.string();
        const Param params[] = {std::string_view(target)};
        lease.connection().run("VACUUM INTO $1", params);
    }

private:
    std::filesystem::path file_;
    SqliteWriter writer_;
    Pool<SqliteConnection> readers_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const SqliteOptions& options) {
    if (options.file.has_parent_path()) {
        std::filesystem::create_directories(options.file.parent_path());
    }
    return std::make_unique<SqliteDatabase>(options);
}

}  // namespace styk::db
