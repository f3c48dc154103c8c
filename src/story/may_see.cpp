#include "story/may_see.h"

#include <algorithm>

#include "story/scope.h"

namespace styk::story {

namespace {

using feedback::Clause;
using feedback::Criterion;

bool is_within(const Clause& narrow, const Clause& scope) {
    return narrow.criterion == scope.criterion && !narrow.negated &&
           (!narrow.values.empty() || scope.values.empty()) &&  // none of theirs: nothing to see
           std::all_of(narrow.values.begin(), narrow.values.end(), [&](const std::string& value) {
               return std::find(scope.values.begin(), scope.values.end(), value) !=
                      scope.values.end();
           });
}

void require(feedback::Filter& filter, Criterion criterion, std::vector<std::string> values) {
    filter.clauses.push_back({.criterion = criterion, .attribute = {}, .values = std::move(values)}
    );
}

}  // namespace

bool may_see(
    const people::Actor& actor, const feedback::Filter& filter, const feedback::Directory& directory
) {
    feedback::Filter scope;
    narrow_to_scope(scope, actor, directory);
    return std::all_of(scope.clauses.begin(), scope.clauses.end(), [&](const Clause& theirs) {
        return std::any_of(filter.clauses.begin(), filter.clauses.end(), [&](const Clause& one) {
            return is_within(one, theirs);
        });
    });
}

feedback::Filter filter_of_group(
    feedback::Filter filter,
    const std::string& by,
    const std::string& key,
    const feedback::Directory& directory
) {
    if (by == "touchpoint") {
        require(filter, Criterion::touchpoint, {key});
    } else if (by == "stage") {
        require(filter, Criterion::touchpoint, directory.touchpoints_of_stage(key));
    } else if (by == "department") {
        require(filter, Criterion::touchpoint, directory.touchpoints_of_department(key));
    } else if (by == "owner") {
        require(filter, Criterion::touchpoint, directory.touchpoints_of_owner(key));
    } else if (by == "location") {
        require(filter, Criterion::location, {key});
    } else if (by == "region") {
        require(filter, Criterion::location, directory.places_below(key));
    }
    return filter;
}

}  // namespace styk::story
