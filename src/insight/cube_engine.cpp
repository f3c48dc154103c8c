#include "insight/cube_engine.h"

#include <algorithm>

#include "cube/clustered.h"
#include "feedback/dimension.h"
#include "insight/cube_question.h"

namespace styk::insight {

namespace {

using feedback::Directory;
using feedback::Filter;

stats::Histogram histogram_of(const cube::Row& row, int min, int max) {
    auto out = stats::empty_histogram(min, max);
    for (int score = min; score <= max && static_cast<std::size_t>(score) < row.counts.size();
         ++score) {
        out.counts[static_cast<std::size_t>(score - min)] =
            row.counts[static_cast<std::size_t>(score)];
    }
    out.missing = row.missing;
    out.not_applicable = row.not_applicable;
    return out;
}

// A table of weights by the code of what decides.
cube::Weights weights_in_codes(CubeQuestion& asked, const Weights& weights) {
    check(weights);
    asked.by(weights.by);
    cube::Weights out{
        .by = std::move(asked.question.by.back()), .of = {}, .otherwise = weights.otherwise
    };
    for (const std::string& value : asked.names.back().values) {
        out.of.push_back(weight_of(weights, value));
    }
    asked.question.by.pop_back();
    asked.names.pop_back();
    return out;
}

std::vector<std::optional<std::string>> named(
    const CubeQuestion& asked, const std::vector<std::int64_t>& keys
) {
    std::vector<std::optional<std::string>> out;
    out.reserve(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
        out.push_back(asked.names[i].name(keys[i]));
    }
    return out;
}

}  // namespace

// What the cube does not know, the database says as a list of feedback.
void CubeEngine::finish(CubeQuestion& asked, const Filter& filter) const {
    asked.filter(filter);
    asked.question.threads = threads_;
    if (const auto part = database_part(filter)) {
        asked.question.positions = find_records_(*part);
    }
}

CubeQuestion CubeEngine::ask(
    const Directory& directory,
    const std::string& metric,
    const std::vector<GroupBy>& by,
    const Filter& filter
) const {
    CubeQuestion asked(directory, terms_);
    asked.metric(metric);
    for (const GroupBy& one : by) {
        asked.by(one);
    }
    finish(asked, filter);
    return asked;
}

Count CubeEngine::count(
    const Directory& directory,
    const std::string& metric,
    const std::vector<GroupBy>& by,
    const Filter& filter
) const {
    const auto asked = ask(directory, metric, by, filter);
    const auto answer = cube_()->count(asked.question);
    const auto* scale = directory.metrics.find(metric);
    Count count{.rows = {}, .position = answer.position};
    for (const auto& row : answer.rows) {
        count.rows.push_back(
            {named(asked, row.keys),
             histogram_of(row, static_cast<int>(scale->min), static_cast<int>(scale->max))}
        );
    }
    return count;
}

std::vector<WeightedCounted> CubeEngine::count_weighted(
    const Directory& directory,
    const std::string& metric,
    const std::vector<GroupBy>& by,
    const Weights& weights,
    const Filter& filter
) const {
    auto asked = ask(directory, metric, by, filter);
    const auto in_codes = weights_in_codes(asked, weights);
    const auto* scale = directory.metrics.find(metric);
    const auto min = static_cast<int>(scale->min), max = static_cast<int>(scale->max);
    std::vector<WeightedCounted> out;
    for (const auto& row : cube::count_weighted(*cube_(), asked.question, in_codes).rows) {
        auto histogram = stats::empty_weighted_histogram(min, max);
        for (int score = min; score <= max && std::cmp_less(score, row.scores.size()); ++score) {
            const auto& [n, w, w2] = row.scores[static_cast<std::size_t>(score)];
            histogram.levels[static_cast<std::size_t>(score - min)] = {n, w, w2};
        }
        out.push_back({named(asked, row.keys), std::move(histogram)});
    }
    return out;
}

std::vector<ClusteredCounted> CubeEngine::count_clustered(
    const Directory& directory,
    const std::string& metric,
    const std::vector<GroupBy>& by,
    const std::vector<std::int32_t>& points,
    const std::optional<Weights>& weights,
    const Filter& filter
) const {
    auto asked = ask(directory, metric, by, filter);
    cube::ClusterQuestion question;
    if (weights) {
        question.weights = weights_in_codes(asked, *weights);
    }
    const auto* scale = directory.metrics.find(metric);
    const auto min = static_cast<std::uint8_t>(scale->min);
    const auto max = static_cast<std::uint8_t>(scale->max);
    question.of = asked.question;
    question.of.score_min = std::max(question.of.score_min.value_or(min), min);
    question.of.score_max = std::min(question.of.score_max.value_or(max), max);
    question.points.assign(min, 0);
    question.points.insert(question.points.end(), points.begin(), points.end());
    std::vector<ClusteredCounted> out;
    for (const auto& row : cube::count_clustered(*cube_(), question).rows) {
        const stats::ClusterTotals totals{
            .n = static_cast<double>(row.n),
            .w = row.w,
            .wx = row.wx,
            .w2 = row.w2,
            .w2x = row.w2x,
            .w2x2 = row.w2x2,
            .clusters = static_cast<double>(row.clusters),
            .ww = row.ww,
            .wwx = row.wwx,
            .wxwx = row.wxwx
        };
        out.push_back({named(asked, row.keys), totals});
    }
    return out;
}

cube::CrossAnswer CubeEngine::relate(
    const Directory& directory, const RelationQuestion& question, const Filter& filter
) const {
    CubeQuestion asked(directory, terms_);
    finish(asked, filter);
    cube::CrossQuestion cross{
        .which = std::move(asked.question),
        .needed = question.needed,
        .by_pattern = question.by_pattern,
        .with_presence = question.with_presence,
        .ends = question.ends,
        .folds = question.folds
    };
    for (const Rated& rated : question.items) {
        cross.items.push_back(asked.item(rated));
    }
    return cube::cross(*cube_(), cross);
}

cube::SpoiledAnswer CubeEngine::spoiled(
    const Directory& directory,
    const Rated& outcome,
    const std::vector<Rated>& items,
    const std::vector<cube::Ends>& ends,
    const Filter& filter
) const {
    CubeQuestion asked(directory, terms_);
    finish(asked, filter);
    std::vector<cube::Item> codes;
    codes.reserve(items.size());
    for (const Rated& item : items) {
        codes.push_back(asked.item(item));
    }
    return cube::spoiled(*cube_(), asked.question, asked.item(outcome), codes, ends);
}

std::vector<Companion> CubeEngine::companions(
    const Directory& directory, const Rated& with, const Filter& filter
) const {
    CubeQuestion asked(directory, terms_);
    finish(asked, filter);
    const auto found = cube::companions(*cube_(), asked.question, asked.item(with));
    // Read after the count: every code that was met is among them.
    const auto metrics = terms_.values_of(feedback::metric_terms);
    const auto touchpoints = terms_.values_of("touchpoint");
    std::vector<Companion> out;
    for (const auto& one : found) {
        Rated rated{metrics.at(one.item.metric), {}};
        if (one.item.touchpoint != 0) {
            rated.touchpoint = touchpoints.at(one.item.touchpoint);
        }
        out.push_back({std::move(rated), one.groups});
    }
    std::ranges::sort(out, is_before);
    return out;
}

std::vector<Tallied> CubeEngine::count_records(
    const Directory& directory, const GroupBy& by, const Filter& filter
) const {
    CubeQuestion asked(directory, terms_);
    if (!by.empty()) {
        asked.by(by);
    }
    finish(asked, filter);
    asked.question.count_groups = true;
    std::vector<Tallied> out;
    for (const auto& row : cube_()->count(asked.question).rows) {
        std::uint64_t ratings = 0;
        for (const auto n : row.counts) {
            ratings += n;
        }
        out.push_back(
            {by.empty() ? std::nullopt : asked.names[0].name(row.keys[0]), row.groups, ratings}
        );
    }
    return out;
}

}  // namespace styk::insight
