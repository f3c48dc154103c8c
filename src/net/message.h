// What a handler is given and what it gives back. Nothing here knows how bytes travel.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace styk::net {

enum class Method { get, head, post, put, patch, del, options, other };

[[nodiscard]] std::string_view to_text(Method method);  // "GET"; other -> "OTHER"

using Headers = std::vector<std::pair<std::string, std::string>>;

// The first value of that name in any case of letters; "" when there is none.
[[nodiscard]] std::string_view find_header(const Headers& headers, std::string_view name);

struct Request {
    Method method = Method::get;
    std::string target;  // as it was sent
    std::string
        path;  // decoded; valid UTF-8 without control characters and without "." or ".." segments
    std::string query;  // raw, without '?'; Query::parse reads it
    Headers headers;
    std::string body;

    // Where the body is when the body rule said `spool`. The file is removed after the answer is
    // made; a handler that keeps it renames it.
    std::optional<std::filesystem::path> body_file;

    std::string remote;  // the client's address; "unix" when it came over the unix socket
    bool local = false;  // it came over the unix socket

    // When the answer is of no more use to the client.
    std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();

    [[nodiscard]] std::string_view header(std::string_view name) const {
        return find_header(headers, name);
    }
};

// Exactly one of body, shared_body, chunks and event_stream carries the content. The server adds
// Date, Content-Length or Transfer-Encoding, Connection, and compresses `body` where that pays.
struct Response {
    int status = 200;
    Headers headers;
    std::string body;

    // A static file: never copied, never compressed here; its owner keeps both forms.
    std::shared_ptr<const std::string> shared_body;

    // The next part of a long body; nothing ends it. Called on worker threads, one call at a time,
    // only as fast as the client reads. A throw cuts the connection, so the client sees it is not
    // whole.
    std::function<std::optional<std::string>()> chunks;

    // The connection stays open and carries what Broadcast::publish sends.
    bool event_stream = false;
};

// Adds a header; for writing an answer in one expression.
[[nodiscard]] Response with_header(Response response, std::string name, std::string value);

// An answer of RFC 9457 in the server's own words. `detail` must need no JSON escaping.
[[nodiscard]] Response plain_problem(int status, std::string_view detail);

[[nodiscard]] std::string_view reason_of(int status);  // "Not Found"; unknown -> "Status"

}  // namespace styk::net
