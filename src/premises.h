// Everything a running Styk consists of, built in order and taken down in reverse.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "http/door.h"
#include "http/house.h"
#include "net/broadcast.h"
#include "net/message.h"
#include "net/server.h"

namespace styk {

struct Place {
    std::filesystem::path data = "styk-data";
    std::string db;  // empty: sqlite:DATA/styk.db

    [[nodiscard]] std::string database_url() const;
    [[nodiscard]] bool is_sqlite() const;

    // Where the database lies; only for SQLite.
    [[nodiscard]] std::filesystem::path sqlite_file() const;

    [[nodiscard]] std::filesystem::path socket() const { return data / "styk.sock"; }

    [[nodiscard]] std::filesystem::path key() const { return data / "styk.key"; }

    [[nodiscard]] std::filesystem::path lock() const { return data / "styk.lock"; }
};

// One process writes a SQLite database: whoever holds the lock. Released with it, also when the
// process dies.
class Lock {
public:
    // Nothing when another process holds it.
    [[nodiscard]] static std::optional<Lock> take(const Place& place);
    Lock(Lock&& other) noexcept;
    Lock& operator=(Lock&&) = delete;
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    ~Lock();

private:
    Lock() = default;
    bool hold(const std::filesystem::path& path);

    std::vector<int> files_;
};

// "" when it is not set. Only the roof asks.
[[nodiscard]] std::string environment(const char* name);

struct PremisesOptions {
    Place place;
    bool group_commit = true;
    bool count_in_database = false;  // and not in memory; a command never counts in memory
    bool save_before_migration = true;
    std::function<net::Figures()> figures;  // of the HTTP server; none for a command
    std::string secret_key = environment("STYK_SECRET_KEY");  // of the safe; empty: DATA/styk.key
    std::string open_networks = environment("STYK_ALLOW_NETWORKS");     // beside the internet
    std::filesystem::path certificates = environment("SSL_CERT_FILE");  // whom mail servers are
                                                                        // trusted by; empty: the
                                                                        // system's
    std::string faults = environment("STYK_TEST_FAULTS");  // for tests: what breaks, see README
};

class Premises {
public:
    explicit Premises(const PremisesOptions& options);
    Premises(const Premises&) = delete;
    Premises& operator=(const Premises&) = delete;
    ~Premises();

    // Fills the cube, unless figures are counted in the database, and begins to follow, to work the
    // queue: what a server does and a short command does not.
    void start();

    // Only works the queue: what a command needs whose work goes on behind its back.
    void work_queue();

    [[nodiscard]] net::Response answer(const net::Request& request) const;
    [[nodiscard]] net::Broadcast& broadcast();
    [[nodiscard]] http::House& house();

private:
    class Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace styk
