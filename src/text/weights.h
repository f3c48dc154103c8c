// The rows of a trained linear model: for a feature, one small number a column.
//
// Features are known by 32 of their bits; of a hundred thousand rows one unknown feature in forty
// thousand is taken for a known one.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
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

    // `keys`: each once. `values`: a row a key, in the same order, `columns` bytes each (i8).
    Weights(std::size_t columns, std::span<const Key> keys, std::string_view values);

    [[nodiscard]] std::size_t columns() const { return columns_; }

    // The row; nullptr where the feature is not known.
    [[nodiscard]] const std::int8_t* find(Feature feature) const {
        if (places_.empty()) {
            return nullptr;
        }
        const auto key = key_of(feature);
        auto at = place_of(key);
        while (places_[at].key != 0) {
            if (places_[at].key == key) {
                return values_.data() + places_[at].row * columns_;
            }
            at = (at + 1) & (places_.size() - 1);
        }
        return nullptr;
    }

private:
    struct Place {
        Key key = 0;  // 0: free
        std::uint32_t row = 0;
    };

    // Keys are the upper bits of well-mixed numbers, so theirs are, too; and keys in rising order,
    // as a file has them, are put down one beside the other.
    [[nodiscard]] std::size_t place_of(Key key) const {
        return static_cast<std::size_t>(std::uint64_t{key} * places_.size() >> 32U);
    }

    std::size_t columns_ = 0;
    std::vector<Place> places_;  // open addressing, a power of two
    std::vector<std::int8_t> values_;
};

}  // namespace styk::text
