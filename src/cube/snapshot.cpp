#include "cube/snapshot.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "cube/block.h"

namespace styk::cube {

namespace {

// A block as bytes: this, the alive marks if there are some dead, then each column as its width
// (eight bytes) and its values. Everything else of a block follows from these.
struct Head {
    std::uint64_t facts, groups, dims, topics, has_dead;
    std::int64_t first_position, first_us;
};

template <class T>
std::string_view bytes_of(const T& value) {
    return {reinterpret_cast<const char*>(&value), sizeof(value)};
}

// A column's values, also when there are none yet.
std::size_t values_in(const Block& block, const Column& column, std::size_t size) {
    return &column == &block.group_of && block.holds_single_facts() ? 0 : size;
}

void put_block(const Block& block, std::string& out) {
    const Head head{
        block.facts,
        block.groups,
        block.dims.size(),
        block.topics.size(),
        block.dead_groups > 0 ? 1U : 0U,
        block.first_position,
        block.first_us
    };
    out.append(bytes_of(head));
    if (head.has_dead != 0) {
        out.append(reinterpret_cast<const char*>(block.alive.get()), block.groups);
    }
    each_column(block, [&](const Column& column, std::size_t size) {
        const std::uint64_t width = column.width();
        out.append(bytes_of(width));
        out.append(column.raw(values_in(block, column, size)));
    });
}

// Reads from the front; once something is missing everything is.
class Bytes {
public:
    explicit Bytes(std::string_view rest) : rest_(rest) {}

    template <class T>
    bool read(T& into) {
        const auto from = take(sizeof(T), 1);
        if (from) {
            from->copy(reinterpret_cast<char*>(&into), sizeof(T));
        }
        return from.has_value();
    }

    std::optional<std::string_view> take(std::size_t n, std::size_t width) {
        if (width != 0 && n > rest_.size() / width) {
            return std::nullopt;
        }
        const auto taken = rest_.substr(0, n * width);
        rest_.remove_prefix(taken.size());
        return taken;
    }

    [[nodiscard]] bool is_at_end() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

bool read_column(Bytes& bytes, std::size_t size, Column& into) {
    std::uint64_t width = 0;
    if (!bytes.read(width) || width > sizeof(std::uint64_t)) {
        return false;
    }
    const auto raw = bytes.take(size, width);
    auto column = raw ? Column::of(size, static_cast<std::uint8_t>(width), *raw) : std::nullopt;
    if (!column) {
        return false;
    }
    into = *std::move(column);
    return true;
}

bool read_columns(Bytes& bytes, Block& block) {
    bool good = true;
    each_column(block, [&](Column& column, std::size_t size) {
        good = good && read_column(bytes, values_in(block, column, size), column);
    });
    return good;
}

bool read_alive(Bytes& bytes, Block& block) {
    const auto marks = bytes.take(block.groups, 1);
    if (!marks || !std::ranges::all_of(*marks, [](char mark) { return mark == 0 || mark == 1; })) {
        return false;
    }
    block.alive = std::make_shared<std::uint8_t[]>(block_capacity, std::uint8_t{1});
    std::memcpy(block.alive.get(), marks->data(), marks->size());
    block.dead_groups = static_cast<std::size_t>(std::ranges::count(*marks, '\0'));
    return true;
}

bool is_within(const Column& column, std::uint64_t most) {
    return column.min() > column.max() || column.max() <= most;  // the first: it has no values
}

// Each fact belongs to the group of the fact before or to the next one, and every group has one.
bool groups_in_order(const Block& block) {
    if (block.holds_single_facts()) {
        return true;
    }
    std::uint64_t last = 0;
    bool good = block.group_of[0] == 0;
    block.group_of.visit([&](const auto* group_of) {
        for (std::size_t i = 1; i < block.facts; ++i) {
            const std::uint64_t step = std::uint64_t{group_of[i]} - last;
            good = good && step <= 1;
            last = group_of[i];
        }
    });
    return good && last == block.groups - 1;
}

bool values_in_range(const Block& block) {
    constexpr std::uint64_t code = 0xFFFF'FFFF;
    return is_within(block.metric, 0xFFFF) && is_within(block.touchpoint, code) &&
           is_within(block.score, max_score + first_score_slot) && is_within(block.hour, 23) &&
           is_within(block.flags, 0xFF) && is_within(block.customer, code) &&
           is_within(block.day, code) &&
           std::ranges::all_of(
               block.dims, [](const Column& dim) { return is_within(dim, code); }
           ) &&
           groups_in_order(block);
}

void count_dead_facts(Block& block) {
    if (block.dead_groups == 0) {
        return;
    }
    for (std::size_t group = 0; group < block.groups; ++group) {
        if (!block.is_alive(group)) {
            block.dead_facts += block.first_fact_of(group + 1) - block.first_fact_of(group);
        }
    }
}

// What push() keeps beside the columns.
void sum_up(Block& block) {
    for (std::size_t group = 0; group < block.groups; ++group) {
        const std::int64_t position = block.position_of(group);
        block.positions_ascend =
            block.positions_ascend && (group == 0 || position >= block.positions.max);
        block.positions.take(position);
        block.instants.take(block.instant_of(group));
        block.days.take(block.day_of(group));
    }
    count_dead_facts(block);
}

std::shared_ptr<Block> read_block(std::string_view raw) {
    Bytes bytes(raw);
    Head head{};
    if (!bytes.read(head) || head.facts == 0 || head.facts > block_capacity || head.groups == 0 ||
        head.groups > head.facts || head.dims > max_dims || head.topics > topic_words ||
        head.has_dead > 1) {
        return nullptr;
    }
    auto block = std::make_shared<Block>();
    block->facts = head.facts;
    block->groups = head.groups;
    block->first_position = head.first_position;
    block->first_us = head.first_us;
    block->dims.resize(head.dims);
    block->topics.resize(head.topics);
    const bool good = (head.has_dead == 0 || read_alive(bytes, *block)) &&
                      read_columns(bytes, *block) && bytes.is_at_end() && values_in_range(*block);
    if (!good) {
        return nullptr;
    }
    sum_up(*block);
    return block->days.min >= first_day && block->days.max <= last_day ? block : nullptr;
}

}  // namespace

void write_blocks(const Snapshot& snapshot, const std::function<void(std::string_view)>& take) {
    std::string bytes;
    for (const auto& block : snapshot.blocks) {
        bytes.clear();
        put_block(*block, bytes);
        take(bytes);
    }
}

Rebuild::Rebuild() : made_(std::make_unique<Snapshot>()) {}

Rebuild::~Rebuild() = default;

bool Rebuild::add(std::string_view raw) {
    auto block = read_block(raw);
    if (!block) {
        return false;
    }
    if (is_within(block->customer, 0xFFFF'FFFF)) {
        highest_customer_ =
            std::max(highest_customer_, static_cast<std::uint32_t>(block->customer.max()));
    }
    made_->blocks.push_back(std::move(block));
    return true;
}

std::shared_ptr<const Snapshot> Rebuild::finish(std::int64_t position) && {
    made_->position = position;
    return std::shared_ptr<const Snapshot>(std::move(made_));
}

}  // namespace styk::cube
