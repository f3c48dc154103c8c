// One test of a question, as a block can be asked it.
#pragma once

#include <cstdint>
#include <vector>

#include "cube/block.h"
#include "cube/cube.h"

namespace styk::cube {

[[nodiscard]] const Column& column_of(const Block& block, Field field, std::uint16_t index);
[[nodiscard]] bool is_per_group(Field field);

// Passes a stored value that is among those wanted (or is not). Single values, ranges and a few
// values need no table.
struct Test {
    enum class Kind : std::uint8_t { range, few, listed, any_bit, any_topic };

    Kind kind = Kind::range;
    Field field = Field::dimension;
    std::uint16_t index = 0;
    bool on_score = false;  // reads Block::score; field means nothing
    bool negated = false;
    std::uint64_t low = 0, high = 0;   // range: low..high, both included
    std::vector<std::uint32_t> few{};  // few: ascending
    std::uint8_t bits = 0;             // any_bit
    TopicBits topics{};                // any_topic: over several columns, so passes(block, …) alone
    bool no_topic = false;             // any_topic: having none passes, too
    std::vector<std::uint8_t> listed{
    };  // listed: [value] 1 or 0, for every value of the column in any block

    [[nodiscard]] bool passes(std::uint64_t value) const;
};

[[nodiscard]] const Column& column_of(const Block& block, const Test& test);  // not of any_topic

// At a fact or a group, whichever the test is about.
[[nodiscard]] bool passes(const Block& block, const Test& test, std::size_t at);

// What the columns' least and greatest values say about a whole block, without a look at the
// values.
enum class Verdict { all_pass, none_pass, look };

[[nodiscard]] Verdict judge(const Test& test, const Block& block);
[[nodiscard]] Verdict judge(const Test& test, const Column& column);

}  // namespace styk::cube
