// Whole ways through a journey, counted: the mergeable object for what the chain of single steps
// cannot say.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "stats/journey_log.h"

namespace styk::stats {

struct Variant {
    std::vector<std::uint32_t> path{};
    std::uint64_t count = 0;

    friend bool operator==(const Variant&, const Variant&) = default;
};

// Exact while there are at most `capacity` different ways; beyond it the rare ones are dropped
// (Misra & Gries 1982) and each count may be too low by `lost()` at most.
class Variants {
public:
    explicit Variants(std::size_t capacity = 1'000'000);  // at least 1

    void add(std::span<const std::uint32_t> path, std::uint64_t count = 1);
    void add(const JourneyLog& log);
    void merge(const Variants& other);

    [[nodiscard]] std::uint64_t journeys() const { return journeys_; }

    [[nodiscard]] std::size_t different() const { return counts_.size(); }

    [[nodiscard]] std::uint64_t lost() const { return lost_; }

    [[nodiscard]] std::size_t capacity() const { return capacity_; }

    [[nodiscard]] const std::map<std::vector<std::uint32_t>, std::uint64_t>& counts() const {
        return counts_;
    }

    // What was dropped elsewhere: journeys of no variant here, and how much too low counts may be.
    void add_lost(std::uint64_t journeys, std::uint64_t lost);

    // The k most frequent; of equal ones the one that comes first by the activities' numbers.
    [[nodiscard]] std::vector<Variant> top(std::size_t k) const;

    [[nodiscard]] double share_of_top(std::size_t k) const;  // of all journeys; 0 without any

private:
    void shrink();

    std::size_t capacity_;
    std::map<std::vector<std::uint32_t>, std::uint64_t> counts_;
    std::uint64_t journeys_ = 0, lost_ = 0;
};

}  // namespace styk::stats
