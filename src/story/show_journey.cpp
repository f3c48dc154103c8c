#include "story/show_journey.h"

#include <algorithm>

namespace styk::story {

namespace {

MarkKind kind_of(journey::StepMarkKind kind) {
    switch (kind) {
        case journey::StepMarkKind::pain:
            return MarkKind::pain;
        case journey::StepMarkKind::success:
            return MarkKind::success;
        case journey::StepMarkKind::moment_of_truth:
            break;
    }
    return MarkKind::moment_of_truth;
}

}  // namespace

std::vector<StepSubject> subjects_of(const journey::MapDoc& doc) {
    std::vector<StepSubject> out;
    for (const auto& step : doc.steps) {
        StepSubject one{step.id, step.touchpoint, step.external};
        if (step.drawn.value) {
            one.drawn = static_cast<double>(*step.drawn.value);
        }
        for (const auto& mark : step.marks) {
            one.people.push_back(
                {kind_of(mark.kind), mark.state == journey::StepMarkState::on, mark.reason}
            );
        }
        out.push_back(std::move(one));
    }
    return out;
}

std::vector<MapStep> steps_of(const journey::MapDoc& doc) {
    std::vector<MapStep> out;
    for (const auto& step : doc.steps) {
        out.push_back({step.id, step.touchpoint});
    }
    return out;
}

std::vector<MapLink> links_of(const journey::MapDoc& doc) {
    std::vector<MapLink> out;
    for (const auto& link : doc.links) {
        out.push_back({link.id, link.from, link.to});
    }
    return out;
}

std::set<std::string> pains_by_rule(const JourneyFigures& figures) {
    std::set<std::string> out;
    for (const StepFigures& step : figures.steps) {
        for (const RuleMark& mark : step.marks) {
            if (mark.kind == MarkKind::pain) {
                out.insert(step.subject.id);
            }
        }
    }
    return out;
}

std::vector<StepTopic> topics_at(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const feedback::Filter& asked,
    const std::string& touchpoint,
    std::size_t most
) {
    const insight::Question question{{}, {"topic"}, asked};
    const auto least = limits_for(question, directory).anonymous_below;
    auto filter = figures_filter(question, actor, directory);
    filter.has_comment = true;
    filter.clauses.push_back({feedback::Criterion::touchpoint, {}, {touchpoint}});
    std::uint64_t all = 0;
    for (const auto& row : engine.count_records(directory, "", filter)) {
        all += row.records;
    }
    std::vector<StepTopic> out;
    for (const auto& row : engine.count_records(directory, "topic", filter)) {
        if (row.key && row.records >= least && (all == row.records || all - row.records >= least)) {
            const double share = static_cast<double>(row.records) / static_cast<double>(all);
            out.push_back({*row.key, row.records, share});
        }
    }
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
        return a.n > b.n;
    });
    if (out.size() > most) {
        out.resize(most);
    }
    return out;
}

}  // namespace styk::story
