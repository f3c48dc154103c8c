// Every store test runs on both databases:
//
//   class BrandStore : public test::BothDatabases {};
//   STYK_ON_BOTH_DATABASES(BrandStore);
//   TEST_P(BrandStore, finds_what_was_added) { database().write(…); }
#pragma once

#include <filesystem>
#include <gtest/gtest.h>
#include <memory>
#include <string>

#include "db/database.h"

namespace styk::test {

// A folder that vanishes with it.
class TemporaryFolder {
public:
    TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder();

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

// A fresh, migrated database of the given kind ("sqlite" or "postgresql"). PostgreSQL: on the
// server that tools/with_postgres started; without one the test fails and says how to start it.
class TemporaryDatabase {
public:
    explicit TemporaryDatabase(const std::string& kind);
    TemporaryDatabase(const TemporaryDatabase&) = delete;
    TemporaryDatabase& operator=(const TemporaryDatabase&) = delete;
    ~TemporaryDatabase();

    [[nodiscard]] const std::string& url() const { return url_; }

    [[nodiscard]] db::Database& database() { return *database_; }

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

private:
    TemporaryFolder folder_;
    std::string url_, name_;
    std::unique_ptr<db::Database> database_;
};

class BothDatabases : public ::testing::TestWithParam<const char*> {
protected:
    [[nodiscard]] db::Database& database() { return temporary_.database(); }

    [[nodiscard]] TemporaryDatabase& temporary() { return temporary_; }

private:
    TemporaryDatabase temporary_{GetParam()};
};

}  // namespace styk::test

#define STYK_ON_BOTH_DATABASES(SUITE)                          \
    INSTANTIATE_TEST_SUITE_P(                                  \
        on,                                                    \
        SUITE,                                                 \
        ::testing::Values("sqlite", "postgresql"),             \
        [](const auto& one) { return std::string(one.param); } \
    )
