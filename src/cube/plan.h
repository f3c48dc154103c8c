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

namespace styk::cube {

[[nodiscard]] const Column& column_of(const Block& block, Field field, std::uint16_t index);
[[nodiscard]] bool is_per_group(Field field);

// Passes a stored value that is in `listed` (or is not). Single values and ranges need no table.
struct Test {
    enum class Kind : std::uint8_t { range, listed, any_bit };

    Kind kind = Kind::range;
    Field field = Field::dimension;
    std::uint16_t index = 0;
    bool on_score = false;  // reads Block::score; field means nothing
    bool negated = false;
    std::uint64_t low = 0, high = 0;  // range: low..high, both included
    std::uint8_t bits = 0;            // any_bit
    std::vector<std::uint8_t> listed{
    };  // listed: [value] 1 or 0, for every value of the column in any block

    [[nodiscard]] bool passes(std::uint64_t value) const;
};

[[nodiscard]] const Column& column_of(const Block& block, const Test& test);

// What a column's least and greatest value say about all of it, without a look at the values.
enum class Verdict { all_pass, none_pass, look };

[[nodiscard]] Verdict judge(const Test& test, const Column& column);

struct Part {
    Field field = Field::dimension;
    std::uint16_t index = 0;
    std::uint64_t origin = 0;  // stored value of digit 0 (days); else 0
    std::vector<std::uint32_t> table{
    };  // [stored value - origin] -> digit; empty: the difference is the digit
    std::uint64_t digits = 1;  // how many there can be
    std::uint64_t stride = 1;
    std::vector<Day> labels{};  // [digit] -> key; empty: the digit is the key
};

struct Plan {
    std::vector<std::shared_ptr<const Block>> blocks{};  // those that may hold a fact in question
    std::vector<Test> tests{};
    std::vector<Part> parts{};
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

// The keys of a row from its composite key.
[[nodiscard]] std::vector<std::int64_t> keys_of(const Plan& plan, std::uint64_t composite);

}  // namespace styk::cube
