// Everything that is stored of one person, table by table, as it stands in the database: for them
// to read (GDPR articles 15 and 20).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "privacy/trace_store.h"

namespace styk::privacy {

// The rows of one table.
struct Sheet {
    std::string table;
    Chapter chapter = Chapter::profile;
    std::size_t rows = 0;
    std::string json;  // an array of objects; instants as RFC 3339
};

// Where a text that belongs to others names them.
struct Mention {
    std::string table, column, excerpt;
};

// A file that came with a message.
struct DossierFile {
    std::string name, bytes;
};

struct Dossier {
    Traces traces;
    std::vector<Sheet> sheets;  // without empty ones, in the order of chapters
    std::vector<Mention> mentions;
    std::vector<DossierFile> files;
};

[[nodiscard]] Dossier read_dossier(db::Reader& reader, const Traces& traces);

// Never shown to anybody: what opens something, and what only the server needs.
[[nodiscard]] bool is_withheld(std::string_view column);

}  // namespace styk::privacy
