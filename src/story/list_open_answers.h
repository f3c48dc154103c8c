// The words that were written to one question of a survey.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "story/receive_feedback.h"
#include "survey/response_store.h"
#include "survey/survey.h"

namespace styk::story {

struct OpenAnswer {
    std::int64_t seq = 0;
    std::string response_id;
    std::optional<std::string> feedback_id;
    Instant at;
    std::string language, text;
};

struct OpenAnswers {
    std::vector<OpenAnswer> items;     // newest first
    std::optional<std::int64_t> next;  // goes on before this seq
    bool hidden = false;               // too few to show
};

// Throws Refusal{not_found} when the newest version asks no such question.
[[nodiscard]] OpenAnswers list_open_answers(
    const Intake& intake,
    const survey::Survey& survey,
    const std::string& question,
    survey::ResponseQuery query
);

}  // namespace styk::story
