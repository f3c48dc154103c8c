#include "story/guard.h"

#include <algorithm>
#include <map>

#include "story/hide_cells.h"
#include "story/scope.h"
#include "story/wider.h"

namespace styk::story {

namespace {

constexpr std::string_view employee_voice = "employee_voice";

using insight::Counted;
using Sizes = std::map<CellKeys, std::uint64_t>;

Sizes sizes_of(const std::vector<Counted>& rows) {
    Sizes sizes;
    for (const Counted& row : rows) {
        sizes[row.keys] += row.histogram.n();
    }
    return sizes;
}

bool is_small(std::uint64_t n, std::uint64_t least) {
    return n > 0 && n < least;
}

// What a wider count holds besides each of the rows, and what all of it holds besides each.
void hide_narrow(
    const Sizes& own, const Sizes& wider, std::uint64_t least, std::map<CellKeys, bool>& hidden
) {
    std::uint64_t all = 0;
    for (const auto& [keys, n] : wider) {
        all += n;
    }
    for (const auto& [keys, n] : own) {
        const auto found = wider.find(keys);
        const std::uint64_t same = found == wider.end() ? n : std::max(n, found->second);
        hidden[keys] = hidden[keys] || is_small(same - n, least) || is_small(all - n, least);
    }
}

// Rows in which one of the listed values is small alone. The value is the last key.
void hide_lists(
    const std::vector<Counted>& by_value, std::uint64_t least, std::map<CellKeys, bool>& hidden
) {
    for (const Counted& row : by_value) {
        CellKeys keys = row.keys;
        keys.pop_back();
        if (is_small(row.histogram.n(), least)) {
            hidden[keys] = true;
        }
    }
}

}  // namespace

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

Guard::Guard(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    insight::Question question
)
    : engine_(engine),
      directory_(directory),
      actor_(actor),
      question_(std::move(question)),
      filter_(figures_filter(question_, actor, directory)),
      limits_(limits_for(question_, directory)) {}

insight::Count Guard::count(
    const std::string& metric,
    const std::vector<insight::GroupBy>& by,
    const feedback::Filter& asked
) const {
    auto question = question_;
    question.filter = asked;
    return engine_.count(directory_, metric, by, figures_filter(question, actor_, directory_));
}

std::vector<bool> Guard::hides(
    const std::string& metric,
    const std::vector<insight::GroupBy>& by,
    const std::vector<insight::Counted>& rows
) const {
    const auto least = limits_.anonymous_below;
    std::vector<bool> hidden(rows.size(), false);
    if (least <= 1 || rows.empty()) {
        return hidden;
    }
    const Sizes own = sizes_of(rows);
    std::map<CellKeys, bool> narrow;
    if (!asks_employees(question_)) {
        // Who sees one place only is not alone: others see the region, and one may ask as both.
        feedback::Filter scoped = question_.filter;
        narrow_to_scope(scoped, actor_, directory_);
        for (const auto& wider : wider_filters(scoped, directory_)) {
            auto question = question_;
            question.filter = wider;
            const auto asked = figures_filter(question, people::the_system(), directory_);
            hide_narrow(
                own, sizes_of(engine_.count(directory_, metric, by, asked).rows), least, narrow
            );
        }
        for (const auto& list : lists_in(question_.filter, directory_)) {
            if (std::find(by.begin(), by.end(), list.by) != by.end()) {
                continue;  // each row is one value
            }
            auto with_value = by;
            with_value.push_back(list.by);
            hide_lists(count(metric, with_value, list.without).rows, least, narrow);
        }
    }
    hide_beside(metric, by, own, narrow);
    std::vector<CellKeys> keys;
    std::vector<std::uint64_t> n;
    for (const Counted& row : rows) {
        keys.push_back(row.keys);
        // A row that is hidden for being narrow hides others as a small one does.
        n.push_back(
            narrow[row.keys] ? std::min<std::uint64_t>(row.histogram.n(), least - 1)
                             : row.histogram.n()
        );
    }
    return rows_to_hide(keys, n, least);
}

// Who speaks of a topic is taken from all: those who do not must be enough, too.
void Guard::hide_beside(
    const std::string& metric,
    const std::vector<insight::GroupBy>& by,
    const std::map<CellKeys, std::uint64_t>& own,
    std::map<CellKeys, bool>& hidden
) const {
    const auto many = std::find_if(by.begin(), by.end(), insight::is_of_many);
    if (many == by.end()) {
        return;
    }
    const auto place = many - by.begin();
    auto others = by;
    others.erase(others.begin() + place);
    const Sizes whole = sizes_of(count(metric, others, question_.filter).rows);
    for (const auto& [keys, n] : own) {
        CellKeys beside = keys;
        beside.erase(beside.begin() + place);
        const auto found = whole.find(beside);
        hidden[keys] =
            hidden[keys] ||
            (found != whole.end() &&
             is_small(found->second - std::min(n, found->second), limits_.anonymous_below));
    }
}

bool Guard::hides_whole(const std::string& metric, const stats::Histogram& whole) const {
    return hides(metric, {}, {{{}, whole}}).front();
}

Guard Guard::at(const std::string& touchpoint) const {
    auto question = question_;
    question.filter.clauses.push_back(
        {.criterion = feedback::Criterion::touchpoint, .attribute = {}, .values = {touchpoint}}
    );
    return {engine_, directory_, actor_, std::move(question)};
}

Guard Guard::within(std::optional<Instant> from, std::optional<Instant> to) const {
    auto question = question_;
    question.filter.from = from;
    question.filter.to = to;
    return {engine_, directory_, actor_, std::move(question)};
}

stats::Estimate hidden_estimate(const stats::Estimate& of) {
    stats::Estimate out;
    out.level = of.level;
    out.n = of.n;
    out.n_eff = of.n_eff;
    out.tier = stats::Tier::hidden;
    out.reason = stats::reason::hidden;
    return out;
}

}  // namespace styk::story
