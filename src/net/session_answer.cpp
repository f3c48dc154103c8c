// How a session answers: a handler on a worker thread, then bytes out, at once or as they come.
#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <exception>
#include <spdlog/spdlog.h>
#include <utility>

#include "net/gzip.h"
#include "net/session.h"

namespace styk::net {

using boost::system::error_code;
using std::chrono::steady_clock;

namespace {

constexpr std::size_t piece_size = std::size_t{16} * 1024;  // bytes; chunks are gathered to it

}  // namespace

void Session::dispatch() {
    phase_ = Phase::working;
    deadline_ = SteadyTime::max();
    request_began_ = steady_clock::now();
    name_client();
    reader_.request().deadline = request_began_ + common_.options.request_deadline;
    loop_.counters.begun.add();
    if (!common_.workers.offer([this] { work(); })) {
        loop_.counters.overloaded.add();
        const bool keep = reader_.keep_alive() && !common_.stopping;
        outgoing_ = encode_plain(
            with_header(
                plain_problem(503, "The server is busy. Please try again."), "Retry-After", "1"
            ),
            keep
        );
        sleeper_.wake();
    }
}

// On a worker thread.
void Session::work() {
    make_answer();
    loop_.wake_later(shared_from_this());
}

void Session::make_answer() {
    const SpoolFile spool = reader_.take_spool();
    const bool head_only = reader_.request().method == Method::head;
    const bool gzip = accepts_gzip(reader_.request().header("Accept-Encoding"));
    Response response = handle();
    const bool keep = reader_.keep_alive() && !common_.stopping;
    try {
        outgoing_ = encode(
            std::move(response),
            {head_only, gzip, keep, reader_.old_protocol()},
            common_.options.gzip_from
        );
    } catch (const std::exception& failure) {
        spdlog::error("an answer could not be encoded: {}", failure.what());
        outgoing_ = encode_plain(plain_problem(500, "Something went wrong on the server."), keep);
    }
}

Response Session::handle() {
    Request& request = reader_.request();
    if (common_.cut || steady_clock::now() > request.deadline) {
        return with_header(
            plain_problem(503, "The server could not answer in time."), "Retry-After", "1"
        );
    }
    try {
        return common_.handler(std::move(request));
    } catch (const std::exception& failure) {
        spdlog::error("a handler threw: {}", failure.what());
    } catch (...) {
        spdlog::error("a handler threw something that is not an exception");
    }
    return plain_problem(500, "Something went wrong on the server.");
}

Outgoing Session::encode_plain(Response response, bool keep_alive) {
    const bool head_only = reader_.request().method == Method::head;
    return encode(
        std::move(response),
        {head_only, false, keep_alive, reader_.old_protocol()},
        common_.options.gzip_from
    );
}

Awaitable<> Session::answer() {
    const bool dispatched = phase_ == Phase::working;
    const Buffers whole{outgoing_.head, outgoing_.content()};
    co_await write(whole);
    if (outgoing_.chunks) {
        co_await stream_chunks();
    }
    if (dispatched) {
        loop_.counters.ended.add();
    } else {
        request_began_ = phase_began_;
    }
    loop_.counters.count_answer(outgoing_.status, steady_clock::now() - request_began_);
    if (outgoing_.event_stream && !gone_) {
        co_await stream_events();
    }
}

Awaitable<> Session::write(Buffers buffers) {
    std::uint64_t size = 0;
    for (const std::string_view part : buffers) {
        size += part.size();
    }
    allow(Phase::writing, common_.options.write_timeout, size);
    while (write_some(buffers)) {
        error_code ignored;
        co_await socket_.async_wait(
            Socket::wait_write, asio::redirect_error(use_awaitable, ignored)
        );
        gone_ = gone_ || expired_;
    }
}

// Whether it must wait until the client has taken some.
bool Session::write_some(Buffers& buffers) {
    while (!gone_) {
        const bool nothing_left =
            std::all_of(buffers.begin(), buffers.end(), [](auto one) { return one.empty(); });
        if (nothing_left) {
            return false;
        }
        bool later = false;
        std::size_t wrote = tls_ ? send_encrypted(buffers, later) : send_some(buffers, later);
        if (wrote == 0) {
            gone_ = !later;
            return later;
        }
        loop_.counters.bytes_out.add(wrote);
        for (std::string_view& part : buffers) {
            const std::size_t of_this = std::min(wrote, part.size());
            part.remove_prefix(of_this);
            wrote -= of_this;
        }
    }
    return false;
}

std::size_t Session::send_some(const Buffers& buffers, bool& later) {
    std::array<asio::const_buffer, 3> parts;
    for (std::size_t i = 0; i < buffers.size(); ++i) {
        parts[i] = asio::const_buffer(buffers[i].data(), buffers[i].size());
    }
    error_code failure;
    const std::size_t wrote = socket_.write_some(parts, failure);
    later = failure == asio::error::would_block;
    return failure ? 0 : wrote;
}

std::size_t Session::send_encrypted(const Buffers& buffers, bool& later) {
    const auto next =
        std::find_if(buffers.begin(), buffers.end(), [](auto one) { return !one.empty(); });
    const TlsProgress wrote = tls_->write(*next);
    later = !wrote.over;
    return wrote.bytes;
}

// ---- long answers

Awaitable<> Session::stream_chunks() {
    last_piece_ = false;
    while (!gone_ && !last_piece_) {
        phase_ = Phase::working;
        deadline_ = SteadyTime::max();
        if (!common_.workers.insist([this] { pull(); })) {
            gone_ = true;
            break;
        }
        if (!sleeper_.is_awake()) {
            co_await sleeper_.sleep();
        }
        if (broken_) {
            gone_ = true;
            break;
        }
        const Buffers piece{piece_};
        co_await write(piece);
    }
}

// On a worker thread: gathers the next piece of the answer, framed.
void Session::pull() {
    std::string gathered;
    try {
        while (gathered.size() < piece_size && !last_piece_ && !common_.cut) {
            auto more = outgoing_.chunks();
            last_piece_ = !more;
            gathered += more.value_or("");
        }
    } catch (const std::exception& failure) {
        spdlog::error("a long answer broke off: {}", failure.what());
        broken_ = true;
    } catch (...) {
        spdlog::error("a long answer broke off");
        broken_ = true;
    }
    if (last_piece_ || broken_) {
        outgoing_.chunks = nullptr;  // gives back at once what it holds
    }
    piece_ = outgoing_.chunk_framing ? to_chunk(gathered, last_piece_) : std::move(gathered);
    broken_ = broken_ || common_.cut;
    loop_.wake_later(shared_from_this());
}

Awaitable<> Session::stream_events() {
    const auto seat = common_.broadcast.join([this] { loop_.wake_later(shared_from_this()); });
    // A second coroutine notices when the client leaves; the first only sleeps and writes.
    asio::co_spawn(loop_.io, [self = shared_from_this()] { return self->watch(); }, asio::detached);
    seat_ = seat.get();
    co_await send_events();
    common_.broadcast.leave(seat);
    gone_ = true;
}

Awaitable<> Session::send_events() {
    bool silent = false;
    while (!gone_ && !common_.stopping) {
        const bool kept_up = gather_events();
        if (!kept_up) {
            break;
        }
        if (piece_.empty() && silent) {
            piece_ = ":\n\n";
        }
        silent = false;
        if (!piece_.empty()) {
            const Buffers piece{piece_};
            co_await write(piece);
            continue;
        }
        allow(Phase::listening, common_.options.heartbeat);
        if (!sleeper_.is_awake()) {
            co_await sleeper_.sleep();
        }
        silent = expired_;
    }
}

bool Session::gather_events() {
    const Broadcast::Taken taken = common_.broadcast.take(*seat_);
    piece_.clear();
    for (const Frame& frame : taken.frames) {
        piece_ += *frame;
    }
    return !taken.dropped;
}

Awaitable<> Session::watch() {
    while (!gone_) {
        co_await until_readable();
        receive();
    }
    sleeper_.wake();
}

}  // namespace styk::net
