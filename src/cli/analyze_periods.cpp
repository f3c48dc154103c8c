#include "cli/analyze_periods.h"

#include <algorithm>

#include "base/result.h"

namespace styk::cli {

namespace {

constexpr std::size_t most_periods = 1500;

bool is_earlier(const DatedAnswers::One& a, const DatedAnswers::One& b) {
    return a.day < b.day;
}

}  // namespace

Day DatedAnswers::first() const {
    return std::min_element(answers.begin(), answers.end(), is_earlier)->day;
}

Day DatedAnswers::last() const {
    return std::max_element(answers.begin(), answers.end(), is_earlier)->day;
}

DatedAnswers dated_answers(
    const Table& table, const Measure& measure, const std::string& date_column
) {
    const auto ratings = measure.read(table);
    const auto days = table.days(date_column);
    DatedAnswers out;
    for (std::size_t row = 0; row < ratings.size(); ++row) {
        if (ratings[row] && days[row]) {
            out.answers.push_back({*days[row], *ratings[row], row});
        } else {
            ++out.missing;
        }
    }
    if (out.answers.empty()) {
        throw Refusal(Code::invalid, "No row has both a rating and a day.");
    }
    return out;
}

Period period_of(const std::string& name) {
    return name == "day"       ? Period::day
           : name == "week"    ? Period::week
           : name == "quarter" ? Period::quarter
                               : Period::month;
}

std::vector<PeriodSample> by_period(const Measure& measure, const DatedAnswers& of, Period period) {
    std::vector<PeriodSample> out;
    const Day last = of.last();
    for (Day day = first_day_of(period, of.first()); day <= last; day = next_after(period, day)) {
        if (out.size() == most_periods) {
            throw Refusal(Code::invalid, "These are more than 1500 periods: choose longer ones.");
        }
        out.push_back({day, Sample(measure)});
    }
    for (const auto& answer : of.answers) {
        const Day first = first_day_of(period, answer.day);
        const auto found =
            std::lower_bound(out.begin(), out.end(), first, [](const auto& one, Day day) {
                return one.first_day < day;
            });
        found->sample.add(answer.rating);
    }
    return out;
}

}  // namespace styk::cli
