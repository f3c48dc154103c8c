// The facts of one feedback as the payload of a log row: compact, versioned, readable for ever.
//
// Layout of version 1, of facts without topics: byte 1; occurred_us (zigzag varint); flags byte;
// customer (byte 0, or byte 1 and 16 bytes); number of dimensions, then (dimension, code) each;
// number of ratings, then (metric, touchpoint, state byte, and the value byte only when given).
// Numbers are varints: seven bits a byte, lowest first, shortest form. Version 2, of facts with
// topics: byte 2, the same, then the number of topics and their codes, ascending.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cube/cube.h"

namespace styk::cube {

struct LoggedFacts {
    struct Dimension {
        std::uint16_t dimension = 0;
        std::uint32_t code = 0;

        friend bool operator==(const Dimension&, const Dimension&) = default;
    };

    std::int64_t occurred_us = 0;
    std::optional<std::array<std::uint8_t, 16>> customer{};  // Uuid::bytes
    std::uint8_t flags = 0;
    std::vector<Dimension> dimensions{};
    std::vector<Rating> ratings{};
    std::vector<std::uint16_t> topics{};  // codes 1..max_topics, ascending, each once

    friend bool operator==(const LoggedFacts&, const LoggedFacts&) = default;
};

// The value of a rating that is not given is not kept: it is read back as 0.
[[nodiscard]] std::string encode(const LoggedFacts& facts);

// Nothing when the bytes are not exactly what encode writes.
[[nodiscard]] std::optional<LoggedFacts> decode(std::string_view bytes);

// The same into facts whose memory is used again; false leaves anything in them.
[[nodiscard]] bool decode_into(std::string_view bytes, LoggedFacts& facts);

}  // namespace styk::cube
