// Random numbers that are the same on every machine: xoshiro256** (Blackman & Vigna 2018) filled by
// splitmix64 (Steele, Lea & Flood 2014). The std:: distributions are not portable, so these are
// here. Whoever needs chance is given a Generator; nothing seeds itself. Not for secrets.
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace styk::stats {

// One step of splitmix64: also a hash of one number, every bit of which depends on every bit of it.
[[nodiscard]] constexpr std::uint64_t splitmix64(std::uint64_t value) {
    value += 0x9E3779B97F4A7C15;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
    return value ^ (value >> 31);
}

class Generator {
public:
    explicit constexpr Generator(std::uint64_t seed) {
        for (auto& word : state_) {
            word = splitmix64(seed);
            seed += 0x9E3779B97F4A7C15;
        }
    }

    // 64 random bits.
    constexpr std::uint64_t next() {
        const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9, moved = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= moved;
        state_[3] = std::rotl(state_[3], 45);
        return result;
    }

    // In the open interval (0, 1): 2^52 equal steps, each the middle of its own.
    constexpr double uniform() { return (static_cast<double>(next() >> 12) + 0.5) * 0x1p-52; }

    // 0 .. n - 1, each as likely (Lemire 2019, the biased few thrown away). n > 0.
    constexpr std::uint64_t below(std::uint64_t n) {
        const std::uint64_t unfair = (0 - n) % n;
        for (;;) {
            const Product product = multiply(next(), n);
            if (product.low >= unfair) {
                return product.high;
            }
        }
    }

    // 1 or -1 (the signs of a wild bootstrap).
    constexpr double sign() { return next() >> 63 != 0 ? 1 : -1; }

    // Standard normal: Marsaglia's polar method, one of each pair kept for the next call.
    double normal() {
        if (has_spare_) {
            has_spare_ = false;
            return spare_;
        }
        double u = 0, v = 0, square = 0;
        do {
            u = 2 * uniform() - 1;
            v = 2 * uniform() - 1;
            square = u * u + v * v;
        } while (square >= 1);
        const double factor = std::sqrt(-2 * std::log(square) / square);
        spare_ = v * factor;
        has_spare_ = true;
        return u * factor;
    }

private:
    struct Product {
        std::uint64_t high, low;
    };

    static constexpr Product multiply(std::uint64_t a, std::uint64_t b) {
        constexpr std::uint64_t half = 0xFFFFFFFF;
        const std::uint64_t low = (a & half) * (b & half), cross = (a >> 32) * (b & half),
                            other = (a & half) * (b >> 32);
        const std::uint64_t middle = (low >> 32) + (cross & half) + (other & half);
        return {(a >> 32) * (b >> 32) + (cross >> 32) + (other >> 32) + (middle >> 32), a * b};
    }

    std::array<std::uint64_t, 4> state_{};
    double spare_ = 0;
    bool has_spare_ = false;
};

// How often row `row` is drawn in replicate `replicate` of a Poisson bootstrap: Poisson(1) from a
// hash alone, so that any engine that counts these rows in any order weighs them the same. Never
// more than 12 (beyond it 1 in 10^10).
[[nodiscard]] constexpr unsigned poisson_weight(
    std::uint64_t row, std::uint64_t replicate, std::uint64_t seed
) {
    // 2^64 P(weight <= k), k = 0..11.
    constexpr std::array<std::uint64_t, 12> limits = [] {
        std::array<std::uint64_t, 12> result{};
        long double term = 0.36787944117144232160L, sum = 0;
        for (std::size_t k = 0; k < result.size(); ++k) {
            sum += term;
            result[k] = static_cast<std::uint64_t>(sum * 0x1p64L);
            term /= static_cast<long double>(k + 1);
        }
        return result;
    }();
    const std::uint64_t bits =
        splitmix64(splitmix64(row ^ splitmix64(seed)) + splitmix64(replicate));
    unsigned weight = 0;
    while (weight < limits.size() && bits >= limits[weight]) {
        ++weight;
    }
    return weight;
}

}  // namespace styk::stats
