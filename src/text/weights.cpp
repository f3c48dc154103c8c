#include "text/weights.h"

#include <algorithm>
#include <bit>

namespace styk::text {

Weights::Weights(std::size_t columns, std::size_t rows)
    : columns_(columns), keys_(std::bit_ceil(rows * 2 + 1)), values_(keys_.size() * columns) {}

void Weights::add(Key key, std::span<const std::int8_t> row) {
    auto at = place_of(key);
    while (keys_[at] != 0) {
        at = (at + 1) & (keys_.size() - 1);
    }
    keys_[at] = key;
    std::copy(row.begin(), row.end(), values_.begin() + static_cast<std::ptrdiff_t>(at * columns_));
}

}  // namespace styk::text
