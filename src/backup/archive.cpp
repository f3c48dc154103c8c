#include "backup/archive.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <zlib.h>

#include "base/checksum.h"
#include "base/result.h"

namespace styk::backup {

namespace {

constexpr std::string_view magic = "Styk backup 1\n";
constexpr std::string_view magic_of_any = "Styk backup ";
constexpr std::size_t head_bytes = 9, sum_bytes = 8;
constexpr std::uint32_t most_bytes = 1U << 30;  // of one frame; a row may hold a file of 64 MB
constexpr int pack_level = 4;                   // beyond it slower, hardly smaller
constexpr std::size_t most_packing = 1032;      // times: zlib gets no further
constexpr std::size_t piece_bytes = std::size_t{1} << 20U;

template <class N>
void put_number(std::string& out, N number) {
    for (std::size_t i = 0; i < sizeof(N); ++i) {
        out += static_cast<char>(number >> (8 * i) & 0xFF);
    }
}

template <class N>
N read_number(std::string_view bytes) {
    N number = 0;
    for (std::size_t i = 0; i < sizeof(N); ++i) {
        number |= static_cast<N>(static_cast<N>(static_cast<unsigned char>(bytes[i])) << (8 * i));
    }
    return number;
}

std::string error_text() {
    return std::error_code(errno, std::generic_category()).message();
}

void sync_folder(const std::filesystem::path& file) {
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle >= 0) {
        ::fsync(handle);
        ::close(handle);
    }
}

// Never over a file that came meanwhile. Not every file system can promise that by itself.
bool give_name(const std::filesystem::path& from, const std::filesystem::path& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
        return true;
    }
    return errno == EINVAL && !std::filesystem::exists(to) &&
           ::rename(from.c_str(), to.c_str()) == 0;
}

}  // namespace

ArchiveWriter::ArchiveWriter(std::filesystem::path file)
    : file_(std::move(file)), partial_(file_.string() + ".partial") {
    if (std::filesystem::exists(file_)) {
        throw Refusal(Code::conflict, file_.string() + " exists already.");
    }
    handle_ = ::open(partial_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (handle_ < 0) {
        fail(error_text());
    }
    try {
        write(magic);
    } catch (...) {
        give_up();
        throw;
    }
}

ArchiveWriter::~ArchiveWriter() {
    if (handle_ >= 0) {
        give_up();
    }
}

void ArchiveWriter::give_up() {
    ::close(handle_);
    ::unlink(partial_.c_str());
}

void ArchiveWriter::fail(const std::string& what) const {
    throw Fault(fmt::format("cannot write {}: {}", file_.string(), what));
}

void ArchiveWriter::write(std::string_view bytes) {
    written_ += static_cast<std::int64_t>(bytes.size());
    while (!bytes.empty()) {
        const ssize_t put = ::write(handle_, bytes.data(), bytes.size());
        if (put < 0 && errno != EINTR) {
            fail(error_text());
        }
        bytes.remove_prefix(put < 0 ? 0 : static_cast<std::size_t>(put));
    }
}

void ArchiveWriter::add(Frame kind, std::string_view bytes) {
    if (bytes.size() > most_bytes) {
        fail("a row is too large");
    }
    uLongf length = compressBound(static_cast<uLong>(bytes.size()));
    packed_.resize(head_bytes + length);
    const int code = compress2(
        reinterpret_cast<Bytef*>(packed_.data() + head_bytes),
        &length,
        reinterpret_cast<const Bytef*>(bytes.data()),
        static_cast<uLong>(bytes.size()),
        pack_level
    );
    if (code != Z_OK) {
        fail("cannot pack");
    }
    std::string head(1, static_cast<char>(kind));
    put_number(head, static_cast<std::uint32_t>(bytes.size()));
    put_number(head, static_cast<std::uint32_t>(length));
    packed_.replace(0, head_bytes, head);
    packed_.resize(head_bytes + length);
    chain_ = checksum(packed_, chain_);
    put_number(packed_, chain_);
    write(packed_);
}

void ArchiveWriter::finish() {
    if (::fsync(handle_) != 0 || ::close(std::exchange(handle_, -1)) != 0 ||
        !give_name(partial_, file_)) {
        const std::string why = error_text();
        ::unlink(partial_.c_str());
        fail(why);
    }
    sync_folder(file_);
}

ArchiveReader::ArchiveReader(const std::filesystem::path& file)
    : file_(file), handle_(std::fopen(file.c_str(), "rbe")) {
    if (!handle_) {
        throw Refusal(
            Code::invalid, fmt::format("cannot read {}: {}", file.string(), error_text())
        );
    }
    std::string found(magic.size(), '\0');
    found.resize(std::fread(found.data(), 1, found.size(), handle_.get()));
    if (found == magic) {
        position_ = static_cast<std::int64_t>(found.size());
        return;
    }
    const bool newer = found.starts_with(magic_of_any) && found.ends_with('\n');
    throw Refusal(
        Code::invalid,
        newer ? fmt::format("{} was made by a newer Styk: use that one.", file.string())
              : fmt::format("{} is no backup of Styk.", file.string())
    );
}

void ArchiveReader::damaged(std::string_view what) const {
    throw Refusal(
        Code::invalid, fmt::format("{} is damaged: {} at byte {}.", file_.string(), what, position_)
    );
}

// Piece by piece: a damaged length takes no more memory than there are bytes.
std::string ArchiveReader::read(std::size_t bytes) {
    std::string out;
    while (out.size() < bytes) {
        const std::size_t had = out.size(), wanted = std::min(piece_bytes, bytes - had);
        out.resize(had + wanted);
        if (std::fread(out.data() + had, 1, wanted, handle_.get()) != wanted) {
            damaged("it ends too early");
        }
    }
    return out;
}

bool ArchiveReader::at_end() {
    const int next = std::fgetc(handle_.get());
    return next == EOF || std::ungetc(next, handle_.get()) == EOF;
}

std::optional<Piece> ArchiveReader::next() {
    if (ended_) {
        return {};
    }
    std::string stored = read(head_bytes);
    const auto length = read_number<std::uint32_t>(std::string_view(stored).substr(1));
    const auto packed = read_number<std::uint32_t>(std::string_view(stored).substr(5));
    if (length > most_bytes || packed > compressBound(most_bytes) ||
        length / most_packing > packed) {
        damaged("impossible length");
    }
    stored += read(packed);
    chain_ = checksum(stored, chain_);
    if (read_number<std::uint64_t>(read(sum_bytes)) != chain_) {
        damaged("wrong checksum");
    }
    Piece piece{static_cast<Frame>(stored[0]), std::string(length, '\0')};
    uLongf given = length;
    const int code = uncompress(
        reinterpret_cast<Bytef*>(piece.bytes.data()),
        &given,
        reinterpret_cast<const Bytef*>(stored.data() + head_bytes),
        packed
    );
    if (code != Z_OK || given != length) {
        damaged("cannot unpack");
    }
    position_ += static_cast<std::int64_t>(head_bytes + packed + sum_bytes);
    ended_ = piece.kind == Frame::end;
    if (ended_ && !at_end()) {
        damaged("something follows its end");
    }
    return piece;
}

}  // namespace styk::backup
