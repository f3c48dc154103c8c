// Counting the answers to one question, whatever its type.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "stats/score.h"
#include "survey/definition.h"

namespace styk::story {

// A share or a mean of what was counted, with interval and tier; undefined with a reason.
using Figure = stats::Estimate;

[[nodiscard]] Figure share_of(
    std::int64_t part, std::int64_t whole, const stats::TierLimits& limits
);
[[nodiscard]] Figure mean_of(const stats::Histogram& histogram, const stats::TierLimits& limits);

// Numbers without a scale: sums are enough.
struct Sums {
    double n = 0, mean = 0, squares = 0;

    void add(double value);
    [[nodiscard]] Figure figure(const stats::TierLimits& limits) const;
};

// One row of a table, or one choice of a ranking or of best and worst.
struct RowCount {
    std::int64_t answered = 0;
    std::map<std::string, std::int64_t> choices;
    stats::Histogram mean, importance;
};

struct QuestionCount {
    std::int64_t shown = 0, answered = 0, not_shown = 0, stopped = 0, texts = 0, other = 0;
    stats::Histogram histogram;
    Sums sums;
    std::map<std::string, std::int64_t> choices;
    std::map<std::string, RowCount> rows;
};

// Room for every choice and row, so that what nobody chose is a 0.
[[nodiscard]] QuestionCount empty_count(const survey::Question& question);

void count_answer(
    const survey::Question& question, const survey::Value& answer, QuestionCount& count
);

}  // namespace styk::story
