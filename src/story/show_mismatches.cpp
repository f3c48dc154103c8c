#include "story/show_mismatches.h"

#include <algorithm>

namespace styk::story {

namespace {

using feedback::Criterion;
using feedback::Feedback;
using feedback::Filter;

constexpr MismatchSide both[] = {
    MismatchSide::high_score_bad_words, MismatchSide::low_score_good_words
};

std::size_t place(MismatchSide side) {
    return static_cast<std::size_t>(side);
}

// Scores of one side, with a comment that was read.
Filter rated_filter(const metric::Metric& metric, Filter filter, MismatchSide side) {
    const bool high = side == MismatchSide::high_score_bad_words;
    const auto& scores = high ? metric.positive : metric.negative;
    const auto [least, most] = std::minmax_element(scores.begin(), scores.end());
    filter.clauses.push_back({Criterion::metric, {}, {metric.key}, false});
    filter.clauses.push_back({Criterion::sentiment, {}, {""}, true});
    filter.score_min = static_cast<int>(*least);
    filter.score_max = static_cast<int>(*most);
    return filter;
}

Filter mismatch_filter(const metric::Metric& metric, Filter filter, MismatchSide side) {
    const bool high = side == MismatchSide::high_score_bad_words;
    auto out = rated_filter(metric, std::move(filter), side);
    out.clauses.back() = {Criterion::sentiment, {}, {high ? "negative" : "positive"}, false};
    return out;
}

std::uint64_t count(
    const insight::Engine& engine, const feedback::Directory& directory, const Filter& filter
) {
    const auto rows = engine.count_records(directory, "", filter);
    return rows.empty() ? 0 : rows.front().records;
}

int value_of(const Feedback& feedback, const Filter& filter, const std::string& metric) {
    for (const auto& one : feedback.ratings) {
        if (one.metric == metric && one.state == feedback::RatingState::given &&
            one.value >= filter.score_min.value_or(0) &&
            one.value <= filter.score_max.value_or(0)) {
            return one.value;
        }
    }
    return 0;
}

void cut(Mismatches& all, int limit, bool more) {
    std::sort(all.items.begin(), all.items.end(), [](const Mismatch& a, const Mismatch& b) {
        return std::pair(a.feedback.occurred_at, a.feedback.seq) >
               std::pair(b.feedback.occurred_at, b.feedback.seq);
    });
    const auto most = static_cast<std::size_t>(limit);
    if (all.items.size() > most) {
        all.items.resize(most);
        more = true;
    }
    if (more && !all.items.empty()) {
        const Feedback& last = all.items.back().feedback;
        all.next_cursor = record::write_cursor({last.occurred_at.us, std::to_string(last.seq)});
    }
}

}  // namespace

Mismatches show_mismatches(
    db::Database& database,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const MismatchQuestion& question
) {
    const auto& metric = *directory.metrics.find(question.metric);
    if (metric.positive.empty() || metric.negative.empty()) {
        throw Refusal(
            Code::invalid,
            "This metric calls no score good or bad.",
            {{"metric", "must have positive and negative scores"}}
        );
    }
    Mismatches out;
    bool more = false;
    for (const auto side : both) {
        const auto filter = mismatch_filter(metric, question.filter, side);
        out.found[place(side)] = count(engine, directory, filter);
        out.rated[place(side)] =
            count(engine, directory, rated_filter(metric, question.filter, side));
        for (const auto& row : engine.count_records(directory, "week", filter)) {
            out.weeks[row.key.value_or("")][place(side)] += row.records;
        }
        if (question.side && *question.side != side) {
            continue;
        }
        auto page = database.read([&](db::Reader& reader) {
            return feedback::list(reader, filter, question.order);
        });
        more = more || page.next_cursor.has_value();
        for (Feedback& one : page.items) {
            const int value = value_of(one, filter, metric.key);
            out.items.push_back({std::move(one), side, value});
        }
    }
    cut(out, question.order.limit, more);
    return out;
}

}  // namespace styk::story
