#include "backup/save.h"

#include <fmt/format.h>

#include "backup/archive.h"
#include "backup/manifest.h"
#include "backup/row_code.h"
#include "base/result.h"
#include "db/migrate.h"

namespace styk::backup {

namespace {

constexpr std::size_t frame_bytes = std::size_t{512} * 1024;  // of rows, before they are packed

std::int64_t need_known_schema(db::Reader& reader) {
    const std::int64_t schema = schema_of(reader);
    const std::int64_t newest = db::all_migrations().back().version;
    if (schema == 0) {
        throw Refusal(Code::invalid, "There is nothing to back up: the database is empty.");
    }
    if (schema > newest) {
        throw Fault(fmt::format(
            "the database has schema {}, this program knows up to {}: use a newer styk",
            schema,
            newest
        ));
    }
    return schema;
}

Total write_table(db::Reader& reader, const Table& table, ArchiveWriter& archive) {
    Total total;
    std::string rows;
    archive.add(Frame::table, table.name);
    const auto flush = [&] {
        archive.add(Frame::rows, rows);
        rows.clear();
    };
    reader.stream_params(
        fmt::format("SELECT {} FROM \"{}\"", list_columns(table), table.name),
        {},
        [&](const db::Row& row) {
            total.digest += write_row(row, table, rows);
            ++total.rows;
            if (rows.size() >= frame_bytes) {
                flush();
            }
        }
    );
    if (!rows.empty()) {
        flush();
    }
    total.last_number = last_number(reader, table);
    archive.add(Frame::table_end, to_json(total));
    return total;
}

Manifest manifest_of(db::Reader& reader, Instant now) {
    const std::int64_t schema = need_known_schema(reader);
    return {
        .made_at = to_rfc3339(now),
        .made_by = STYK_VERSION,
        .database = reader.dialect() == db::Dialect::sqlite ? "sqlite" : "postgresql",
        .schema = schema,
        .tables = read_tables(reader, schema)
    };
}

}  // namespace

Saved save(
    db::Database& database,
    const std::filesystem::path& file,
    Instant now,
    const std::optional<std::string>& key
) {
    if (file.has_parent_path()) {
        std::filesystem::create_directories(file.parent_path());
    }
    ArchiveWriter archive(file);
    Saved saved{.file = file};
    database.read([&](db::Reader& reader) {
        const auto manifest = manifest_of(reader, now);
        saved.schema = manifest.schema;
        saved.tables = static_cast<std::int64_t>(manifest.tables.size());
        archive.add(Frame::manifest, to_json(manifest));
        if (key) {
            archive.add(Frame::key, *key);
        }
        for (const auto& table : manifest.tables) {
            saved.rows += write_table(reader, table, archive).rows;
        }
    });
    archive.add(Frame::end, std::to_string(saved.rows));
    saved.bytes = archive.bytes();
    archive.finish();
    return saved;
}

Saved save_before(
    db::Database& database, const std::filesystem::path& folder, const std::string& why, Instant now
) {
    return save(database, folder / fmt::format("{}-{}.styk", why, now.us / 1'000'000), now);
}

std::optional<Saved> save_before_migration(
    db::Database& database, const std::filesystem::path& folder, Instant now
) {
    const std::int64_t schema = database.read([](db::Reader& reader) { return schema_of(reader); });
    const bool older = schema > 0 && schema < db::all_migrations().back().version;
    if (!older || database.dialect() == db::Dialect::sqlite) {
        return {};
    }
    return save_before(database, folder, fmt::format("before-migration-{:04}", schema + 1), now);
}

}  // namespace styk::backup
