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
    out.reserve(doc.steps.size());
    for (const auto& step : doc.steps) {
        out.push_back({step.id, step.touchpoint});
    }
    return out;
}

std::vector<MapLink> links_of(const journey::MapDoc& doc) {
    std::vector<MapLink> out;
    out.reserve(doc.links.size());
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

namespace {

using CommentCounts = std::map<std::string, std::uint64_t>;  // by touchpoint or topic

CommentCounts counts_by(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const insight::GroupBy& by,
    const feedback::Filter& filter
) {
    CommentCounts out;
    for (const auto& row : engine.count_records(directory, by, filter)) {
        if (row.key) {
            out[*row.key] += row.records;
        }
    }
    return out;
}

// Whichever is fewer questions: a count of touchpoints for each topic, or of topics for each
// touchpoint.
class TopicTable {
public:
    TopicTable(
        const insight::Engine& engine,
        const feedback::Directory& directory,
        const feedback::Filter& filter,
        const std::set<std::string>& touchpoints
    ) {
        std::vector<std::string> topics;
        for (const auto& topic : directory.topics.all()) {
            topics.push_back(topic.key);
        }
        const bool by_topic = topics.size() < touchpoints.size();
        auto narrow = filter;
        narrow.clauses.push_back(
            {by_topic ? feedback::Criterion::topic : feedback::Criterion::touchpoint, {}, {}}
        );
        if (by_topic) {
            for (const auto& topic : topics) {
                narrow.clauses.back().values = {topic};
                for (const auto& [where, n] : counts_by(engine, directory, "touchpoint", narrow)) {
                    counts[where][topic] = n;
                }
            }
        } else {
            for (const auto& where : touchpoints) {
                narrow.clauses.back().values = {where};
                counts[where] = counts_by(engine, directory, "topic", narrow);
            }
        }
    }

    std::map<std::string, CommentCounts> counts;
};

std::vector<StepTopic> most_told(
    const CommentCounts& topics, std::uint64_t all, std::uint64_t least, std::size_t most
) {
    std::vector<StepTopic> out;
    for (const auto& [topic, n] : topics) {
        if (n >= least && (n == all || all - n >= least)) {
            out.push_back({topic, n, static_cast<double>(n) / static_cast<double>(all)});
        }
    }
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
        return a.n > b.n;
    });
    out.resize(std::min(out.size(), most));
    return out;
}

}  // namespace

std::map<std::string, std::vector<StepTopic>> topics_at(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const feedback::Filter& asked,
    const std::set<std::string>& touchpoints,
    std::size_t most
) {
    const insight::Question question{{}, {"topic"}, asked};
    const auto least = limits_for(question, directory).anonymous_below;
    auto filter = figures_filter(question, actor, directory);
    filter.has_comment = true;
    const auto all = counts_by(engine, directory, "touchpoint", filter);
    const TopicTable table(engine, directory, filter, touchpoints);
    std::map<std::string, std::vector<StepTopic>> out;
    for (const auto& touchpoint : touchpoints) {
        const auto comments = all.find(touchpoint);
        const auto topics = table.counts.find(touchpoint);
        if (comments != all.end() && topics != table.counts.end()) {
            out[touchpoint] = most_told(topics->second, comments->second, least, most);
        }
    }
    return out;
}

}  // namespace styk::story
