// The HTTP/1.1 server: bytes in, Request to a worker thread, Response back, bytes out.
//
// Two kinds of threads. An io thread owns its connections for life and never blocks; a worker runs
// the handler and may sleep (on a commit, on a query). A slow client costs memory, never a thread.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "net/broadcast.h"
#include "net/message.h"
#include "net/tls.h"

namespace styk::net {

// How much body a request may carry, and whether it goes to a file instead of memory.
struct BodyRule {
    std::uint64_t max_bytes = 1U << 20U;
    bool spool = false;
};

struct Options {
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;                              // 0: any free one, see Server::port()
    std::optional<std::filesystem::path> unix_socket{};  // mode 0600; a stale file is replaced
    std::shared_ptr<Certificates> certificates;          // https on the port; null: http. The
                                                         // process must ignore SIGPIPE.

    int io_threads = 2;
    int workers = 64;
    std::size_t queue_limit = 1024;  // requests waiting for a worker; beyond: 503, Retry-After: 1
    std::size_t max_connections = 10'000;

    std::chrono::milliseconds header_timeout{10'000};    // first byte to end of head
    std::chrono::milliseconds body_timeout{10'000};      // grace on top of min_rate
    std::chrono::milliseconds write_timeout{10'000};     // grace on top of min_rate
    std::chrono::milliseconds idle_timeout{60'000};      // between two requests
    std::chrono::milliseconds linger_timeout{30'000};    // reading on after a refusal
    std::chrono::milliseconds request_deadline{30'000};  // for Request::deadline
    std::chrono::milliseconds heartbeat{15'000};         // comments in event streams
    std::uint64_t min_rate = 1024;                       // bytes a second, either way

    std::size_t max_header = 16'384;  // bytes of the whole head
    std::size_t max_header_fields = 100;
    std::uint64_t max_body = 1U << 20U;                   // when there is no body_rule
    std::uint64_t drop_limit = std::uint64_t{32} << 20U;  // bytes read and dropped after a refusal

    // Asked with the head alone, on an io thread: must be quick and must not throw.
    std::function<BodyRule(const Request& head)> body_rule;
    std::filesystem::path spool_folder = std::filesystem::temp_directory_path();

    std::size_t gzip_from = 1024;  // bytes from which a text body is compressed
    bool behind_proxy = false;     // believe X-Forwarded-For of a proxy
    // Which peers are proxies of ours, whose X-Forwarded-Proto is believed: by default this
    // machine.
    std::function<bool(const std::string& address)> is_proxy;
};

// Runs on a worker thread. Should not throw; if it does the client gets 500 and the log the reason.
using Handler = std::function<Response(Request)>;

// A picture of the server for /metrics.
struct Figures {
    // Upper bounds of the latency classes in seconds; the last class has none.
    static constexpr std::array<double, 11> bounds_s{
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5
    };
    std::array<std::uint64_t, bounds_s.size() + 1> latency{
    };  // requests in each class, not cumulative
    double latency_sum_s = 0;
    std::array<std::uint64_t, 6> answers{};  // by status / 100
    std::uint64_t bytes_in = 0, bytes_out = 0;
    std::uint64_t accepted = 0, turned_away = 0;  // connections; turned away at max_connections
    std::uint64_t overloaded = 0;  // requests answered 503 because the queue was full
    std::uint64_t open = 0;        // connections now
    std::uint64_t in_flight = 0;   // requests between head and answer now
    std::uint64_t queued = 0;      // of these, waiting for a worker
};

class Server {
public:
    // `broadcast` must outlive the server.
    Server(Options options, Handler handler, Broadcast& broadcast);
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    ~Server();  // stops without grace

    void start();  // Fault when an address cannot be had
    [[nodiscard]] std::uint16_t port() const;

    // Accepts no more, closes what is idle, finishes what was begun, within `grace`; then closes
    // the rest. Returns when no handler runs any more.
    void stop(std::chrono::milliseconds grace);

    [[nodiscard]] Figures figures() const;

private:
    class Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace styk::net
