#include "insight/cube_engine.h"

#include <algorithm>

#include "cube/clustered.h"
#include "feedback/dimension.h"
#include "insight/cube_question.h"

namespace styk::insight {

namespace {

using feedback::Directory;
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

std::string_view dimension_name(Criterion criterion) {
    switch (criterion) {
        case Criterion::channel:
            return "channel";
        case Criterion::source:
            return "source";
        case Criterion::kind:
            return "kind";
        case Criterion::language:
            return "language";
        case Criterion::lifecycle:
            return "lifecycle";
        case Criterion::segment:
            return "segment";
        case Criterion::brand:
            return "brand";
        case Criterion::survey:
            return "survey";
        case Criterion::survey_kind:
            return "survey_kind";
        default:
            return "location";
    }
}

bool only_the_database_knows(const Clause& clause) {
    return clause.criterion == Criterion::customer || clause.criterion == Criterion::tag;
}

// How the keys of one grouping are written back: by a table of values, or as a period.
struct Naming {
    std::vector<std::string> values;  // by code or class; [0]: absent
    std::optional<Period> period;
    bool hour = false;

    [[nodiscard]] std::optional<std::string> name(std::int64_t key) const {
        if (period) {
            return period_key(*period, static_cast<Day>(key));
        }
        if (hour) {
            return fmt::format("{:02}", key);
        }
        const auto code = static_cast<std::size_t>(key);
        return code == 0 || code >= values.size() ? std::nullopt : std::optional(values[code]);
    }
};

class Translator {
public:
    Translator(const Directory& directory, feedback::Terms& terms)
        : directory_(directory), terms_(terms) {}

    cube::Question question;
    std::vector<Naming> naming;

    void by(const GroupBy& name) {
        cube::Grouping grouping;
        Naming names;
        if (const auto period = period_of(name)) {
            grouping.field = field_of(*period);
            names.period = period;
        } else if (name == "hour") {
            grouping.field = cube::Field::hour;
            names.hour = true;
        } else {
            by_code(name, grouping, names);
        }
        question.by.push_back(std::move(grouping));
        naming.push_back(std::move(names));
    }

    void filter(const Filter& filter) {
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
    }

    void metric(const std::string& key) {
        question.metrics = {static_cast<std::uint16_t>(
            terms_.find_code(feedback::metric_terms, key).value_or(no_such_metric)
        )};
    }

private:
    static std::optional<std::uint8_t> byte_of(const std::optional<int>& score) {
        return score ? std::optional(
                           static_cast<std::uint8_t>(std::clamp<int>(*score, 0, cube::max_score))
                       )
                     : std::nullopt;
    }

    void by_code(const GroupBy& name, cube::Grouping& grouping, Naming& names) {
        if (name == "touchpoint") {
            grouping.field = cube::Field::touchpoint;
            names.values = terms_.values_of("touchpoint");
        } else if (name == "stage" || name == "owner" || name == "department") {
            grouping.field = cube::Field::touchpoint;
            classes(grouping, names, "touchpoint", [&](const std::string& key) {
                return class_of(name, key);
            });
        } else if (name == "region") {
            grouping.index = static_cast<std::uint16_t>(Dimension::location);
            classes(grouping, names, "location", [&](const std::string& key) {
                return region_of(key);
            });
        } else {
            grouping.index = dimension_index(name);
            names.values = terms_.values_of(name);
        }
    }

    [[nodiscard]] std::uint16_t dimension_index(std::string_view name) {
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
    void classes(
        cube::Grouping& grouping, Naming& names, std::string_view terms, const ClassOf& class_of
    ) {
        const auto values = terms_.values_of(terms);
        std::unordered_map<std::string, std::uint32_t> codes;
        names.values.resize(1);
        grouping.classes.resize(std::max<std::size_t>(values.size(), 1));
        for (std::size_t code = 1; code < values.size(); ++code) {
            const std::string name = class_of(values[code]);
            if (name.empty()) {
                continue;
            }
            const auto [place, is_new] =
                codes.emplace(name, static_cast<std::uint32_t>(names.values.size()));
            if (is_new) {
                names.values.push_back(name);
            }
            grouping.classes[code] = place->second;
        }
    }

    [[nodiscard]] std::string class_of(const GroupBy& name, const std::string& touchpoint) const {
        const auto* found = directory_.touchpoints.find(touchpoint);
        if (found == nullptr) {
            return {};
        }
        if (name == "owner") {
            return found->owner_id ? found->owner_id->text() : "";
        }
        if (name == "department") {
            return accountable_department(*found);
        }
        const auto* stage =
            found->stage_id ? directory_.stages.find(found->stage_id->text()) : nullptr;
        return stage == nullptr ? "" : stage->key;
    }

    [[nodiscard]] std::string accountable_department(const journey::Touchpoint& touchpoint) const {
        for (const auto& part : journey::departments_of(touchpoint)) {
            if (part.role == journey::DepartmentRole::accountable) {
                const auto* found = directory_.departments.find(part.department_id.text());
                return found == nullptr ? "" : found->key;
            }
        }
        return {};
    }

    [[nodiscard]] std::string region_of(const std::string& location) const {
        const auto* place = directory_.locations.find(location);
        for (int depth = 0; place != nullptr && place->parent_id && depth < 16; ++depth) {
            const auto* parent = directory_.locations.find(place->parent_id->text());
            place = parent == nullptr ? place : parent;
        }
        return place == nullptr ? "" : place->key;
    }

    void period(const Filter& filter) {
        if (filter.from) {
            const Day day = directory_.zone.day_of(*filter.from);
            question.from_day = day;
            if (directory_.zone.start_of(day) != *filter.from) {
                question.from_us = filter.from->us;
            }
        }
        if (filter.to) {
            const Day day = directory_.zone.day_of(*filter.to);
            const bool whole = directory_.zone.start_of(day) == *filter.to;
            question.to_day = whole ? day : day + 1;
            if (!whole) {
                question.to_us = filter.to->us;
            }
        }
    }

    cube::Condition condition(const Clause& clause) {
        cube::Condition out{.negated = clause.negated};
        std::string terms;
        if (clause.criterion == Criterion::touchpoint) {
            out.field = cube::Field::touchpoint;
            terms = "touchpoint";
        } else if (clause.criterion == Criterion::metric) {
            out.field = cube::Field::metric;
            terms = feedback::metric_terms;
        } else {
            terms = clause.criterion == Criterion::attribute
                        ? std::string(attribute_prefix) + clause.attribute
                        : std::string(dimension_name(clause.criterion));
            out.index = dimension_index(terms);
        }
        for (const std::string& value : clause.values) {
            if (const auto code = terms_.find_code(terms, value)) {
                out.codes.push_back(*code);
            }
        }
        return out;
    }

    const Directory& directory_;
    feedback::Terms& terms_;
};

// The part of a filter that must be asked of the database, if there is any. Words and tags would
// cut through the lots in which employees' voices are counted, so these are not counted by them.
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

stats::Histogram histogram_of(const cube::Row& row, int min, int max) {
    auto out = stats::empty_histogram(min, max);
    for (int score = min; score <= max && static_cast<std::size_t>(score) < row.counts.size();
         ++score) {
        out.counts[static_cast<std::size_t>(score - min)] =
            row.counts[static_cast<std::size_t>(score)];
    }
    out.missing = row.missing;
    out.not_applicable = row.not_applicable;
    return out;
}

// A table of weights by the code of what decides.
cube::Weights weights_in_codes(CubeQuestion& asked, const Weights& weights) {
    check(weights);
    asked.by(weights.by);
    cube::Weights out{
        .by = std::move(asked.question.by.back()), .of = {}, .otherwise = weights.otherwise
    };
    for (const std::string& value : asked.names.back().values) {
        out.of.push_back(weight_of(weights, value));
    }
    asked.question.by.pop_back();
    asked.names.pop_back();
    return out;
}

std::vector<std::optional<std::string>> named(
    const CubeQuestion& asked, const std::vector<std::int64_t>& keys
) {
    std::vector<std::optional<std::string>> out;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        out.push_back(asked.names[i].name(keys[i]));
    }
    return out;
}

}  // namespace

// What the cube does not know, the database says as a list of feedback.
void CubeEngine::finish(CubeQuestion& asked, const Filter& filter) const {
    asked.filter(filter);
    asked.question.threads = threads_;
    if (const auto part = database_part(filter)) {
        asked.question.positions = find_records_(*part);
    }
}

CubeQuestion CubeEngine::ask(
    const Directory& directory,
    const std::string& metric,
    const std::vector<GroupBy>& by,
    const Filter& filter
) const {
    CubeQuestion asked(directory, terms_);
    asked.metric(metric);
    for (const GroupBy& one : by) {
        asked.by(one);
    }
    finish(asked, filter);
    return asked;
}

Count CubeEngine::count(
    const Directory& directory,
    const std::string& metric,
    const std::vector<GroupBy>& by,
    const Filter& filter
) const {
    const auto asked = ask(directory, metric, by, filter);
    const auto answer = cube_()->count(asked.question);
    const auto* scale = directory.metrics.find(metric);
    Count count{.rows = {}, .position = answer.position};
    for (const auto& row : answer.rows) {
        count.rows.push_back(
            {named(asked, row.keys),
             histogram_of(row, static_cast<int>(scale->min), static_cast<int>(scale->max))}
        );
    }
    return count;
}

std::vector<WeightedCounted> CubeEngine::count_weighted(
    const Directory& directory,
    const std::string& metric,
    const std::vector<GroupBy>& by,
    const Weights& weights,
    const Filter& filter
) const {
    auto asked = ask(directory, metric, by, filter);
    const auto in_codes = weights_in_codes(asked, weights);
    const auto* scale = directory.metrics.find(metric);
    const auto min = static_cast<int>(scale->min), max = static_cast<int>(scale->max);
    std::vector<WeightedCounted> out;
    for (const auto& row : cube::count_weighted(*cube_(), asked.question, in_codes).rows) {
        auto histogram = stats::empty_weighted_histogram(min, max);
        for (int score = min; score <= max && std::cmp_less(score, row.scores.size()); ++score) {
            const auto& [n, w, w2] = row.scores[static_cast<std::size_t>(score)];
            histogram.levels[static_cast<std::size_t>(score - min)] = {n, w, w2};
        }
        out.push_back({named(asked, row.keys), std::move(histogram)});
    }
    return out;
}

std::vector<ClusteredCounted> CubeEngine::count_clustered(
    const Directory& directory,
    const std::string& metric,
    const std::vector<GroupBy>& by,
    const std::vector<std::int32_t>& points,
    const std::optional<Weights>& weights,
    const Filter& filter
) const {
    auto asked = ask(directory, metric, by, filter);
    cube::ClusterQuestion question;
    if (weights) {
        question.weights = weights_in_codes(asked, *weights);
    }
    const auto* scale = directory.metrics.find(metric);
    const auto min = static_cast<std::uint8_t>(scale->min);
    const auto max = static_cast<std::uint8_t>(scale->max);
    question.of = asked.question;
    question.of.score_min = std::max(question.of.score_min.value_or(min), min);
    question.of.score_max = std::min(question.of.score_max.value_or(max), max);
    question.points.assign(min, 0);
    question.points.insert(question.points.end(), points.begin(), points.end());
    std::vector<ClusteredCounted> out;
    for (const auto& row : cube::count_clustered(*cube_(), question).rows) {
        const stats::ClusterTotals totals{
            .n = static_cast<double>(row.n),
            .w = row.w,
            .wx = row.wx,
            .w2 = row.w2,
            .w2x = row.w2x,
            .w2x2 = row.w2x2,
            .clusters = static_cast<double>(row.clusters),
            .ww = row.ww,
            .wwx = row.wwx,
            .wxwx = row.wxwx
        };
        out.push_back({named(asked, row.keys), totals});
    }
    return out;
}

cube::CrossAnswer CubeEngine::relate(
    const Directory& directory, const RelationQuestion& question, const Filter& filter
) const {
    CubeQuestion asked(directory, terms_);
    finish(asked, filter);
    cube::CrossQuestion cross{
        .which = std::move(asked.question),
        .needed = question.needed,
        .by_pattern = question.by_pattern,
        .with_presence = question.with_presence,
        .ends = question.ends,
        .folds = question.folds
    };
    for (const Rated& rated : question.items) {
        cross.items.push_back(asked.item(rated));
    }
    return cube::cross(*cube_(), cross);
}

cube::SpoiledAnswer CubeEngine::spoiled(
    const Directory& directory,
    const Rated& outcome,
    const std::vector<Rated>& items,
    const std::vector<cube::Ends>& ends,
    const Filter& filter
) const {
    CubeQuestion asked(directory, terms_);
    finish(asked, filter);
    std::vector<cube::Item> codes;
    codes.reserve(items.size());
    for (const Rated& item : items) {
        codes.push_back(asked.item(item));
    }
    return cube::spoiled(*cube_(), asked.question, asked.item(outcome), codes, ends);
}

std::vector<Companion> CubeEngine::companions(
    const Directory& directory, const Rated& with, const Filter& filter
) const {
    CubeQuestion asked(directory, terms_);
    finish(asked, filter);
    const auto found = cube::companions(*cube_(), asked.question, asked.item(with));
    // Read after the count: every code that was met is among them.
    const auto metrics = terms_.values_of(feedback::metric_terms);
    const auto touchpoints = terms_.values_of("touchpoint");
    std::vector<Companion> out;
    for (const auto& one : found) {
        Rated rated{metrics.at(one.item.metric), {}};
        if (one.item.touchpoint != 0) {
            rated.touchpoint = touchpoints.at(one.item.touchpoint);
        }
        out.push_back({std::move(rated), one.groups});
    }
    std::ranges::sort(out, is_before);
    return out;
}

std::vector<Tallied> CubeEngine::count_records(
    const Directory& directory, const GroupBy& by, const Filter& filter
) const {
    CubeQuestion asked(directory, terms_);
    if (!by.empty()) {
        asked.by(by);
    }
    finish(asked, filter);
    asked.question.count_groups = true;
    std::vector<Tallied> out;
    for (const auto& row : cube_()->count(asked.question).rows) {
        std::uint64_t ratings = 0;
        for (const auto n : row.counts) {
            ratings += n;
        }
        out.push_back(
            {by.empty() ? std::nullopt : asked.names[0].name(row.keys[0]), row.groups, ratings}
        );
    }
    return out;
}

}  // namespace styk::insight
