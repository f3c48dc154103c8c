// The file of a backup. Its bytes as they are when they begin like one; else frames that they spell
// (a kind, a length of two bytes, that much), packed and tied together as they must be, so that
// what is inside is reached. It is refused with a reason, or it is whole.
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

#include "backup/archive.h"
#include "backup/restore.h"
#include "db/migrate.h"
#include "fuzz.h"

namespace styk {

// The newest schema that this program knows; what it is made of does not matter here.
const std::vector<db::Migration>& db::all_migrations() {
    static const std::vector<Migration> all{{100, "0100_all", ""}};
    return all;
}

namespace {

std::filesystem::path file_of_ours() {
    const std::filesystem::path memory("/dev/shm");
    const auto folder =
        std::filesystem::exists(memory) ? memory : std::filesystem::temp_directory_path();
    return folder / ("styk-fuzz-" + std::to_string(::getpid()));
}

void write_frames(const std::filesystem::path& file, std::string_view bytes) {
    backup::ArchiveWriter archive(file);
    while (bytes.size() >= 3) {
        const auto kind = static_cast<backup::Frame>(bytes[0]);
        const std::size_t length =
            static_cast<unsigned char>(bytes[1]) * 256U + static_cast<unsigned char>(bytes[2]);
        const auto inside = bytes.substr(3, length);
        archive.add(kind, inside);
        bytes.remove_prefix(3 + inside.size());
    }
    archive.finish();
}

void need_whole(const backup::Contents& contents) {
    const auto& tables = contents.manifest.tables;
    fuzz::need(contents.totals.size() == tables.size(), "every table is there");
    std::int64_t rows = 0;
    for (const auto& [name, total] : contents.totals) {
        rows += total.rows;
    }
    fuzz::need(rows == contents.rows, "every row is there");
    const auto text = backup::to_json(contents.manifest);
    fuzz::need(
        backup::to_json(backup::read_manifest(text)) == text, "it is read as it was written"
    );
}

}  // namespace

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    static const auto file = file_of_ours();
    const auto bytes = fuzz::text_of(data, size);
    std::filesystem::remove(file);
    if (bytes.starts_with("Styk backup")) {
        std::ofstream(file, std::ios::binary) << bytes;
    } else {
        write_frames(file, bytes);
    }
    try {
        need_whole(backup::check(file));
    } catch (const Refusal& refusal) {
        fuzz::need(!std::string(refusal.what()).empty(), "a refusal says why");
    }
    std::filesystem::remove(file);
    return 0;
}

}  // namespace styk
