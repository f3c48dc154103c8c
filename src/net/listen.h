// Listening sockets, and the names of those who connect.
#pragma once

#include <cstdint>
#include <filesystem>
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

// The address a proxy on this machine saw: the last one in X-Forwarded-For, the only one that it
// wrote itself. `peer` when the header is empty.
[[nodiscard]] std::string forwarded_for(std::string_view header, const std::string& peer);

}  // namespace styk::net
