// A question made ready for one snapshot: which blocks, which tests, and how keys become table
// cells.
//
// A row's composite key is a mixed-radix number, first grouping most significant: sum of stride *
// (digit of the fact). A digit is the code itself, or a table look-up (classes, periods).
#pragma once

#include <cstdint>
#include <vector>

#include "cube/block.h"
#include "cube/cube.h"
#include "cube/test.h"

namespace styk::cube {

struct Part {
    Field field = Field::dimension;
    std::uint16_t index = 0;
    std::uint64_t origin = 0;  // stored value of digit 0 (days); else 0
    std::vector<std::uint32_t> table{
    };  // [stored value - origin] -> digit; empty: the difference is the digit
    std::uint64_t digits = 1;  // how many there can be
    std::uint64_t stride = 1;
    std::vector<Day> labels{};  // [digit] -> key; empty: the digit is the key

    [[nodiscard]] std::uint64_t digit_of(std::uint64_t stored) const {
        const auto at = static_cast<std::uint32_t>(stored - origin);  // days wrap around
        return table.empty() ? at : table[at];
    }
};

struct Plan {
    std::vector<std::shared_ptr<const Block>> blocks{};  // those that may hold a fact in question
    std::vector<Test> tests{};
    std::vector<Part> parts{};
    std::optional<std::size_t> topics{};    // which part is the topic
    Range instants;                         // wanted, both ends included
    bool by_instant = false;                // test them
    std::vector<std::int64_t> positions{};  // ascending
    bool by_position = false;
    bool count_groups = false;
    std::size_t slots = first_score_slot;  // of a row: scores and states
    std::uint64_t rows = 1;                // possible composite keys
    std::int64_t position = 0;

    // Counters of a row: its slots and, when groups are counted, one more.
    [[nodiscard]] std::size_t width() const { return slots + (count_groups ? 1 : 0); }
};

[[nodiscard]] Plan make_plan(const Question& question, const Snapshot& snapshot);

// The composite key of one fact of a group, without its topics.
[[nodiscard]] std::uint64_t composite_of(
    const Plan& plan, const Block& block, std::size_t group, std::size_t fact
);

// Calls f(what to add to the composite key) for each row that a group's facts count in.
void each_topic_key(const Plan& plan, const Block& block, std::size_t group, auto&& f) {
    if (!plan.topics) {
        f(std::uint64_t{0});
        return;
    }
    const Part& part = plan.parts[*plan.topics];
    bool has_any = false;
    each_topic(block.topics_of(group), [&](std::uint32_t topic) {
        if (const auto digit = part.digit_of(topic); digit != 0) {
            has_any = true;
            f(part.stride * digit);
        }
    });
    if (!has_any) {
        f(std::uint64_t{0});
    }
}

// The keys of a row from its composite key.
[[nodiscard]] std::vector<std::int64_t> keys_of(const Plan& plan, std::uint64_t composite);

}  // namespace styk::cube
