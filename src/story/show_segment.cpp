#include "story/show_segment.h"

#include <algorithm>

#include "customer/segment_store.h"
#include "insight/stored_question.h"
#include "story/contact_log.h"
#include "story/scope.h"
#include "story/step_counts.h"

namespace styk::story {

namespace {

bool is_of_customers(const feedback::Filter& filter) {
    const bool plain = filter.q.empty() && !filter.has_comment && !filter.handled &&
                       !filter.score_min && !filter.score_max;
    return plain && std::all_of(filter.clauses.begin(), filter.clauses.end(), [](const auto& one) {
               return one.criterion == feedback::Criterion::customer ||
                      one.criterion == feedback::Criterion::lifecycle ||
                      one.criterion == feedback::Criterion::segment ||
                      one.criterion == feedback::Criterion::location;
           });
}

void add_customers(
    SegmentFigures& out,
    db::Reader& reader,
    const feedback::Directory& directory,
    const people::Actor& actor,
    feedback::Filter segment
) {
    if (!is_of_customers(segment)) {
        out.reason = "not_of_customers";
        return;
    }
    narrow_to_scope(segment, actor, directory);
    const auto n = static_cast<std::uint64_t>(customer::count_customers(
        reader, contact_clauses(directory, segment, Reach::every_contact_of_these_customers)
    ));
    if (n > 0 &&
        n < static_cast<std::uint64_t>(std::max<std::int64_t>(1, directory.firm.customers_min))) {
        out.reason = stats::reason::hidden;
    } else {
        out.customers = n;
    }
}

}  // namespace

SegmentFigures show_segment(
    db::Reader& reader,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const feedback::Filter& segment,
    const feedback::Filter& more,
    const std::optional<std::string>& metric
) {
    SegmentFigures out;
    add_customers(out, reader, directory, actor, segment);
    auto filter = segment;
    insight::narrow(filter, more);
    const auto counts = count_steps(engine, directory, actor, filter, metric, {});
    const MetricCount* best = nullptr;
    for (const MetricCount& one : counts.metrics) {
        best = best == nullptr || one.whole.n() > best->whole.n() ? &one : best;
    }
    out.score.reason = out.emotion.reason = stats::reason::no_answers;
    if (best != nullptr) {
        out.metric = best->metric;
        out.score = stats::estimate(best->rule, best->whole, best->limits);
        out.emotion = emotion_of(*best->metric, best->whole, best->limits);
        if (best->hides_whole) {
            out.score = hidden_estimate(out.score);
            out.emotion = hidden(out.emotion);
        }
    }
    const insight::Question everything{{}, {}, filter};
    for (const auto& row :
         engine.count_records(directory, "", figures_filter(everything, actor, directory))) {
        out.feedback += row.records;
    }
    return out;
}

}  // namespace styk::story
