// When somebody last looked at what a survey brought.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "db/database.h"
#include "survey/survey.h"

namespace styk::survey {

// Survey and question; no question: its results as a whole.
using Looks = std::map<std::pair<std::string, std::string>, Instant>;

// Kept to the day: a second look within it writes nothing.
void note_look(
    db::Database& database, const Id<Survey>& survey, const std::string& question, Instant now
);

[[nodiscard]] Looks list_looks(db::Reader& reader);

}  // namespace styk::survey
