// The console's files, embedded in the binary or read from web/dist while developing.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "net/message.h"

namespace styk::http {

// One file as the build left it: compressed once and for all, or plain where that does not pay.
// What is compressed need not be there plain as well.
struct Asset {
    std::string path;  // "/assets/app-3f2a.js"
    std::shared_ptr<const std::string> plain, gzip, brotli;
};

class Site {
public:
    explicit Site(std::vector<Asset> assets);

    // A file, or the console's first page for every other path: its router knows them.
    [[nodiscard]] net::Response answer(const net::Request& request) const;

    // The file whose path begins so: built names end in a hash. Empty when there is none.
    [[nodiscard]] std::string path_of(std::string_view beginning) const;

    [[nodiscard]] bool empty() const { return assets_.empty(); }

private:
    [[nodiscard]] net::Response script_of_others(const net::Request& request, std::string_view file)
        const;

    std::unordered_map<std::string, Asset> assets_;
};

// What the build put into the binary; empty in a development build.
[[nodiscard]] std::vector<Asset> embedded_assets();

// Every file below a folder; compressed twins (.gz, .br) are taken along.
[[nodiscard]] std::vector<Asset> read_assets(const std::filesystem::path& folder);

}  // namespace styk::http
