#include "base/id.h"

#include <vector>

namespace styk {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

int hex_value(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool dash_at(std::size_t i) {
    return i == 8 || i == 13 || i == 18 || i == 23;
}

void mark(Uuid& uuid, std::uint8_t version) {
    uuid.bytes[6] = static_cast<std::uint8_t>((uuid.bytes[6] & 0x0FU) | (version << 4U));
    uuid.bytes[8] = static_cast<std::uint8_t>((uuid.bytes[8] & 0x3FU) | 0x80U);
}

}  // namespace

std::string Uuid::text() const {
    std::string out;
    out.reserve(36);
    for (const std::uint8_t byte : bytes) {
        if (dash_at(out.size())) {
            out += '-';
        }
        out += hex_digits[byte >> 4U];
        out += hex_digits[byte & 0x0FU];
    }
    return out;
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
    if (text.size() != 36) {
        return {};
    }
    Uuid out;
    std::size_t nibble = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (dash_at(i)) {
            if (text[i] != '-') {
                return {};
            }
            continue;
        }
        const int value = hex_value(text[i]);
        if (value < 0) {
            return {};
        }
        auto& byte = out.bytes[nibble / 2];
        byte = static_cast<std::uint8_t>((byte << 4U) | static_cast<unsigned>(value));
        ++nibble;
    }
    return out;
}

Uuid make_uuid_v7(const Clock& clock, Random& random) {
    Uuid out;
    random.fill(out.bytes);
    const std::int64_t us = clock.now().us;
    const auto ms = static_cast<std::uint64_t>(us / 1000);
    for (std::size_t i = 0; i < 6; ++i) {
        out.bytes[i] = static_cast<std::uint8_t>(ms >> (8 * (5 - i)));
    }
    // RFC 9562 method 3: the 12 bits after the version hold the fraction of the millisecond, for
    // order within it.
    const auto fraction = static_cast<unsigned>((us % 1000) * 4096 / 1000);
    out.bytes[6] = static_cast<std::uint8_t>(fraction >> 8U);
    out.bytes[7] = static_cast<std::uint8_t>(fraction);
    mark(out, 7);
    return out;
}

Uuid make_uuid_v4(Random& random) {
    Uuid out;
    random.fill(out.bytes);
    mark(out, 4);
    return out;
}

std::string random_hex(Random& random, std::size_t bytes) {
    std::vector<std::uint8_t> raw(bytes);
    random.fill(raw);
    std::string out;
    out.reserve(2 * bytes);
    for (const std::uint8_t byte : raw) {
        out += hex_digits[byte >> 4U];
        out += hex_digits[byte & 0x0FU];
    }
    return out;
}

}  // namespace styk
