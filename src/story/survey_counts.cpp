#include "story/survey_counts.h"

#include <algorithm>
#include <cmath>

#include "stats/interval.h"

namespace styk::story {

namespace {

using survey::Question;
using survey::Type;
using survey::Value;

std::optional<int> whole_number(const Value& value) {
    const auto* number = value.as<double>();
    const bool whole =
        number != nullptr && std::floor(*number) == *number && std::abs(*number) < 1e6;
    return whole ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

void count_score(stats::Histogram& histogram, const Value& value) {
    const auto score = whole_number(value);
    if (score && *score >= histogram.min && *score <= histogram.max()) {
        ++histogram.counts[static_cast<std::size_t>(*score - histogram.min)];
    } else if (survey::to_text(value) == survey::not_applicable_key) {
        ++histogram.not_applicable;
    }
}

// The scale of a table whose columns are numbers.
stats::Histogram scale_of_columns(const Question& question) {
    std::vector<int> scores;
    for (const survey::Choice& one : question.columns) {
        if (const auto score = whole_number(one.value)) {
            scores.push_back(*score);
        } else if (one.key != survey::not_applicable_key) {
            return {};
        }
    }
    const auto [low, high] = std::minmax_element(scores.begin(), scores.end());
    const bool sensible = !scores.empty() && *low >= 0 && *high <= 100;
    return sensible ? stats::empty_histogram(*low, *high) : stats::Histogram{};
}

class Counter {
public:
    Counter(const Question& question, QuestionCount& count) : question_(question), count_(count) {}

    void prepare() {
        if (question_.type == Type::rating) {
            count_.histogram = stats::empty_histogram(question_.low, question_.high);
        }
        for (const survey::Choice& one : question_.choices) {
            count_.choices[one.key] = 0;
        }
        if (question_.other) {
            count_.choices[std::string(survey::other_key)] = 0;
        }
        if (question_.none) {
            count_.choices[std::string(survey::none_key)] = 0;
        }
        if (question_.type == Type::yes_no || question_.type == Type::consent) {
            count_.choices["true"] = count_.choices["false"] = 0;
        }
        for (const survey::Choice& one : question_.rows) {
            prepare_row(count_.rows[one.key]);
        }
        if (question_.type == Type::ranking || question_.type == Type::best_worst) {
            for (const survey::Choice& one : question_.choices) {
                count_.rows[one.key].mean = stats::empty_histogram(
                    1, static_cast<int>(std::min<std::size_t>(question_.choices.size(), 100))
                );
            }
        }
    }

    void answer(const Value& value) {
        ++count_.answered;
        switch (question_.type) {
            case Type::rating:
                return count_score(count_.histogram, value);
            case Type::importance:
                return importance(value);
            case Type::matrix:
                return matrix(value);
            case Type::ranking:
                return ranking(value);
            case Type::best_worst:
                return best_worst(value);
            case Type::multiple:
                return several(value);
            case Type::text:
            case Type::long_text:
                return words(value);
            case Type::contact:
            case Type::statement:
                return;
            default:
                return choice(value);
        }
    }

private:
    void prepare_row(RowCount& row) const {
        if (question_.type == Type::importance) {
            row.mean = row.importance = stats::empty_histogram(question_.low, question_.high);
        } else {
            row.mean = scale_of_columns(question_);
            for (const survey::Choice& column : question_.columns) {
                row.choices[column.key] = 0;
            }
        }
    }

    void choice(const Value& value) {
        const std::string key = survey::to_text(value);
        const auto found = count_.choices.find(key);
        if (found != count_.choices.end()) {
            ++found->second;
        }
        count_.other += key == survey::other_key ? 1 : 0;
    }

    void several(const Value& value) {
        if (const auto* list = value.as<survey::List>()) {
            std::for_each(list->begin(), list->end(), [&](const Value& one) { choice(one); });
        }
    }

    void words(const Value& value) {
        if (const auto* number = value.as<double>()) {
            count_.sums.add(*number);
        } else {
            ++count_.texts;
        }
    }

    template <class Visit>
    void each_row(const Value& value, const Visit& visit) {
        const auto* map = value.as<survey::Map>();
        for (const auto& [row, cell] : map == nullptr ? survey::Map() : *map) {
            const auto found = count_.rows.find(row);
            if (found != count_.rows.end() && !survey::is_empty(cell)) {
                ++found->second.answered;
                visit(found->second, cell);
            }
        }
    }

    void importance(const Value& value) {
        each_row(value, [](RowCount& row, const Value& cell) {
            const auto* pair = cell.as<survey::Map>();
            for (const auto& [side, number] : pair == nullptr ? survey::Map() : *pair) {
                count_score(side == "importance" ? row.importance : row.mean, number);
            }
        });
    }

    // The score of a whole table is the mean of what each person's rows come to.
    void matrix(const Value& value) {
        double sum = 0;
        int rows = 0;
        each_row(value, [&](RowCount& row, const Value& cell) {
            const auto found = row.choices.find(survey::to_text(cell));
            if (found != row.choices.end()) {
                ++found->second;
            }
            if (!row.mean.counts.empty()) {
                count_score(row.mean, cell);
                const auto score = whole_number(cell);
                sum += score.value_or(0);
                rows += score ? 1 : 0;
            }
        });
        if (rows > 0) {
            count_.sums.add(sum / rows);
        }
    }

    void ranking(const Value& value) {
        const auto* list = value.as<survey::List>();
        for (std::size_t place = 0; list != nullptr && place < list->size(); ++place) {
            const auto found = count_.rows.find(survey::to_text((*list)[place]));
            if (found != count_.rows.end()) {
                ++found->second.answered;
                count_score(found->second.mean, static_cast<int>(place) + 1);
                count_.choices[found->first] += place == 0 ? 1 : 0;
            }
        }
    }

    void best_worst(const Value& value) {
        const auto* map = value.as<survey::Map>();
        for (const char* side : {"best", "worst"}) {
            const Value* chosen = map == nullptr ? nullptr : survey::find(*map, side);
            const auto found = count_.rows.find(chosen == nullptr ? "" : survey::to_text(*chosen));
            if (found != count_.rows.end()) {
                ++found->second.choices[side];
            }
        }
    }

    const Question& question_;
    QuestionCount& count_;
};

}  // namespace

// A share as any other score: of ones among zeros and ones.
Figure share_of(std::int64_t part, std::int64_t whole, const stats::TierLimits& limits) {
    const stats::MetricRule rule{stats::Kind::box, 0, 1, {1}, {0}};
    auto histogram = stats::empty_histogram(0, 1);
    histogram.counts[1] = static_cast<std::uint64_t>(std::max<std::int64_t>(0, part));
    histogram.counts[0] = static_cast<std::uint64_t>(std::max<std::int64_t>(0, whole - part));
    return stats::estimate(rule, histogram, limits);
}

Figure mean_of(const stats::Histogram& histogram, const stats::TierLimits& limits) {
    const stats::MetricRule rule{stats::Kind::mean, histogram.min, histogram.max(), {}, {}};
    return stats::estimate(rule, histogram, limits);
}

// Welford 1962.
void Sums::add(double value) {
    n += 1;
    const double apart = value - mean;
    mean += apart / n;
    squares += apart * (value - mean);
}

Figure Sums::figure(const stats::TierLimits& limits) const {
    Figure out;
    out.n = static_cast<std::uint64_t>(n);
    out.n_eff = n;
    if (n == 0) {
        out.reason = stats::reason::no_answers;
        return out;
    }
    out.tier = stats::tier_of(stats::Family::mean, out.n, n, {}, limits);
    if (!stats::shows_value(out.tier)) {
        out.reason =
            out.tier == stats::Tier::hidden ? stats::reason::hidden : stats::reason::too_few;
        return out;
    }
    out.value = out.mean = mean;
    const auto interval = n < 2 ? std::nullopt : stats::t_interval(n, mean, squares / (n - 1));
    if (interval) {
        out.lo = interval->lo;
        out.hi = interval->hi;
        out.method = stats::Method::t;
    } else {
        out.reason = stats::reason::no_interval;
    }
    return out;
}

QuestionCount empty_count(const Question& question) {
    QuestionCount count;
    Counter(question, count).prepare();
    return count;
}

void count_answer(const Question& question, const Value& answer, QuestionCount& count) {
    Counter(question, count).answer(answer);
}

}  // namespace styk::story
