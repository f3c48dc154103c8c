// The innermost loops: over a run of values of one column, with keys and masks of the same length.
// A mask byte is 1 or 0. On x86-64 each loop is compiled for AVX2 too and chosen when the program
// starts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

namespace styk::cube::kernels {

// T, a column's codes, and K, keys, are unsigned: T of 1, 2, 4 or 8 bytes, K of 4 or 8.

// keys[i] += stride * (codes[i] - origin)
template <class T, class K>
void add_digits(
    const T* codes, std::size_t n, std::uint32_t origin, std::type_identity_t<K> stride, K* keys
);

// keys[i] += table[codes[i] - origin]; the table covers every code of the column
template <class T, class K>
void add_looked_up(const T* codes, std::size_t n, std::uint32_t origin, const K* table, K* keys);

// mask[i] &= (codes[i] - low <= span) != negated, unsigned
template <class T>
void keep_range(
    const T* codes,
    std::size_t n,
    std::uint64_t low,
    std::uint64_t span,
    bool negated,
    std::uint8_t* mask
);

// mask[i] &= (codes[i] is one of a few) != negated; at most most_few of them
inline constexpr std::size_t most_few = 8;

template <class T>
void keep_few(
    const T* codes,
    std::size_t n,
    std::span<const std::uint32_t> few,
    bool negated,
    std::uint8_t* mask
);

// mask[i] &= table[codes[i]] != negated; the table covers every code of the column
template <class T>
void keep_listed(
    const T* codes, std::size_t n, const std::uint8_t* table, bool negated, std::uint8_t* mask
);

// mask[i] &= (flags[i] has one of the bits) != negated
void keep_bits(
    const std::uint8_t* flags, std::size_t n, std::uint8_t bits, bool negated, std::uint8_t* mask
);

void keep_ones(const std::uint8_t* ones, std::size_t n, std::uint8_t* mask);  // mask[i] &= ones[i]

[[nodiscard]] std::size_t count_ones(const std::uint8_t* mask, std::size_t n);

// Writes base + i for each mask[i] that is 1, ascending; how many. There must be room for n.
std::size_t places_of_ones(
    const std::uint8_t* mask, std::size_t n, std::uint32_t base, std::uint32_t* places
);

// Adds 1 to a counter for each fact: at keys[i] + slots[i]. Even and odd facts have counters of
// their own (which may be the same), so that a run of equal facts does not wait for itself; `mask`
// may be null.
void tally(
    const std::uint32_t* keys,
    const std::uint8_t* slots,
    const std::uint8_t* mask,
    std::size_t n,
    std::uint32_t* even,
    std::uint32_t* odd
);

// How one column alone makes the keys: table[code - origin], or where there is no table
// stride * (code - origin).
struct Digits {
    std::uint32_t origin, stride;
    const std::uint32_t* table;
};

// The same by one column, whose keys then need no place of their own.
template <class T>
void tally_column(
    const T* codes,
    const Digits& digits,
    const std::uint8_t* slots,
    std::size_t n,
    std::uint32_t* even,
    std::uint32_t* odd
);

}  // namespace styk::cube::kernels
