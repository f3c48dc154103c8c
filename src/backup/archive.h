// The file of a backup as a row of frames, each packed and tied to the one before it by a checksum,
// so that a flipped bit, a missing end and frames in another order are all seen.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace styk::backup {

enum class Frame : char {
    manifest = 'M',
    key = 'K',        // the file that opens what is sealed; only when it was asked for
    table = 'T',      // its name
    rows = 'R',       // some of its rows (row_code.h)
    table_end = 'E',  // how many there were
    end = 'Z'
};

// Writes FILE.partial, which becomes FILE when everything is on disk; goes with the object before.
// Errors of the disk are Faults that name the file.
class ArchiveWriter {
public:
    // Throws Refusal{conflict} when `file` is there already.
    explicit ArchiveWriter(std::filesystem::path file);
    ArchiveWriter(const ArchiveWriter&) = delete;
    ArchiveWriter& operator=(const ArchiveWriter&) = delete;
    ~ArchiveWriter();

    void add(Frame kind, std::string_view bytes);
    void finish();

    [[nodiscard]] std::int64_t bytes() const { return written_; }

private:
    void write(std::string_view bytes);
    void give_up();
    [[noreturn]] void fail(const std::string& what) const;

    std::filesystem::path file_, partial_;
    int handle_ = -1;
    std::string packed_;
    std::uint64_t chain_ = 0;
    std::int64_t written_ = 0;
};

struct Piece {
    Frame kind;
    std::string bytes;
};

class ArchiveReader {
public:
    // Throws Refusal{invalid} when it is no backup of Styk, or of a newer form.
    explicit ArchiveReader(const std::filesystem::path& file);

    // The next frame; nothing after the last. Throws Refusal{invalid} where the file is damaged.
    [[nodiscard]] std::optional<Piece> next();

    [[nodiscard]] std::int64_t position() const { return position_; }

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };

    [[nodiscard]] std::string read(std::size_t bytes);
    [[nodiscard]] bool at_end();
    [[noreturn]] void damaged(std::string_view what) const;

    std::filesystem::path file_;
    std::unique_ptr<std::FILE, Close> handle_;
    std::uint64_t chain_ = 0;
    std::int64_t position_ = 0;
    bool ended_ = false;
};

}  // namespace styk::backup
