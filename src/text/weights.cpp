#include "text/weights.h"

#include <bit>
#include <cstring>

namespace styk::text {

Weights::Weights(std::size_t columns, std::span<const Key> keys, std::string_view values)
    : columns_(columns), places_(std::bit_ceil(keys.size() * 2 + 1)), values_(values.size()) {
    if (!values.empty()) {
        std::memcpy(values_.data(), values.data(), values.size());
    }
    std::uint32_t row = 0;
    for (const Key key : keys) {
        auto at = place_of(key);
        while (places_[at].key != 0) {
            at = (at + 1) & (places_.size() - 1);
        }
        places_[at] = {key, row++};
    }
}

}  // namespace styk::text
