#include "cube/block.h"

#include <algorithm>

namespace styk::cube {

namespace {

constexpr Rating no_rating{.metric = 0, .touchpoint = 0, .value = 0, .state = State::missing};

std::uint8_t slot_of(const Rating& rating) {
    switch (rating.state) {
        case State::missing:
            return missing_slot;
        case State::not_applicable:
            return not_applicable_slot;
        case State::given:
            break;
    }
    return static_cast<std::uint8_t>(rating.value + first_score_slot);
}

Rating rating_of(std::uint64_t slot) {
    if (slot < first_score_slot) {
        return {.state = slot == missing_slot ? State::missing : State::not_applicable};
    }
    return {.value = static_cast<std::uint8_t>(slot - first_score_slot)};
}

// Distances wrap around, so any two instants have one.
std::uint64_t distance(std::int64_t value, std::int64_t from) {
    return static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(from);
}

std::int64_t after(std::int64_t from, std::uint64_t by) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(from) + by);
}

}  // namespace

void Block::push(const GroupFacts& group) {
    if (groups == 0) {
        first_position = group.position;
        first_us = group.occurred_us;
    }
    positions_ascend = positions_ascend && (groups == 0 || group.position >= positions.max);
    positions.take(group.position);
    instants.take(group.occurred_us);
    days.take(group.local_day);
    position.append(groups, distance(group.position, first_position));
    occurred.append(groups, distance(group.occurred_us, first_us));
    day.append(groups, stored_day(group.local_day));
    hour.append(groups, group.hour);
    flags.append(groups, group.flags);
    customer.append(groups, group.customer);
    widen(dims, group.dims.size());
    for (std::size_t i = 0; i < dims.size(); ++i) {
        dims[i].append(groups, i < group.dims.size() ? group.dims[i] : 0);
    }
    push_topics(group.topics);
    push_facts(group.ratings.empty() ? std::span(&no_rating, 1) : group.ratings);
    ++groups;
}

// The groups before have 0 in what is new.
void Block::widen(std::vector<Column>& columns, std::size_t size) const {
    if (size > columns.size()) {
        Column absent;
        if (groups > 0) {
            absent.append(0, 0);
        }
        columns.resize(size, absent);
    }
}

void Block::push_topics(std::span<const std::uint16_t> of_group) {
    TopicBits bits{};
    std::size_t words = 0;
    for (const std::uint32_t topic : of_group) {
        set_topic(bits, topic);
        words = std::max(words, (topic - 1) / topics_a_word + 1);
    }
    widen(topics, words);
    for (std::size_t i = 0; i < topics.size(); ++i) {
        topics[i].append(groups, bits[i]);
    }
}

void Block::push_facts(std::span<const Rating> ratings) {
    if (ratings.size() > 1 && holds_single_facts()) {
        for (std::size_t i = 0; i < facts; ++i) {
            group_of.append(i, i);
        }
    }
    const bool several = ratings.size() > 1 || !holds_single_facts();
    for (const auto& rating : ratings) {
        metric.append(facts, rating.metric);
        touchpoint.append(facts, rating.touchpoint);
        score.append(facts, slot_of(rating));
        if (several) {
            group_of.append(facts, groups);
        }
        ++facts;
    }
}

std::int64_t Block::position_of(std::size_t group) const {
    return after(first_position, position[group]);
}

std::int64_t Block::instant_of(std::size_t group) const {
    return after(first_us, occurred[group]);
}

Day Block::day_of(std::size_t group) const {
    return static_cast<Day>(
        static_cast<std::uint32_t>(day[group]) + static_cast<std::uint32_t>(day_origin)
    );
}

TopicBits Block::topics_of(std::size_t group) const {
    TopicBits bits{};
    for (std::size_t i = 0; i < topics.size(); ++i) {
        bits[i] = topics[i][group];
    }
    return bits;
}

std::optional<std::size_t> Block::find(std::int64_t wanted) const {
    if (!positions.has(wanted)) {
        return std::nullopt;
    }
    std::size_t group = 0;
    if (positions_ascend) {
        for (std::size_t end = groups; group < end;) {
            const std::size_t middle = group + (end - group) / 2;
            (position_of(middle) < wanted) ? group = middle + 1 : end = middle;
        }
    }
    // A position that was removed and added again stands here twice; only one of them is alive.
    for (; group < groups; ++group) {
        const std::int64_t here = position_of(group);
        if (here == wanted && is_alive(group)) {
            return group;
        }
        if (positions_ascend && here > wanted) {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

std::size_t Block::first_fact_of(std::size_t group) const {
    if (holds_single_facts() || group == groups) {
        return group == groups ? facts : group;
    }
    std::size_t fact = group;  // every group before has at least one
    for (std::size_t end = facts; fact < end;) {
        const std::size_t middle = fact + (end - fact) / 2;
        (group_of[middle] < group) ? fact = middle + 1 : end = middle;
    }
    return fact;
}

bool Block::remove(std::int64_t wanted) {
    const auto group = find(wanted);
    if (!group) {
        return false;
    }
    if (!alive || alive.use_count() > 1) {
        auto own = std::make_shared<std::uint8_t[]>(block_capacity, std::uint8_t{1});
        if (alive) {
            std::copy_n(alive.get(), block_capacity, own.get());
        }
        alive = std::move(own);
    }
    alive.get()[*group] = 0;
    ++dead_groups;
    dead_facts += first_fact_of(*group + 1) - first_fact_of(*group);
    return true;
}

void Block::shrink() {
    each_column(*this, [](Column& column, std::size_t size) { column.shrink(size); });
}

std::size_t Block::bytes() const {
    std::size_t total = sizeof(Block) + (dims.size() + topics.size()) * sizeof(Column) +
                        (alive ? block_capacity : 0);
    each_column(*this, [&](const Column& column, std::size_t) { total += column.bytes(); });
    return total;
}

void Block::read(std::size_t group, OwnedGroup& into) const {
    into.dims.clear();
    for (const auto& column : dims) {
        into.dims.push_back(static_cast<std::uint32_t>(column[group]));
    }
    into.ratings.clear();
    for (std::size_t fact = first_fact_of(group); fact < first_fact_of(group + 1); ++fact) {
        Rating rating = rating_of(score[fact]);
        rating.metric = static_cast<std::uint16_t>(metric[fact]);
        rating.touchpoint = static_cast<std::uint32_t>(touchpoint[fact]);
        into.ratings.push_back(rating);
    }
    into.topics.clear();
    each_topic(topics_of(group), [&](std::uint32_t topic) {
        into.topics.push_back(static_cast<std::uint16_t>(topic));
    });
    into.facts = {
        .position = position_of(group),
        .occurred_us = instant_of(group),
        .local_day = day_of(group),
        .hour = static_cast<std::uint8_t>(hour[group]),
        .flags = static_cast<std::uint8_t>(flags[group]),
        .customer = static_cast<std::uint32_t>(customer[group]),
        .dims = into.dims,
        .ratings = into.ratings,
        .topics = into.topics
    };
}

void push_living(Block& into, const Block& from) {
    OwnedGroup group;
    for (std::size_t i = 0; i < from.groups; ++i) {
        if (from.is_alive(i)) {
            from.read(i, group);
            into.push(group.facts);
        }
    }
}

}  // namespace styk::cube
