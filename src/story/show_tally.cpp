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
    const std::vector<insight::GroupBy>& by,
    std::optional<stats::Histogram> whole
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
    if (whole) {
        sum = *std::move(whole);
    }
    const auto estimate = stats::estimate(rule, sum, guard.limits());
    const bool hides = guard.hides_whole(metric.key, sum);
    tally.totals.push_back(
        {metric.key, {}, std::move(sum), hides ? hidden_estimate(estimate) : estimate}
    );
}

// Where rows add up to more than the whole, it is counted for itself.
std::optional<stats::Histogram> whole_of(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const metric::Metric& metric,
    const std::vector<insight::GroupBy>& by,
    const feedback::Filter& filter
) {
    if (std::ranges::none_of(by, insight::is_of_many)) {
        return {};
    }
    const auto rule = metric::rule_of(metric);
    auto sum = stats::empty_histogram(rule.min, rule.max);
    for (const auto& row : engine.count(directory, metric.key, {}, filter).rows) {
        stats::merge(sum, row.histogram);
    }
    return sum;
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
        const auto& metric = *directory.metrics.find(key);
        auto whole = whole_of(engine, directory, metric, question.by, guard.filter());
        tally_one(tally, guard, metric, std::move(count), question.by, std::move(whole));
    }
    tally.question = std::move(question);
    return tally;
}

}  // namespace styk::story
