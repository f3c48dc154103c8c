#include <algorithm>
#include <fmt/format.h>

#include "backup/archive.h"
#include "backup/restore.h"
#include "backup/row_code.h"
#include "base/result.h"
#include "db/migrate.h"

namespace styk::backup {

namespace {

constexpr std::size_t most_params = 900;  // of one INSERT

// Rows of one table, a statement for many of them.
class Inserter {
public:
    Inserter(db::Tx& tx, const Table& table)
        : tx_(tx),
          table_(table),
          at_once_(std::max<std::size_t>(1, most_params / table.columns.size())),
          many_(statement(at_once_)),
          one_(statement(1)) {}

    // The rows of one frame: their texts live as long as it.
    void insert(std::string_view bytes) {
        StoredRow row;
        std::vector<db::Param> waiting;
        std::size_t rows = 0;
        while (!bytes.empty()) {
            if (!read_row(bytes, table_, row)) {
                throw Fault("the backup changed while it was read");
            }
            waiting.insert(waiting.end(), row.values.begin(), row.values.end());
            if (++rows == at_once_) {
                tx_.run_params(many_, waiting);
                waiting.clear();
                rows = 0;
            }
        }
        const std::size_t width = table_.columns.size();
        for (std::size_t i = 0; i < rows; ++i) {
            tx_.run_params(one_, std::span(waiting).subspan(i * width, width));
        }
    }

private:
    [[nodiscard]] std::string statement(std::size_t rows) const {
        std::string values;
        std::size_t number = 0;
        for (std::size_t row = 0; row < rows; ++row) {
            values += row == 0 ? "(" : ", (";
            for (std::size_t i = 0; i < table_.columns.size(); ++i) {
                values += fmt::format("{}${}", i == 0 ? "" : ", ", ++number);
            }
            values += ')';
        }
        return fmt::format(
            "INSERT INTO \"{}\" ({}) VALUES {}", table_.name, list_columns(table_), values
        );
    }

    db::Tx& tx_;
    const Table& table_;
    std::size_t at_once_;
    std::string many_, one_;
};

struct ForeignKey {
    std::string table, name;  // quoted where they must be
};

std::vector<ForeignKey> list_foreign_keys(db::Reader& reader) {
    std::vector<ForeignKey> found;
    reader.query(
        "SELECT c.conrelid::regclass::text, quote_ident(c.conname) FROM pg_constraint c "
        "JOIN pg_namespace n ON n.oid = c.connamespace "
        "WHERE c.contype = 'f' AND n.nspname = current_schema() ORDER BY 1, 2",
        [&](const db::Row& row) { found.push_back({row.string(0), row.string(1)}); }
    );
    return found;
}

void alter_foreign_keys(db::Tx& tx, std::string_view how) {
    for (const auto& key : list_foreign_keys(tx)) {
        tx.run(fmt::format("ALTER TABLE {} ALTER CONSTRAINT {} {}", key.table, key.name, how));
    }
}

// Tables name each other, and themselves: what a row refers to may come later.
void let_references_wait(db::Tx& tx) {
    if (tx.dialect() == db::Dialect::sqlite) {
        tx.run("PRAGMA defer_foreign_keys = ON");
    } else {
        alter_foreign_keys(tx, "DEFERRABLE INITIALLY DEFERRED");
    }
}

// SQLite looks when the transaction ends.
void check_references(db::Tx& tx) {
    if (tx.dialect() == db::Dialect::postgresql) {
        tx.run("SET CONSTRAINTS ALL IMMEDIATE");
        alter_foreign_keys(tx, "NOT DEFERRABLE");
    }
}

void drop_everything(db::Tx& tx, std::int64_t schema) {
    for (const auto& name : names_of_tables(schema, tx.dialect())) {
        tx.run(fmt::format("DROP TABLE IF EXISTS \"{}\" CASCADE", name));
    }
    for (const char* name : {"feedback_search", "figures_mark", "schema_migration"}) {
        tx.run(fmt::format("DROP TABLE IF EXISTS \"{}\" CASCADE", name));
    }
}

void make_room(db::Tx& tx, bool replace) {
    const std::int64_t schema = schema_of(tx);
    if (schema == 0) {
        return;
    }
    if (!replace || tx.dialect() == db::Dialect::sqlite) {
        throw Refusal(Code::conflict, "The database is not empty.");
    }
    drop_everything(tx, std::max(schema, db::all_migrations().back().version));
}

// What the migrations themselves put into tables is in the backup as well, or was removed by
// people.
void empty_tables(db::Tx& tx, const std::vector<Table>& tables) {
    for (const auto& table : tables) {
        tx.run(fmt::format("DELETE FROM \"{}\"", table.name));
    }
}

const Table& table_named(const std::vector<Table>& tables, const std::string& name) {
    const auto found = std::find_if(tables.begin(), tables.end(), [&](const Table& table) {
        return table.name == name;
    });
    if (found == tables.end()) {
        throw Fault("the backup changed while it was read");
    }
    return *found;
}

void insert_rows(db::Tx& tx, const std::filesystem::path& file, const std::vector<Table>& tables) {
    ArchiveReader archive(file);
    std::optional<Inserter> inserter;
    std::string name;
    while (const auto piece = archive.next()) {
        if (piece->kind == Frame::table) {
            name = piece->bytes;
            inserter.emplace(tx, table_named(tables, name));
        } else if (piece->kind == Frame::rows && inserter) {
            try {
                inserter->insert(piece->bytes);
            } catch (const Refusal& refusal) {
                throw Fault(fmt::format("{} cannot be restored: {}", name, refusal.what()));
            }
        }
    }
}

void set_counters(db::Tx& tx, const Contents& contents) {
    for (const auto& table : contents.manifest.tables) {
        const auto& total = contents.totals.at(table.name);
        if (total.last_number) {
            set_last_number(tx, table, *total.last_number);
        }
    }
}

// The tables as this database has them must be those of the backup, column by column.
void compare_shapes(db::Tx& tx, const Contents& contents) {
    for (const auto& table : contents.manifest.tables) {
        auto here = read_table(tx, table.name).columns;
        auto there = table.columns;
        const auto by_name = [](const Column& a, const Column& b) { return a.name < b.name; };
        std::sort(here.begin(), here.end(), by_name);
        std::sort(there.begin(), there.end(), by_name);
        if (here != there) {
            throw Fault(fmt::format(
                "the table {} of the backup differs from that of schema {}",
                table.name,
                contents.manifest.schema
            ));
        }
    }
}

Total count(db::Reader& reader, const Table& table) {
    Total total;
    std::string bytes;
    reader.stream_params(
        fmt::format("SELECT {} FROM \"{}\"", list_columns(table), table.name),
        {},
        [&](const db::Row& row) {
            bytes.clear();
            total.digest += write_row(row, table, bytes);
            ++total.rows;
        }
    );
    total.last_number = last_number(reader, table);
    return total;
}

void compare_rows(db::Tx& tx, const Contents& contents) {
    for (const auto& table : contents.manifest.tables) {
        const auto& expected = contents.totals.at(table.name);
        const Total found = count(tx, table);
        if (found.rows != expected.rows || found.digest != expected.digest) {
            throw Fault(fmt::format(
                "{} did not arrive as it was: {} rows of {}, compared byte for byte",
                table.name,
                found.rows,
                expected.rows
            ));
        }
    }
}

}  // namespace

void load(
    db::Database& database,
    const std::filesystem::path& file,
    const Contents& contents,
    Instant now,
    const LoadOptions& options
) {
    const auto& tables = contents.manifest.tables;
    const std::int64_t schema = contents.manifest.schema;
    database.write([&](db::Tx& tx) {
        make_room(tx, options.replace);
        db::apply_between(tx, 0, schema, now);
        compare_shapes(tx, contents);
        let_references_wait(tx);
        empty_tables(tx, tables);
        insert_rows(tx, file, tables);
        set_counters(tx, contents);
        compare_rows(tx, contents);
        check_references(tx);
        db::apply_between(tx, schema, db::all_migrations().back().version, now);
        options.index_texts(tx);
    });
}

}  // namespace styk::backup
