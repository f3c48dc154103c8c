// Where the counters of a question's rows stand while it is counted: all possible rows side by side
// when they are few, a hash table of the rows met otherwise. A counter is 32 bits wide: more facts
// than that do not fit one memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "cube/kernels.h"

namespace styk::cube {

// Keys are composite keys times the width of a row.
class DenseTable {
public:
    using Key = std::uint32_t;
    static constexpr bool counts_groups = true, counts_columns = true;
    static constexpr std::size_t max_cells = std::size_t{4} << 20;
    static constexpr std::size_t max_cells_twice = std::size_t{32}
                                                   << 10;  // two copies stay in the nearest caches

    DenseTable(std::uint64_t rows, std::size_t width)
        : even_(rows * width), odd_(rows * width <= max_cells_twice ? rows * width : 0) {}

    void tally(
        const Key* keys, const std::uint8_t* slots, const std::uint8_t* mask, std::size_t n
    ) {
        kernels::tally(
            keys, slots, mask, n, even_.data(), odd_.empty() ? even_.data() : odd_.data()
        );
    }

    // The keys are `start` more than what a column alone gives.
    template <class T>
    void tally_column(
        const T* codes,
        const kernels::Digits& digits,
        const std::uint8_t* slots,
        std::size_t n,
        Key start
    ) {
        std::uint32_t* odd = odd_.empty() ? even_.data() : odd_.data();
        kernels::tally_column(codes, digits, slots, n, even_.data() + start, odd + start);
    }

    void add(Key key, std::size_t slot, std::uint32_t by) { even_[key + slot] += by; }

    // All counts in one place, and those of another table beside them.
    void settle() { take(std::exchange(odd_, {})); }

    void merge(const DenseTable& other) { take(other.even_); }

    [[nodiscard]] const std::vector<std::uint32_t>& cells() const { return even_; }

private:
    void take(const std::vector<std::uint32_t>& other) {
        for (std::size_t i = 0; i < other.size(); ++i) {
            even_[i] += other[i];
        }
    }

    std::vector<std::uint32_t> even_, odd_;
};

// Keys are composite keys. Open addressing, at most half full.
class HashTable {
public:
    using Key = std::uint64_t;
    static constexpr bool counts_groups = true;

    HashTable(std::uint64_t, std::size_t width) : width_(width), places_(1024, empty) {}

    void tally(
        const Key* keys, const std::uint8_t* slots, const std::uint8_t* mask, std::size_t n
    ) {
        for (std::size_t i = 0; i < n; ++i) {
            if (mask == nullptr || mask[i] != 0) {
                add(keys[i], slots[i], 1);
            }
        }
    }

    void add(Key key, std::size_t slot, std::uint32_t by) {
        counts_[row_of(key) * width_ + slot] += by;
    }

    void settle() {}

    void merge(const HashTable& other) {
        for (std::size_t row = 0; row < other.keys_.size(); ++row) {
            const std::size_t own = row_of(other.keys_[row]);
            for (std::size_t i = 0; i < width_; ++i) {
                counts_[own * width_ + i] += other.counts_[row * width_ + i];
            }
        }
    }

    [[nodiscard]] const std::vector<Key>& keys() const { return keys_; }

    [[nodiscard]] const std::uint32_t* counts(std::size_t row) const {
        return &counts_[row * width_];
    }

private:
    static constexpr std::uint32_t empty = ~std::uint32_t{0};

    [[nodiscard]] std::size_t place_of(Key key) const {
        const std::size_t mask = places_.size() - 1;
        const std::uint64_t mixed = key * 0x9E3779B97F4A7C15U;
        std::size_t at = (mixed ^ (mixed >> 32)) & mask;
        while (places_[at] != empty && keys_[places_[at]] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    std::size_t row_of(Key key) {
        const std::size_t at = place_of(key);
        if (places_[at] != empty) {
            return places_[at];
        }
        const auto row = static_cast<std::uint32_t>(keys_.size());
        places_[at] = row;
        keys_.push_back(key);
        counts_.resize(counts_.size() + width_);
        if (keys_.size() * 2 > places_.size()) {
            grow();
        }
        return row;
    }

    void grow() {
        places_.assign(places_.size() * 2, empty);
        for (std::size_t row = 0; row < keys_.size(); ++row) {
            places_[place_of(keys_[row])] = static_cast<std::uint32_t>(row);
        }
    }

    std::size_t width_;
    std::vector<std::uint32_t> places_;  // row, or empty
    std::vector<Key> keys_;              // [row]
    std::vector<std::uint32_t> counts_;  // [row * width + slot]
};

}  // namespace styk::cube
