#include "courier/networks.h"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <cstring>
#include <netinet/in.h>

#include "base/text.h"

namespace styk::courier {

namespace {

constexpr std::array<std::uint8_t, 12> v4_in_v6{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

IpAddress of_v4(const std::uint8_t* bytes) {
    IpAddress out{};
    std::copy(v4_in_v6.begin(), v4_in_v6.end(), out.begin());
    std::copy_n(bytes, 4, out.begin() + 12);
    return out;
}

bool is_v4(const IpAddress& address) {
    return std::equal(v4_in_v6.begin(), v4_in_v6.end(), address.begin());
}

bool shares(const IpAddress& a, const IpAddress& b, int bits) {
    const auto whole = static_cast<std::size_t>(bits / 8);
    if (!std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(whole), b.begin())) {
        return false;
    }
    const int left = bits % 8;
    return left == 0 || (a.at(whole) >> (8 - left)) == (b.at(whole) >> (8 - left));
}

// RFC 6890 and what came after it (100.64/10: RFC 6598; 192.0.0/24, 198.18/15, 240/4).
constexpr std::string_view closed_v4 =
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 "
    "192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 "
    "224.0.0.0/4 240.0.0.0/4";
// Of IPv6 only 2000::/3 is given out at all; these parts of it are not for everybody.
constexpr std::string_view closed_v6 = "2001::/23 2001:db8::/32 2002::/16 3fff::/20";

const Networks& networks_of(std::string_view text) {
    static const Networks v4 = Networks::read(closed_v4).value();
    static const Networks v6 = Networks::read(closed_v6).value();
    return text == closed_v4 ? v4 : v6;
}

// 64:ff9b::/96 (RFC 6052) leads to the address of IPv4 at its end.
bool is_translated(const IpAddress& address) {
    constexpr std::array<std::uint8_t, 12> prefix{0, 0x64, 0xff, 0x9b};
    return std::equal(prefix.begin(), prefix.end(), address.begin());
}

}  // namespace

std::optional<IpAddress> read_ip(const std::string& text) {
    IpAddress out{};
    std::array<std::uint8_t, 4> four{};
    if (::inet_pton(AF_INET, text.c_str(), four.data()) == 1) {
        return of_v4(four.data());
    }
    return ::inet_pton(AF_INET6, text.c_str(), out.data()) == 1 ? std::optional(out) : std::nullopt;
}

std::optional<IpAddress> ip_of(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in in{};
        std::memcpy(&in, &address, sizeof in);
        return of_v4(reinterpret_cast<const std::uint8_t*>(&in.sin_addr.s_addr));
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 in{};
        std::memcpy(&in, &address, sizeof in);
        IpAddress out{};
        std::copy_n(std::begin(in.sin6_addr.s6_addr), out.size(), out.begin());
        return out;
    }
    return {};
}

std::string to_text(const IpAddress& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    const bool four = is_v4(address);
    const auto* bytes = address.data() + (four ? 12 : 0);
    return ::inet_ntop(four ? AF_INET : AF_INET6, bytes, text.data(), text.size()) == nullptr
               ? ""
               : std::string(text.data());
}

bool is_public(const IpAddress& address) {
    if (is_v4(address)) {
        return !networks_of(closed_v4).contains(address);
    }
    if (is_translated(address)) {
        return is_public(of_v4(address.data() + 12));
    }
    const bool given_out = (address[0] >> 5U) == 1;
    return given_out && !networks_of(closed_v6).contains(address);
}

Result<Networks> Networks::read(std::string_view text) {
    Networks out;
    std::string spaced(text);
    std::replace(spaced.begin(), spaced.end(), ',', ' ');
    for (const std::string_view word : split(spaced, ' ')) {
        if (trim(word).empty()) {
            continue;
        }
        const auto slash = word.find('/');
        const auto address = read_ip(std::string(word.substr(0, slash)));
        const int most = address && is_v4(*address) ? 32 : 128;
        int bits = most;
        bool right = address.has_value();
        if (slash != std::string_view::npos) {
            const auto number = word.substr(slash + 1);
            const auto* end = number.data() + number.size();
            const auto read = std::from_chars(number.data(), end, bits);
            right = right && read.ec == std::errc() && read.ptr == end && bits >= 0 && bits <= most;
        }
        if (!right) {
            return tl::unexpected(Problem{std::string(word), "is no network such as 10.1.0.0/16"});
        }
        out.all_.push_back({*address, bits + 128 - most});
    }
    return out;
}

bool Networks::contains(const IpAddress& address) const {
    return std::any_of(all_.begin(), all_.end(), [&](const Network& one) {
        return shares(one.address, address, one.bits);
    });
}

}  // namespace styk::courier
