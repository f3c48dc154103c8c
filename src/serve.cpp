#include "serve.h"

#include <charconv>
#include <csignal>
#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include "courier/networks.h"
#include "http/routes.h"
#include "net/server.h"
#include "story/send_welcome.h"
#include "story/start_demo.h"

namespace styk {

namespace {

constexpr std::chrono::seconds grace{10};
constexpr std::uint64_t demo_seed = 1;

std::pair<std::string, std::uint16_t> address_of(const std::string& listen) {
    const auto colon = listen.rfind(':');
    std::uint16_t port = 0;
    const char* first = listen.data() + colon + 1;
    const char* last = listen.data() + listen.size();
    if (colon == std::string::npos || std::from_chars(first, last, port).ptr != last ||
        first == last) {
        throw Refusal(Code::invalid, "--listen wants HOST:PORT, such as 127.0.0.1:8080");
    }
    return {listen.substr(0, colon), port};
}

std::function<bool(const std::string&)> proxies_of(const Serve& options) {
    if (options.proxies.empty()) {
        return {};
    }
    const auto read = courier::Networks::read(options.proxies);
    if (!read) {
        throw Refusal(
            Code::invalid,
            fmt::format("--proxies: {} {}", read.error().pointer, read.error().message)
        );
    }
    return [networks = *read](const std::string& address) {
        const auto ip = courier::read_ip(address);
        return ip && networks.contains(*ip);
    };
}

net::Options server_options(const Serve& options) {
    net::Options out;
    std::tie(out.host, out.port) = address_of(options.listen);
    out.unix_socket = options.place.socket();
    out.spool_folder = options.place.data;
    out.body_rule = http::body_rule;
    out.behind_proxy = options.behind_proxy || !options.proxies.empty();
    out.is_proxy = proxies_of(options);
    if (options.is_encrypted()) {
        out.certificates =
            std::make_shared<net::Certificates>(options.tls, [](const std::string& why) {
                spdlog::error("the new certificate is not used: {}", why);
            });
    }
    return out;
}

// The whole process waits here; the signals are blocked in every thread, so that none is lost.
void wait_for_signal(const sigset_t& signals) {
    int signal = 0;
    sigwait(&signals, &signal);
    spdlog::info("stopping: finishing what was accepted");
}

sigset_t block_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    (void)std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes to connections that may be gone
    return signals;
}

// A connection is an open file, and the usual limit of a shell or a service is a thousand.
void allow_many_files() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        (void)setrlimit(RLIMIT_NOFILE, &limit);
    }
}

// The demo firm lives in the language of the person who starts it, where that can be seen.
std::string language_of_system() {
    const std::string two = environment("LANG").substr(0, 2);
    return two == "pl" || two == "ru" ? two : "en";
}

void greet(Premises& premises, const Serve& options, std::uint16_t port) {
    const auto host = address_of(options.listen).first;
    const auto address = fmt::format(
        "{}://{}:{}",
        options.is_encrypted() ? "https" : "http",
        host == "0.0.0.0" ? "localhost" : host,
        port
    );
    fmt::print("Styk listens on {}\n", address);
    auto& house = premises.house();
    if (options.demo) {
        const auto login = story::start_demo(house.intake(), language_of_system(), demo_seed);
        fmt::print(
            "This is a demo firm. Log in as {} with the password {}\n", login.email, login.password
        );
    } else if (const auto link =
                   story::welcome_first_administrator({house.database, house.clock, house.random}
                   )) {
        fmt::print("Open {}{} to become its first administrator.\n", address, *link);
    }
    std::fflush(stdout);
}

}  // namespace

int serve(const Serve& options) {
    const auto signals = block_signals();
    allow_many_files();
    const auto lock = options.place.is_sqlite() ? Lock::take(options.place) : std::nullopt;
    if (options.place.is_sqlite() && !lock) {
        throw Refusal(
            Code::conflict,
            fmt::format("Another Styk serves {} already.", options.place.data.string())
        );
    }
    std::unique_ptr<net::Server> server;
    Premises premises(
        {.place = options.place,
         .group_commit = options.group_commit,
         .count_in_database = options.count_in_database,
         .save_before_migration = options.save_before_migration,
         .figures = [&server] { return server ? server->figures() : net::Figures{}; }}
    );
    premises.start();
    server = std::make_unique<net::Server>(
        server_options(options),
        [&](const net::Request& request) { return premises.answer(request); },
        premises.broadcast()
    );
    server->start();
    greet(premises, options, server->port());
    wait_for_signal(signals);
    server->stop(grace);
    return 0;
}

}  // namespace styk
