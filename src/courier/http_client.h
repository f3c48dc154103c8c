// One HTTP request that goes out. So far to a server of our own over its unix socket; webhooks and
// gateways will come here, with a guard over which addresses may be asked.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace styk::courier {

struct Letter {
    std::string method, url;
    std::string content_type = "application/json";
    std::string body{};
    std::optional<std::filesystem::path> body_file{};    // instead of `body`; streamed
    std::optional<std::filesystem::path> unix_socket{};  // instead of the host in `url`
};

struct Reply {
    int status = 0;
    std::string body;
};

// Whether the other side answers at all: nothing is sent.
[[nodiscard]] bool is_reachable(const std::filesystem::path& unix_socket);

// Throws Fault when no answer comes, Refusal when `body_file` cannot be read.
[[nodiscard]] Reply send(const Letter& letter);

}  // namespace styk::courier
