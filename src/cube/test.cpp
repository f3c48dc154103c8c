#include "cube/test.h"

#include <algorithm>

namespace styk::cube {

const Column& column_of(const Block& block, Field field, std::uint16_t index) {
    static const Column zeros = [] {
        Column column;
        column.append(0, 0);
        return column;
    }();
    switch (field) {
        case Field::dimension:
            return index < block.dims.size() ? block.dims[index] : zeros;
        case Field::touchpoint:
            return block.touchpoint;
        case Field::metric:
            return block.metric;
        case Field::customer:
            return block.customer;
        case Field::hour:
            return block.hour;
        case Field::flag:
            return block.flags;
        default:
            return block.day;
    }
}

const Column& column_of(const Block& block, const Test& test) {
    return test.on_score ? block.score : column_of(block, test.field, test.index);
}

bool is_per_group(Field field) {
    return field != Field::touchpoint && field != Field::metric;
}

bool Test::passes(std::uint64_t value) const {
    switch (kind) {
        case Kind::range: {
            // Unsigned, so that an interval of days that wraps around is one.
            return (value - low <= high - low) != negated;
        }
        case Kind::few:
            return std::ranges::binary_search(few, value) != negated;
        case Kind::listed:
            return (listed[value] != 0) != negated;
        case Kind::any_bit:
            return ((value & bits) != 0) != negated;
        case Kind::any_topic:
            break;
    }
    return false;
}

bool passes(const Block& block, const Test& test, std::size_t at) {
    if (test.kind != Test::Kind::any_topic) {
        return test.passes(column_of(block, test)[at]);
    }
    bool has_topic = false, wanted = false;
    for (std::size_t word = 0; word < block.topics.size(); ++word) {
        const std::uint64_t bits = block.topics[word][at];
        has_topic = has_topic || bits != 0;
        wanted = wanted || (bits & test.topics[word]) != 0;
    }
    return (wanted || (test.no_topic && !has_topic)) != test.negated;
}

Verdict judge(const Test& test, const Block& block) {
    if (test.kind != Test::Kind::any_topic) {
        return judge(test, column_of(block, test));
    }
    bool has_topics = false, has_wanted = false;
    for (std::size_t word = 0; word < block.topics.size(); ++word) {
        const bool used = block.topics[word].max() > 0;
        has_topics = has_topics || used;
        has_wanted = has_wanted || (used && test.topics[word] != 0);
    }
    if (has_wanted || (has_topics && test.no_topic)) {
        return Verdict::look;
    }
    return test.no_topic != test.negated ? Verdict::all_pass : Verdict::none_pass;
}

Verdict judge(const Test& test, const Column& column) {
    if (column.is_constant()) {
        return test.passes(column.min()) ? Verdict::all_pass : Verdict::none_pass;
    }
    if (test.kind == Test::Kind::few) {
        const bool none = std::ranges::none_of(test.few, [&](std::uint32_t code) {
            return column.min() <= code && code <= column.max();
        });
        const bool passes_none = none != test.negated;
        return !none ? Verdict::look : passes_none ? Verdict::none_pass : Verdict::all_pass;
    }
    if (test.kind != Test::Kind::range || test.low > test.high) {
        return Verdict::look;
    }
    if (column.min() >= test.low && column.max() <= test.high) {
        return test.negated ? Verdict::none_pass : Verdict::all_pass;
    }
    if (column.max() < test.low || column.min() > test.high) {
        return test.negated ? Verdict::all_pass : Verdict::none_pass;
    }
    return Verdict::look;
}

}  // namespace styk::cube
