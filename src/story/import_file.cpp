#include "story/import_file.h"

#include <fmt/format.h>
#include <utility>

#include "feedback/encoding.h"
#include "feedback/import_store.h"
#include "feedback/lines.h"

namespace styk::story {

namespace {

using feedback::Import;

std::optional<std::string> find_chunk(
    db::Database& database, const Import& import, std::int64_t n
) {
    return database.read([&](db::Reader& reader) {
        return feedback::find_chunk(reader, import.id, n);
    });
}

std::optional<CsvProblem> read_csv(
    db::Database& database, const Import& import, const VisitRow& visit
) {
    feedback::Decoder decoder(import.encoding);
    bool header = true;
    CsvReader reader(import.delimiter[0], [&](const CsvRow& row) {
        return std::exchange(header, false) || visit({row, {}});
    });
    for (std::int64_t n = 0;; ++n) {
        const auto chunk = find_chunk(database, import, n);
        std::string_view text;
        const bool right = !chunk || decoder.decode(*chunk, text);
        const bool more = chunk ? reader.feed(text) : reader.finish();
        if (more && !right) {
            return CsvProblem{
                reader.row(), fmt::format("has a byte that is none of {}", import.encoding)
            };
        }
        if (!chunk || !more) {
            return reader.problem();
        }
    }
}

void read_lines(db::Database& database, const Import& import, const VisitRow& visit) {
    feedback::LineReader reader([&](std::int64_t number, std::string_view line) {
        return visit({{number, {}, {}}, line});
    });
    bool more = true;
    for (std::int64_t n = 0; more; ++n) {
        const auto chunk = find_chunk(database, import, n);
        more = chunk && reader.feed(*chunk);
        if (!chunk) {
            reader.finish();
        }
    }
}

}  // namespace

std::optional<CsvProblem> read_import_file(
    db::Database& database, const Import& import, const VisitRow& visit
) {
    if (!feedback::is_of_lines(import)) {
        return read_csv(database, import, visit);
    }
    read_lines(database, import, visit);
    return {};
}

}  // namespace styk::story
