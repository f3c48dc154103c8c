// Listening sockets, and the names of those who connect.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <sys/socket.h>

namespace styk::net {

// Both give an open, listening, non-blocking descriptor, or throw a Fault that names the address.
[[nodiscard]] int listen_tcp(const std::string& host, std::uint16_t port);
[[nodiscard]] int listen_unix(const std::filesystem::path& path);  // mode 0600

[[nodiscard]] std::uint16_t bound_port(int socket);
[[nodiscard]] int family_of(int socket);

// "192.0.2.7", "2001:db8::1"; "unix" for a unix socket.
[[nodiscard]] std::string name_of(const sockaddr& address);

[[nodiscard]] bool is_loopback(std::string_view address);

using IsProxy = std::function<bool(const std::string& address)>;

// The address that the first of our proxies saw, by X-Forwarded-For: each proxy adds at its end
// whom it heard, so it is the last one that is no proxy of ours; what stands before it anybody may
// have written. `peer` when the header is empty.
[[nodiscard]] std::string forwarded_for(
    std::string_view header, const std::string& peer, const IsProxy& is_proxy
);

}  // namespace styk::net
