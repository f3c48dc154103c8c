#include "cube/kernels.h"

#include <algorithm>
#include <array>
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

namespace {

template <std::size_t Most, class T>
STYK_CLONES void keep_any(
    const T* codes, std::size_t n, const T* wanted, std::uint8_t flip, std::uint8_t* mask
) {
    std::array<T, Most> own;
    std::copy_n(wanted, Most, own.begin());
    for (std::size_t i = 0; i < n; ++i) {
        std::uint8_t any = 0;
        for (const T one : own) {
            any = static_cast<std::uint8_t>(any | static_cast<std::uint8_t>(codes[i] == one));
        }
        mask[i] = static_cast<std::uint8_t>(mask[i] & (any ^ flip));
    }
}

}  // namespace

// Codes that do not fit the column are not in it; one of the others is repeated to fill the places.
template <class T>
void keep_few(
    const T* codes,
    std::size_t n,
    std::span<const std::uint32_t> few,
    bool negated,
    std::uint8_t* mask
) {
    std::array<T, most_few> wanted{};
    std::size_t found = 0;
    for (const std::uint32_t code : few) {
        if (code <= static_cast<T>(~T{0})) {
            wanted[found++] = static_cast<T>(code);
        }
    }
    const std::uint8_t flip = negated ? 1 : 0;
    if (found == 0) {
        std::fill_n(mask, negated ? 0 : n, std::uint8_t{0});
        return;
    }
    std::fill(wanted.begin() + static_cast<std::ptrdiff_t>(found), wanted.end(), wanted[0]);
    if (found <= 2) {
        keep_any<2>(codes, n, wanted.data(), flip, mask);
    } else if (found <= 4) {
        keep_any<4>(codes, n, wanted.data(), flip, mask);
    } else {
        keep_any<most_few>(codes, n, wanted.data(), flip, mask);
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

namespace {

template <class KeyOf>
void tally_keys(
    const KeyOf& key_of,
    const std::uint8_t* slots,
    std::size_t n,
    std::uint32_t* even,
    std::uint32_t* odd
) {
    std::size_t i = 0;
    for (; i + 2 <= n; i += 2) {
        ++even[key_of(i) + slots[i]];
        ++odd[key_of(i + 1) + slots[i + 1]];
    }
    if (i < n) {
        ++even[key_of(i) + slots[i]];
    }
}

}  // namespace

template <class T>
void tally_column(
    const T* codes,
    const Digits& digits,
    const std::uint8_t* slots,
    std::size_t n,
    std::uint32_t* even,
    std::uint32_t* odd
) {
    const auto digit = [codes, origin = digits.origin](std::size_t i) {
        return static_cast<std::uint32_t>(codes[i]) - origin;
    };
    if (const auto* table = digits.table) {
        tally_keys([=](std::size_t i) { return table[digit(i)]; }, slots, n, even, odd);
    } else {
        const auto stride = digits.stride;
        tally_keys([=](std::size_t i) { return stride * digit(i); }, slots, n, even, odd);
    }
}

#define STYK_OF_KEYS(T, K)                                \
    template decltype(add_digits<T, K>) add_digits<T, K>; \
    template decltype(add_looked_up<T, K>) add_looked_up<T, K>;

#define STYK_OF_CODES(T)                              \
    STYK_OF_KEYS(T, std::uint32_t)                    \
    STYK_OF_KEYS(T, std::uint64_t)                    \
    template decltype(keep_range<T>) keep_range<T>;   \
    template decltype(keep_few<T>) keep_few<T>;       \
    template decltype(keep_listed<T>) keep_listed<T>; \
    template decltype(tally_column<T>) tally_column<T>;

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
        tally_keys([keys](std::size_t i) { return keys[i]; }, slots, n, even, odd);
        return;
    }
    tally_most(keys, slots, mask, n, even, odd);
}

// Where most is 0, thirty-two mask bytes are looked at together, and then eight.
std::size_t places_of_ones(
    const std::uint8_t* mask, std::size_t n, std::uint32_t base, std::uint32_t* places
) {
    static_assert(std::endian::native == std::endian::little);
    constexpr std::size_t words = 4, step = words * sizeof(std::uint64_t);
    std::size_t found = 0, i = 0;
    for (; i + step <= n; i += step) {
        std::array<std::uint64_t, words> ones;
        std::memcpy(ones.data(), mask + i, step);
        if ((ones[0] | ones[1] | ones[2] | ones[3]) == 0) {
            continue;
        }
        for (std::size_t word = 0; word < words; ++word) {
            for (std::uint64_t rest = ones[word]; rest != 0; rest &= rest - 1) {
                const std::size_t byte = static_cast<std::size_t>(std::countr_zero(rest)) / 8;
                places[found++] = base + static_cast<std::uint32_t>(i + 8 * word + byte);
            }
        }
    }
    for (; i < n; ++i) {
        places[found] = base + static_cast<std::uint32_t>(i);
        found += mask[i];
    }
    return found;
}

}  // namespace styk::cube::kernels
