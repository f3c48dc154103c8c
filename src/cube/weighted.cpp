#include "cube/weighted.h"

#include "cube/plan.h"
#include "cube/scan.h"
#include "cube/weigh.h"

namespace styk::cube {

WeightedAnswer count_weighted(const Snapshot& snapshot, Question question, const Weights& weights) {
    check(weights);
    question.by.push_back(weights.by);
    question.count_groups = false;
    const Answer counted = count_blocks(make_plan(question, snapshot), question.threads);
    WeightedAnswer out{.levels = counted.levels, .rows = {}, .position = counted.position};
    for (const Row& row : counted.rows) {
        const std::vector<std::int64_t> keys(row.keys.begin(), row.keys.end() - 1);
        if (out.rows.empty() || out.rows.back().keys != keys) {
            out.rows.push_back({.keys = keys, .scores = std::vector<WeightedScore>(counted.levels)}
            );
        }
        auto& into = out.rows.back();
        const double weight = weight_of(weights, row.keys.back());
        for (std::size_t score = 0; score < counted.levels; ++score) {
            const auto n = static_cast<double>(row.counts[score]);
            into.scores[score].n += row.counts[score];
            into.scores[score].w += weight * n;
            into.scores[score].w2 += weight * weight * n;
        }
        into.missing += row.missing;
        into.not_applicable += row.not_applicable;
    }
    return out;
}

WeightedAnswer count_weighted(const Cube& cube, const Question& question, const Weights& weights) {
    return count_weighted(*cube.snapshot(), question, weights);
}

}  // namespace styk::cube
