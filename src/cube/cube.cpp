#include "cube/cube.h"

#include <algorithm>
#include <mutex>
#include <string>

#include "base/result.h"
#include "cube/block.h"
#include "cube/plan.h"
#include "cube/scan.h"

namespace styk::cube {

namespace {

void demand(bool holds, const GroupFacts& group, const char* what) {
    if (!holds) {
        throw Fault(
            "cube: " + std::string(what) + " at position " + std::to_string(group.position)
        );
    }
}

void check(const GroupFacts& group) {
    demand(group.hour < 24, group, "hour past 23");
    demand(group.local_day >= first_day && group.local_day <= last_day, group, "day out of range");
    demand(group.dims.size() <= max_dims, group, "too many dimensions");
    demand(group.ratings.size() <= max_ratings, group, "too many ratings");
    for (const auto topic : group.topics) {
        demand(topic >= 1 && topic <= max_topics, group, "topic out of range");
    }
    for (const auto& rating : group.ratings) {
        demand(rating.state <= State::not_applicable, group, "unknown state");
        demand(rating.state != State::given || rating.value <= max_score, group, "score past 253");
    }
}

// The next snapshot while it is made. Only blocks that change are copied, once.
class Draft {
public:
    explicit Draft(const Snapshot& from) : next_(from), own_(from.blocks.size()) {
        for (const auto& block : from.blocks) {
            newest_ = std::max(newest_, block->positions.max);
        }
    }

    bool remove(std::int64_t position) {
        const auto at = find(position);
        if (!at || !edit(*at).remove(position)) {
            return false;
        }
        touched_ = true;
        return true;
    }

    bool add(const GroupFacts& group) {
        if (group.position <= newest_ && find(group.position)) {
            return false;
        }
        newest_ = std::max(newest_, group.position);
        tail_for(std::max<std::size_t>(1, group.ratings.size())).push(group);
        return true;
    }

    std::shared_ptr<const Snapshot> finish(std::optional<std::int64_t> up_to) {
        if (touched_) {
            reclaim();
        }
        next_.position = up_to.value_or(next_.position);
        return std::make_shared<const Snapshot>(std::move(next_));
    }

private:
    [[nodiscard]] std::optional<std::size_t> find(std::int64_t position) const {
        for (std::size_t i = next_.blocks.size(); i-- > 0;) {  // what is changed is mostly recent
            if (next_.blocks[i]->find(position)) {
                return i;
            }
        }
        return std::nullopt;
    }

    Block& edit(std::size_t at) {
        if (!own_[at]) {
            own_[at] = std::make_shared<Block>(*next_.blocks[at]);
            next_.blocks[at] = own_[at];
        }
        return *own_[at];
    }

    Block& tail_for(std::size_t more_facts) {
        const bool fits =
            !next_.blocks.empty() && next_.blocks.back()->facts + more_facts <= block_capacity;
        if (!fits) {
            if (!next_.blocks.empty()) {
                edit(next_.blocks.size() - 1).shrink();
            }
            own_.push_back(std::make_shared<Block>());
            next_.blocks.push_back(own_.back());
        }
        return edit(next_.blocks.size() - 1);
    }

    // Makes anew each changed block of which more than a quarter is dead, joined to the one before
    // when both fit.
    void reclaim() {
        std::vector<std::shared_ptr<const Block>> kept;
        for (std::size_t i = 0; i < next_.blocks.size(); ++i) {
            const Block& block = *next_.blocks[i];
            if (!own_[i] || block.dead_facts * 4 <= block.facts) {
                kept.push_back(next_.blocks[i]);
                continue;
            }
            auto fresh = std::make_shared<Block>();
            if (!kept.empty() &&
                kept.back()->living_facts() + block.living_facts() <= block_capacity) {
                push_living(*fresh, *kept.back());
                kept.pop_back();
            }
            push_living(*fresh, block);
            if (fresh->facts > 0) {
                fresh->shrink();
                kept.push_back(std::move(fresh));
            }
        }
        next_.blocks = std::move(kept);
    }

    Snapshot next_;
    std::vector<std::shared_ptr<Block>> own_;  // [block] null while it is still the readers'
    std::int64_t newest_ = Range{}.max;        // a position beyond it is new without a look
    bool touched_ = false;
};

}  // namespace

struct Cube::Inside {
    std::mutex writing;          // held through a change
    mutable std::mutex pointer;  // held for one pointer copy
    std::shared_ptr<const Snapshot> snapshot = std::make_shared<const Snapshot>();
};

Cube::Cube() : inside_(std::make_unique<Inside>()) {}

Cube::Cube(std::shared_ptr<const Snapshot> from) : Cube() {
    inside_->snapshot = std::move(from);
}

Cube::~Cube() = default;

Cube::Applied Cube::apply(const Change& change) {
    std::ranges::for_each(change.added, check);
    const std::lock_guard one_at_a_time(inside_->writing);
    Draft draft(*snapshot());
    Applied applied;
    for (const std::int64_t position : change.removed) {
        applied.removed += draft.remove(position) ? 1 : 0;
    }
    for (const auto& group : change.added) {
        applied.added += draft.add(group) ? 1 : 0;
    }
    auto next = draft.finish(change.up_to);
    const std::lock_guard publishing(inside_->pointer);
    inside_->snapshot.swap(next
    );  // the old one, if nobody reads it, goes after the lock: `next` outlives it
    return applied;
}

std::shared_ptr<const Snapshot> Cube::snapshot() const {
    const std::lock_guard taking(inside_->pointer);
    return inside_->snapshot;
}

Answer Cube::count(const Question& question) const {
    const auto held = snapshot();
    return count_blocks(make_plan(question, *held), question.threads);
}

std::size_t Cube::facts() const {
    std::size_t total = 0;
    for (const auto& block : snapshot()->blocks) {
        total += block->living_facts();
    }
    return total;
}

std::size_t Cube::groups() const {
    std::size_t total = 0;
    for (const auto& block : snapshot()->blocks) {
        total += block->groups - block->dead_groups;
    }
    return total;
}

std::size_t Cube::bytes() const {
    std::size_t total = 0;
    for (const auto& block : snapshot()->blocks) {
        total += block->bytes();
    }
    return total;
}

std::int64_t Cube::position() const {
    return snapshot()->position;
}

void merge(Answer& into, const Answer& from) {
    into.levels = std::max(into.levels, from.levels);
    into.position = std::min(into.position, from.position);
    into.rows.insert(into.rows.end(), from.rows.begin(), from.rows.end());
    std::ranges::stable_sort(into.rows, {}, &Row::keys);
    std::vector<Row> rows;
    for (auto& row : into.rows) {
        row.counts.resize(into.levels);
        if (rows.empty() || rows.back().keys != row.keys) {
            rows.push_back(std::move(row));
            continue;
        }
        auto& sum = rows.back();
        for (std::size_t i = 0; i < into.levels; ++i) {
            sum.counts[i] += row.counts[i];
        }
        sum.missing += row.missing;
        sum.not_applicable += row.not_applicable;
        sum.groups += row.groups;
    }
    into.rows = std::move(rows);
}

}  // namespace styk::cube
