// A file that lives as long as this object: where a large body waits for its handler.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace styk::net {

class SpoolFile {
public:
    SpoolFile() = default;
    SpoolFile(SpoolFile&& other) noexcept;
    SpoolFile& operator=(SpoolFile&& other) noexcept;
    ~SpoolFile();  // removes the file, unless it was renamed away

    // Nothing when the folder takes no file.
    [[nodiscard]] static std::optional<SpoolFile> create(const std::filesystem::path& folder);

    [[nodiscard]] bool write(std::string_view bytes);  // false: the disk took less
    [[nodiscard]] bool finish();                       // closes it for its reader

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    int file_ = -1;
    std::filesystem::path path_;
};

}  // namespace styk::net
