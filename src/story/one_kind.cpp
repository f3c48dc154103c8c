#include "story/one_kind.h"

#include <algorithm>

#include "record/convert.h"
#include "story/guard.h"
#include "survey/survey.h"

namespace styk::story {

namespace {

struct Side {
    std::vector<std::string> kinds;
    std::uint64_t n = 0;
};

Side side_of(bool transactional) {
    Side side;
    for (const std::string_view name : record::choices_of<survey::Kind>()) {
        const auto kind = record::choice_of<survey::Kind>(name);
        if (kind && survey::is_transactional(*kind) == transactional) {
            side.kinds.emplace_back(name);
        }
    }
    return side;
}

bool has_published(const feedback::Directory& directory, bool transactional) {
    const auto& all = directory.surveys.all();
    return std::any_of(all.begin(), all.end(), [&](const survey::Survey& one) {
        return one.version > 0 && survey::is_transactional(one.kind) == transactional;
    });
}

bool tells_surveys_apart(const insight::Question& question) {
    const auto& filter = question.filter;
    const auto groups = [&](std::string_view name) {
        return std::find(question.by.begin(), question.by.end(), name) != question.by.end();
    };
    return filter.names(feedback::Criterion::survey) ||
           filter.names(feedback::Criterion::survey_kind) || groups("survey") ||
           groups("survey_kind");
}

void count(Side& side, const insight::Counted& row) {
    const auto& kind = row.keys.front();
    if (kind && std::find(side.kinds.begin(), side.kinds.end(), *kind) != side.kinds.end()) {
        side.n += row.histogram.n();
    }
}

}  // namespace

std::optional<LeftOut> keep_one_kind(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    insight::Question& question
) {
    const bool both = has_published(directory, true) && has_published(directory, false);
    if (!both || tells_surveys_apart(question)) {
        return {};
    }
    const auto filter = figures_filter(question, actor, directory);
    Side contact = side_of(true), relation = side_of(false);
    for (const std::string& metric : question.metrics) {
        for (const auto& row : engine.count(directory, metric, {"survey_kind"}, filter).rows) {
            count(contact, row);
            count(relation, row);
        }
    }
    if (contact.n == 0 || relation.n == 0) {
        return {};
    }
    Side& fewer = relation.n < contact.n ? relation : contact;
    question.filter.clauses.push_back(
        {.criterion = feedback::Criterion::survey_kind,
         .attribute = {},
         .values = fewer.kinds,
         .negated = true}
    );
    return LeftOut{std::move(fewer.kinds), fewer.n};
}

}  // namespace styk::story
