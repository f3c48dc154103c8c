#include "story/piece_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "base/checksum.h"
#include "base/result.h"

namespace styk::story {

namespace {

// Before each piece, and alone at the end.
struct Head {
    std::uint64_t size, sum;
};

constexpr std::uint64_t end_mark = ~std::uint64_t{0};
constexpr std::uint64_t first_sum = 0x5374'796B'2066'696CU;  // a file of something else differs
// A great file handed to the disk at once would keep the database waiting behind it.
constexpr std::uint64_t bytes_between_syncs = std::uint64_t{8} << 20;

[[noreturn]] void fail(const std::filesystem::path& file) {
    throw Fault("cannot write " + file.string() + ": " + std::generic_category().message(errno));
}

std::string_view bytes_of(const Head& head) {
    return {reinterpret_cast<const char*>(&head), sizeof(head)};
}

}  // namespace

PieceWriter::PieceWriter(std::filesystem::path file)
    : file_(std::move(file)), beside_(file_.string() + ".new"), sum_(first_sum) {
    open_ = ::open(beside_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (open_ < 0) {
        fail(beside_);
    }
}

PieceWriter::~PieceWriter() {
    if (open_ >= 0) {
        ::close(open_);
        ::unlink(beside_.c_str());
    }
}

void PieceWriter::add(std::string_view piece) {
    sum_ = checksum(piece, sum_);
    write(bytes_of({piece.size(), sum_}));
    write(piece);
}

void PieceWriter::finish() {
    write(bytes_of({end_mark, checksum({}, sum_)}));
    sync();
}

void PieceWriter::put_in_place() {
    if (::rename(beside_.c_str(), file_.c_str()) != 0) {
        fail(file_);
    }
    ::close(open_);
    open_ = -1;
    const int folder = ::open(file_.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        ::fsync(folder);
        ::close(folder);
    }
}

void PieceWriter::write(std::string_view bytes) {
    unsynced_ += bytes.size();
    while (!bytes.empty()) {
        const auto written = ::write(open_, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) {
            fail(beside_);
        }
        bytes.remove_prefix(static_cast<std::size_t>(written < 0 ? 0 : written));
    }
    if (unsynced_ > bytes_between_syncs) {
        sync();
    }
}

void PieceWriter::sync() {
    unsynced_ = 0;
    if (::fdatasync(open_) != 0) {
        fail(beside_);
    }
}

PieceReader::PieceReader(const std::filesystem::path& file)
    : open_(::open(file.c_str(), O_RDONLY | O_CLOEXEC)), sum_(first_sum) {
    struct stat about{};
    if (open_ >= 0 && ::fstat(open_, &about) == 0) {
        left_ = static_cast<std::uint64_t>(about.st_size);
    }
}

PieceReader::~PieceReader() {
    if (open_ >= 0) {
        ::close(open_);
    }
}

std::optional<std::string_view> PieceReader::next() {
    Head head{};
    if (!read(&head, sizeof(head))) {
        return std::nullopt;
    }
    if (head.size == end_mark) {
        whole_ = left_ == 0 && head.sum == checksum({}, sum_);
    }
    if (head.size > left_) {  // the end, or damage
        left_ = 0;
        return std::nullopt;
    }
    piece_.resize(head.size);
    if (!read(piece_.data(), piece_.size()) || checksum(piece_, sum_) != head.sum) {
        left_ = 0;
        return std::nullopt;
    }
    sum_ = head.sum;
    return piece_;
}

bool PieceReader::read(void* into, std::size_t size) {
    if (size > left_) {
        left_ = 0;
        return false;
    }
    auto* to = static_cast<char*>(into);
    for (std::size_t done = 0; done < size;) {
        const auto got = ::read(open_, to + done, size - done);
        if (got <= 0 && !(got < 0 && errno == EINTR)) {
            left_ = 0;
            return false;
        }
        done += static_cast<std::size_t>(got < 0 ? 0 : got);
    }
    left_ -= size;
    return true;
}

}  // namespace styk::story
