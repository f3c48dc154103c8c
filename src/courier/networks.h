// Addresses of the internet, and which of them a request of ours may go to. Who writes down an
// address may be anyone with the right to; what listens on this machine and beside it is not theirs
// to ask (server-side request forgery).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

struct sockaddr;  // NOLINT(readability-identifier-naming): the system's own name

namespace styk::courier {

// IPv6; an address of IPv4 stands as ::ffff:a.b.c.d.
using IpAddress = std::array<std::uint8_t, 16>;

[[nodiscard]] std::optional<IpAddress> read_ip(const std::string& text);
[[nodiscard]] std::optional<IpAddress> ip_of(const sockaddr& address);
[[nodiscard]] std::string to_text(const IpAddress& address);

// Reachable for everybody: not loopback, private, link-local, shared, multicast, reserved, nor one
// of these inside an address of IPv6 that carries one of IPv4.
[[nodiscard]] bool is_public(const IpAddress& address);

// "10.1.0.0/16, 127.0.0.1": networks that the operator of the machine opens by name.
class Networks {
public:
    Networks() = default;

    // Apart by commas or spaces; the problem names what is no network.
    [[nodiscard]] static Result<Networks> read(std::string_view text);

    [[nodiscard]] bool contains(const IpAddress& address) const;

private:
    struct Network {
        IpAddress address{};
        int bits = 128;
    };

    std::vector<Network> all_;
};

}  // namespace styk::courier
