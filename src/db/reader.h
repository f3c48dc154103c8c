// How a store speaks to a database: a Reader reads one snapshot, a Tx also writes. One SQL text
// serves SQLite and PostgreSQL: $1 placeholders, BIGINT microseconds for instants, 0 and 1 for
// flags, JSON as TEXT.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "record/value.h"

namespace styk::db {

enum class Dialect { sqlite, postgresql };

// Raw bytes for a BYTEA column; the text must outlive the call.
struct Bytes {
    std::string_view raw;
};

// What a placeholder stands for. Views must outlive the call.
using Param = std::variant<std::monostate, std::int64_t, double, std::string_view, Bytes>;

template <class V>
[[nodiscard]] Param to_param(const std::optional<V>& value);

[[nodiscard]] inline Param to_param(std::int64_t value) {
    return value;
}

[[nodiscard]] inline Param to_param(int value) {
    return std::int64_t{value};
}

[[nodiscard]] inline Param to_param(bool value) {
    return std::int64_t{value};
}

[[nodiscard]] inline Param to_param(double value) {
    return value;
}

[[nodiscard]] inline Param to_param(std::string_view value) {
    return value;
}

[[nodiscard]] inline Param to_param(const std::string& value) {
    return std::string_view(value);
}

[[nodiscard]] inline Param to_param(const char* value) {
    return std::string_view(value);
}

[[nodiscard]] inline Param to_param(Bytes value) {
    return value;
}

[[nodiscard]] inline Param to_param(std::monostate) {
    return {};
}

[[nodiscard]] inline Param to_param(const Param& value) {
    return value;
}

[[nodiscard]] Param to_param(const record::Value& value);

template <class V>
Param to_param(const std::optional<V>& value) {
    return value ? to_param(*value) : Param();
}

// One row of an answer; columns count from 0. Views last until the visitor returns.
class Row {
public:
    Row() = default;
    Row(const Row&) = delete;
    Row& operator=(const Row&) = delete;
    virtual ~Row() = default;
    [[nodiscard]] virtual bool is_null(int column) const = 0;
    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    [[nodiscard]] virtual double real(int column) const = 0;
    [[nodiscard]] virtual std::string_view text(int column) const = 0;
    [[nodiscard]] virtual std::string_view bytes(int column) const = 0;

    [[nodiscard]] std::string string(int column) const { return std::string(text(column)); }

    [[nodiscard]] std::optional<std::string> maybe_string(int column) const;
    [[nodiscard]] std::optional<std::int64_t> maybe_integer(int column) const;
};

using Visit = std::function<void(const Row&)>;

class Reader {
public:
    Reader() = default;
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    virtual ~Reader() = default;

    [[nodiscard]] virtual Dialect dialect() const = 0;

    // `sql` is a constant or built once: each distinct text is prepared once a connection and kept.
    virtual void query_params(
        std::string_view sql, std::span<const Param> params, const Visit& visit
    ) = 0;

    // For many rows: never the whole answer in memory. The visitor must not query.
    virtual void stream_params(
        std::string_view sql, std::span<const Param> params, const Visit& visit
    ) = 0;

    template <class... Args>
    void query(std::string_view sql, const Visit& visit, const Args&... args) {
        const Param params[] = {to_param(args)..., Param()};
        query_params(sql, std::span(params, sizeof...(args)), visit);
    }

    // The first row's first column.
    template <class... Args>
    [[nodiscard]] std::optional<std::int64_t> find_integer(
        std::string_view sql, const Args&... args
    ) {
        std::optional<std::int64_t> found;
        query(
            sql,
            [&](const Row& row) {
                if (!found && !row.is_null(0)) {
                    found = row.integer(0);
                }
            },
            args...
        );
        return found;
    }

    template <class... Args>
    [[nodiscard]] std::optional<std::string> find_text(std::string_view sql, const Args&... args) {
        std::optional<std::string> found;
        query(
            sql,
            [&](const Row& row) {
                if (!found && !row.is_null(0)) {
                    found = row.string(0);
                }
            },
            args...
        );
        return found;
    }
};

// A transaction that is being written. Everything it does is kept or undone together.
class Tx : public Reader {
public:
    // Rows changed. A broken unique rule throws Conflict.
    virtual std::int64_t run_params(std::string_view sql, std::span<const Param> params) = 0;

    // Work for the end of the transaction. SQLite: once a group commit, after the last story, since
    // FTS5 flushes at every savepoint. It is dropped with the story that asked for it.
    virtual void at_end(std::function<void(Tx&)> work) = 0;

    template <class... Args>
    std::int64_t run(std::string_view sql, const Args&... args) {
        const Param params[] = {to_param(args)..., Param()};
        return run_params(sql, std::span(params, sizeof...(args)));
    }
};

}  // namespace styk::db
