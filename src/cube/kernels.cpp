#include "cube/kernels.h"

#include <bit>
#include <cstring>

#include "base/clones.h"

STYK_HOT

namespace styk::cube::kernels {

template <class T, class K>
STYK_CLONES void add_digits(
    const T* codes, std::size_t n, std::uint32_t origin, std::type_identity_t<K> stride, K* keys
) {
    for (std::size_t i = 0; i < n; ++i) {
        keys[i] += stride * K{static_cast<std::uint32_t>(codes[i]) - origin};
    }
}

template <class T, class K>
void add_looked_up(const T* codes, std::size_t n, std::uint32_t origin, const K* table, K* keys) {
    for (std::size_t i = 0; i < n; ++i) {
        keys[i] += table[static_cast<std::uint32_t>(codes[i]) - origin];
    }
}

namespace {

template <class T>
STYK_CLONES void keep_within(
    const T* codes, std::size_t n, T low, T span, std::uint8_t flip, std::uint8_t* mask
) {
    for (std::size_t i = 0; i < n; ++i) {
        const bool within = static_cast<T>(codes[i] - low) <= span;
        mask[i] = static_cast<std::uint8_t>(mask[i] & (static_cast<std::uint8_t>(within) ^ flip));
    }
}

}  // namespace

// For a narrow column the interval is first cut to its width, so that the loop compares narrow
// numbers.
template <class T>
void keep_range(
    const T* codes,
    std::size_t n,
    std::uint64_t low,
    std::uint64_t span,
    bool negated,
    std::uint8_t* mask
) {
    constexpr std::uint64_t top = static_cast<T>(~T{0});
    const std::uint64_t high = low + span;
    if (low <= high && low <= top) {
        const std::uint64_t cut = high < top ? high : top;
        keep_within(
            codes, n, static_cast<T>(low), static_cast<T>(cut - low), negated ? 1 : 0, mask
        );
        return;
    }
    for (std::size_t i = 0; i < n; ++i) {
        const bool within = std::uint64_t{codes[i]} - low <= span;
        mask[i] = static_cast<std::uint8_t>(mask[i] & (within != negated ? 1 : 0));
    }
}

template <class T>
void keep_listed(
    const T* codes, std::size_t n, const std::uint8_t* table, bool negated, std::uint8_t* mask
) {
    const std::uint8_t flip = negated ? 1 : 0;
    for (std::size_t i = 0; i < n; ++i) {
        mask[i] = static_cast<std::uint8_t>(mask[i] & (table[codes[i]] ^ flip));
    }
}

#define STYK_OF_KEYS(T, K)                                \
    template decltype(add_digits<T, K>) add_digits<T, K>; \
    template decltype(add_looked_up<T, K>) add_looked_up<T, K>;

#define STYK_OF_CODES(T)                            \
    STYK_OF_KEYS(T, std::uint32_t)                  \
    STYK_OF_KEYS(T, std::uint64_t)                  \
    template decltype(keep_range<T>) keep_range<T>; \
    template decltype(keep_listed<T>) keep_listed<T>;

STYK_OF_CODES(std::uint8_t)
STYK_OF_CODES(std::uint16_t)
STYK_OF_CODES(std::uint32_t)
STYK_OF_CODES(std::uint64_t)

STYK_CLONES void keep_bits(
    const std::uint8_t* flags, std::size_t n, std::uint8_t bits, bool negated, std::uint8_t* mask
) {
    const std::uint8_t flip = negated ? 1 : 0;
    for (std::size_t i = 0; i < n; ++i) {
        const std::uint8_t any = (flags[i] & bits) != 0 ? 1 : 0;
        mask[i] = static_cast<std::uint8_t>(mask[i] & (any ^ flip));
    }
}

STYK_CLONES void keep_ones(const std::uint8_t* ones, std::size_t n, std::uint8_t* mask) {
    for (std::size_t i = 0; i < n; ++i) {
        mask[i] = static_cast<std::uint8_t>(mask[i] & ones[i]);
    }
}

STYK_CLONES std::size_t count_ones(const std::uint8_t* mask, std::size_t n) {
    std::uint32_t total = 0;
    for (std::size_t i = 0; i < n; ++i) {
        total += mask[i];
    }
    return total;
}

namespace {

void tally_all(
    const std::uint32_t* keys,
    const std::uint8_t* slots,
    std::size_t n,
    std::uint32_t* even,
    std::uint32_t* odd
) {
    std::size_t i = 0;
    for (; i + 2 <= n; i += 2) {
        ++even[keys[i] + slots[i]];
        ++odd[keys[i + 1] + slots[i + 1]];
    }
    if (i < n) {
        ++even[keys[i] + slots[i]];
    }
}

// Most facts pass: adding 0 or 1 to each costs less than a branch that is often guessed wrongly.
void tally_most(
    const std::uint32_t* keys,
    const std::uint8_t* slots,
    const std::uint8_t* mask,
    std::size_t n,
    std::uint32_t* even,
    std::uint32_t* odd
) {
    std::size_t i = 0;
    for (; i + 2 <= n; i += 2) {
        even[keys[i] + slots[i]] += mask[i];
        odd[keys[i + 1] + slots[i + 1]] += mask[i + 1];
    }
    if (i < n) {
        even[keys[i] + slots[i]] += mask[i];
    }
}

// Few facts pass: eight mask bytes are looked at together.
void tally_few(
    const std::uint32_t* keys,
    const std::uint8_t* slots,
    const std::uint8_t* mask,
    std::size_t n,
    std::uint32_t* counts
) {
    static_assert(std::endian::native == std::endian::little);
    std::size_t i = 0;
    for (; i + 8 <= n; i += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, mask + i, 8);
        for (; eight != 0; eight &= eight - 1) {
            const std::size_t at = i + static_cast<std::size_t>(std::countr_zero(eight)) / 8;
            ++counts[keys[at] + slots[at]];
        }
    }
    for (; i < n; ++i) {
        counts[keys[i] + slots[i]] += mask[i];
    }
}

}  // namespace

void tally(
    const std::uint32_t* keys,
    const std::uint8_t* slots,
    const std::uint8_t* mask,
    std::size_t n,
    std::uint32_t* even,
    std::uint32_t* odd
) {
    if (mask == nullptr) {
        tally_all(keys, slots, n, even, odd);
        return;
    }
    const std::size_t passing = count_ones(mask, n);
    if (passing == 0) {
        return;
    }
    if (passing * 3 > n) {
        tally_most(keys, slots, mask, n, even, odd);
    } else {
        tally_few(keys, slots, mask, n, even);
    }
}

}  // namespace styk::cube::kernels
