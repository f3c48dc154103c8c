#include "support/databases.h"

#include <atomic>
#include <cstdlib>
#include <fmt/format.h>
#include <libpq-fe.h>
#include <memory>
#include <unistd.h>

#include "db/migrate.h"

namespace styk::test {

namespace {

std::string server_url() {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody sets it
    const char* url = std::getenv("STYK_TEST_POSTGRES");
    if (url == nullptr) {
        throw std::runtime_error(
            "STYK_TEST_POSTGRES is not set: run the tests through tools/with_postgres (make test "
            "does)"
        );
    }
    return url;
}

// A database cannot be made within a transaction, so this asks the server itself.
void tell_server(const std::string& sql) {
    const std::unique_ptr<PGconn, decltype(&PQfinish)> server(
        PQconnectdb(server_url().c_str()), &PQfinish
    );
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(
        PQexec(server.get(), sql.c_str()), &PQclear
    );
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
        throw std::runtime_error(sql + ": " + PQerrorMessage(server.get()));
    }
}

// The server's URL with another database in it: postgres://…/NAME?…
std::string url_of(const std::string& name) {
    const std::string url = server_url();
    const auto query = std::min(url.find('?'), url.size());
    const auto slash = url.rfind('/', query);
    return url.substr(0, slash + 1) + name + url.substr(query);
}

std::string fresh_name() {
    static std::atomic<int> count = 0;
    return fmt::format("t{}_{}", ::getpid(), ++count);
}

void bring_up_to_date(const std::string& url, const std::filesystem::path& folder) {
    db::migrate(*db::open(url), folder / "backups");
}

// Every test gets a copy of what the migrations made once for the whole program.
class MigratedFile {
public:
    MigratedFile() { bring_up_to_date("sqlite:" + path().string(), folder_.path()); }

    [[nodiscard]] std::filesystem::path path() const { return folder_.path() / "styk.db"; }

private:
    TemporaryFolder folder_;
};

class MigratedDatabase {
public:
    MigratedDatabase() {
        tell_server("CREATE DATABASE " + name_);
        bring_up_to_date(url_of(name_), folder_.path());
    }

    MigratedDatabase(const MigratedDatabase&) = delete;
    MigratedDatabase& operator=(const MigratedDatabase&) = delete;
    ~MigratedDatabase() = default;  // it goes with the server, which lives no longer than the tests

    [[nodiscard]] const std::string& name() const { return name_; }

private:
    std::string name_ = fresh_name();
    TemporaryFolder folder_;
};

}  // namespace

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "styk_test_XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
        throw std::runtime_error("no temporary folder");
    }
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;  // a test's leftovers do no harm
    std::filesystem::remove_all(path_, ignored);
}

TemporaryDatabase::TemporaryDatabase(const std::string& kind) {
    if (kind == "sqlite") {
        static const MigratedFile made;
        std::filesystem::copy_file(made.path(), folder_.path() / "styk.db");
        url_ = "sqlite:" + (folder_.path() / "styk.db").string();
    } else {
        static const MigratedDatabase made;
        name_ = fresh_name();
        tell_server(fmt::format("CREATE DATABASE {} TEMPLATE {}", name_, made.name()));
        url_ = url_of(name_);
    }
    database_ = db::open(url_);
}

// NOLINTNEXTLINE(bugprone-exception-escape): a test that cannot clean up ends either way
TemporaryDatabase::~TemporaryDatabase() {
    database_.reset();
    if (!name_.empty()) {
        tell_server(fmt::format("DROP DATABASE {} WITH (FORCE)", name_));
    }
}

}  // namespace styk::test
