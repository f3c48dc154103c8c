// Time and chance that a test holds still.
#pragma once

#include "base/clock.h"

namespace styk::test {

class FixedClock final : public Clock {
public:
    explicit FixedClock(std::int64_t us = 1'795'000'000'000'000) : at{us} {}

    [[nodiscard]] Instant now() const override { return at; }

    Instant at;
};

// Counts up, so that every id is another one and the same in each run. The low byte comes last: a
// UUID marks earlier ones.
class CountingRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override {
        ++count_;
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            bytes[i] = static_cast<std::uint8_t>(count_ >> (8 * (7 - i % 8)));
        }
    }

private:
    std::uint64_t count_ = 0;
};

}  // namespace styk::test
