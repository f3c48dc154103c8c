// A Response as it goes over the wire.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "net/message.h"

namespace styk::net {

// What the request lets the answer look like.
struct Manner {
    bool head_only = false;  // HEAD
    bool gzip = false;       // the client takes it
    bool keep_alive = true;
    bool old_protocol = false;  // HTTP/1.0: no chunks
};

struct Outgoing {
    int status = 200;
    std::string head;
    std::string body;
    std::shared_ptr<const std::string> shared_body;
    std::function<std::optional<std::string>()> chunks;
    bool chunk_framing = false;  // false with `chunks`: the end of the connection ends the body
    bool event_stream = false;
    bool keep_alive = true;

    [[nodiscard]] std::string_view content() const {
        return shared_body ? std::string_view(*shared_body) : std::string_view(body);
    }
};

[[nodiscard]] Outgoing encode(Response response, const Manner& manner, std::size_t gzip_from);

// A part of a chunked body; the last one also ends it.
[[nodiscard]] std::string to_chunk(std::string_view bytes, bool last);

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7)
[[nodiscard]] std::string http_date(std::int64_t unix_seconds);

}  // namespace styk::net
