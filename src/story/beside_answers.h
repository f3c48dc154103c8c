// What a row of another tool's table says beside the questions of the survey: a comment, ratings
// and attributes of columns that no question has. It goes along with the answers into their
// feedback.
#pragma once

#include "feedback/draft.h"
#include "json/fwd.h"

namespace styk::story {

// Source, comment, attributes and ratings of `beside` join what was made of the answers, which have
// the first word where both rate the same.
void add_beside(feedback::Draft& draft, const feedback::Draft& beside);

// As it waits with the answers. Reading leaves out what is not readable any more.
[[nodiscard]] json::Object write_beside(const feedback::Draft& beside);
[[nodiscard]] feedback::Draft read_beside(const json::Value& value);

}  // namespace styk::story
