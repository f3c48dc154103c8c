#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "story/examine.h"

namespace styk::story {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t least_free = 256LL << 20;  // bytes: below it anything may stop
constexpr std::chrono::hours backup_grows_old{24 * 7};

std::string size_text(std::int64_t bytes) {
    return bytes >= 10LL << 30 ? fmt::format("{} GB", bytes >> 30)
                               : fmt::format("{} MB", bytes >> 20);
}

std::vector<fs::path> files_of(const DataPlace& place) {
    std::vector<fs::path> files = {place.data / "styk.key", place.data / "styk.lock"};
    if (place.sqlite_file) {
        for (const char* part : {"", "-wal", "-shm"}) {
            files.emplace_back(place.sqlite_file->string() + part);
        }
    }
    return files;
}

// What is wrong with one file, or "".
std::string trouble_of(const fs::path& path, const struct stat& is) {
    const bool writable = ::access(path.c_str(), R_OK | W_OK) == 0;
    if (!writable) {
        return fmt::format("{} cannot be read and written by this user", path.string());
    }
    if (::geteuid() != 0 && is.st_uid != ::geteuid()) {
        return fmt::format("{} belongs to another user", path.string());
    }
    return {};
}

}  // namespace

Checks look(const std::string& name, const std::function<Checks()>& at) {
    try {
        return at();
    } catch (const std::exception& error) {
        return {{name, Verdict::unknown, fmt::format("could not be looked at: {}", error.what())}};
    }
}

Checks examine_files(const DataPlace& place) {
    struct stat folder{};
    if (::stat(place.data.c_str(), &folder) != 0) {
        return {
            {"files",
             Verdict::bad,
             fmt::format("there is no folder {}", place.data.string()),
             "Name the right one with --data."}
        };
    }
    Checks found;
    std::string open;
    for (const auto& path : files_of(place)) {
        struct stat is{};
        if (::stat(path.c_str(), &is) != 0) {
            continue;
        }
        if (auto trouble = trouble_of(path, is); !trouble.empty()) {
            found.push_back(
                {"files",
                 Verdict::bad,
                 std::move(trouble),
                 "Run this as the user of the service, and give the folder to that user: chown -R."}
            );
        } else if ((is.st_mode & 0077U) != 0 && (folder.st_mode & 0077U) != 0) {
            open += (open.empty() ? "" : ", ") + path.filename().string();
        }
    }
    if (!open.empty()) {
        found.push_back(
            {"files",
             Verdict::note,
             fmt::format("others on this machine can open {}", open),
             fmt::format("chmod -R go= {}", place.data.string())}
        );
    }
    if (found.empty()) {
        found.push_back({"files", Verdict::good, "only their owner can open them"});
    }
    return found;
}

Checks examine_space(const DataPlace& place, std::int64_t database_bytes) {
    const auto folder = place.sqlite_file && place.sqlite_file->has_parent_path()
                            ? place.sqlite_file->parent_path()
                            : place.data;
    const auto free = static_cast<std::int64_t>(fs::space(folder).available);
    const std::string said = fmt::format(
        "{} free at {}, the database has {}",
        size_text(free),
        folder.string(),
        size_text(database_bytes)
    );
    if (free < least_free) {
        return {{"disk", Verdict::bad, said, "Make room: nothing can be stored on a full disk."}};
    }
    if (free < 2 * database_bytes) {
        return {
            {"disk",
             Verdict::note,
             said,
             "An upgrade copies the database first: give the disk room for a second one and more."}
        };
    }
    return {{"disk", Verdict::good, said}};
}

Checks examine_backups(const DataPlace& place, Instant now) {
    constexpr std::string_view how = "Run `styk backup` every night, and keep the files elsewhere.";
    std::optional<std::pair<Instant, fs::path>> newest;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(place.data / "backups", none)) {
        struct stat is{};
        if (entry.path().extension() == ".styk" && ::stat(entry.path().c_str(), &is) == 0) {
            const Instant at{is.st_mtim.tv_sec * 1'000'000};
            newest = !newest || newest->first < at ? std::pair(at, entry.path()) : *newest;
        }
    }
    if (!newest) {
        return {
            {"backup",
             Verdict::note,
             fmt::format("none in {}", (place.data / "backups").string()),
             std::string(how)}
        };
    }
    const auto hours = std::chrono::duration_cast<std::chrono::hours>(now - newest->first);
    const std::string said =
        fmt::format("the newest is {}, {} hours old", newest->second.string(), hours.count());
    return {
        {"backup",
         hours > backup_grows_old ? Verdict::note : Verdict::good,
         said,
         hours > backup_grows_old ? std::string(how) : ""}
    };
}

}  // namespace styk::story
