// Goes over the blocks of a plan tile by tile and gives a table the keys, slots and mask of the
// facts. The tables are those of table.h and pairs.h; everything here is inside of the room.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <exception>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "cube/kernels.h"
#include "cube/lane.h"
#include "cube/plan.h"

namespace styk::cube {

inline constexpr std::array<std::uint8_t, tile> all_missing{};  // of a block without any score

// Where fewer than one of so many facts of a tile pass, only those are looked at further.
inline constexpr std::size_t few_of = 4;

template <class Table>
class Scanner {
public:
    using Key = typename Table::Key;

    Scanner(
        const Plan& plan, const std::vector<ScaledPart<Key>>& parts, std::size_t factor, Table table
    )
        : plan_(plan), parts_(parts), factor_(factor), table_(std::move(table)) {
        topic_marks_.resize(plan.tests.size());
    }

    void scan(const Block& block) {
        if (!prepare(block)) {
            return;
        }
        seen_group_ = block.groups;
        for (std::size_t first = 0; first < block.facts; first += tile) {
            scan_tile(block, first, std::min(tile, block.facts - first));
        }
    }

    Table& table() { return table_; }

private:
    // Facts with their keys: all of a tile with a mask, or those picked.
    struct Run {
        const Key* keys;
        const std::uint8_t* slots;
        const std::uint8_t* mask;  // null: all
        std::size_t n;
        std::size_t first;            // fact i is first + i,
        const std::uint32_t* places;  // or places[i]

        [[nodiscard]] bool passes(std::size_t i) const { return mask == nullptr || mask[i] != 0; }

        [[nodiscard]] std::size_t fact(std::size_t i) const {
            return places == nullptr ? first + i : places[i];
        }
    };

    void scan_tile(const Block& block, std::size_t first, std::size_t n) {
        const std::uint8_t* slots = all_missing.data();
        block.score.visit([&]<class T>(const T* scores) {
            if constexpr (sizeof(T) == 1) {  // a slot is a byte
                slots = scores + first;
            }
        });
        const bool masked = facts_.is_masked() || groups_.is_masked();
        const std::size_t passing = masked ? sift(block, first, n) : n;
        if (passing == 0) {
            return;
        }
        if (passing * few_of < n) {
            count(block, pick(block, first, n, slots));
            return;
        }
        if constexpr (requires { Table::counts_columns; }) {
            if (!masked && is_of_one_column()) {
                count_column(first, n, slots);
                return;
            }
        }
        facts_.add_up(first, n, start_);
        if (!groups_.addends.empty()) {
            add_groups(block, first, n);
        }
        const std::uint8_t* mask = masked ? facts_.mask.data() : nullptr;
        count(block, {facts_.keys.data(), slots, mask, n, first, nullptr});
    }

    // What most charts ask: every fact, by one thing.
    [[nodiscard]] bool is_of_one_column() const {
        return facts_.addends.size() == 1 && groups_.addends.empty() && !plan_.topics &&
               !plan_.count_groups;
    }

    void count_column(std::size_t first, std::size_t n, const std::uint8_t* slots) {
        const auto& [column, part] = facts_.addends.front();
        const auto* table = part->table.empty() ? nullptr : part->table.data();
        const kernels::Digits digits{part->origin, part->stride, table};
        column->visit([&](const auto* codes) {
            table_.tally_column(codes + first, digits, slots, n, start_);
        });
    }

    // How many facts of the tile pass.
    std::size_t sift(const Block& block, std::size_t first, std::size_t n) {
        facts_.sift(first, n);
        if (groups_.is_masked()) {
            block.group_of.visit([&](const auto* group_of) {
                const auto* of = group_of + first;
                const std::size_t base = of[0];
                groups_.sift(base, of[n - 1] - base + 1);
                for (std::size_t i = 0; i < n; ++i) {
                    facts_.mask[i] =
                        static_cast<std::uint8_t>(facts_.mask[i] & groups_.mask[of[i] - base]);
                }
            });
        }
        return kernels::count_ones(facts_.mask.data(), n);
    }

    Run pick(const Block& block, std::size_t first, std::size_t n, const std::uint8_t* slots) {
        const std::size_t picked = kernels::places_of_ones(
            facts_.mask.data(), n, static_cast<std::uint32_t>(first), places_.data()
        );
        std::fill_n(facts_.keys.begin(), picked, start_);
        facts_.add_picked(places_.data(), picked, facts_.keys.data());
        if (!groups_.addends.empty()) {
            block.group_of.visit([&](const auto* group_of) {
                for (std::size_t i = 0; i < picked; ++i) {
                    groups_at_[i] = static_cast<std::uint32_t>(group_of[places_[i]]);
                }
            });
            groups_.add_picked(groups_at_.data(), picked, facts_.keys.data());
        }
        for (std::size_t i = 0; i < picked; ++i) {
            slots_[i] = slots[places_[i] - first];
        }
        return {facts_.keys.data(), slots_.data(), nullptr, picked, 0, places_.data()};
    }

    void add_groups(const Block& block, std::size_t first, std::size_t n) {
        block.group_of.visit([&](const auto* group_of) {
            const auto* of = group_of + first;
            const std::size_t base = of[0];
            groups_.add_up(base, of[n - 1] - base + 1, 0);
            for (std::size_t i = 0; i < n; ++i) {
                facts_.keys[i] += groups_.keys[of[i] - base];
            }
        });
    }

    void count(const Block& block, const Run& run) {
        if (plan_.topics) {
            spread(block, run);
            return;
        }
        table_.tally(run.keys, run.slots, run.mask, run.n);
        if constexpr (Table::counts_groups) {
            if (plan_.count_groups) {
                count_groups(block, run);
            }
        }
    }

    // Each fact once for each topic of its group.
    void spread(const Block& block, const Run& run) {
        std::size_t m = 0;
        const auto flush = [&] {
            table_.tally(spread_keys_.data(), spread_slots_.data(), nullptr, std::exchange(m, 0));
        };
        for (std::size_t i = 0; i < run.n; ++i) {
            if (!run.passes(i)) {
                continue;
            }
            const std::size_t group = group_of(block, run.fact(i));
            each_topic_key(plan_, block, group, [&](std::uint64_t more) {
                const Key key = run.keys[i] + static_cast<Key>(more * factor_);
                spread_keys_[m] = key;
                spread_slots_[m++] = run.slots[i];
                count_group(group, key);
            });
            if (m >= tile) {
                flush();
            }
        }
        flush();
    }

    static std::size_t group_of(const Block& block, std::size_t fact) {
        return block.holds_single_facts() ? fact : block.group_of[fact];
    }

    // A group counts once in each row in which it has a fact. Its facts may be cut by the end of a
    // tile, so what was seen of it is kept between tiles.
    void count_groups(const Block& block, const Run& run) {
        if (block.holds_single_facts()) {
            for (std::size_t i = 0; i < run.n; ++i) {
                if (run.passes(i)) {
                    table_.add(run.keys[i], plan_.slots, 1);
                }
            }
            return;
        }
        block.group_of.visit([&](const auto* of) {
            for (std::size_t i = 0; i < run.n; ++i) {
                if (run.passes(i)) {
                    count_group(of[run.fact(i)], run.keys[i]);
                }
            }
        });
        if (block.groups == 1) {  // then there is nothing to visit: every fact is of group 0
            for (std::size_t i = 0; i < run.n; ++i) {
                if (run.passes(i)) {
                    count_group(0, run.keys[i]);
                }
            }
        }
    }

    void count_group(std::size_t group, Key key) {
        if constexpr (Table::counts_groups) {
            if (!plan_.count_groups) {
                return;
            }
            if (group != seen_group_) {
                seen_group_ = group;
                seen_keys_.clear();
            }
            if (std::ranges::find(seen_keys_, key) == seen_keys_.end()) {
                seen_keys_.push_back(key);
                table_.add(key, plan_.slots, 1);
            }
        }
    }

    // Sorts tests and parts by where their values stand; false when nothing in the block can pass.
    bool prepare(const Block& block) {
        const bool single = block.holds_single_facts();
        Lane<Key>& by_group = single ? facts_ : groups_;
        facts_.clear();
        groups_.clear();
        start_ = 0;
        for (const auto& part : parts_) {
            const Column& column = column_of(block, part.field, part.index);
            if (column.is_constant()) {
                start_ += part.of(column.min());
            } else {
                (is_per_group(part.field) ? by_group : facts_).addends.push_back({&column, &part});
            }
        }
        for (std::size_t i = 0; i < plan_.tests.size(); ++i) {
            const Test& test = plan_.tests[i];
            const bool per_group = !test.on_score && is_per_group(test.field);
            const bool may_pass =
                test.kind == Test::Kind::any_topic
                    ? mark_topics(by_group, block, test, topic_marks_[i])
                    : add_filter(per_group ? by_group : facts_, column_of(block, test), test);
            if (!may_pass) {
                return false;
            }
        }
        if (block.dead_groups > 0) {
            by_group.ones.push_back(block.alive.get());
        }
        if (plan_.by_position) {
            mark_positions(block);
            by_group.ones.push_back(wanted_.data());
        }
        return !plan_.by_instant || limit_instants(block, by_group);
    }

    bool add_filter(Lane<Key>& lane, const Column& column, const Test& test) {
        const Verdict verdict = judge(test, column);
        if (verdict == Verdict::look) {
            lane.filters.push_back({&column, &test});
        }
        return verdict != Verdict::none_pass;
    }

    static bool mark_topics(
        Lane<Key>& by_group, const Block& block, const Test& test, std::vector<std::uint8_t>& marks
    ) {
        const Verdict verdict = judge(test, block);
        if (verdict == Verdict::look) {
            marks.resize(block.groups);
            for (std::size_t group = 0; group < block.groups; ++group) {
                marks[group] = passes(block, test, group) ? 1 : 0;
            }
            by_group.ones.push_back(marks.data());
        }
        return verdict != Verdict::none_pass;
    }

    bool limit_instants(const Block& block, Lane<Key>& by_group) {
        const auto first = static_cast<std::uint64_t>(block.first_us);
        const Range& wanted = plan_.instants;
        if (wanted.min <= block.instants.min && block.instants.max <= wanted.max) {
            return true;
        }
        instant_test_.low =
            static_cast<std::uint64_t>(std::max(wanted.min, block.instants.min)) - first;
        instant_test_.high =
            static_cast<std::uint64_t>(std::min(wanted.max, block.instants.max)) - first;
        return add_filter(by_group, block.occurred, instant_test_);
    }

    void mark_positions(const Block& block) {
        wanted_.assign(block.groups, 0);
        const auto& positions = plan_.positions;
        auto next = std::ranges::lower_bound(positions, block.positions.min);
        if (block.positions_ascend && positions.end() - next < std::ptrdiff_t{256}) {
            for (; next != positions.end() && *next <= block.positions.max; ++next) {
                if (const auto group = block.find(*next)) {
                    wanted_[*group] = 1;
                }
            }
            return;
        }
        for (std::size_t group = 0; group < block.groups; ++group) {
            wanted_[group] =
                std::binary_search(next, positions.end(), block.position_of(group)) ? 1 : 0;
        }
    }

    const Plan& plan_;
    const std::vector<ScaledPart<Key>>& parts_;
    std::size_t factor_;
    Table table_;
    Lane<Key> facts_, groups_;
    Key start_ = 0;
    Test instant_test_;
    std::vector<std::uint8_t> wanted_;
    std::vector<std::vector<std::uint8_t>> topic_marks_;  // [test]
    std::size_t seen_group_ = 0;
    std::vector<Key> seen_keys_;

    // Of the facts picked, or spread.
    std::array<std::uint32_t, tile> places_, groups_at_;
    std::array<std::uint8_t, tile> slots_;
    std::array<Key, tile + max_topics> spread_keys_;
    std::array<std::uint8_t, tile + max_topics> spread_slots_;
};

// Each thread takes the next block until none is left, and counts into a table of its own, which
// `make_table` makes. What one of them throws is thrown here. `factor`: what keys are multiplied
// by.
template <class MakeTable>
auto count_into(const Plan& plan, int threads, std::size_t factor, const MakeTable& make_table) {
    using Table = decltype(make_table());
    using Key = typename Table::Key;
    const auto parts = scale<Key>(plan, factor);
    std::atomic<std::size_t> next{0};
    const auto work = [&](Scanner<Table>& scanner) {
        for (std::size_t i = next++; i < plan.blocks.size(); i = next++) {
            scanner.scan(*plan.blocks[i]);
        }
        scanner.table().settle();
    };
    const auto helpers = static_cast<std::size_t>(std::clamp(threads, 1, 64)) - 1;
    std::vector<std::unique_ptr<Scanner<Table>>> scanners;
    for (std::size_t i = 0;
         i <= std::min(helpers, std::max<std::size_t>(1, plan.blocks.size()) - 1);
         ++i) {
        scanners.push_back(std::make_unique<Scanner<Table>>(plan, parts, factor, make_table()));
    }
    std::vector<std::exception_ptr> failures(scanners.size());
    {
        std::vector<std::jthread> running;
        const auto guarded = [&](std::size_t i) {
            try {
                work(*scanners[i]);
            } catch (...) {
                failures[i] = std::current_exception();
            }
        };
        for (std::size_t i = 1; i < scanners.size(); ++i) {
            running.emplace_back(guarded, i);
        }
        guarded(0);
    }
    for (std::size_t i = 0; i < scanners.size(); ++i) {
        if (failures[i]) {
            std::rethrow_exception(failures[i]);
        }
        if (i > 0) {
            scanners[0]->table().merge(scanners[i]->table());
        }
    }
    return std::move(scanners[0]->table());
}

}  // namespace styk::cube
