#include <fmt/format.h>

#include "backup/restore.h"
#include "base/result.h"

namespace styk::backup {

namespace {

namespace fs = std::filesystem;

// What is only in the log goes into the file, where that can still be done: then there is no log.
bool close_log(const fs::path& file) {
    try {
        db::open_sqlite({.file = file})->write([](db::Tx&) {});
        return true;
    } catch (const std::exception&) {  // not sound
        return false;
    }
}

// A log that stayed would be read into the file that comes. Who tries to open a broken file may cut
// its log, so a copy is taken before.
void set_log_aside(const fs::path& file, const fs::path& aside) {
    const fs::path log = file.string() + "-wal", kept = aside.string() + "-wal";
    if (fs::exists(log)) {
        fs::copy_file(log, kept);
    }
    if (close_log(file)) {
        fs::remove(kept);
    }
    fs::remove(log);
    fs::remove(file.string() + "-shm");
}

}  // namespace

std::optional<fs::path> put_in_place(const fs::path& fresh, const fs::path& file, Instant now) {
    std::optional<fs::path> aside;
    if (fs::exists(file)) {
        aside = fmt::format("{}.before-restore-{}", file.string(), now.us / 1'000'000);
        if (fs::exists(*aside)) {
            throw Refusal(Code::conflict, aside->string() + " exists already.");
        }
        set_log_aside(file, *aside);
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
