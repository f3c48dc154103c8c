// One PostgreSQL connection with its prepared statements; used by one thread at a time.
#pragma once

#include <libpq-fe.h>
#include <memory>
#include <string>
#include <unordered_map>

#include "db/database.h"

namespace styk::db {

// The transaction may succeed when it is tried again (serialization failure, deadlock).
class TryAgain : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class PostgresConnection {
public:
    explicit PostgresConnection(const std::string& url);

    void query(std::string_view sql, std::span<const Param> params, const Visit& visit);
    void stream(std::string_view sql, std::span<const Param> params, const Visit& visit);
    std::int64_t run(std::string_view sql, std::span<const Param> params);
    void execute(const char* sql);  // several statements, no parameters

    // Statements after this one fail once the deadline of the thread has passed.
    void begin(const char* how);

    [[nodiscard]] bool is_usable() const;

private:
    struct Clear {
        void operator()(PGresult* result) const { PQclear(result); }
    };

    struct Finish {
        void operator()(PGconn* connection) const { PQfinish(connection); }
    };

    using Answer = std::unique_ptr<PGresult, Clear>;

    const std::string& prepare(std::string_view sql);
    void send(std::string_view sql, std::span<const Param> params);
    Answer ask(std::string_view sql, std::span<const Param> params);
    [[noreturn]] void fail(const PGresult* result, std::string_view sql);

    struct TextHash {
        using is_transparent = void;

        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>()(text);
        }
    };

    std::unique_ptr<PGconn, Finish> connection_;
    std::unordered_map<std::string, std::string, TextHash, std::equal_to<>> prepared_;
    bool limited_ = false;
    bool lost_ = false;  // libpq does not always say so by its status
};

}  // namespace styk::db
