// A survey is made, changed, checked and published.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/fwd.h"
#include "story/receive_feedback.h"
#include "survey/check.h"
#include "survey/link.h"
#include "survey/survey.h"
#include "survey/survey_store.h"

namespace styk::story {

// `survey` as it was read from the request; what is empty is filled in: the key from the name, the
// languages from the definition. Throws Refusal{invalid} naming every problem.
[[nodiscard]] survey::Survey make_survey(
    const Intake& intake, survey::Survey survey, const json::Value& definition, const db::Change& by
);

// The rules over what else there is: places, reader, a mode that may no longer change.
void check_survey(
    db::Reader& reader, const feedback::Directory& directory, const survey::Survey& survey
);

// Only surveys without answers can go.
void check_removal(db::Reader& reader, const survey::Survey& survey);

// The new draft, checked as far as it must be readable; gives its revision.
std::int64_t change_definition(
    const Intake& intake,
    const survey::Survey& survey,
    std::int64_t revision,
    const json::Value& definition,
    const db::Change& by
);

struct Dismissible {
    survey::Finding finding;
    std::optional<survey::Dismissal> dismissed;
};

struct CheckedSurvey {
    std::vector<Dismissible> findings;
    bool may_publish = false;
    double minutes = 0;
    int questions = 0;
};

[[nodiscard]] CheckedSurvey check_draft(const Intake& intake, const survey::Survey& survey);

struct PublishedSurvey {
    survey::Survey survey;
    std::int64_t version = 0;
    survey::Link link;
};

// The draft becomes the next version and the survey is live; the first time it gets an open link.
// `revision`: of the draft that was meant, when it matters. Throws Refusal{invalid} with the
// errors.
[[nodiscard]] PublishedSurvey publish_survey(
    const Intake& intake,
    const Id<survey::Survey>& id,
    std::optional<std::int64_t> revision,
    const db::Change& by
);

// pause, resume, close, reopen. Throws Refusal{conflict}.
[[nodiscard]] survey::Survey change_state(
    const Intake& intake, const Id<survey::Survey>& id, survey::State to, const db::Change& by
);

[[nodiscard]] survey::Link make_link(
    const Intake& intake, const survey::Survey& survey, std::string name
);

// What of the firm a definition may name.
[[nodiscard]] survey::Surroundings surroundings_of(
    db::Reader& reader, const feedback::Directory& directory
);

// Languages of a definition, the survey's own first.
[[nodiscard]] survey::Definition read_draft(
    const survey::Survey& survey, const json::Value& definition, Problems& problems
);

}  // namespace styk::story
