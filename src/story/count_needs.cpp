#include "story/count_needs.h"

#include <algorithm>
#include <numeric>

#include "story/survey_counts.h"

namespace styk::story {

namespace {

using Counts = std::map<std::optional<std::string>, std::uint64_t>;

Counts count_by_touchpoint(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const feedback::Filter& filter
) {
    Counts out;
    for (const auto& row : engine.count_records(directory, "touchpoint", filter)) {
        out[row.key] = row.records;
    }
    return out;
}

feedback::Filter with_tag(feedback::Filter filter, const std::string& tag) {
    filter.clauses.push_back({feedback::Criterion::tag, "", {tag}, false});
    return filter;
}

}  // namespace

std::vector<NeedRow> count_needs(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const feedback::Filter& filter,
    const std::vector<feedback::Need>& needs,
    const stats::TierLimits& limits
) {
    std::vector<NeedRow> rows;
    for (const auto& [touchpoint, feedback] : count_by_touchpoint(engine, directory, filter)) {
        rows.push_back({touchpoint, feedback, {}, {}});
    }
    for (const feedback::Need& need : needs) {
        const auto told =
            count_by_touchpoint(engine, directory, with_tag(filter, feedback::tag_of(need)));
        for (NeedRow& row : rows) {
            const auto found = told.find(row.touchpoint);
            const auto with = found == told.end() ? std::uint64_t{0} : found->second;
            row.marked.push_back(with);
            row.shares.push_back(share_of(
                static_cast<std::int64_t>(with), static_cast<std::int64_t>(row.feedback), limits
            ));
        }
    }
    std::ranges::stable_sort(rows, std::greater{}, [](const NeedRow& row) {
        const auto marks = std::accumulate(row.marked.begin(), row.marked.end(), std::uint64_t{0});
        return std::pair(marks, row.feedback);
    });
    return rows;
}

}  // namespace styk::story
