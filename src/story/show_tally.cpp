#include "story/show_tally.h"

#include <algorithm>

#include "story/scope.h"
#include "story/suppress.h"

namespace styk::story {

namespace {

constexpr std::string_view employee_voice = "employee_voice";

bool asks_employees(const insight::Question& question) {
    for (const auto& clause : question.filter.clauses) {
        if (clause.criterion == feedback::Criterion::kind && !clause.negated) {
            return std::find(clause.values.begin(), clause.values.end(), employee_voice) !=
                   clause.values.end();
        }
    }
    return std::find(question.metrics.begin(), question.metrics.end(), "enps") !=
               question.metrics.end() ||
           std::find(question.by.begin(), question.by.end(), "kind") != question.by.end();
}

}  // namespace

stats::TierLimits limits_for(
    const insight::Question& question, const feedback::Directory& directory
) {
    stats::TierLimits limits;
    const auto least =
        asks_employees(question) ? directory.firm.employees_min : directory.firm.customers_min;
    limits.anonymous_below = static_cast<std::uint64_t>(std::max<std::int64_t>(1, least));
    return limits;
}

feedback::Filter figures_filter(
    const insight::Question& question,
    const people::Actor& actor,
    const feedback::Directory& directory
) {
    feedback::Filter filter = question.filter;
    if (!asks_employees(question)) {
        filter.clauses.push_back(
            {.criterion = feedback::Criterion::kind,
             .attribute = {},
             .values = {std::string(employee_voice)},
             .negated = true}
        );
    }
    narrow_to_scope(filter, actor, directory);
    return filter;
}

Tally show_tally(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    insight::Question question
) {
    auto filter = figures_filter(question, actor, directory);
    const auto limits = limits_for(question, directory);
    Tally tally;
    tally.left_out = keep_one_kind(engine, directory, question, filter);
    for (const std::string& key : question.metrics) {
        const auto& metric = *directory.metrics.find(key);
        const auto rule = metric::rule_of(metric);
        auto count = engine.count(directory, key, question.by, filter);
        tally.position = count.position;
        std::sort(count.rows.begin(), count.rows.end(), [](const auto& a, const auto& b) {
            return a.keys <
                   b.keys;  // codes are in the order of arrival, which tells nobody anything
        });
        auto sum = stats::empty_histogram(rule.min, rule.max);
        const std::size_t first = tally.rows.size();
        for (auto& row : count.rows) {
            stats::merge(sum, row.histogram);
            auto estimate = stats::estimate(rule, row.histogram, limits);
            tally.rows.push_back({key, std::move(row.keys), std::move(row.histogram), estimate});
        }
        std::vector<TallyRow*> whole;
        for (std::size_t i = first; i < tally.rows.size(); ++i) {
            whole.push_back(&tally.rows[i]);
        }
        hide_a_second(rule, whole);
        const auto estimate = stats::estimate(rule, sum, limits);
        tally.totals.push_back({key, {}, std::move(sum), estimate});
    }
    tally.question = std::move(question);
    return tally;
}

}  // namespace styk::story
