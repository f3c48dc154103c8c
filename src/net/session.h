// One connection, from accept to close. Everything but work() and pull() runs on its loop's thread.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "net/encode.h"
#include "net/loop.h"
#include "net/reader.h"
#include "net/tls.h"

namespace styk::net {

class Session : public std::enable_shared_from_this<Session> {
public:
    // `tls`: null for a connection that is not encrypted.
    Session(
        Loop& loop,
        Socket socket,
        std::string peer,
        bool local,
        std::unique_ptr<TlsConnection> tls = nullptr
    );
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    ~Session();

    void start();
    void check_deadline(SteadyTime now);
    void begin_stop();  // wakes it if it only waits for what may never come
    void cut();         // closes the socket at once

    void wake() { sleeper_.wake(); }

private:
    enum class Phase { idle, reading, working, writing, listening, lingering };

    using Buffers = std::array<std::string_view, 3>;

    Awaitable<> run();
    Awaitable<> converse();
    Awaitable<> read_request();
    Awaitable<> await_bytes();
    Awaitable<> until_readable();
    Awaitable<> answer();
    Awaitable<> write(Buffers buffers);
    Awaitable<> stream_chunks();
    Awaitable<> stream_events();
    Awaitable<> send_events();
    Awaitable<> watch();
    Awaitable<> drop_rest();

    void begin_request();
    void feed_pending();
    void name_client();
    void settle_head();
    void allow(Phase phase, std::chrono::milliseconds time, std::uint64_t bytes = 0);
    std::size_t receive();
    std::size_t send_some(const Buffers& buffers, bool& later);
    std::size_t send_encrypted(const Buffers& buffers, bool& later);
    void absorb(std::string_view bytes);
    [[nodiscard]] bool write_some(Buffers& buffers);
    void dispatch();
    void work();
    void make_answer();
    void pull();
    Response handle();
    Outgoing encode_plain(Response response, bool keep_alive);
    bool gather_events();  // false: this client fell too far behind
    void interrupt();
    void hang_up();

    Loop& loop_;
    Common& common_;
    Socket socket_;
    std::unique_ptr<TlsConnection> tls_;
    const std::string peer_;
    const bool local_;
    static constexpr auto nowhere = static_cast<std::size_t>(-1);
    std::size_t place_ = nowhere;  // in loop_.sessions

    Reader reader_;
    std::string pending_;  // received, not yet used
    std::uint64_t body_bytes_ = 0;

    Sleeper sleeper_;
    Outgoing outgoing_;
    std::string piece_;  // of a long answer, as it goes out
    bool last_piece_ = false;
    Broadcast::Seat* seat_ = nullptr;
    bool broken_ = false;  // the answer cannot be finished

    Phase phase_ = Phase::idle;
    SteadyTime deadline_ = SteadyTime::max();
    SteadyTime phase_began_;
    SteadyTime request_began_;
    bool expired_ = false;
    bool gone_ = false;  // nothing can be said any more
    bool fresh_ = true;  // no request yet on this connection
};

}  // namespace styk::net
