#include "stats/lots.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "base/result.h"

namespace styk::stats {

namespace {

using Lot = std::vector<std::size_t>;
using Groups = std::vector<Lot>;

void append(Lot& to, const Lot& more) {
    to.insert(to.end(), more.begin(), more.end());
}

// Small groups together; with the smallest large one when they are still too few.
Groups join_words(Groups groups, std::size_t k) {
    Groups large;
    Lot rest;
    for (Lot& group : groups) {
        if (group.size() >= k) {
            large.push_back(std::move(group));
        } else {
            append(rest, group);
        }
    }
    if (rest.empty()) {
        return large;
    }
    if (rest.size() < k && !large.empty()) {
        const auto smallest =
            std::min_element(large.begin(), large.end(), [](const Lot& a, const Lot& b) {
                return a.size() < b.size();
            });
        append(*smallest, rest);
    } else {
        large.push_back(std::move(rest));
    }
    return large;
}

// Neighbours in order until they are enough; what is left at the end belongs to the last run.
Groups join_neighbours(const Groups& groups, std::size_t k) {
    Groups runs;
    Lot run;
    for (const Lot& group : groups) {
        append(run, group);
        if (run.size() >= k) {
            runs.push_back(std::move(run));
            run.clear();
        }
    }
    if (!run.empty() && !runs.empty()) {
        append(runs.back(), run);
    } else if (!run.empty()) {
        runs.push_back(std::move(run));
    }
    return runs;
}

class Partition {
public:
    Partition(std::span<const Traits> records, std::span<const TraitKind> kinds, std::size_t k)
        : records_(records), kinds_(kinds), k_(k) {}

    void divide(Lot lot, std::size_t trait) {
        if (trait == kinds_.size()) {
            std::sort(lot.begin(), lot.end());
            lots.push_back(std::move(lot));
            return;
        }
        std::map<std::uint32_t, Lot> by_value;
        for (const std::size_t i : lot) {
            by_value[records_[i][trait]].push_back(i);
        }
        Groups groups;
        for (auto& [value, group] : by_value) {
            groups.push_back(std::move(group));
        }
        groups = kinds_[trait] == TraitKind::word ? join_words(std::move(groups), k_)
                                                  : join_neighbours(groups, k_);
        for (Lot& group : groups) {
            divide(std::move(group), trait + 1);
        }
    }

    Groups lots;

private:
    std::span<const Traits> records_;
    std::span<const TraitKind> kinds_;
    std::size_t k_;
};

}  // namespace

std::vector<std::vector<std::size_t>> lots_of(
    std::span<const Traits> records, std::span<const TraitKind> kinds, std::size_t k
) {
    const bool fits = std::all_of(records.begin(), records.end(), [&](const Traits& one) {
        return one.size() == kinds.size();
    });
    if (k == 0 || !fits) {
        throw Fault("stats: lots need a least size and the same traits for all");
    }
    if (records.size() < k) {
        return {};
    }
    Lot all(records.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    Partition partition(records, kinds, k);
    partition.divide(std::move(all), 0);
    return std::move(partition.lots);
}

}  // namespace styk::stats
