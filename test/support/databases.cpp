#include "support/databases.h"

#include <atomic>
#include <cstdlib>
#include <fmt/format.h>
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

std::string fresh_schema() {
    static std::atomic<int> count = 0;
    return fmt::format("t{}_{}", ::getpid(), ++count);
}

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
        url_ = "sqlite:" + (folder_.path() / "styk.db").string();
    } else {
        schema_ = fresh_schema();
        db::open_postgres({.url = server_url(), .connections = 1})->write([&](db::Tx& tx) {
            tx.run("CREATE SCHEMA " + schema_);
        });
        url_ = fmt::format(
            "{}{}options=-csearch_path%3D{}",
            server_url(),
            server_url().find('?') == std::string::npos ? "?" : "&",
            schema_
        );
    }
    database_ = db::open(url_);
    db::migrate(*database_, folder_.path() / "backups");
}

TemporaryDatabase::~TemporaryDatabase() {
    database_.reset();
    if (!schema_.empty()) {
        db::open_postgres({.url = server_url(), .connections = 1})->write([&](db::Tx& tx) {
            tx.run("DROP SCHEMA " + schema_ + " CASCADE");
        });
    }
}

}  // namespace styk::test
