// To notice bytes that were damaged by accident: a change within eight neighbouring bytes is always
// seen. Nothing against somebody who means it.
#pragma once

#include <cstdint>
#include <string_view>

namespace styk {

// `seed` ties bytes to what came before them.
[[nodiscard]] std::uint64_t checksum(std::string_view bytes, std::uint64_t seed = 0);

}  // namespace styk
