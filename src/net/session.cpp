// A session's course from accept to close, and its requests; its answers are in session_answer.cpp.
// Coroutines for transport only (g++ 12.2 compiles involved ones wrongly): no co_await inside an
// expression, no temporaries that live across one; what is decided is decided in plain functions.
#include "net/session.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <exception>
#include <spdlog/spdlog.h>
#include <utility>

#include "base/text.h"
#include "net/listen.h"

namespace styk::net {

using boost::system::error_code;
using std::chrono::steady_clock;

Session::Session(
    Loop& loop, Socket socket, std::string peer, bool local, std::unique_ptr<TlsConnection> tls
)
    : loop_(loop),
      common_(loop.common),
      socket_(std::move(socket)),
      tls_(std::move(tls)),
      peer_(std::move(peer)),
      local_(local),
      reader_(loop.common.options) {}

Session::~Session() {
    if (place_ == nowhere) {
        return;
    }
    Session* const last = loop_.sessions.back();
    loop_.sessions[place_] = last;
    last->place_ = place_;
    loop_.sessions.pop_back();
}

void Session::start() {
    place_ = loop_.sessions.size();
    loop_.sessions.push_back(this);
    loop_.counters.accepted.add();
    gone_ = common_.cut;
    error_code ignored;
    socket_.non_blocking(true, ignored);
    asio::co_spawn(loop_.io, [self = shared_from_this()] { return self->run(); }, asio::detached);
}

// ---- the course of a connection

Awaitable<> Session::run() {
    try {
        co_await converse();
        if (!gone_) {
            co_await drop_rest();
        }
    } catch (const std::exception& failure) {  // out of memory, a throwing body rule
        spdlog::error("a connection broke: {}", failure.what());
        broken_ = true;
    }
    hang_up();
}

Awaitable<> Session::converse() {
    while (!gone_) {
        co_await read_request();
        if (gone_) {
            break;
        }
        if (reader_.state() == Reader::State::refused) {
            const Refused refused = reader_.refused();
            outgoing_ = encode_plain(plain_problem(refused.status, refused.detail), false);
        } else {
            dispatch();
            if (!sleeper_.is_awake()) {
                co_await sleeper_.sleep();
            }
        }
        co_await answer();
        if (!outgoing_.keep_alive) {
            break;
        }
    }
}

// ---- reading

Awaitable<> Session::read_request() {
    begin_request();
    feed_pending();
    while (!gone_) {
        const Reader::State state = reader_.state();
        if (state == Reader::State::done || state == Reader::State::refused) {
            break;
        }
        if (state != Reader::State::head_read) {
            co_await await_bytes();
            continue;
        }
        settle_head();
        if (reader_.state() == Reader::State::body && reader_.expects_continue() &&
            pending_.empty()) {
            const Buffers go_on{"HTTP/1.1 100 Continue\r\n\r\n"};
            co_await write(go_on);
            allow(Phase::reading, common_.options.body_timeout);
        }
        feed_pending();
    }
}

void Session::begin_request() {
    reader_.begin();
    body_bytes_ = 0;
    allow(Phase::idle, fresh_ ? common_.options.header_timeout : common_.options.idle_timeout);
    fresh_ = false;
}

// Gives the phase its time: `time`, and for each byte what the slowest bearable client needs.
void Session::allow(Phase phase, std::chrono::milliseconds time, std::uint64_t bytes) {
    phase_ = phase;
    expired_ = false;
    phase_began_ = steady_clock::now();
    deadline_ =
        phase_began_ + time + std::chrono::milliseconds(bytes * 1000 / common_.options.min_rate);
}

void Session::feed_pending() {
    if (!pending_.empty()) {
        if (phase_ == Phase::idle) {
            allow(Phase::reading, common_.options.header_timeout);
        }
        pending_.erase(0, reader_.feed(pending_));
    }
}

void Session::name_client() {
    Request& request = reader_.request();
    const Options& options = common_.options;
    const IsProxy& is_proxy = options.is_proxy ? options.is_proxy : IsProxy(is_loopback);
    const bool by_proxy = is_proxy(peer_);
    request.local = local_;
    request.remote = options.behind_proxy && by_proxy
                         ? forwarded_for(request.header("X-Forwarded-For"), peer_, is_proxy)
                         : peer_;
    if (tls_ || !by_proxy) {  // whatever the client says of itself
        std::erase_if(request.headers, [](const auto& one) {
            return to_lower_ascii(one.first) == "x-forwarded-proto";
        });
    }
    if (tls_) {
        request.headers.emplace_back("X-Forwarded-Proto", "https");
    }
}

void Session::settle_head() {
    name_client();
    const BodyRule rule = common_.options.body_rule ? common_.options.body_rule(reader_.request())
                                                    : BodyRule{common_.options.max_body, false};
    reader_.accept_body(rule);
    allow(Phase::reading, common_.options.body_timeout);
}

Awaitable<> Session::await_bytes() {
    // At the stop what has arrived is still answered; what may arrive is not waited for.
    const bool begun = reader_.begun() || !pending_.empty();
    if (begun || !common_.stopping) {
        co_await until_readable();
    }
    const std::size_t got = receive();
    if (got > 0) {
        absorb({loop_.scratch.data(), got});
    } else if (!begun && (expired_ || common_.stopping)) {
        gone_ = true;
    }
    if (expired_ && reader_.state() != Reader::State::done) {
        reader_.refuse(408, "The request took too long to arrive.");
    }
}

Awaitable<> Session::until_readable() {
    if (!tls_ || !tls_->has_pending()) {
        error_code ignored;
        co_await socket_.async_wait(
            Socket::wait_read, asio::redirect_error(use_awaitable, ignored)
        );
    }
}

std::size_t Session::receive() {
    if (tls_) {
        const TlsProgress got = tls_->read(loop_.scratch.data(), loop_.scratch.size());
        gone_ = gone_ || (got.over && got.bytes == 0);
        loop_.counters.bytes_in.add(got.bytes);
        return got.bytes;
    }
    error_code failure;
    const std::size_t got = socket_.read_some(asio::buffer(loop_.scratch), failure);
    if (failure && failure != asio::error::would_block) {
        gone_ = true;
    }
    loop_.counters.bytes_in.add(got);
    return got;
}

void Session::absorb(std::string_view bytes) {
    if (phase_ == Phase::idle) {
        allow(Phase::reading, common_.options.header_timeout);
    }
    if (reader_.state() == Reader::State::body) {
        body_bytes_ += bytes.size();
        deadline_ = phase_began_ + common_.options.body_timeout +
                    std::chrono::milliseconds(body_bytes_ * 1000 / common_.options.min_rate);
    }
    if (pending_.empty()) {
        pending_.assign(bytes.substr(reader_.feed(bytes)));
    } else {
        pending_.append(bytes);
        feed_pending();
    }
}

// ---- the end

// A client that still sends would lose our answer to a reset if we closed now (RFC 9112, 9.6).
Awaitable<> Session::drop_rest() {
    error_code ignored;
    if (tls_) {
        tls_->finish();
    }
    socket_.shutdown(Socket::shutdown_send, ignored);
    allow(Phase::lingering, common_.options.linger_timeout);
    std::uint64_t dropped = 0;
    while (!gone_ && !expired_ && !common_.stopping && dropped < common_.options.drop_limit) {
        co_await until_readable();
        dropped += receive();
    }
}

void Session::hang_up() {
    gone_ = true;
    phase_ = Phase::lingering;
    deadline_ = SteadyTime::max();
    error_code ignored;
    if (broken_) {  // without chunks only a reset tells the client that something is missing
        socket_.set_option(asio::socket_base::linger(true, 0), ignored);
    }
    socket_.close(ignored);
    outgoing_ = {};
    loop_.counters.closed.add();
    --common_.open;
}

void Session::check_deadline(SteadyTime now) {
    if (now < deadline_) {
        return;
    }
    const auto self = shared_from_this();  // being woken, it may end
    deadline_ = SteadyTime::max();
    expired_ = true;
    interrupt();
}

void Session::begin_stop() {
    if (phase_ == Phase::idle || phase_ == Phase::listening || phase_ == Phase::lingering) {
        interrupt();
    }
}

void Session::interrupt() {
    if (phase_ == Phase::listening) {
        sleeper_.wake();
    } else {
        error_code ignored;
        socket_.cancel(ignored);
    }
}

void Session::cut() {
    gone_ = true;
    error_code ignored;
    socket_.close(ignored);
    if (phase_ == Phase::listening) {
        sleeper_.wake();
    }
}

}  // namespace styk::net
