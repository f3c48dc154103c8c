#include "story/show_tally.h"

#include <algorithm>

namespace styk::story {

namespace {

// The rows of one metric and their total.
void tally_one(
    Tally& tally,
    const Guard& guard,
    const metric::Metric& metric,
    insight::Count count,
    const std::vector<insight::GroupBy>& by
) {
    const auto rule = metric::rule_of(metric);
    std::sort(count.rows.begin(), count.rows.end(), [](const auto& a, const auto& b) {
        return a.keys < b.keys;  // codes are in the order of arrival, which tells nobody anything
    });
    const auto hidden = guard.hides(metric.key, by, count.rows);
    auto sum = stats::empty_histogram(rule.min, rule.max);
    for (std::size_t i = 0; i < count.rows.size(); ++i) {
        auto& row = count.rows[i];
        stats::merge(sum, row.histogram);
        const auto estimate = stats::estimate(rule, row.histogram, guard.limits());
        tally.rows.push_back(
            {metric.key,
             std::move(row.keys),
             std::move(row.histogram),
             hidden[i] ? hidden_estimate(estimate) : estimate}
        );
    }
    const auto estimate = stats::estimate(rule, sum, guard.limits());
    const bool hides = guard.hides_whole(metric.key, sum);
    tally.totals.push_back(
        {metric.key, {}, std::move(sum), hides ? hidden_estimate(estimate) : estimate}
    );
}

}  // namespace

Tally show_tally(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    insight::Question question
) {
    Tally tally;
    tally.left_out = keep_one_kind(engine, directory, actor, question);
    const Guard guard(engine, directory, actor, question);
    for (const std::string& key : question.metrics) {
        auto count = engine.count(directory, key, question.by, guard.filter());
        tally.position = count.position;
        tally_one(tally, guard, *directory.metrics.find(key), std::move(count), question.by);
    }
    tally.question = std::move(question);
    return tally;
}

}  // namespace styk::story
