// A file of our own in the system's folder for such, gone when this is gone.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <unistd.h>

#include "base/result.h"

namespace styk::paper {

class TemporaryFile {
public:
    TemporaryFile() : path_((std::filesystem::temp_directory_path() / "styk-XXXXXX").string()) {
        const int file = ::mkstemp(path_.data());
        if (file < 0) {
            throw Fault("cannot write " + path_);
        }
        ::close(file);
    }

    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    ~TemporaryFile() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }

    [[nodiscard]] const std::string& path() const { return path_; }

    [[nodiscard]] std::string read() const {
        std::ifstream file(path_, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

private:
    std::string path_;
};

}  // namespace styk::paper
