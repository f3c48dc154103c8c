// Rows of another tool's table as responses to a survey of this firm: with their dates, under the
// survey's results, and counted in its metrics.
#pragma once

#include <memory>

#include "story/import_work.h"
#include "travel/history_places.h"

namespace styk::story {

// What can be told of the answers in a map without looking at the rows.
[[nodiscard]] Problems check_answers_map(
    const Intake& intake, const feedback::Directory& directory, const feedback::ImportMap& map
);

// Which column answers which question, guessed by the names of the columns: joins the map that was
// guessed already. Throws Refusal{invalid} when nothing can be answered in that survey.
void guess_answers(const Intake& intake, feedback::Import& import, std::string_view survey);

// `plan`, whose map has answers, must outlive it.
[[nodiscard]] std::unique_ptr<ImportWork> make_answer_work(const ImportPlan& plan);

// Where answers may go, of the survey's newest version. Throws Refusal{conflict} when it was never
// published.
[[nodiscard]] std::vector<travel::Place> answer_places(
    const Intake& intake, const survey::Survey& survey
);

}  // namespace styk::story
