// Keys and mask of one run of a block after another, worked out column by column.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "cube/kernels.h"
#include "cube/plan.h"

namespace styk::cube {

inline constexpr std::size_t tile =
    2048;  // values worked on at a time: their keys and masks stay in the nearest cache

template <class Key>
struct ScaledPart {
    Field field;
    std::uint16_t index;
    std::uint32_t origin;
    Key stride;
    std::vector<Key> table;  // of strides already multiplied; empty: none

    [[nodiscard]] Key of(std::uint64_t stored) const {
        const std::uint32_t at = static_cast<std::uint32_t>(stored) - origin;
        return table.empty() ? static_cast<Key>(stride * at) : table[at];
    }
};

template <class Key>
std::vector<ScaledPart<Key>> scale(const Plan& plan, std::size_t factor) {
    std::vector<ScaledPart<Key>> parts;
    for (const auto& part : plan.parts) {
        if (part.field == Field::topic) {
            continue;  // a group has any number of them: Scanner::spread
        }
        const auto stride = static_cast<Key>(part.stride * factor);
        parts.push_back(
            {part.field, part.index, static_cast<std::uint32_t>(part.origin), stride, {}}
        );
        for (const std::uint32_t digit : part.table) {
            parts.back().table.push_back(stride * digit);
        }
    }
    return parts;
}

// Keys and mask of a run of facts, or of groups.
template <class Key>
struct Lane {
    struct Addend {
        const Column* column;
        const ScaledPart<Key>* part;
    };

    struct Filter {
        const Column* column;
        const Test* test;
    };

    std::vector<Addend> addends;
    std::vector<Filter> filters;
    std::vector<const std::uint8_t*> ones;  // masks of the whole block
    std::array<Key, tile> keys;
    std::array<std::uint8_t, tile> mask;

    void clear() {
        addends.clear();
        filters.clear();
        ones.clear();
    }

    [[nodiscard]] bool is_masked() const { return !filters.empty() || !ones.empty(); }

    void add_up(std::size_t first, std::size_t n, Key start) {
        std::fill_n(keys.begin(), n, start);
        for (const Addend& addend : addends) {
            const ScaledPart<Key>& part = *addend.part;
            addend.column->visit([&](const auto* codes) {
                part.table.empty()
                    ? kernels::add_digits(codes + first, n, part.origin, part.stride, keys.data())
                    : kernels::add_looked_up(
                          codes + first, n, part.origin, part.table.data(), keys.data()
                      );
            });
        }
    }

    // Adds to n keys what stands at n places of the block.
    void add_picked(const std::uint32_t* places, std::size_t n, Key* to) const {
        for (const Addend& addend : addends) {
            addend.column->visit([&](const auto* codes) {
                for (std::size_t i = 0; i < n; ++i) {
                    to[i] += addend.part->of(codes[places[i]]);
                }
            });
        }
    }

    void sift(std::size_t first, std::size_t n) {
        std::fill_n(mask.begin(), n, std::uint8_t{1});
        for (const Filter& filter : filters) {
            keep(*filter.column, *filter.test, first, n);
        }
        for (const auto* of_block : ones) {
            kernels::keep_ones(of_block + first, n, mask.data());
        }
    }

private:
    void keep(const Column& column, const Test& test, std::size_t first, std::size_t n) {
        column.visit([&]<class T>(const T* codes) {
            switch (test.kind) {
                case Test::Kind::range:
                    kernels::keep_range(
                        codes + first, n, test.low, test.high - test.low, test.negated, mask.data()
                    );
                    break;
                case Test::Kind::few:
                    kernels::keep_few(codes + first, n, test.few, test.negated, mask.data());
                    break;
                case Test::Kind::listed:
                    kernels::keep_listed(
                        codes + first, n, test.listed.data(), test.negated, mask.data()
                    );
                    break;
                case Test::Kind::any_bit:
                    if constexpr (sizeof(T) == 1) {  // flags are a byte
                        kernels::keep_bits(codes + first, n, test.bits, test.negated, mask.data());
                    }
                    break;
                case Test::Kind::any_topic:
                    break;  // Scanner::mark_topics
            }
        });
    }
};

}  // namespace styk::cube
