#include "story/step_counts.h"

#include <algorithm>

#include "story/one_kind.h"

namespace styk::story {

namespace {

using insight::Counted;

std::vector<Counted> by_touchpoint(const std::vector<Counted>& rows) {
    std::map<CellKeys, stats::Histogram> sums;
    for (const Counted& row : rows) {
        const auto [found, fresh] = sums.try_emplace({row.keys.front()}, row.histogram);
        if (!fresh) {
            stats::merge(found->second, row.histogram);
        }
    }
    std::vector<Counted> out;
    out.reserve(sums.size());
    for (auto& [keys, histogram] : sums) {
        out.push_back({keys, std::move(histogram)});
    }
    return out;
}

class MetricCounter {
public:
    MetricCounter(
        const insight::Engine& engine,
        const feedback::Directory& directory,
        const Guard& guard,
        const metric::Metric& metric
    )
        : engine_(engine), directory_(directory), guard_(guard), rule_(metric::rule_of(metric)) {
        out.metric = &metric;
        out.rule = rule_;
        out.limits = guard.limits();
        out.whole = stats::empty_histogram(rule_.min, rule_.max);
    }

    void count_channels() {
        const std::vector<insight::GroupBy> names{"touchpoint", "channel"};
        const auto rows = engine_.count(directory_, out.metric->key, names, guard_.filter()).rows;
        const auto whole = by_touchpoint(rows);
        const auto hidden = guard_.hides(out.metric->key, {"touchpoint"}, whole);
        for (std::size_t i = 0; i < whole.size(); ++i) {
            stats::merge(out.whole, whole[i].histogram);
            out.touchpoints[whole[i].keys.front().value_or("")] = {whole[i].histogram, hidden[i]};
        }
        put_parts(names, rows, &CountedCell::channels);
        out.hides_whole = out.whole.n() > 0 && guard_.hides_whole(out.metric->key, out.whole);
    }

    void count_groups(const insight::GroupBy& by) {
        const std::vector<insight::GroupBy> names{"touchpoint", by};
        const auto rows = engine_.count(directory_, out.metric->key, names, guard_.filter()).rows;
        put_parts(names, rows, &CountedCell::groups);
    }

    MetricCount out;

private:
    void put_parts(
        const std::vector<insight::GroupBy>& names,
        const std::vector<Counted>& rows,
        std::vector<CountedPart> CountedCell::* parts
    ) {
        const auto hidden = guard_.hides(out.metric->key, names, rows);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto found = out.touchpoints.find(rows[i].keys.front().value_or(""));
            if (found != out.touchpoints.end()) {
                (found->second.*parts)
                    .push_back({rows[i].keys.back(), rows[i].histogram, hidden[i]});
            }
        }
        for (auto& [touchpoint, cell] : out.touchpoints) {
            std::sort((cell.*parts).begin(), (cell.*parts).end(), [](const auto& a, const auto& b) {
                return a.key < b.key;
            });
        }
    }

    const insight::Engine& engine_;
    const feedback::Directory& directory_;
    const Guard& guard_;
    stats::MetricRule rule_;
};

void count_comments(
    StepCounts& out,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    feedback::Filter filter
) {
    for (const auto& row : engine.count_records(directory, "touchpoint", filter)) {
        out.records[row.key.value_or("")] = row.records;
    }
    filter.has_comment = true;
    filter.clauses.push_back({feedback::Criterion::sentiment, {}, {}});
    for (const char* sentiment : {"negative", "neutral", "positive", "mixed"}) {
        filter.clauses.back().values = {sentiment};
        for (const auto& row : engine.count_records(directory, "touchpoint", filter)) {
            out.comments[row.key.value_or("")].add(sentiment, row.records);
        }
    }
}

}  // namespace

const MetricCount* StepCounts::find(std::string_view metric) const {
    const auto found = std::find_if(metrics.begin(), metrics.end(), [&](const MetricCount& one) {
        return one.metric->key == metric;
    });
    return found == metrics.end() ? nullptr : &*found;
}

const MetricCount* StepCounts::usual_at(const std::string& touchpoint) const {
    const MetricCount* best = nullptr;
    std::uint64_t most = 0;
    for (const MetricCount& one : metrics) {
        const auto found = one.touchpoints.find(touchpoint);
        const auto n = found == one.touchpoints.end() ? 0 : found->second.histogram.n();
        if (n > most) {
            most = n;
            best = &one;
        }
    }
    return best;
}

StepCounts count_steps(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const feedback::Filter& filter,
    const std::optional<std::string>& metric,
    const insight::GroupBy& by
) {
    StepCounts out;
    const insight::Question everything{{}, {"touchpoint"}, filter};
    out.limits = limits_for(everything, directory);
    for (const auto& one : directory.metrics.all()) {
        insight::Question question{{one.key}, {"touchpoint"}, filter};
        const bool wanted = metric ? one.key == *metric : !asks_employees(question);
        if (!wanted || one.kind == metric::Kind::index) {
            continue;
        }
        (void)keep_one_kind(engine, directory, actor, question);
        const Guard guard(engine, directory, actor, question);
        MetricCounter counter(engine, directory, guard, one);
        counter.count_channels();
        if (counter.out.touchpoints.empty()) {
            continue;
        }
        if (!by.empty()) {
            counter.count_groups(by);
        }
        out.metrics.push_back(std::move(counter.out));
    }
    count_comments(out, engine, directory, figures_filter(everything, actor, directory));
    return out;
}

}  // namespace styk::story
