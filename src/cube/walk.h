// Goes over a plan's blocks group by group, where what is asked is about the facts of one group
// together.
#pragma once

#include <algorithm>
#include <functional>
#include <vector>

#include "cube/plan.h"

namespace styk::cube {

// Which groups of a block are meant, and their facts.
class Groups {
public:
    Groups(const Plan& plan, const Block& block) : plan_(plan), block_(block) {
        for (const auto& test : plan.tests) {
            const bool per_group = !test.on_score && is_per_group(test.field);
            (per_group ? of_group_ : of_fact_).push_back(&test);
        }
    }

    // Calls f(group, first fact, past the last fact) for each.
    template <class F>
    void each(F&& f) const {
        std::size_t fact = 0;
        for (std::size_t group = 0; group < block_.groups; ++group) {
            const std::size_t first = fact;
            fact = end_of(group, first);
            if (is_meant(group) && has_passing(first, fact)) {
                f(group, first, fact);
            }
        }
    }

    // Whether this fact itself passes, of a group that each() gave.
    [[nodiscard]] bool passes_fact(std::size_t fact) const { return passes(of_fact_, fact); }

private:
    [[nodiscard]] std::size_t end_of(std::size_t group, std::size_t first) const {
        if (block_.holds_single_facts()) {
            return first + 1;
        }
        std::size_t end = first;
        while (end < block_.facts && block_.group_of[end] == group) {
            ++end;
        }
        return end;
    }

    [[nodiscard]] bool is_meant(std::size_t group) const {
        return block_.is_alive(group) && passes(of_group_, group) && is_in_time(group) &&
               (!plan_.by_position ||
                std::ranges::binary_search(plan_.positions, block_.position_of(group)));
    }

    [[nodiscard]] bool is_in_time(std::size_t group) const {
        return !plan_.by_instant ||
               plan_.instants.has(
                   block_.first_us + static_cast<std::int64_t>(block_.occurred[group])
               );
    }

    [[nodiscard]] bool has_passing(std::size_t first, std::size_t end) const {
        if (of_fact_.empty()) {
            return true;
        }
        for (; first < end; ++first) {
            if (passes(of_fact_, first)) {
                return true;
            }
        }
        return false;
    }

    [[nodiscard]] bool passes(const std::vector<const Test*>& tests, std::size_t at) const {
        return std::ranges::all_of(tests, [&](const Test* test) {
            return cube::passes(block_, *test, at);
        });
    }

    const Plan& plan_;
    const Block& block_;
    std::vector<const Test*> of_group_, of_fact_;
};

// Runs `work(block, worker)` over the places of the plan's blocks on several threads; what one of
// them throws is thrown here.
void each_block(
    const Plan& plan, int threads, const std::function<void(std::size_t, std::size_t)>& work
);

}  // namespace styk::cube
