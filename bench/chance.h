// Numbers that are the same in every run.
#pragma once

#include <cstdint>

namespace styk::bench {

struct Chance {
    std::uint64_t state;

    std::uint64_t next() {  // splitmix64 (Steele, Lea & Flood 2014)
        state += 0x9E3779B97F4A7C15U;
        std::uint64_t z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31);
    }

    std::uint32_t below(std::uint32_t n) {
        return static_cast<std::uint32_t>((next() >> 32) * n >> 32);
    }
};

}  // namespace styk::bench
