#include "net/listen.h"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <system_error>
#include <unistd.h>

#include "base/result.h"
#include "base/text.h"

namespace styk::net {

namespace {

constexpr int backlog = 4096;

[[noreturn]] void give_up(int socket, const std::string& address) {
    const std::string why = std::generic_category().message(errno);
    if (socket >= 0) {
        ::close(socket);
    }
    throw Fault(fmt::format("cannot listen on {}: {}", address, why));
}

int open_socket(int family) {
    return ::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

// A socket file without a server behind it refuses; one with a server must not be taken away.
bool is_stale(const sockaddr_un& address) {
    const int probe = open_socket(AF_UNIX);
    if (probe < 0) {
        return false;
    }
    const int failed =
        ::connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    const int why = errno;
    ::close(probe);
    return failed != 0 && why == ECONNREFUSED;
}

using Addresses = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

Addresses resolve(const std::string& host, std::uint16_t port, const std::string& address) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
    addrinfo* found = nullptr;
    const bool any = host.empty() || host == "*";
    const int failed =
        getaddrinfo(any ? nullptr : host.c_str(), std::to_string(port).c_str(), &hints, &found);
    if (failed != 0) {
        throw Fault(fmt::format("cannot listen on {}: {}", address, gai_strerror(failed)));
    }
    return {found, &freeaddrinfo};
}

}  // namespace

int listen_tcp(const std::string& host, std::uint16_t port) {
    const std::string address = fmt::format("{}:{}", host, port);
    const auto found = resolve(host, port, address);
    const int socket = open_socket(found->ai_family);
    const int on = 1;
    if (socket < 0 || ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
        ::bind(socket, found->ai_addr, found->ai_addrlen) != 0 || ::listen(socket, backlog) != 0) {
        give_up(socket, address);
    }
    return socket;
}

int listen_unix(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string text = path;
    if (text.size() >= sizeof address.sun_path) {
        throw Fault(fmt::format("cannot listen on {}: the path is too long", text));
    }
    std::memcpy(address.sun_path, text.c_str(), text.size() + 1);
    if (std::filesystem::is_socket(path) && is_stale(address)) {
        std::filesystem::remove(path);
    }
    const int socket = open_socket(AF_UNIX);
    // The mode of the socket before bind becomes the mode of the file: no moment of openness.
    if (socket < 0 || ::fchmod(socket, S_IRUSR | S_IWUSR) != 0 ||
        ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(socket, backlog) != 0) {
        give_up(socket, text);
    }
    return socket;
}

std::uint16_t bound_port(int socket) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    const auto port = address.ss_family == AF_INET6
                          ? reinterpret_cast<const sockaddr_in6&>(address).sin6_port
                          : reinterpret_cast<const sockaddr_in&>(address).sin_port;
    return ntohs(port);
}

int family_of(int socket) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    return address.ss_family;
}

std::string name_of(const sockaddr& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (address.sa_family == AF_INET) {
        const auto& v4 = reinterpret_cast<const sockaddr_in&>(address);
        ::inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size());
        return text.data();
    }
    if (address.sa_family == AF_INET6) {
        const auto& v6 = reinterpret_cast<const sockaddr_in6&>(address);
        ::inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), text.size());
        const std::string_view name = text.data();
        constexpr std::string_view mapped = "::ffff:";
        return std::string(name.starts_with(mapped) ? name.substr(mapped.size()) : name);
    }
    return "unix";
}

bool is_loopback(std::string_view address) {
    return address == "::1" || address.starts_with("127.");
}

std::string forwarded_for(
    std::string_view header, const std::string& peer, const IsProxy& is_proxy
) {
    std::string found = peer;
    auto hops = split(header, ',');
    while (!hops.empty() && !trim(hops.back()).empty()) {
        found = trim(hops.back());
        if (!is_proxy(found)) {
            break;
        }
        hops.pop_back();
    }
    return found;
}

}  // namespace styk::net
