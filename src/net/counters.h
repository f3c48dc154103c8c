// What one io thread counts. Only that thread adds; anyone may read.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>

#include "net/server.h"

namespace styk::net {

class Counter {
public:
    void add(std::uint64_t by = 1) {
        // One writer, so no locked instruction is needed.
        value_.store(value_.load(std::memory_order_relaxed) + by, std::memory_order_relaxed);
    }

    [[nodiscard]] std::uint64_t get() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> value_{0};
};

struct Counters {
    std::array<Counter, Figures::bounds_s.size() + 1> latency;
    std::array<Counter, 6> answers;
    Counter latency_us, bytes_in, bytes_out, accepted, closed, begun, ended, overloaded;

    void count_answer(int status, std::chrono::steady_clock::duration took) {
        const auto us = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
        std::size_t bin = 0;
        while (bin < Figures::bounds_s.size() &&
               static_cast<double>(us) > Figures::bounds_s[bin] * 1e6) {
            ++bin;
        }
        latency[bin].add();
        latency_us.add(static_cast<std::uint64_t>(us));
        answers[static_cast<std::size_t>(status / 100) % answers.size()].add();
    }

    void add_to(Figures& sum) const {
        for (std::size_t i = 0; i < latency.size(); ++i) {
            sum.latency[i] += latency[i].get();
        }
        for (std::size_t i = 0; i < answers.size(); ++i) {
            sum.answers[i] += answers[i].get();
        }
        sum.latency_sum_s += static_cast<double>(latency_us.get()) / 1e6;
        sum.bytes_in += bytes_in.get();
        sum.bytes_out += bytes_out.get();
        sum.accepted += accepted.get();
        sum.overloaded += overloaded.get();
        // Read in this order a difference is never negative.
        const std::uint64_t closed_now = closed.get();
        sum.open += accepted.get() - closed_now;
        const std::uint64_t ended_now = ended.get();
        sum.in_flight += begun.get() - ended_now;
    }
};

}  // namespace styk::net
