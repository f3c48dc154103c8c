#include "net/server.h"

#include <algorithm>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <netinet/tcp.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

#include "net/listen.h"
#include "net/session.h"

namespace styk::net {

using boost::system::error_code;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

using Acceptor = asio::basic_socket_acceptor<asio::generic::stream_protocol, Executor>;
using Timer = asio::basic_waitable_timer<steady_clock, asio::wait_traits<steady_clock>, Executor>;

// How late a timeout may be: each connection is looked at this often, which is cheaper than a
// timer a connection that moves with every request.
constexpr milliseconds tick{100};

// For the one who comes when the house is full; the bytes fit into any socket's buffer.
void turn_away(Socket& socket) {
    const Outgoing answer = encode(
        with_header(plain_problem(503, "The server has too many connections."), "Retry-After", "1"),
        {false, false, false, false},
        static_cast<std::size_t>(-1)
    );
    error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(answer.head + answer.body), ignored);
}

}  // namespace

class Server::Inside {
public:
    Inside(Options options, Handler handler, Broadcast& broadcast)
        : options_(std::move(options)),
          handler_(std::move(handler)),
          workers_(std::max(options_.workers, 1), options_.queue_limit),
          common_{options_, handler_, broadcast, workers_} {}

    void start();
    void stop(milliseconds grace);
    [[nodiscard]] Figures figures() const;

    [[nodiscard]] std::uint16_t port() const { return port_; }

private:
    struct Thread {
        explicit Thread(Common& common)
            : loop(common), ticker(loop.io), guard(loop.io.get_executor()) {}

        Loop loop;
        Timer ticker;
        asio::executor_work_guard<Executor> guard;
        std::thread thread;
    };

    void listen(int socket, int family);
    Awaitable<> accept_all(Acceptor& acceptor);
    Awaitable<> keep_time(Thread& own) const;
    [[nodiscard]] std::unique_ptr<TlsConnection> encrypt(Socket& socket) const;
    void admit(Loop& loop, Socket socket, const asio::generic::stream_protocol::endpoint& peer);
    void tell_all(void (Session::*what)());
    void await_closed(milliseconds grace) const;
    void close_doors();

    const Options options_;
    const Handler handler_;
    Workers workers_;
    Common common_;
    std::vector<std::unique_ptr<Thread>> threads_;
    std::vector<std::unique_ptr<Acceptor>> acceptors_;  // all on the first thread
    std::atomic<std::uint64_t> turned_away_{0};
    std::size_t next_ = 0;
    std::uint16_t port_ = 0;
    bool running_ = false;
};

void Server::Inside::start() {
    const int tcp = listen_tcp(options_.host, options_.port);
    port_ = bound_port(tcp);
    for (int i = 0; i < std::max(options_.io_threads, 1); ++i) {
        threads_.push_back(std::make_unique<Thread>(common_));
    }
    listen(tcp, family_of(tcp));
    if (options_.unix_socket) {
        listen(listen_unix(*options_.unix_socket), AF_UNIX);
    }
    for (const auto& each : threads_) {
        asio::co_spawn(each->loop.io, keep_time(*each), asio::detached);
        each->thread = std::thread([&io = each->loop.io] { io.run(); });
    }
    running_ = true;
}

void Server::Inside::listen(int socket, int family) {
    auto& io = threads_.front()->loop.io;
    acceptors_.push_back(
        std::make_unique<Acceptor>(io, asio::generic::stream_protocol(family, 0), socket)
    );
    asio::co_spawn(io, accept_all(*acceptors_.back()), asio::detached);
}

// One door for all loops, which get the connections in turn: the kernel's own sharing
// (SO_REUSEPORT) may give most of a few connections to one.
Awaitable<> Server::Inside::accept_all(Acceptor& acceptor) {
    Timer rest(acceptor.get_executor());
    while (acceptor.is_open()) {
        Loop& loop = threads_[next_++ % threads_.size()]->loop;
        Socket socket(loop.io);
        asio::generic::stream_protocol::endpoint peer;
        error_code failure;
        co_await acceptor.async_accept(socket, peer, asio::redirect_error(use_awaitable, failure));
        if (!failure) {
            admit(loop, std::move(socket), peer);
        } else if (failure != asio::error::operation_aborted) {
            rest.expires_after(tick);  // out of descriptors: they come back with time
            co_await rest.async_wait(asio::redirect_error(use_awaitable, failure));
        }
    }
}

void Server::Inside::admit(
    Loop& loop, Socket socket, const asio::generic::stream_protocol::endpoint& peer
) {
    if (common_.open >= options_.max_connections) {
        if (!options_.certificates) {
            turn_away(socket);
        }
        ++turned_away_;
        return;
    }
    const bool local = peer.data()->sa_family == AF_UNIX;
    auto tls = local ? nullptr : encrypt(socket);
    ++common_.open;
    if (!local) {
        const int on = 1;
        ::setsockopt(socket.native_handle(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    auto session = std::make_shared<Session>(
        loop, std::move(socket), name_of(*peer.data()), local, std::move(tls)
    );
    asio::post(loop.io, [session = std::move(session)] { session->start(); });
}

std::unique_ptr<TlsConnection> Server::Inside::encrypt(Socket& socket) const {
    return options_.certificates ? std::make_unique<TlsConnection>(
                                       options_.certificates->current(), socket.native_handle()
                                   )
                                 : nullptr;
}

Awaitable<> Server::Inside::keep_time(Thread& own) const {
    // Asks `cut` too: a cancel comes too late for a timer that has just run out.
    error_code failure;
    while (!failure && !common_.cut) {
        own.loop.check_deadlines(steady_clock::now());
        own.ticker.expires_after(tick);
        co_await own.ticker.async_wait(asio::redirect_error(use_awaitable, failure));
    }
}

void Server::Inside::tell_all(void (Session::*what)()) {
    for (const auto& each : threads_) {
        asio::post(each->loop.io, [&loop = each->loop, what] { loop.tell_all(what); });
    }
}

void Server::Inside::close_doors() {
    asio::post(threads_.front()->loop.io, [this] {
        for (const auto& acceptor : acceptors_) {
            error_code ignored;
            acceptor->close(ignored);
        }
    });
    if (options_.unix_socket) {
        std::error_code ignored;
        std::filesystem::remove(*options_.unix_socket, ignored);
    }
}

void Server::Inside::stop(milliseconds grace) {
    if (!std::exchange(running_, false)) {
        return;
    }
    common_.stopping = true;
    close_doors();
    tell_all(&Session::begin_stop);
    await_closed(grace);
    common_.cut = true;
    tell_all(&Session::cut);
    workers_.stop();
    for (const auto& each : threads_) {
        asio::post(each->loop.io, [each = each.get()] {
            each->ticker.cancel();
            each->guard.reset();
        });
    }
    for (const auto& each : threads_) {
        each->thread.join();
    }
}

void Server::Inside::await_closed(milliseconds grace) const {
    const auto end = steady_clock::now() + grace;
    while (common_.open > 0 && steady_clock::now() < end) {
        std::this_thread::sleep_for(milliseconds(5));
    }
}

Figures Server::Inside::figures() const {
    Figures sum;
    for (const auto& each : threads_) {
        each->loop.counters.add_to(sum);
    }
    sum.turned_away = turned_away_;
    sum.queued = workers_.count_queued();
    return sum;
}

Server::Server(Options options, Handler handler, Broadcast& broadcast)
    : inside_(std::make_unique<Inside>(std::move(options), std::move(handler), broadcast)) {}

Server::~Server() {  // NOLINT(bugprone-exception-escape): without memory it ends either way
    stop(milliseconds(0));
}

void Server::start() {
    inside_->start();
}

std::uint16_t Server::port() const {
    return inside_->port();
}

void Server::stop(milliseconds grace) {
    inside_->stop(grace);
}

Figures Server::figures() const {
    return inside_->figures();
}

}  // namespace styk::net
