// One HTTP request that goes out: to a server of our own over its unix socket, or to a gateway
// whose address its owner has vouched for (survey/gateway.h says which may be asked).
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace styk::courier {

struct Letter {
    std::string method, url;
    std::string content_type = "application/json";
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string body{};
    std::optional<std::filesystem::path> body_file{};    // instead of `body`; streamed
    std::optional<std::filesystem::path> unix_socket{};  // instead of the host in `url`
    std::optional<std::chrono::seconds> within{};        // the whole exchange; nothing: no limit
};

struct Reply {
    int status = 0;
    std::string body;
};

// Whether the other side answers at all: nothing is sent.
[[nodiscard]] bool is_reachable(const std::filesystem::path& unix_socket);

// Speaks HTTP and HTTPS only and follows no redirection. Throws Fault when no answer comes, Refusal
// when `body_file` cannot be read.
[[nodiscard]] Reply send(const Letter& letter);

}  // namespace styk::courier
