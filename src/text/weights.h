// The rows of a trained linear model: for a feature, one small number a column.
//
// Features are known by 32 of their bits; of a hundred thousand rows one unknown feature in forty
// thousand is taken for a known one.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "text/features.h"

namespace styk::text {

using Key = std::uint32_t;  // never 0

[[nodiscard]] constexpr Key key_of(Feature feature) {
    const auto key = static_cast<Key>(feature >> 32U);
    return key == 0 ? 1 : key;
}

class Weights {
public:
    Weights() = default;
    Weights(std::size_t columns, std::size_t rows);  // room for so many

    [[nodiscard]] std::size_t columns() const { return columns_; }

    // `columns()` numbers; at most as many rows as there is room for, each key once.
    void add(Key key, std::span<const std::int8_t> row);

    // The row; nullptr where the feature is not known.
    [[nodiscard]] const std::int8_t* find(Feature feature) const {
        if (keys_.empty()) {
            return nullptr;
        }
        const auto key = key_of(feature);
        auto at = place_of(key);
        while (keys_[at] != 0) {
            if (keys_[at] == key) {
                return values_.data() + at * columns_;
            }
            at = (at + 1) & (keys_.size() - 1);
        }
        return nullptr;
    }

private:
    [[nodiscard]] std::size_t place_of(Key key) const {
        return (key * 0x9E3779B1U >> 7U) & (keys_.size() - 1);
    }

    std::size_t columns_ = 0;
    std::vector<Key> keys_;  // open addressing, a power of two; 0 is free
    std::vector<std::int8_t> values_;
};

}  // namespace styk::text
