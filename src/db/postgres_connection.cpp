#include "db/postgres_connection.h"

#include <charconv>
#include <fmt/format.h>
#include <vector>

#include "db/unable.h"

namespace styk::db {

namespace {

// libpq wants texts that end in a zero; numbers are written out, bytes go as they are.
class Arguments {
public:
    explicit Arguments(std::span<const Param> params) {
        texts_.reserve(params.size());
        for (const Param& param : params) {
            add(param);
        }
    }

    [[nodiscard]] int count() const { return static_cast<int>(values_.size()); }

    [[nodiscard]] const char* const* values() const { return values_.data(); }

    [[nodiscard]] const int* lengths() const { return lengths_.data(); }

    [[nodiscard]] const int* formats() const { return formats_.data(); }

private:
    void add(const Param& param) {
        if (param.index() == 0) {
            push(nullptr, 0, 0);
        } else if (const auto* bytes = std::get_if<Bytes>(&param)) {
            push(bytes->raw.empty() ? "" : bytes->raw.data(), bytes->raw.size(), 1);
        } else {
            texts_.push_back(text_of(param));
            push(texts_.back().c_str(), texts_.back().size(), 0);
        }
    }

    static std::string text_of(const Param& param) {
        if (const auto* whole = std::get_if<std::int64_t>(&param)) {
            return std::to_string(*whole);
        }
        if (const auto* real = std::get_if<double>(&param)) {
            return fmt::format("{}", *real);
        }
        const auto text = std::get<std::string_view>(param);
        if (text.find('\0') != std::string_view::npos) {
            throw Refusal(Code::invalid, "A text may not hold the character U+0000.");
        }
        return std::string(text);
    }

    void push(const char* value, std::size_t length, int format) {
        values_.push_back(value);
        lengths_.push_back(static_cast<int>(length));
        formats_.push_back(format);
    }

    std::vector<std::string> texts_;
    std::vector<const char*> values_;
    std::vector<int> lengths_, formats_;
};

class PostgresRow final : public Row {
public:
    PostgresRow(const PGresult* result, int row) : result_(result), row_(row) {}

    [[nodiscard]] bool is_null(int column) const override {
        return PQgetisnull(result_, row_, column) != 0;
    }

    [[nodiscard]] std::int64_t integer(int column) const override {
        const auto text = raw(column);
        std::int64_t value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    }

    [[nodiscard]] double real(int column) const override {
        const auto text = raw(column);
        double value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    }

    [[nodiscard]] std::string_view text(int column) const override { return raw(column); }

    // "\x0a1b" -> its bytes; they live as long as the row.
    [[nodiscard]] std::string_view bytes(int column) const override {
        const auto hex = raw(column).substr(2);
        std::string out(hex.size() / 2, '\0');
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = static_cast<char>(nibble(hex[2 * i]) * 16 + nibble(hex[2 * i + 1]));
        }
        kept_.push_back(std::make_unique<std::string>(std::move(out)));
        return *kept_.back();
    }

private:
    static int nibble(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

    [[nodiscard]] std::string_view raw(int column) const {
        return {
            PQgetvalue(result_, row_, column),
            static_cast<std::size_t>(PQgetlength(result_, row_, column))
        };
    }

    const PGresult* result_;
    int row_;
    mutable std::vector<std::unique_ptr<std::string>> kept_;
};

void visit_all(const PGresult* result, const Visit& visit) {
    const int rows = PQntuples(result);
    for (int row = 0; row < rows; ++row) {
        visit(PostgresRow(result, row));
    }
}

// By SQLSTATE (PostgreSQL, appendix A): what lies outside of what was asked.
std::optional<Trouble> trouble_of(const std::string& state, bool lost) {
    if (state == "53100") {
        return Trouble::full;
    }
    if (state == "25006") {  // a standby, or a server that was set so
        return Trouble::read_only;
    }
    const bool away = state.starts_with("08") || state.starts_with("57P") ||
                      state.starts_with("53") || state.starts_with("58");
    return lost || away ? std::optional(Trouble::away) : std::nullopt;
}

}  // namespace

PostgresConnection::PostgresConnection(const std::string& url)
    : connection_(PQconnectdb(url.c_str())) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) {
        throw Unable(
            Trouble::away,
            fmt::format("cannot reach PostgreSQL: {}", PQerrorMessage(connection_.get()))
        );
    }
    execute(
        "SET client_min_messages = warning; SET TIME ZONE 'UTC'; SET client_encoding = 'UTF8'; "
        "SET application_name = 'styk'"
    );
}

bool PostgresConnection::is_usable() const {
    return !lost_ && PQstatus(connection_.get()) == CONNECTION_OK &&
           PQtransactionStatus(connection_.get()) == PQTRANS_IDLE;
}

void PostgresConnection::fail(const PGresult* result, std::string_view sql) {
    const char* code = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string state = code == nullptr ? "" : code;
    const std::string message = PQerrorMessage(connection_.get());
    if (state == "23505") {
        throw Conflict(message);
    }
    if (state == "23503") {
        throw Refusal(
            Code::conflict, "This names something that is not there, or something still needs it."
        );
    }
    if (state == "40001" || state == "40P01") {
        throw TryAgain(message);
    }
    if (state == "57014") {
        Refusal late(Code::busy, "This took longer than it may. Ask for less, or try again.");
        late.retry_after_s = 1;
        throw late;
    }
    // What libpq itself has to say, and not the server, is that it cannot speak to it.
    lost_ = state.empty() || PQstatus(connection_.get()) != CONNECTION_OK;
    if (const auto trouble = trouble_of(state, lost_)) {
        throw Unable(*trouble, fmt::format("PostgreSQL: {}", message));
    }
    throw Fault(fmt::format("PostgreSQL: {} (in: {})", message, sql));
}

const std::string& PostgresConnection::prepare(std::string_view sql) {
    const auto found = prepared_.find(sql);
    if (found != prepared_.end()) {
        return found->second;
    }
    const std::string name = fmt::format("s{}", prepared_.size());
    const std::string text(sql);
    const Answer answer(PQprepare(connection_.get(), name.c_str(), text.c_str(), 0, nullptr));
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) {
        fail(answer.get(), sql);
    }
    return prepared_.emplace(text, name).first->second;
}

PostgresConnection::Answer PostgresConnection::ask(
    std::string_view sql, std::span<const Param> params
) {
    const std::string& name = prepare(sql);
    const Arguments arguments(params);
    Answer answer(PQexecPrepared(
        connection_.get(),
        name.c_str(),
        arguments.count(),
        arguments.values(),
        arguments.lengths(),
        arguments.formats(),
        0
    ));
    const auto status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        fail(answer.get(), sql);
    }
    return answer;
}

void PostgresConnection::query(
    std::string_view sql, std::span<const Param> params, const Visit& visit
) {
    const Answer answer = ask(sql, params);
    visit_all(answer.get(), visit);
}

std::int64_t PostgresConnection::run(std::string_view sql, std::span<const Param> params) {
    const Answer answer = ask(sql, params);
    const std::string_view count = PQcmdTuples(answer.get());
    std::int64_t rows = 0;
    std::from_chars(count.data(), count.data() + count.size(), rows);
    return rows;
}

void PostgresConnection::stream(
    std::string_view sql, std::span<const Param> params, const Visit& visit
) {
    const std::string& name = prepare(sql);
    const Arguments arguments(params);
    if (PQsendQueryPrepared(
            connection_.get(),
            name.c_str(),
            arguments.count(),
            arguments.values(),
            arguments.lengths(),
            arguments.formats(),
            0
        ) == 0 ||
        PQsetSingleRowMode(connection_.get()) == 0) {
        fail(nullptr, sql);
    }
    std::exception_ptr thrown;
    while (const Answer answer{PQgetResult(connection_.get())}) {
        const auto status = PQresultStatus(answer.get());
        try {
            if (status == PGRES_SINGLE_TUPLE && !thrown) {
                visit_all(answer.get(), visit);
            } else if (status == PGRES_FATAL_ERROR && !thrown) {
                fail(answer.get(), sql);
            }
        } catch (...) {
            // The answer must be read to its end before the connection can be used again.
            thrown = std::current_exception();
        }
    }
    if (thrown) {
        std::rethrow_exception(thrown);
    }
}

void PostgresConnection::execute(const char* sql) {
    const Answer answer(PQexec(connection_.get(), sql));
    const auto status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) {
        fail(answer.get(), sql);
    }
}

void PostgresConnection::begin(const char* how) {
    constexpr std::chrono::seconds longest{3600};  // beyond it a deadline is none
    const auto deadline = DeadlineScope::current();
    const auto now = std::chrono::steady_clock::now();
    std::string text = how;
    if (deadline && *deadline < now + longest) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(*deadline - now);
        // Rounded to whole seconds upwards, so that the text stays short; the door's own deadline
        // is the exact one.
        text += fmt::format(
            "; SET LOCAL statement_timeout = {}",
            std::max<std::int64_t>(1000, (left.count() / 1000 + 1) * 1000)
        );
    }
    execute(text.c_str());
}

}  // namespace styk::db
