#include "insight/stored_question.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/query_string.h"
#include "insight/period.h"

namespace styk::insight {

namespace {

constexpr std::array<std::string_view, 4> of_the_asker{"from", "to", "by", "period"};

bool is_dated(const QueryPairs::value_type& pair) {
    return std::find(of_the_asker.begin(), of_the_asker.end(), pair.first) != of_the_asker.end();
}

void refuse_names(const QueryPairs& pairs, Problems& problems) {
    for (const auto& pair : pairs) {
        if (is_dated(pair)) {
            problems.push_back(
                {"/query",
                 fmt::format("must not name {}: the period is chosen beside it", pair.first)}
            );
        }
    }
}

template <class T>
std::optional<T> stricter(std::optional<T> one, std::optional<T> other, bool least) {
    if (!one || !other) {
        return one ? one : other;
    }
    return least ? std::max(*one, *other) : std::min(*one, *other);
}

}  // namespace

Question stored_question(
    const feedback::Directory& directory,
    const std::string& metric,
    std::string_view query,
    Problems& problems
) {
    Question question;
    const auto* found = directory.metrics.find(metric);
    if (found == nullptr) {
        problems.push_back({"/metric", "there is no such metric"});
    } else {
        question.metrics.push_back(found->key);
    }
    const auto pairs = read_query_string(query);
    if (!pairs) {
        problems.push_back({"/query", pairs.error().message});
        return question;
    }
    refuse_names(*pairs, problems);
    Problems wrong;
    std::vector<std::string> unknown;
    question.filter = feedback::read_filter(directory, *pairs, wrong, &unknown);
    for (const auto& [name, message] : wrong) {
        problems.push_back({"/query", fmt::format("{} {}", name, message)});
    }
    for (const std::string& name : unknown) {
        if (!is_dated({name, ""})) {
            problems.push_back({"/query", name + " is no name of a filter"});
        }
    }
    return question;
}

bool is_group(const feedback::Directory& directory, std::string_view name) {
    return is_grouping(directory, name) && !period_of(name) && name != "hour";
}

void narrow(feedback::Filter& filter, const feedback::Filter& more) {
    filter.clauses.insert(filter.clauses.end(), more.clauses.begin(), more.clauses.end());
    filter.from = stricter(filter.from, more.from, true);
    filter.to = stricter(filter.to, more.to, false);
    filter.score_min = stricter(filter.score_min, more.score_min, true);
    filter.score_max = stricter(filter.score_max, more.score_max, false);
    filter.q += filter.q.empty() || more.q.empty() ? more.q : " " + more.q;
    filter.has_comment = more.has_comment ? more.has_comment : filter.has_comment;
    filter.handled = more.handled ? more.handled : filter.handled;
}

}  // namespace styk::insight
