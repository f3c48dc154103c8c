// A file of pieces of bytes, written whole or not at all, and read back only as it was written: a
// piece that was damaged, left out, moved or comes from another file is seen.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace styk::story {

// Writes beside the file; throws Fault when the disk does not take it.
class PieceWriter {
public:
    explicit PieceWriter(std::filesystem::path file);
    PieceWriter(const PieceWriter&) = delete;
    PieceWriter& operator=(const PieceWriter&) = delete;
    ~PieceWriter();  // what was not put in place is gone

    void add(std::string_view piece);
    void finish();        // all of it is on the disk
    void put_in_place();  // and is the file from now on

private:
    void write(std::string_view bytes);
    void sync();

    std::filesystem::path file_, beside_;
    int open_ = -1;
    std::uint64_t sum_, unsynced_ = 0;
};

class PieceReader {
public:
    explicit PieceReader(const std::filesystem::path& file);
    PieceReader(const PieceReader&) = delete;
    PieceReader& operator=(const PieceReader&) = delete;
    ~PieceReader();

    [[nodiscard]] bool is_there() const { return open_ >= 0; }

    // The next piece, until the next call; nothing at the end and from the first damage on.
    [[nodiscard]] std::optional<std::string_view> next();

    [[nodiscard]] bool is_whole() const { return whole_; }  // the end was reached, undamaged

private:
    bool read(void* into, std::size_t size);

    int open_ = -1;
    std::uint64_t left_ = 0, sum_;
    bool whole_ = false;
    std::string piece_;
};

}  // namespace styk::story
