// One SQLite connection with its prepared statements; used by one thread at a time.
#pragma once

#include <filesystem>
#include <memory>
#include <sqlite3.h>
#include <string>
#include <unordered_map>
#include <vector>

#include "db/database.h"

namespace styk::db {

class SqliteConnection {
public:
    enum class Mode { read_only, read_write };

    SqliteConnection(const std::filesystem::path& file, Mode mode);

    void query(std::string_view sql, std::span<const Param> params, const Visit& visit);
    std::int64_t run(std::string_view sql, std::span<const Param> params);
    void execute(const std::string& sql);  // several statements, no parameters

    [[nodiscard]] bool is_in_transaction() const { return sqlite3_get_autocommit(db_.get()) == 0; }

    [[nodiscard]] sqlite3* handle() const { return db_.get(); }

private:
    struct CloseDb {
        void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
    };

    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };

    struct Prepared {
        std::unique_ptr<sqlite3_stmt, Finalize> statement;
        int highest = 0;  // $n
        bool in_use = false;
    };

    Prepared& prepare(std::string_view sql);
    void bind(Prepared& prepared, std::span<const Param> params);
    template <class OnRow>
    void step_all(std::string_view sql, std::span<const Param> params, const OnRow& on_row);
    [[noreturn]] void fail(int code, std::string_view sql);

    struct TextHash {
        using is_transparent = void;

        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>()(text);
        }
    };

    std::unique_ptr<sqlite3, CloseDb> db_;
    std::unordered_map<std::string, std::unique_ptr<Prepared>, TextHash, std::equal_to<>> prepared_;
};

// The reading half of a Reader or a Tx.
template <class What>
class OnSqlite : public What {
public:
    explicit OnSqlite(SqliteConnection& connection) : connection_(connection) {}

    [[nodiscard]] Dialect dialect() const final { return Dialect::sqlite; }

    void query_params(std::string_view sql, std::span<const Param> params, const Visit& visit)
        final {
        connection_.query(sql, params, visit);
    }

    void stream_params(std::string_view sql, std::span<const Param> params, const Visit& visit)
        final {
        connection_.query(sql, params, visit);
    }

protected:
    SqliteConnection& connection_;
};

}  // namespace styk::db
