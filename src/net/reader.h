// Reads one request out of bytes, wherever they come from; knows no socket and no time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "net/message.h"
#include "net/server.h"
#include "net/spool.h"

namespace styk::net {

// Why the server itself says no; the connection ends after it.
struct Refused {
    int status = 400;
    std::string_view detail;
};

class Reader {
public:
    // head -> (head_read -> accept_body ->) body -> done; from anywhere to refused.
    enum class State { head, head_read, body, done, refused };

    explicit Reader(const Options& options);
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    ~Reader();

    void begin();  // for the next request

    // How many of the bytes were used; the rest belongs in front of what comes next. Stops at the
    // end of the head, so that the body rule can be asked, and at the end of the request.
    [[nodiscard]] std::size_t feed(std::string_view bytes);

    void accept_body(const BodyRule& rule);  // at head_read
    void refuse(int status, std::string_view detail);

    [[nodiscard]] State state() const { return state_; }

    [[nodiscard]] bool begun() const { return head_bytes_ > 0; }

    [[nodiscard]] const Refused& refused() const { return refused_; }

    [[nodiscard]] Request& request() { return request_; }

    [[nodiscard]] SpoolFile take_spool() { return std::move(spool_).value_or(SpoolFile()); }

    // Of the head, once it is read.
    [[nodiscard]] bool keep_alive() const { return keep_alive_; }

    [[nodiscard]] bool old_protocol() const { return old_protocol_; }  // HTTP/1.0

    [[nodiscard]] bool expects_continue() const { return expects_continue_; }

private:
    class Parser;
    friend class Parser;

    [[nodiscard]] bool must_wait(std::string_view bytes) const;
    void settle_head();
    void check_framing();
    void set_method(std::string_view name);
    void add_field(std::string_view name, std::string_view value);
    bool add_body(std::string_view bytes);
    void settle_body();

    const Options& options_;
    std::unique_ptr<Parser> parser_;
    State state_ = State::head;
    Refused refused_;
    Request request_;
    BodyRule rule_;
    std::optional<SpoolFile> spool_;
    std::size_t head_bytes_ = 0;
    std::size_t fields_ = 0;  // trailers included
    std::uint64_t body_bytes_ = 0;
    bool keep_alive_ = true;
    bool old_protocol_ = false;
    bool expects_continue_ = false;
};

}  // namespace styk::net
