// Ids are UUIDs (RFC 9562): version 7 for what may be ordered by time, version 4 for what must not
// be.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace styk {

struct Uuid {
    std::array<std::uint8_t, 16> bytes{};

    friend auto operator<=>(const Uuid&, const Uuid&) = default;

    [[nodiscard]] std::string text() const;  // 36 characters, lower case
    [[nodiscard]] static std::optional<Uuid> parse(std::string_view text);
};

[[nodiscard]] Uuid make_uuid_v7(const Clock& clock, Random& random);
[[nodiscard]] Uuid make_uuid_v4(Random& random);

// The id of a record of kind T. T may be only declared, so a room can hold an id of a room above
// it.
template <class T>
struct Id {
    Uuid uuid;

    friend auto operator<=>(const Id&, const Id&) = default;

    [[nodiscard]] std::string text() const { return uuid.text(); }

    [[nodiscard]] static std::optional<Id> parse(std::string_view text) {
        const auto found = Uuid::parse(text);
        return found ? std::optional(Id{*found}) : std::nullopt;
    }
};

// `bytes` random bytes as lower-case hexadecimal; a public link takes 16 bytes, a token 32.
[[nodiscard]] std::string random_hex(Random& random, std::size_t bytes);

}  // namespace styk
