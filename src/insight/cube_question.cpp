#include "insight/cube_question.h"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>

#include "feedback/criterion.h"
#include "feedback/dimension.h"
#include "insight/classes.h"

namespace styk::insight {

namespace {

using feedback::Clause;
using feedback::Criterion;
using feedback::Dimension;
using feedback::Filter;

constexpr std::string_view attribute_prefix = "attribute.";
constexpr std::uint32_t no_such_metric = 0xFFFF;

cube::Field field_of(Period period) {
    switch (period) {
        case Period::week:
            return cube::Field::week;
        case Period::month:
            return cube::Field::month;
        case Period::quarter:
            return cube::Field::quarter;
        case Period::year:
            return cube::Field::year;
        default:
            return cube::Field::day;
    }
}

std::optional<std::uint16_t> dimension_of(std::string_view name) {
    const auto& names = feedback::dimension_names;
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt
                                : std::optional(static_cast<std::uint16_t>(found - names.begin()));
}

bool only_the_database_knows(const Clause& clause) {
    // "This topic, or none": the cube asks for some of them or for none of some.
    const bool also_none =
        feedback::is_said(clause.criterion) && clause.values.size() > 1 &&
        std::find(clause.values.begin(), clause.values.end(), "") != clause.values.end();
    return clause.criterion == Criterion::customer || clause.criterion == Criterion::tag ||
           also_none;
}

std::optional<std::uint8_t> byte_of(const std::optional<int>& score) {
    return score
               ? std::optional(static_cast<std::uint8_t>(std::clamp<int>(*score, 0, cube::max_score)
                 ))
               : std::nullopt;
}

}  // namespace

std::optional<std::string> KeyNames::name(std::int64_t key) const {
    if (period) {
        return period_key(*period, static_cast<Day>(key));
    }
    if (hour) {
        return fmt::format("{:02}", key);
    }
    const auto code = static_cast<std::size_t>(key);
    return code == 0 || code >= values.size() ? std::nullopt : std::optional(values[code]);
}

void CubeQuestion::by(const GroupBy& name) {
    cube::Grouping grouping;
    KeyNames key_names;
    if (const auto period = period_of(name)) {
        grouping.field = field_of(*period);
        key_names.period = period;
    } else if (name == "hour") {
        grouping.field = cube::Field::hour;
        key_names.hour = true;
    } else {
        by_code(name, grouping, key_names);
    }
    question.by.push_back(std::move(grouping));
    names.push_back(std::move(key_names));
}

void CubeQuestion::filter(const Filter& filter) {
    period(filter);
    for (const Clause& clause : filter.clauses) {
        if (!only_the_database_knows(clause)) {
            question.conditions.push_back(condition(clause));
        }
    }
    if (filter.has_comment) {
        question.conditions.push_back(
            {.field = cube::Field::flag,
             .codes = {feedback::flag_has_comment},
             .negated = !*filter.has_comment}
        );
    }
    question.score_min = byte_of(filter.score_min);
    question.score_max = byte_of(filter.score_max);
    if (filter.score_min.value_or(0) > cube::max_score || filter.score_max.value_or(0) < 0) {
        // No rating is there: from high to low.
        question.score_min = cube::max_score;
        question.score_max = 0;
    }
}

void CubeQuestion::metric(const std::string& key) {
    question.metrics = {static_cast<std::uint16_t>(
        terms_.find_code(feedback::metric_terms, key).value_or(no_such_metric)
    )};
}

cube::Item CubeQuestion::item(const Rated& rated) {
    constexpr std::uint32_t nowhere = cube::anywhere - 1;
    const auto metric = terms_.find_code(feedback::metric_terms, rated.metric);
    const auto touchpoint = rated.touchpoint ? terms_.find_code("touchpoint", *rated.touchpoint)
                                             : std::optional(cube::anywhere);
    return {
        static_cast<std::uint16_t>(metric.value_or(no_such_metric)), touchpoint.value_or(nowhere)
    };
}

void CubeQuestion::by_code(const GroupBy& name, cube::Grouping& grouping, KeyNames& key_names) {
    if (name == "touchpoint") {
        grouping.field = cube::Field::touchpoint;
        key_names.values = terms_.values_of("touchpoint");
    } else if (is_class_of_touchpoint(name)) {
        grouping.field = cube::Field::touchpoint;
        classes(grouping, key_names, "touchpoint", [&](const std::string& key) {
            return class_of_touchpoint(directory_, name, key);
        });
    } else if (name == "region") {
        grouping.index = static_cast<std::uint16_t>(Dimension::location);
        classes(grouping, key_names, "location", [&](const std::string& key) {
            return region_of(directory_, key);
        });
    } else if (is_of_many(name)) {
        grouping.field = cube::Field::topic;
        classes(grouping, key_names, feedback::said_terms, [&](const std::string& said) {
            return class_of_said(name, said);
        });
    } else {
        grouping.index = dimension_index(name);
        key_names.values = terms_.values_of(name);
    }
}

std::uint16_t CubeQuestion::dimension_index(std::string_view name) {
    if (const auto number = dimension_of(name)) {
        return *number;
    }
    const auto code =
        terms_.find_code(feedback::attribute_terms, name.substr(attribute_prefix.size()));
    // An attribute that no feedback has yet: a dimension that nothing carries.
    return static_cast<std::uint16_t>(
        code ? feedback::first_attribute_dimension + *code - 1 : 0xFFFF
    );
}

template <class ClassOf>
void CubeQuestion::classes(
    cube::Grouping& grouping, KeyNames& key_names, std::string_view terms, const ClassOf& class_of
) {
    const auto values = terms_.values_of(terms);
    std::unordered_map<std::string, std::uint32_t> codes;
    key_names.values.resize(1);
    grouping.classes.resize(std::max<std::size_t>(values.size(), 1));
    for (std::size_t code = 1; code < values.size(); ++code) {
        const std::string name = class_of(values[code]);
        if (name.empty()) {
            continue;
        }
        const auto [place, is_new] =
            codes.emplace(name, static_cast<std::uint32_t>(key_names.values.size()));
        if (is_new) {
            key_names.values.push_back(name);
        }
        grouping.classes[code] = place->second;
    }
}

// Whole days are told by the day alone; else the days only say which blocks to look at, one more
// than needed, since clocks put back over midnight lead into the day before.
void CubeQuestion::period(const Filter& filter) {
    if (filter.from) {
        const Day day = directory_.zone.day_of(*filter.from);
        const bool whole = directory_.zone.start_of(day) == *filter.from;
        question.from_day = whole ? day : day - 1;
        if (!whole) {
            question.from_us = filter.from->us;
        }
    }
    if (filter.to) {
        const Day day = directory_.zone.day_of(*filter.to);
        const bool whole = directory_.zone.start_of(day) == *filter.to;
        question.to_day = whole ? day : day + 2;
        if (!whole) {
            question.to_us = filter.to->us;
        }
    }
}

// A topic stands for itself with each sentiment; "" for having none, which is having none of all.
cube::Condition CubeQuestion::said_condition(const Clause& clause) {
    const bool none = clause.values == std::vector<std::string>{""};
    const GroupBy kind(feedback::name_of(clause.criterion));
    cube::Condition out{.field = cube::Field::topic, .negated = clause.negated != none};
    const auto said = terms_.values_of(feedback::said_terms);
    for (std::uint32_t code = 1; code < said.size(); ++code) {
        const std::string key = class_of_said(kind, said[code]);
        const bool is_wanted =
            none || std::any_of(clause.values.begin(), clause.values.end(), [&](const auto& value) {
                return value == key || value == class_of_said(kind + "_sentiment", said[code]);
            });
        if (!key.empty() && is_wanted) {
            out.codes.push_back(code);
        }
    }
    return out;
}

cube::Condition CubeQuestion::condition(const Clause& clause) {
    if (feedback::is_said(clause.criterion)) {
        return said_condition(clause);
    }
    cube::Condition out{.negated = clause.negated};
    std::string terms;
    if (clause.criterion == Criterion::touchpoint) {
        out.field = cube::Field::touchpoint;
        terms = "touchpoint";
    } else if (clause.criterion == Criterion::metric) {
        out.field = cube::Field::metric;
        terms = feedback::metric_terms;
    } else {
        terms = name_of(clause);
        out.index = dimension_index(terms);
    }
    for (const std::string& value : clause.values) {
        if (const auto code = terms_.find_code(terms, value)) {
            out.codes.push_back(*code);
        }
    }
    return out;
}

std::optional<Filter> database_part(const Filter& filter) {
    Filter part;
    part.from = filter.from;
    part.to = filter.to;
    part.q = filter.q;
    part.handled = filter.handled;
    std::copy_if(
        filter.clauses.begin(),
        filter.clauses.end(),
        std::back_inserter(part.clauses),
        only_the_database_knows
    );
    const bool any = !part.q.empty() || part.handled || !part.clauses.empty();
    part.clauses.push_back(
        {.criterion = Criterion::kind,
         .attribute = {},
         .values = {"employee_voice"},
         .negated = true}
    );
    return any ? std::optional(std::move(part)) : std::nullopt;
}

}  // namespace styk::insight
