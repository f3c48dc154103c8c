// Answers by day: cut into periods, oldest first.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/analyze_measure.h"

namespace styk::cli {

struct DatedAnswers {
    struct One {
        Day day = 0;
        double rating = 0;
        std::size_t row = 0;
    };

    std::vector<One> answers{};
    std::size_t missing = 0;  // rows without a rating or without a day

    [[nodiscard]] Day first() const;  // need answers
    [[nodiscard]] Day last() const;
};

// Throws Refusal when no row has both.
[[nodiscard]] DatedAnswers dated_answers(
    const Table& table, const Measure& measure, const std::string& date_column
);

// "day", "week", "month", "quarter"
[[nodiscard]] Period period_of(const std::string& name);

struct PeriodSample {
    Day first_day = 0;
    Sample sample;
};

// Every period from the first answer's to the last one's, also those without answers. Throws
// Refusal when they are more than 1500.
[[nodiscard]] std::vector<PeriodSample> by_period(
    const Measure& measure, const DatedAnswers& of, Period period
);

}  // namespace styk::cli
