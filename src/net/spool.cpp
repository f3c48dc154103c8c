#include "net/spool.h"

#include <cerrno>
#include <fcntl.h>
#include <stdlib.h>
#include <string>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace styk::net {

SpoolFile::SpoolFile(SpoolFile&& other) noexcept
    : file_(std::exchange(other.file_, -1)), path_(std::exchange(other.path_, {})) {}

SpoolFile& SpoolFile::operator=(SpoolFile&& other) noexcept {
    std::swap(file_, other.file_);
    std::swap(path_, other.path_);
    return *this;
}

SpoolFile::~SpoolFile() {
    if (file_ >= 0) {
        ::close(file_);
    }
    if (!path_.empty()) {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
}

std::optional<SpoolFile> SpoolFile::create(const std::filesystem::path& folder) {
    std::string name = folder / "body-XXXXXX";
    SpoolFile spool;
    spool.file_ = ::mkostemp(name.data(), O_CLOEXEC);  // mode 0600
    if (spool.file_ < 0) {
        return std::nullopt;
    }
    spool.path_ = name;
    return spool;
}

// NOLINTNEXTLINE(readability-make-member-function-const): the file is what it changes
bool SpoolFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t wrote = ::write(file_, bytes.data(), bytes.size());
        if (wrote < 0 && errno == EINTR) {
            continue;
        }
        if (wrote <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(wrote));
    }
    return true;
}

bool SpoolFile::finish() {
    return ::close(std::exchange(file_, -1)) == 0;
}

}  // namespace styk::net
