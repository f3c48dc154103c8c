// Answers that are let out in lots that look alike (story/answer_lots.h).
#pragma once

#include "survey/survey.h"

namespace styk::survey {

// Of employees' anonymous surveys nothing is shown of an answer that stands in no lot.
[[nodiscard]] inline bool goes_in_lots(const Survey& survey) {
    return survey.kind == Kind::employee && survey.mode == Mode::anonymous;
}

}  // namespace styk::survey
