// A count written down as plainly as can be, random facts and random questions: what the engine is
// compared with.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <random>
#include <span>
#include <vector>

#include "cube/cube.h"

namespace styk::cube::test {

struct Stored {
    std::int64_t position = 0;
    std::int64_t occurred_us = 0;
    Day day = 0;
    std::uint8_t hour = 0;
    std::uint8_t flags = 0;
    std::uint32_t customer = 0;
    std::vector<std::uint32_t> dims{};
    std::vector<Rating> ratings{};
    std::vector<std::uint16_t> topics{};

    [[nodiscard]] GroupFacts facts() const {
        return {position, occurred_us, day, hour, flags, customer, dims, ratings, topics};
    }
};

void load(Cube& cube, std::span<const Stored> stored);  // in batches of a thousand

[[nodiscard]] std::vector<Stored> random_groups(unsigned seed, std::size_t n, bool single = false);

[[nodiscard]] Question random_question(std::mt19937& random, std::span<const Stored> stored);

// Calls visit with each fact in question and the keys of its row, group by group.
void each_asked(
    const Question& question,
    std::span<const Stored> stored,
    const std::function<void(const Stored&, const Rating&, const std::vector<std::int64_t>& keys)>&
        visit
);

[[nodiscard]] Answer naive_count(const Question& question, std::span<const Stored> stored);

void remove_and_replace_some(
    std::mt19937& random, Cube& cube, std::vector<Stored>& stored, int round
);

}  // namespace styk::cube::test
