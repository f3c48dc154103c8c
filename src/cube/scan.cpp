#include "cube/scan.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <exception>
#include <numeric>
#include <thread>

#include "cube/kernels.h"
#include "cube/table.h"

namespace styk::cube {

namespace {

constexpr std::size_t tile =
    2048;  // values worked on at a time: their keys and masks stay in the nearest cache

constexpr std::array<std::uint8_t, tile> all_missing{};  // the slots of a block without any score

template <class Key>
struct ScaledPart {
    Field field;
    std::uint16_t index;
    std::uint32_t origin;
    Key stride;
    std::vector<Key> table;  // of strides already multiplied; empty: none

    [[nodiscard]] Key of(std::uint64_t stored) const {
        const std::uint32_t at = static_cast<std::uint32_t>(stored) - origin;
        return table.empty() ? static_cast<Key>(stride * at) : table[at];
    }
};

template <class Key>
std::vector<ScaledPart<Key>> scale(const Plan& plan, std::size_t factor) {
    std::vector<ScaledPart<Key>> parts;
    for (const auto& part : plan.parts) {
        const auto stride = static_cast<Key>(part.stride * factor);
        parts.push_back(
            {part.field, part.index, static_cast<std::uint32_t>(part.origin), stride, {}}
        );
        for (const std::uint32_t digit : part.table) {
            parts.back().table.push_back(stride * digit);
        }
    }
    return parts;
}

// Keys and mask of a run of facts, or of groups.
template <class Key>
struct Lane {
    struct Addend {
        const Column* column;
        const ScaledPart<Key>* part;
    };

    struct Filter {
        const Column* column;
        const Test* test;
    };

    std::vector<Addend> addends;
    std::vector<Filter> filters;
    std::vector<const std::uint8_t*> ones;  // masks of the whole block
    std::array<Key, tile> keys;
    std::array<std::uint8_t, tile> mask;

    void clear() {
        addends.clear();
        filters.clear();
        ones.clear();
    }

    [[nodiscard]] bool is_masked() const { return !filters.empty() || !ones.empty(); }

    [[nodiscard]] bool is_idle() const { return addends.empty() && !is_masked(); }

    void run(std::size_t first, std::size_t n, Key start, bool masked) {
        std::fill_n(keys.begin(), n, start);
        for (const Addend& addend : addends) {
            const ScaledPart<Key>& part = *addend.part;
            addend.column->visit([&](const auto* codes) {
                part.table.empty()
                    ? kernels::add_digits(codes + first, n, part.origin, part.stride, keys.data())
                    : kernels::add_looked_up(
                          codes + first, n, part.origin, part.table.data(), keys.data()
                      );
            });
        }
        if (masked) {
            std::fill_n(mask.begin(), n, std::uint8_t{1});
            for (const auto& [column, test] : filters) {
                keep(*column, *test, first, n);
            }
            for (const auto* of_block : ones) {
                kernels::keep_ones(of_block + first, n, mask.data());
            }
        }
    }

private:
    void keep(const Column& column, const Test& test, std::size_t first, std::size_t n) {
        column.visit([&]<class T>(const T* codes) {
            switch (test.kind) {
                case Test::Kind::range:
                    kernels::keep_range(
                        codes + first, n, test.low, test.high - test.low, test.negated, mask.data()
                    );
                    break;
                case Test::Kind::listed:
                    kernels::keep_listed(
                        codes + first, n, test.listed.data(), test.negated, mask.data()
                    );
                    break;
                case Test::Kind::any_bit:
                    if constexpr (sizeof(T) == 1) {  // flags are a byte
                        kernels::keep_bits(codes + first, n, test.bits, test.negated, mask.data());
                    }
                    break;
            }
        });
    }
};

template <class Table>
class Scanner {
public:
    using Key = typename Table::Key;

    Scanner(const Plan& plan, const std::vector<ScaledPart<Key>>& parts)
        : plan_(plan), parts_(parts), table_(plan.rows, plan.width()) {}

    void scan(const Block& block) {
        if (!prepare(block)) {
            return;
        }
        seen_group_ = block.groups;
        const bool single = block.holds_single_facts();
        const bool masked = facts_.is_masked() || groups_.is_masked();
        for (std::size_t first = 0; first < block.facts; first += tile) {
            const std::size_t n = std::min(tile, block.facts - first);
            facts_.run(first, n, start_, masked);
            if (!single && !groups_.is_idle()) {
                add_groups(block, first, n, masked);
            }
            const std::uint8_t* mask = masked ? facts_.mask.data() : nullptr;
            const std::uint8_t* slots = all_missing.data();
            block.score.visit([&]<class T>(const T* scores) {
                if constexpr (sizeof(T) == 1) {  // a slot is a byte
                    slots = scores + first;
                }
            });
            table_.tally(facts_.keys.data(), slots, mask, n);
            if (plan_.count_groups) {
                single ? count_single(mask, n) : count_groups(block, first, mask, n);
            }
        }
    }

    Table& table() { return table_; }

private:
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
        for (const auto& test : plan_.tests) {
            const bool per_group = !test.on_score && is_per_group(test.field);
            if (!add_filter(per_group ? by_group : facts_, column_of(block, test), test)) {
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

    void add_groups(const Block& block, std::size_t first, std::size_t n, bool masked) {
        block.group_of.visit([&]<class T>(const T* group_of) {
            const T* of = group_of + first;
            const std::size_t base = of[0];
            groups_.run(base, of[n - 1] - base + 1, 0, masked);
            for (std::size_t i = 0; i < n; ++i) {
                facts_.keys[i] += groups_.keys[of[i] - base];
            }
            if (groups_.is_masked()) {
                for (std::size_t i = 0; i < n; ++i) {
                    facts_.mask[i] =
                        static_cast<std::uint8_t>(facts_.mask[i] & groups_.mask[of[i] - base]);
                }
            }
        });
    }

    void count_single(const std::uint8_t* mask, std::size_t n) {
        for (std::size_t i = 0; i < n; ++i) {
            if (mask == nullptr || mask[i] != 0) {
                table_.add(facts_.keys[i], plan_.slots, 1);
            }
        }
    }

    // A group counts once in each row in which it has a fact. Its facts may be cut by the end of a
    // tile, so what was seen of it is kept between tiles.
    void count_groups(
        const Block& block, std::size_t first, const std::uint8_t* mask, std::size_t n
    ) {
        block.group_of.visit([&](const auto* group_of) {
            for (std::size_t i = 0; i < n; ++i) {
                if (mask == nullptr || mask[i] != 0) {
                    count_group(group_of[first + i], facts_.keys[i]);
                }
            }
        });
        if (block.groups == 1) {  // then there is nothing to visit: every fact is of group 0
            for (std::size_t i = 0; i < n; ++i) {
                if (mask == nullptr || mask[i] != 0) {
                    count_group(0, facts_.keys[i]);
                }
            }
        }
    }

    void count_group(std::size_t group, Key key) {
        if (group != seen_group_) {
            seen_group_ = group;
            seen_keys_.clear();
        }
        if (std::ranges::find(seen_keys_, key) == seen_keys_.end()) {
            seen_keys_.push_back(key);
            table_.add(key, plan_.slots, 1);
        }
    }

    const Plan& plan_;
    const std::vector<ScaledPart<Key>>& parts_;
    Table table_;
    Lane<Key> facts_, groups_;
    Key start_ = 0;
    Test instant_test_;
    std::vector<std::uint8_t> wanted_;
    std::size_t seen_group_ = 0;
    std::vector<Key> seen_keys_;
};

// Each thread takes the next block until none is left. What one of them throws is thrown here.
template <class Table>
Table count_into(const Plan& plan, int threads) {
    using Key = typename Table::Key;
    const auto parts = scale<Key>(plan, std::is_same_v<Table, DenseTable> ? plan.width() : 1);
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
        scanners.push_back(std::make_unique<Scanner<Table>>(plan, parts));
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

void take_row(const Plan& plan, std::uint64_t composite, const std::uint32_t* cells, Answer& into) {
    if (std::all_of(cells, cells + plan.slots, [](std::uint32_t count) { return count == 0; })) {
        return;
    }
    Row row{
        .keys = keys_of(plan, composite), .counts = {cells + first_score_slot, cells + plan.slots}
    };
    row.missing = cells[missing_slot];
    row.not_applicable = cells[not_applicable_slot];
    row.groups = plan.count_groups ? cells[plan.slots] : 0;
    into.rows.push_back(std::move(row));
}

void read_rows(const Plan& plan, const DenseTable& table, Answer& into) {
    for (std::uint64_t row = 0; row < plan.rows; ++row) {
        take_row(plan, row, &table.cells()[row * plan.width()], into);
    }
}

void read_rows(const Plan& plan, const HashTable& table, Answer& into) {
    std::vector<std::size_t> order(table.keys().size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t row) { return table.keys()[row]; });
    for (const std::size_t row : order) {
        take_row(plan, table.keys()[row], table.counts(row), into);
    }
}

void cut_levels(Answer& answer) {
    for (const auto& row : answer.rows) {
        for (std::size_t i = row.counts.size(); i > answer.levels; --i) {
            if (row.counts[i - 1] != 0) {
                answer.levels = i;
            }
        }
    }
    for (auto& row : answer.rows) {
        row.counts.resize(answer.levels);
    }
}

template <class Table>
Answer answer_by(const Plan& plan, int threads) {
    Answer answer;
    answer.position = plan.position;
    if (!plan.blocks.empty()) {
        read_rows(plan, count_into<Table>(plan, threads), answer);
        cut_levels(answer);
    }
    return answer;
}

}  // namespace

Answer count_blocks(const Plan& plan, int threads) {
    const bool dense = plan.rows <= DenseTable::max_cells / plan.width();
    return dense ? answer_by<DenseTable>(plan, threads) : answer_by<HashTable>(plan, threads);
}

}  // namespace styk::cube
