// Chance with a seed: the same everywhere, which the distributions of the standard library do not
// promise.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace styk::demo {

// SplitMix64 (Steele, Lea and Flood 2014): one 64-bit state, one addition and three mixing steps a
// number.
class Chance {
public:
    explicit Chance(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31);
    }

    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }  // [0, 1)

    bool happens(double probability) { return unit() < probability; }

    int below(int n) { return static_cast<int>(next() % static_cast<std::uint64_t>(n)); }

    std::size_t index(std::size_t size) { return static_cast<std::size_t>(next() % size); }

    int between(int first, int last) { return first + below(last - first + 1); }  // both included

    // About standard normal: the sum of twelve uniforms, exact on every machine.
    double normal() {
        double sum = -6;
        for (int i = 0; i < 12; ++i) {
            sum += unit();
        }
        return sum;
    }

    // A Poisson count, by multiplying uniforms (Knuth): for the small rates of a day.
    int count(double rate) {
        const double stop = std::exp(-rate);
        double product = unit();
        int n = 0;
        while (product > stop) {
            product *= unit();
            ++n;
        }
        return n;
    }

    int weighted(std::initializer_list<double> weights) {
        double left = 0;
        for (const double w : weights) {
            left += w;
        }
        left *= unit();
        int i = 0;
        for (const double w : weights) {
            left -= w;
            if (left < 0) {
                return i;
            }
            ++i;
        }
        return std::max(0, i - 1);
    }

private:
    std::uint64_t state_;
};

}  // namespace styk::demo
