// Where a command works: it asks the API, either of the server that runs on the same data (over its
// socket) or of one that is opened in this process just for the command. So a command is one call,
// and one process writes.
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

#include "base/clock.h"
#include "json/fwd.h"

namespace styk::cli {

struct Asked {
    std::string method, path;
    std::string body{};
    std::string content_type = "application/json";
    std::optional<std::filesystem::path> body_file{};  // instead of `body`
};

struct Reply {
    int status = 0;
    std::string body;
};

using Ask = std::function<Reply(const Asked&)>;

struct Workplace {
    Ask ask;
    const Clock& clock;
    std::ostream& out;
    std::ostream& err;

    // The JSON of a good reply; throws Refusal with the server's own words otherwise.
    [[nodiscard]] json::Value call(const Asked& asked) const;
};

// Speaks HTTP over the unix socket of a running server. Throws Fault when nobody answers there.
[[nodiscard]] Ask ask_over_socket(const std::filesystem::path& socket);

}  // namespace styk::cli
