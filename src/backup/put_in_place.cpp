#include <fmt/format.h>

#include "backup/restore.h"
#include "base/result.h"

namespace styk::backup {

namespace {

namespace fs = std::filesystem;

// A log that belongs to another file would be read into this one.
void set_aside(const fs::path& file, const fs::path& aside, const char* part) {
    if (fs::exists(file.string() + part)) {
        fs::rename(file.string() + part, aside.string() + part);
    }
}

// What is only in the log goes into the file, where that can still be done.
void close_log(const fs::path& file) {
    try {
        db::open_sqlite({.file = file})->write([](db::Tx&) {});
    } catch (const std::exception&) {  // not sound: it is kept as it is, with its log
    }
}

}  // namespace

std::optional<fs::path> put_in_place(const fs::path& fresh, const fs::path& file, Instant now) {
    std::optional<fs::path> aside;
    if (fs::exists(file)) {
        aside = fmt::format("{}.before-restore-{}", file.string(), now.us / 1'000'000);
        if (fs::exists(*aside)) {
            throw Refusal(Code::conflict, aside->string() + " exists already.");
        }
        close_log(file);
        set_aside(file, *aside, "-wal");
        set_aside(file, *aside, "-shm");
        // Linked, so that at each moment there is a database under its name.
        std::error_code no_links;
        fs::create_hard_link(file, *aside, no_links);
        if (no_links) {
            fs::rename(file, *aside);
        }
    }
    fs::rename(fresh, file);
    return aside;
}

}  // namespace styk::backup
