#include "story/show_topics.h"

#include <algorithm>
#include <map>

#include "stats/multiplicity.h"

namespace styk::story {

namespace {

using feedback::Directory;
using feedback::Filter;

struct Spoken {
    std::map<std::string, ToneCounts> topics;
    ToneCounts comments;
};

Spoken count_spoken(
    const insight::Engine& engine, const Directory& directory, const Filter& filter
) {
    Spoken out;
    for (const auto& row : engine.count_records(directory, "sentiment", filter)) {
        if (row.key) {
            out.comments.add(*row.key, row.records);
        }
    }
    for (const auto& row : engine.count_records(directory, "topic_sentiment", filter)) {
        if (row.key) {
            const auto colon = row.key->find(':');
            out.topics[row.key->substr(0, colon)].add(row.key->substr(colon + 1), row.records);
        }
    }
    return out;
}

// k of n as a share with its interval.
stats::Estimate share_of(std::uint64_t k, std::uint64_t n, const stats::TierLimits& limits) {
    const stats::MetricRule rule{
        .kind = stats::Kind::box, .min = 0, .max = 1, .positive = {1}, .negative = {0}
    };
    auto histogram = stats::empty_histogram(0, 1);
    histogram.counts = {n - std::min(k, n), k};
    const auto estimate = stats::estimate(rule, histogram, limits);
    const bool small = k > 0 && k < limits.anonymous_below;
    return small ? hidden_estimate(estimate) : estimate;
}

void compare_shares(Topics& all) {
    std::vector<double> p;
    std::vector<TopicRow*> tested;
    for (TopicRow& row : all.rows) {
        if (all.n == 0 || all.before_n == 0) {
            row.rise_reason = stats::reason::no_answers;
            continue;
        }
        row.rise = stats::share_difference({row.n, all.n}, {row.before_n, all.before_n});
        row.rise_reason = row.rise.p ? "" : row.rise.reason;
        if (row.rise.p) {
            p.push_back(*row.rise.p);
            tested.push_back(&row);
        }
    }
    const auto adjusted = stats::benjamini_hochberg(p);
    for (std::size_t i = 0; i < tested.size(); ++i) {
        tested[i]->rise_p_adjusted = adjusted[i];
        tested[i]->rises = adjusted[i] <= false_discovery_rate;
    }
}

}  // namespace

void ToneCounts::add(std::string_view sentiment, std::uint64_t more) {
    auto& side = sentiment == "negative"   ? negative
                 : sentiment == "positive" ? positive
                 : sentiment == "mixed"    ? mixed
                                           : neutral;
    side += more;
}

Topics show_topics(
    const insight::Engine& engine,
    const Directory& directory,
    const people::Actor& actor,
    insight::Question question,
    Instant now
) {
    Topics out{
        .metric = question.metrics.front(),
        .period = two_periods(question.filter, directory, now),
        .n = 0,
        .before_n = 0,
        .sentiments = {},
        .rows = {}
    };
    question.filter.from = out.period.from;
    question.filter.to = out.period.to;
    question.filter.has_comment = true;
    question.by = {"topic"};
    const auto limits = limits_for(question, directory);
    const auto impact = compare_groups(engine, directory, actor, question);
    auto filter = figures_filter(question, actor, directory);
    const auto now_spoken = count_spoken(engine, directory, filter);
    filter.from = out.period.before_from;
    filter.to = out.period.from;
    const auto then = count_spoken(engine, directory, filter);
    out.left_out = impact.left_out;
    out.sentiments = now_spoken.comments;
    out.n = now_spoken.comments.n();
    out.before_n = then.comments.n();
    auto keys = now_spoken.topics;
    keys.insert(then.topics.begin(), then.topics.end());
    for (const auto& [topic, ignored] : keys) {
        TopicRow row;
        row.topic = topic;
        if (const auto found = now_spoken.topics.find(topic); found != now_spoken.topics.end()) {
            row.sentiments = found->second;
        }
        if (const auto found = then.topics.find(topic); found != then.topics.end()) {
            row.before_n = found->second.n();
        }
        row.n = row.sentiments.n();
        row.share = share_of(row.n, out.n, limits);
        row.impact.reason = stats::reason::no_answers;
        const auto compared = std::find_if(
            impact.rows.begin(),
            impact.rows.end(),
            [&, key = topic](const Comparison& one) { return one.keys.front() == key; }
        );
        if (compared != impact.rows.end()) {
            row.impact = *compared;
        }
        out.rows.push_back(std::move(row));
    }
    compare_shares(out);
    std::stable_sort(out.rows.begin(), out.rows.end(), [](const auto& a, const auto& b) {
        return a.n > b.n;
    });
    return out;
}

}  // namespace styk::story
