#include "cube/cross.h"

#include <algorithm>
#include <functional>
#include <map>
#include <unordered_map>

#include "base/result.h"
#include "cube/walk.h"

namespace styk::cube {

namespace {

std::uint64_t name_of(const Item& item) {
    return (std::uint64_t{item.metric} << 32U) | item.touchpoint;
}

bool is_meant(const Item& item, std::uint64_t name) {
    return item.touchpoint == anywhere ? name >> 32U == item.metric : name == name_of(item);
}

using Key = std::pair<std::uint32_t, std::uint32_t>;  // fold, pattern

// The ratings of a group as the columns of a question.
class Gatherer {
public:
    explicit Gatherer(const CrossQuestion& question)
        : question_(question),
          items_(question.items.size()),
          ends_at_(question.with_presence ? 2 * items_ : items_),
          values_(ends_at_ + 2 * question.ends.size()) {
        for (std::size_t i = items_; i-- > 0;) {
            places_[name_of(question.items[i])] = i;
        }
    }

    [[nodiscard]] const std::vector<std::int64_t>& values() const { return values_; }

    // Fills the values; which items are rated.
    std::uint32_t operator()(const Block& block, std::size_t first, std::size_t end) {
        std::uint32_t pattern = 0;
        std::ranges::fill(values_, 0);
        for (; first < end; ++first) {
            const std::uint64_t slot = block.score[first];
            const auto place = place_of((block.metric[first] << 32U) | block.touchpoint[first]);
            if (slot < first_score_slot || place == places_.end()) {
                continue;
            }
            const std::uint32_t bit = std::uint32_t{1} << place->second;
            if ((pattern & bit) == 0) {
                pattern |= bit;
                values_[place->second] = static_cast<std::int64_t>(slot - first_score_slot);
            }
        }
        add_derived(pattern);
        return pattern;
    }

private:
    using Places = std::unordered_map<std::uint64_t, std::size_t>;

    // The item itself before the same metric anywhere.
    [[nodiscard]] Places::const_iterator place_of(std::uint64_t name) const {
        const auto found = places_.find(name);
        return found == places_.end() ? places_.find(name | anywhere) : found;
    }

    void add_derived(std::uint32_t pattern) {
        for (std::size_t i = items_; i < ends_at_; ++i) {
            values_[i] = (pattern >> (i - items_)) & 1U;
        }
        for (std::size_t i = 0; i < question_.ends.size(); ++i) {
            const bool rated = ((pattern >> i) & 1U) != 0;
            values_[ends_at_ + 2 * i] = rated && values_[i] <= question_.ends[i].bad_to;
            values_[ends_at_ + 2 * i + 1] = rated && values_[i] >= question_.ends[i].good_from;
        }
    }

    const CrossQuestion& question_;
    std::size_t items_, ends_at_;
    std::vector<std::int64_t> values_;
    Places places_;
};

class Crosser {
public:
    explicit Crosser(const CrossQuestion& question)
        : question_(question),
          items_(question.items.size()),
          gather_(question),
          columns_(gather_.values().size()) {}

    void scan(const Plan& plan, const Block& block) {
        Groups(plan, block).each([&](std::size_t group, std::size_t first, std::size_t end) {
            const std::uint32_t pattern = gather_(block, first, end);
            if ((pattern & question_.needed) == question_.needed) {
                take(fold_of(block.position_of(group)), pattern);
            }
        });
    }

    void merge(const Crosser& other) {
        for (const auto& [key, row] : other.rows_) {
            CrossRow& into = row_at(key);
            into.n += row.n;
            std::ranges::transform(into.sum, row.sum, into.sum.begin(), std::plus{});
            std::ranges::transform(into.cross, row.cross, into.cross.begin(), std::plus{});
        }
    }

    [[nodiscard]] CrossAnswer answer(std::int64_t position) {
        CrossAnswer out{.columns = columns_, .rows = {}, .position = position};
        for (auto& [key, row] : rows_) {
            mirror(row);
            out.rows.push_back(std::move(row));
        }
        return out;
    }

private:
    [[nodiscard]] std::uint32_t fold_of(std::int64_t position) const {
        const std::uint64_t mixed =
            static_cast<std::uint64_t>(position) % fold_modulus * fold_factor % fold_modulus;
        return static_cast<std::uint32_t>(mixed * question_.folds / fold_modulus);
    }

    void take(std::uint32_t fold, std::uint32_t pattern) {
        const bool whole = pattern == all_items();
        if (!question_.by_pattern && !question_.with_presence && !whole) {
            return;
        }
        const bool apart = question_.by_pattern || !question_.with_presence;
        CrossRow& row = row_at({fold, apart ? pattern : 0});
        ++row.n;
        const auto& values = gather_.values();
        for (std::size_t i = 0; i < columns_; ++i) {
            row.sum[i] += values[i];
            for (std::size_t j = 0; j <= i; ++j) {
                row.cross[i * columns_ + j] += values[i] * values[j];
            }
        }
    }

    [[nodiscard]] std::uint32_t all_items() const {
        return items_ == max_items ? ~std::uint32_t{0} : (std::uint32_t{1} << items_) - 1;
    }

    CrossRow& row_at(const Key& key) {
        const auto [place, is_new] = rows_.try_emplace(key);
        if (is_new) {
            place->second.fold = key.first;
            place->second.pattern = key.second;
            place->second.sum.resize(columns_);
            place->second.cross.resize(columns_ * columns_);
        }
        return place->second;
    }

    void mirror(CrossRow& row) const {
        for (std::size_t i = 0; i < columns_; ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                row.cross[j * columns_ + i] = row.cross[i * columns_ + j];
            }
        }
    }

    const CrossQuestion& question_;
    std::size_t items_;
    Gatherer gather_;
    std::size_t columns_;
    std::map<Key, CrossRow> rows_;
};

Question only_which(Question question) {
    question.metrics.clear();
    question.by.clear();
    question.score_min.reset();
    question.score_max.reset();
    question.count_groups = false;
    return question;
}

// What one feedback rated, each once: metric << 32 | touchpoint.
void gather_rated(
    std::vector<std::uint64_t>& rated, const Block& block, std::size_t first, std::size_t end
) {
    rated.clear();
    for (; first < end; ++first) {
        if (block.score[first] >= first_score_slot) {
            rated.push_back((block.metric[first] << 32U) | block.touchpoint[first]);
        }
    }
    std::ranges::sort(rated);
    rated.erase(std::ranges::unique(rated).begin(), rated.end());
}

// `values` of one feedback, the outcome's first, by the bits of `pattern`.
void tally_spoiled(
    SpoiledAnswer& out,
    std::uint32_t pattern,
    const std::vector<std::int64_t>& values,
    const std::vector<Ends>& ends
) {
    const auto score = static_cast<std::size_t>(values[0]);
    std::size_t bad = 0;
    for (std::size_t i = 0; i < out.when_bad.size(); ++i) {
        const bool rated = (pattern >> (i + 1) & 1U) != 0;
        const bool is_bad = rated && values[i + 1] <= ends[i].bad_to;
        bad += is_bad ? 1 : 0;
        if (rated) {
            ++(is_bad ? out.when_bad : out.when_not)[i][score];
        }
    }
    ++(bad == 0 ? out.none : bad == 1 ? out.one : out.several)[score];
}

}  // namespace

void check_items(std::size_t items, std::size_t ends, std::uint32_t folds) {
    if (items == 0 || items > max_items || folds == 0 || (ends != 0 && ends != items)) {
        throw Refusal(Code::invalid, "From one to thirty-two ratings can be related at once.");
    }
}

CrossAnswer cross(const Cube& cube, const CrossQuestion& question) {
    check_items(question.items.size(), question.ends.size(), question.folds);
    const auto held = cube.snapshot();
    const Plan plan = make_plan(only_which(question.which), *held);
    std::vector<Crosser> crossers(
        static_cast<std::size_t>(std::max(1, question.which.threads)), Crosser(question)
    );
    each_block(plan, question.which.threads, [&](std::size_t block, std::size_t worker) {
        crossers[worker].scan(plan, *plan.blocks[block]);
    });
    for (std::size_t i = 1; i < crossers.size(); ++i) {
        crossers.front().merge(crossers[i]);
    }
    return crossers.front().answer(held->position);
}

std::vector<Companion> companions(const Cube& cube, const Question& which, const Item& with) {
    const auto held = cube.snapshot();
    const Plan plan = make_plan(only_which(which), *held);
    std::map<std::uint64_t, std::uint64_t> counts;
    std::vector<std::uint64_t> rated;
    each_block(plan, 1, [&](std::size_t at, std::size_t) {
        const Block& block = *plan.blocks[at];
        Groups(plan, block).each([&](std::size_t, std::size_t first, std::size_t end) {
            gather_rated(rated, block, first, end);
            if (std::ranges::none_of(rated, [&](auto name) { return is_meant(with, name); })) {
                return;
            }
            for (const std::uint64_t name : rated) {
                ++counts[name];
            }
        });
    });
    std::vector<Companion> out;
    for (const auto& [name, groups] : counts) {
        const Item item{static_cast<std::uint16_t>(name >> 32U), static_cast<std::uint32_t>(name)};
        if (!is_meant(with, name)) {
            out.push_back({item, groups});
        }
    }
    std::ranges::stable_sort(out, std::ranges::greater{}, &Companion::groups);
    return out;
}

SpoiledAnswer spoiled(
    const Cube& cube,
    const Question& which,
    const Item& outcome,
    const std::vector<Item>& items,
    const std::vector<Ends>& ends
) {
    const SpoiledAnswer::Scores zero(max_score + 1);
    SpoiledAnswer out{zero, zero, zero, {}, {}};
    out.when_bad.assign(items.size(), zero);
    out.when_not.assign(items.size(), zero);
    CrossQuestion question{.items = items, .ends = ends};
    question.items.insert(question.items.begin(), outcome);
    question.ends.insert(question.ends.begin(), Ends{});
    check_items(question.items.size(), question.ends.size(), 1);
    const auto held = cube.snapshot();
    const Plan plan = make_plan(only_which(which), *held);
    Gatherer gather(question);
    each_block(plan, 1, [&](std::size_t at, std::size_t) {
        const Block& block = *plan.blocks[at];
        Groups(plan, block).each([&](std::size_t, std::size_t first, std::size_t end) {
            const std::uint32_t pattern = gather(block, first, end);
            if ((pattern & 1U) != 0 && pattern != 1) {
                tally_spoiled(out, pattern, gather.values(), ends);
            }
        });
    });
    return out;
}

}  // namespace styk::cube
