#include "story/wider.h"

#include <algorithm>
#include <set>

#include "feedback/criterion.h"

namespace styk::story {

namespace {

using feedback::Clause;
using feedback::Criterion;
using feedback::Directory;
using feedback::Filter;
using Keys = std::vector<std::string>;

bool holds_all(const Keys& large, const Keys& small) {
    return std::all_of(small.begin(), small.end(), [&](const std::string& key) {
        return std::find(large.begin(), large.end(), key) != large.end();
    });
}

bool is_same(const Keys& a, const Keys& b) {
    return holds_all(a, b) && holds_all(b, a);
}

// Sets of places or touchpoints that have a name of their own: a region, a stage, what somebody
// owns.
std::vector<Keys> named_sets(Criterion criterion, const Directory& directory) {
    std::vector<Keys> sets;
    if (criterion == Criterion::location) {
        for (const auto& place : directory.locations.all()) {
            sets.push_back(directory.places_below(place.key));
        }
    } else if (criterion == Criterion::touchpoint) {
        std::set<std::string> owners;
        for (const auto& touchpoint : directory.touchpoints.all()) {
            if (touchpoint.owner_id && owners.insert(touchpoint.owner_id->text()).second) {
                sets.push_back(directory.touchpoints_of_owner(touchpoint.owner_id->text()));
            }
        }
        for (const auto& stage : directory.stages.all()) {
            sets.push_back(directory.touchpoints_of_stage(stage.key));
        }
        for (const auto& department : directory.departments.all()) {
            sets.push_back(directory.touchpoints_of_department(department.key));
        }
    }
    return sets;
}

bool is_named(const Clause& clause, const Directory& directory) {
    const auto sets = named_sets(clause.criterion, directory);
    return std::any_of(sets.begin(), sets.end(), [&](const Keys& keys) {
        return is_same(keys, clause.values);
    });
}

bool names_sentiments(const Clause& clause) {
    return std::any_of(clause.values.begin(), clause.values.end(), [](const std::string& value) {
        return value.find(':') != std::string::npos;
    });
}

std::optional<insight::GroupBy> grouping_of(const Clause& clause) {
    switch (clause.criterion) {
        case Criterion::touchpoint:
        case Criterion::channel:
        case Criterion::source:
        case Criterion::kind:
        case Criterion::language:
        case Criterion::lifecycle:
        case Criterion::segment:
        case Criterion::brand:
        case Criterion::location:
        case Criterion::attribute:
        case Criterion::sentiment:
        case Criterion::emotion:
        case Criterion::intent:
            return name_of(clause);
        case Criterion::topic:
            return names_sentiments(clause) ? "topic_sentiment" : "topic";
        default:
            return {};
    }
}

// The names of a filter, some left out. Its days are none of them: a period that moves with the
// calendar leaves a few behind every day.
class Names {
public:
    explicit Names(const Filter& filter) : filter_(filter) {
        count_ = filter.clauses.size() + (filter.q.empty() ? 0 : 1) + (filter.has_comment ? 1 : 0) +
                 (filter.handled ? 1 : 0);
    }

    [[nodiscard]] std::size_t count() const { return count_; }

    [[nodiscard]] Filter without(const std::vector<std::size_t>& names) const {
        Filter out = filter_;
        out.clauses.clear();
        const auto left_out = [&](std::size_t name) {
            return std::find(names.begin(), names.end(), name) != names.end();
        };
        std::size_t name = 0;
        for (const Clause& clause : filter_.clauses) {
            if (!left_out(name++)) {
                out.clauses.push_back(clause);
            }
        }
        if (!filter_.q.empty() && left_out(name++)) {
            out.q.clear();
        }
        if (filter_.has_comment && left_out(name++)) {
            out.has_comment.reset();
        }
        if (filter_.handled && left_out(name++)) {
            out.handled.reset();
        }
        return out;
    }

private:
    const Filter& filter_;
    std::size_t count_ = 0;
};

}  // namespace

std::vector<Filter> wider_filters(const Filter& filter, const Directory& directory) {
    std::vector<Filter> out;
    const Names names(filter);
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < names.count(); ++i) {
        out.push_back(names.without({i}));
        for (std::size_t j = i + 1; names.count() > 2 && j < names.count(); ++j) {
            out.push_back(names.without({i, j}));
        }
        all.push_back(i);
    }
    if (all.size() > 1) {
        out.push_back(names.without(all));
    }
    for (std::size_t i = 0; i < filter.clauses.size(); ++i) {
        const Clause& clause = filter.clauses[i];
        for (Keys& keys : named_sets(clause.criterion, directory)) {
            if (!clause.negated && holds_all(keys, clause.values) &&
                !is_same(keys, clause.values)) {
                Filter wider = filter;
                wider.clauses[i].values = std::move(keys);
                out.push_back(std::move(wider));
            }
        }
    }
    return out;
}

std::vector<Listed> lists_in(const Filter& filter, const Directory& directory) {
    std::vector<Listed> out;
    for (std::size_t i = 0; i < filter.clauses.size(); ++i) {
        const Clause& clause = filter.clauses[i];
        const auto by = grouping_of(clause);
        const bool listed =
            clause.negated || (clause.values.size() > 1 && !is_named(clause, directory));
        if (by && listed) {
            out.push_back({*by, Names(filter).without({i})});
        }
    }
    return out;
}

}  // namespace styk::story
