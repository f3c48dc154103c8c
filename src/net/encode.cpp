#include "net/encode.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <fmt/format.h>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "net/gzip.h"

namespace styk::net {

namespace {

// The date is an ornament, not a fact anyone decides by, so it does not come through Clock.
const std::string& date_now() {
    thread_local std::int64_t second = -1;
    thread_local std::string text;
    const std::int64_t now = std::time(nullptr);
    if (now != second) {
        second = now;
        text = http_date(now);
    }
    return text;
}

// Fields about framing are the server's alone: from a handler they could only contradict it.
bool is_framing(std::string_view name) {
    constexpr std::array own{
        std::string_view("content-length"),
        std::string_view("transfer-encoding"),
        std::string_view("connection"),
        std::string_view("date")
    };
    return std::any_of(own.begin(), own.end(), [&](std::string_view one) {
        return one.size() == name.size() && to_lower_ascii(name) == one;
    });
}

// A line break in a value would let what a stranger typed become a header of its own.
void append_safely(std::string& out, std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        out += byte < 0x20 || byte == 0x7F ? ' ' : c;
    }
}

void append_field(std::string& head, std::string_view name, std::string_view value) {
    append_safely(head, name);
    head += ": ";
    append_safely(head, value);
    head += "\r\n";
}

bool has_no_body(int status) {
    return status < 200 || status == 204 || status == 304;
}

// Names Accept-Encoding in Vary, beside what is named already.
void vary_by_encoding(Headers& headers) {
    for (auto& [name, value] : headers) {
        if (to_lower_ascii(name) == "vary") {
            if (to_lower_ascii(value).find("accept-encoding") == std::string::npos) {
                value += ", Accept-Encoding";
            }
            return;
        }
    }
    headers.emplace_back("Vary", "Accept-Encoding");
}

void compress(Response& response, const Manner& manner, std::size_t gzip_from) {
    const bool fit = response.body.size() >= gzip_from && !response.shared_body &&
                     response.status != 206 &&
                     find_header(response.headers, "Content-Encoding").empty() &&
                     is_compressible(find_header(response.headers, "Content-Type"));
    if (!fit) {
        return;
    }
    vary_by_encoding(response.headers);
    if (manner.gzip) {
        response.body = gzip(response.body);
        response.headers.emplace_back("Content-Encoding", "gzip");
    }
}

void append_framing(Outgoing& out, const Manner& manner) {
    if (out.chunks || out.event_stream) {
        out.chunk_framing = out.chunks && !manner.old_protocol;
        out.keep_alive = out.keep_alive && out.chunk_framing;
        if (out.chunk_framing) {
            out.head += "Transfer-Encoding: chunked\r\n";
        }
    } else if (!has_no_body(out.status)) {
        fmt::format_to(
            std::back_inserter(out.head), "Content-Length: {}\r\n", out.content().size()
        );
    }
    if (!out.keep_alive) {
        out.head += "Connection: close\r\n";
    } else if (manner.old_protocol) {
        out.head += "Connection: keep-alive\r\n";
    }
}

void append_fields(Outgoing& out, const Response& response) {
    for (const auto& [name, value] : response.headers) {
        if (!is_framing(name)) {
            append_field(out.head, name, value);
        }
    }
    if (out.event_stream && find_header(response.headers, "Content-Type").empty()) {
        out.head += "Content-Type: text/event-stream\r\n";
    }
    if (out.event_stream && find_header(response.headers, "Cache-Control").empty()) {
        out.head += "Cache-Control: no-store\r\n";
    }
}

}  // namespace

Outgoing encode(Response response, const Manner& manner, std::size_t gzip_from) {
    compress(response, manner, gzip_from);
    Outgoing out;
    out.status = response.status;
    out.keep_alive = manner.keep_alive;
    out.event_stream = response.event_stream;
    if (!response.event_stream) {
        out.body = std::move(response.body);
        out.shared_body = std::move(response.shared_body);
        out.chunks = std::move(response.chunks);
    }
    out.head.reserve(512);
    fmt::format_to(
        std::back_inserter(out.head),
        "HTTP/1.1 {} {}\r\nDate: {}\r\n",
        out.status,
        reason_of(out.status),
        date_now()
    );
    append_fields(out, response);
    append_framing(out, manner);
    out.head += "\r\n";
    if (manner.head_only || has_no_body(out.status)) {
        out.body.clear();
        out.shared_body.reset();
        out.chunks = nullptr;
        out.keep_alive = out.keep_alive && !out.event_stream;
        out.event_stream = false;
    }
    return out;
}

std::string to_chunk(std::string_view bytes, bool last) {
    std::string out;
    if (!bytes.empty()) {
        out = fmt::format("{:x}\r\n{}\r\n", bytes.size(), bytes);
    }
    return last ? out + "0\r\n\r\n" : out;
}

std::string http_date(std::int64_t unix_seconds) {
    static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    const std::time_t at = unix_seconds;
    std::tm utc{};
    gmtime_r(&at, &utc);
    return fmt::format(
        "{}, {:02} {} {} {:02}:{:02}:{:02} GMT",
        days.at(static_cast<std::size_t>(utc.tm_wday)),
        utc.tm_mday,
        months.at(static_cast<std::size_t>(utc.tm_mon)),
        utc.tm_year + 1900,
        utc.tm_hour,
        utc.tm_min,
        utc.tm_sec
    );
}

}  // namespace styk::net
