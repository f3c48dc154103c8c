// Up to 64 Ki facts, as columns. Times, dimensions and the customer are kept once a group;
// `group_of` leads from a fact to its group and is kept only when some group has several facts. A
// group is never cut in two.
//
// A block that readers hold is const; the writer changes a copy (cheap: columns share their bytes)
// and publishes that.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include "cube/column.h"
#include "cube/cube.h"

namespace styk::cube {

constexpr std::size_t block_capacity = 65536;  // facts; a group's index in its block fits 16 bits

constexpr std::size_t max_dims = 65536;
constexpr Day first_day = -719162;  // 0001-01-01
constexpr Day last_day = 2932896;   // 9999-12-31

// Slots of a score in its column and in histograms: the two states first, then score + 2.
enum Slot : std::uint8_t { missing_slot = 0, not_applicable_slot = 1, first_score_slot = 2 };

// Days are kept as an unsigned distance, so that those from 1950 to 2129 take two bytes; earlier
// ones wrap around.
constexpr Day day_origin = -7305;  // 1950-01-01

[[nodiscard]] constexpr std::uint32_t stored_day(Day day) {
    return static_cast<std::uint32_t>(day) - static_cast<std::uint32_t>(day_origin);
}

struct Range {
    std::int64_t min = std::numeric_limits<std::int64_t>::max();
    std::int64_t max = std::numeric_limits<std::int64_t>::min();

    void take(std::int64_t value) {
        min = value < min ? value : min;
        max = value > max ? value : max;
    }

    [[nodiscard]] bool has(std::int64_t value) const { return min <= value && value <= max; }
};

// A group read back, with room for what its spans point to.
struct OwnedGroup {
    GroupFacts facts;
    std::vector<std::uint32_t> dims;
    std::vector<Rating> ratings;
    std::vector<std::uint16_t> topics;
};

// Topics as bits: topic t is bit (t - 1) % 64 of word (t - 1) / 64.
constexpr std::size_t topics_a_word = 64;
constexpr std::size_t topic_words = max_topics / topics_a_word;
using TopicBits = std::array<std::uint64_t, topic_words>;

constexpr void set_topic(TopicBits& bits, std::uint32_t topic) {
    bits[(topic - 1) / topics_a_word] |= std::uint64_t{1} << ((topic - 1) % topics_a_word);
}

// Calls f(topic) for each, ascending.
void each_topic(const TopicBits& bits, auto&& f) {
    for (std::size_t word = 0; word < topic_words; ++word) {
        for (std::uint64_t rest = bits[word]; rest != 0; rest &= rest - 1) {
            f(static_cast<std::uint32_t>(word * topics_a_word) +
              static_cast<std::uint32_t>(std::countr_zero(rest)) + 1);
        }
    }
}

struct Block {
    // One value a fact.
    Column metric, touchpoint, score, group_of;
    // One value a group. Positions and instants are kept as the distance from the block's first.
    Column position, occurred, day, hour, flags, customer;
    std::vector<Column> dims;
    std::vector<Column> topics;             // [word of TopicBits] as many as were needed
    std::shared_ptr<std::uint8_t[]> alive;  // [block_capacity] 1 or 0; null: all alive

    std::size_t facts = 0, groups = 0, dead_facts = 0, dead_groups = 0;
    std::int64_t first_position = 0, first_us = 0;
    Range positions, instants, days;  // dead groups included: honest, not tight
    bool positions_ascend = true;

    void push(const GroupFacts& group);
    bool remove(std::int64_t wanted);
    void shrink();

    [[nodiscard]] bool holds_single_facts() const { return facts == groups; }

    [[nodiscard]] std::size_t living_facts() const { return facts - dead_facts; }

    [[nodiscard]] bool is_alive(std::size_t group) const {
        return !alive || alive.get()[group] != 0;
    }

    [[nodiscard]] std::int64_t position_of(std::size_t group) const;
    [[nodiscard]] std::int64_t instant_of(std::size_t group) const;
    [[nodiscard]] Day day_of(std::size_t group) const;
    [[nodiscard]] TopicBits topics_of(std::size_t group) const;
    [[nodiscard]] std::optional<std::size_t> find(std::int64_t wanted
    ) const;  // the living group of that position
    [[nodiscard]] std::size_t first_fact_of(std::size_t group) const;  // group == groups: facts
    [[nodiscard]] std::size_t bytes() const;
    void read(std::size_t group, OwnedGroup& into) const;

private:
    void push_facts(std::span<const Rating> ratings);
    void push_topics(std::span<const std::uint16_t> of_group);
    void widen(std::vector<Column>& columns, std::size_t size) const;
};

// Calls f with each column and how many values it has (`group_of` has none while it is not kept).
template <class Columns>
void each_column(Columns& block, auto&& f) {
    f(block.metric, block.facts);
    f(block.touchpoint, block.facts);
    f(block.score, block.facts);
    f(block.group_of, block.facts);
    for (auto* column :
         {&block.position, &block.occurred, &block.day, &block.hour, &block.flags, &block.customer
         }) {
        f(*column, block.groups);
    }
    for (auto& column : block.dims) {
        f(column, block.groups);
    }
    for (auto& column : block.topics) {
        f(column, block.groups);
    }
}

// Pushes the living groups of `from`, which must fit.
void push_living(Block& into, const Block& from);

struct Snapshot {
    std::vector<std::shared_ptr<const Block>> blocks;  // in order of arrival
    std::int64_t position = 0;
};

}  // namespace styk::cube
