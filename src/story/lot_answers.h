// One lot of answers as it is stored: alike, shuffled, under new names, and its feedback with it,
// so that the results of a survey and the figures of the firm are made of the same groups.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "story/receive_feedback.h"
#include "survey/response.h"
#include "survey/survey.h"

namespace styk::story {

struct LotAnswer {
    survey::Response response;
    std::vector<feedback::Feedback> feedback{};  // one, or none when it is not counted
    std::string facts{};                         // of it, packed
    std::optional<feedback::Draft> beside{};     // what a file said beside the answers
};

// So many stand in a lot at least.
[[nodiscard]] std::size_t least_of(const feedback::Directory& directory);

// `answers`: those of one lot (answer_lots.h). Where they have feedback already, none is made.
[[nodiscard]] std::vector<LotAnswer> make_lot(
    const Intake& intake,
    const feedback::Directory& directory,
    const survey::Survey& survey,
    std::vector<LotAnswer> answers
);

void write_lot(db::Tx& tx, const std::vector<LotAnswer>& lot);

}  // namespace styk::story
