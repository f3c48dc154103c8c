#include "story/code_topic.h"

#include <algorithm>

#include "feedback/feedback_store.h"
#include "feedback/findings_text.h"
#include "story/correct_labels.h"
#include "story/scope.h"

namespace styk::story {

namespace {

using feedback::Feedback;

constexpr int most_looked_at = 500;

bool is_judged(const Feedback& feedback, const std::string& topic) {
    return std::any_of(
        feedback.corrections.begin(),
        feedback.corrections.end(),
        [&](const feedback::Correction& one) { return one.kind == "topic" && one.key == topic; }
    );
}

}  // namespace

stats::Estimate agreement_of(const feedback::Judged& judged) {
    const stats::MetricRule rule{
        .kind = stats::Kind::box, .min = 0, .max = 1, .positive = {1}, .negative = {0}
    };
    auto histogram = stats::empty_histogram(0, 1);
    histogram.counts = {
        static_cast<std::uint64_t>(judged.disagreed), static_cast<std::uint64_t>(judged.agreed)
    };
    return stats::estimate(rule, histogram);
}

namespace {

// What was found of the topic and nobody has judged yet.
void add_found(Codebook& out, const Feedback& one, const std::string& topic) {
    const auto found = one.reading ? feedback::read_findings(one.reading->findings) : std::nullopt;
    if (!found || is_judged(one, topic)) {
        return;
    }
    for (const auto& label : found->topics) {
        if (label.key == topic) {
            out.items.push_back({one, label.probability, label.because});
        }
    }
}

}  // namespace

Codebook show_codebook(
    db::Database& database, const std::string& topic, feedback::Filter filter, std::size_t limit
) {
    filter.clauses.push_back({feedback::Criterion::topic, {}, {topic}, false});
    feedback::ListOrder latest;
    latest.limit = most_looked_at;
    Codebook out;
    database.read([&](db::Reader& reader) {
        for (const Feedback& one : feedback::list(reader, filter, latest).items) {
            add_found(out, one, topic);
        }
        out.judged = feedback::count_judged(reader, topic);
    });
    std::stable_sort(out.items.begin(), out.items.end(), [](const auto& a, const auto& b) {
        return a.probability < b.probability;
    });
    out.items.resize(std::min(out.items.size(), limit));
    out.agreement = agreement_of(out.judged);
    return out;
}

std::size_t judge_topic(
    const Intake& intake,
    const people::Actor& actor,
    const std::string& topic,
    const std::vector<Id<Feedback>>& ids,
    bool is_so,
    const db::Change& by
) {
    const auto directory = intake.catalogue.directory();
    std::vector<std::string> names;
    names.reserve(ids.size());
    for (const auto& id : ids) {
        names.push_back(id.text());
    }
    const auto all = intake.database.read([&](db::Reader& reader) {
        return feedback::load_many(reader, names);
    });
    const bool sees_all = std::all_of(all.begin(), all.end(), [&](const Feedback& one) {
        return is_in_scope(one, actor, *directory);
    });
    if (all.size() != ids.size() || !sees_all) {
        throw Refusal(Code::not_found, "Some of this feedback is not there.");
    }
    for (const Feedback& one : all) {
        (void)correct_labels(intake, one.id, {{"topic", topic, is_so ? "true" : "false"}}, by);
    }
    return all.size();
}

}  // namespace styk::story
