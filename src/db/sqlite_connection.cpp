#include "db/sqlite_connection.h"

#include <algorithm>
#include <fmt/format.h>

#include "db/unable.h"

namespace styk::db {

namespace {

constexpr int instructions_between_looks = 20'000;

// SQLite asks every few thousand instructions whether to go on.
int past_deadline(void*) {
    const auto deadline = DeadlineScope::current();
    return deadline && std::chrono::steady_clock::now() > *deadline ? 1 : 0;
}

int bind_one(sqlite3_stmt* statement, int place, const Param& param) {
    switch (param.index()) {
        case 1:
            return sqlite3_bind_int64(statement, place, std::get<std::int64_t>(param));
        case 2:
            return sqlite3_bind_double(statement, place, std::get<double>(param));
        case 3: {
            const auto text = std::get<std::string_view>(param);
            return sqlite3_bind_text64(
                statement,
                place,
                text.empty() ? "" : text.data(),
                text.size(),
                SQLITE_STATIC,
                SQLITE_UTF8
            );
        }
        case 4: {
            const auto raw = std::get<Bytes>(param).raw;
            return sqlite3_bind_blob64(
                statement, place, raw.empty() ? "" : raw.data(), raw.size(), SQLITE_STATIC
            );
        }
        default:
            return sqlite3_bind_null(statement, place);
    }
}

class SqliteRow final : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}

    [[nodiscard]] bool is_null(int column) const override {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }

    [[nodiscard]] std::int64_t integer(int column) const override {
        return sqlite3_column_int64(statement_, column);
    }

    [[nodiscard]] double real(int column) const override {
        return sqlite3_column_double(statement_, column);
    }

    [[nodiscard]] std::string_view text(int column) const override {
        const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        return data == nullptr ? std::string_view() : std::string_view(data, size(column));
    }

    [[nodiscard]] std::string_view bytes(int column) const override {
        const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
        return data == nullptr ? std::string_view() : std::string_view(data, size(column));
    }

private:
    [[nodiscard]] std::size_t size(int column) const {
        return static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    }

    sqlite3_stmt* statement_;
};

// Without this SQLite counts the memory of the process under one lock, which every thread would
// wait for at every allocation. Must come before the first connection.
void count_no_memory() {
    static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    (void)once;
}

// What lies outside: the disk, another process, rights.
void throw_trouble(int code, const std::string& message) {
    switch (code & 0xFF) {
        case SQLITE_FULL:
            throw Unable(Trouble::full, fmt::format("SQLite: {}: no room on its disk", message));
        case SQLITE_READONLY:
            throw Unable(Trouble::read_only, fmt::format("SQLite: {}", message));
        case SQLITE_BUSY:
        case SQLITE_CANTOPEN:
        case SQLITE_IOERR:
            throw Unable(
                Trouble::away, fmt::format("SQLite: {} ({})", message, sqlite3_errstr(code))
            );
        default:
            return;
    }
}

// "$3" -> "?" where it is the next number, else "?3". SQLite takes $3 for a name and looks every
// name up among all of them, so that a statement of four thousand parameters costs the square of
// that.
std::string with_numbers(std::string_view sql) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    std::string out;
    char quote = 0;
    int highest = 0;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        const char c = sql[i];
        const bool numbered = quote == 0 && c == '$' && i + 1 < sql.size() && is_digit(sql[i + 1]);
        if (!numbered) {
            quote = quote != 0 ? (c == quote ? '\0' : quote) : c == '\'' || c == '"' ? c : '\0';
            out += c;
            continue;
        }
        int number = 0;
        for (; i + 1 < sql.size() && is_digit(sql[i + 1]); ++i) {
            number = number * 10 + (sql[i + 1] - '0');
        }
        out += '?';
        out += number == highest + 1 ? std::string() : std::to_string(number);
        highest = std::max(highest, number);
    }
    return out;
}

}  // namespace

SqliteConnection::SqliteConnection(const std::filesystem::path& file, Mode mode) {
    count_no_memory();
    sqlite3* db = nullptr;
    const int flags = SQLITE_OPEN_NOMUTEX |
                      (mode == Mode::read_only ? SQLITE_OPEN_READONLY
                                               : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    const int code = sqlite3_open_v2(file.c_str(), &db, flags, nullptr);
    db_.reset(db);
    if (code != SQLITE_OK) {
        throw Fault(fmt::format("cannot open {}: {}", file.string(), sqlite3_errmsg(db)));
    }
    if (mode == Mode::read_write && sqlite3_db_readonly(db, "main") == 1) {
        throw Unable(
            Trouble::read_only,
            fmt::format(
                "{} can be read but not written. Give it to the user who runs this, with its "
                "folder, and look whether the disk is mounted read-only.",
                file.string()
            )
        );
    }
    sqlite3_extended_result_codes(db, 1);
    sqlite3_progress_handler(db, instructions_between_looks, past_deadline, nullptr);
    execute("PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY");
    if (mode == Mode::read_write) {
        // 64 MB of cache is filled only as far as it is used.
        execute(
            "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
            "PRAGMA cache_size = -65536"
        );
    } else {
        execute("PRAGMA cache_size = -4096");
    }
}

void SqliteConnection::fail(int code, std::string_view sql) {
    const std::string message = sqlite3_errmsg(db_.get());
    if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY) {
        throw Conflict(message);
    }
    if (code == SQLITE_CONSTRAINT_FOREIGNKEY) {
        throw Refusal(
            Code::conflict, "This names something that is not there, or something still needs it."
        );
    }
    if (code == SQLITE_INTERRUPT) {
        Refusal late(Code::busy, "This took longer than it may. Ask for less, or try again.");
        late.retry_after_s = 1;
        throw late;
    }
    throw_trouble(code, message);
    throw Fault(fmt::format("SQLite: {} (in: {})", message, sql));
}

SqliteConnection::Prepared& SqliteConnection::prepare(std::string_view sql) {
    const auto found = prepared_.find(sql);
    if (found != prepared_.end() && !found->second->in_use) {
        return *found->second;
    }
    sqlite3_stmt* statement = nullptr;
    const std::string numbered = with_numbers(sql);
    const int code = sqlite3_prepare_v3(
        db_.get(),
        numbered.data(),
        static_cast<int>(numbered.size()),
        SQLITE_PREPARE_PERSISTENT,
        &statement,
        nullptr
    );
    if (code != SQLITE_OK) {
        fail(code, sql);
    }
    auto made = std::make_unique<Prepared>();
    made->statement.reset(statement);
    made->highest = sqlite3_bind_parameter_count(statement);
    // A statement that is being stepped by a caller further out is replaced by a second one of the
    // same text.
    auto& slot = prepared_[std::string(sql)];
    if (slot) {
        prepared_.emplace(fmt::format("{} -- {}", sql, prepared_.size()), std::move(slot));
    }
    slot = std::move(made);
    return *slot;
}

void SqliteConnection::bind(Prepared& prepared, std::span<const Param> params) {
    const auto wanted = std::min(params.size(), static_cast<std::size_t>(prepared.highest));
    for (std::size_t i = 0; i < wanted; ++i) {
        bind_one(prepared.statement.get(), static_cast<int>(i) + 1, params[i]);
    }
}

template <class OnRow>
void SqliteConnection::step_all(
    std::string_view sql, std::span<const Param> params, const OnRow& on_row
) {
    Prepared& prepared = prepare(sql);
    sqlite3_stmt* statement = prepared.statement.get();
    prepared.in_use = true;

    struct Reset {
        Prepared& prepared;

        ~Reset() {
            sqlite3_reset(prepared.statement.get());
            sqlite3_clear_bindings(prepared.statement.get());
            prepared.in_use = false;
        }
    } const reset{prepared};

    bind(prepared, params);
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
        on_row(SqliteRow(statement));
    }
    if (code != SQLITE_DONE) {
        fail(code, sql);
    }
}

void SqliteConnection::query(
    std::string_view sql, std::span<const Param> params, const Visit& visit
) {
    step_all(sql, params, [&](const Row& row) { visit(row); });
}

std::int64_t SqliteConnection::run(std::string_view sql, std::span<const Param> params) {
    const std::int64_t before = sqlite3_total_changes64(db_.get());
    step_all(sql, params, [](const Row&) {});
    // Rows that followed by ON DELETE CASCADE are in the total but not asked for; the count alone
    // is stale after a statement that changes nothing.
    return sqlite3_total_changes64(db_.get()) == before ? 0 : sqlite3_changes64(db_.get());
}

void SqliteConnection::execute(const std::string& sql) {
    char* message = nullptr;
    const int code = sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, &message);
    const std::unique_ptr<char, decltype(&sqlite3_free)> owned(message, &sqlite3_free);
    if (code != SQLITE_OK) {
        throw_trouble(code, message == nullptr ? "?" : message);
        throw Fault(fmt::format(
            "SQLite: {} (in: {})", message == nullptr ? "?" : message, sql.substr(0, 200)
        ));
    }
}

}  // namespace styk::db
