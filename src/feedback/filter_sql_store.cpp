#include "feedback/filter_sql_store.h"

#include <algorithm>
#include <fmt/format.h>

#include "db/full_text.h"
#include "json/json.h"

namespace styk::feedback {

namespace {

std::string column_of(Criterion criterion) {
    switch (criterion) {
        case Criterion::channel:
            return "f.channel";
        case Criterion::source:
            return "f.source";
        case Criterion::kind:
            return "f.kind";
        case Criterion::language:
            return "f.language";
        case Criterion::lifecycle:
            return "f.lifecycle";
        case Criterion::segment:
            return "f.segment";
        case Criterion::brand:
            return "f.brand";
        case Criterion::location:
            return "f.location";
        case Criterion::survey:
            return "f.survey";
        case Criterion::survey_kind:
            return "f.survey_kind";
        default:
            return {};
    }
}

std::string quoted(const std::string& text) {
    return json::write(json::Value(text));
}

// How "class": "Eco" and "nights": 3 stand in the stored attributes: a value may have been a text,
// number or flag.
std::vector<std::string> attribute_parts(const Clause& clause) {
    std::vector<std::string> parts;
    for (const std::string& value : clause.values) {
        const std::string name = quoted(clause.attribute) + ":";
        parts.push_back(name + quoted(value));
        const bool bare =
            json::try_parse(value).has_value() && value.find('"') == std::string::npos;
        if (bare) {
            parts.push_back(name + value + ",");
            parts.push_back(name + value + "}");
        }
    }
    return parts;
}

}  // namespace

int Conditions::bind(record::Value value) {
    values_.push_back(std::move(value));
    return static_cast<int>(values_.size());
}

void Conditions::require(const std::string& condition) {
    text_ += (text_.empty() ? " WHERE " : " AND ") + condition;
}

std::vector<db::Param> Conditions::params() const {
    std::vector<db::Param> params;
    params.reserve(values_.size());
    for (const auto& value : values_) {
        params.push_back(db::to_param(value));
    }
    return params;
}

std::string Conditions::is_in(const std::string& column, const std::vector<std::string>& values) {
    std::string marks;
    bool none = false;
    for (const std::string& value : values) {
        if (value.empty()) {
            none = true;
        } else {
            marks += fmt::format("{}${}", marks.empty() ? "" : ", ", bind(value));
        }
    }
    const std::string in = marks.empty() ? "1 = 0" : fmt::format("{} IN ({})", column, marks);
    return none ? fmt::format("({} OR {} IS NULL)", in, column) : in;
}

std::string Conditions::holds(const std::string& column, const std::vector<std::string>& parts) {
    std::string any;
    for (const std::string& part : parts) {
        any += fmt::format(
            "{}{}({}, ${}) > 0",
            any.empty() ? "" : " OR ",
            dialect_ == db::Dialect::sqlite ? "INSTR" : "STRPOS",
            column,
            bind(part)
        );
    }
    return any.empty() ? "1 = 0" : "(" + any + ")";
}

std::string Conditions::customer_in(const std::vector<std::string>& values) {
    const std::string keys = is_in("k.key", values);
    const std::string ids = is_in("k.id", values);
    return fmt::format("f.customer_id IN (SELECT k.id FROM customer k WHERE {} OR {})", keys, ids);
}

void Conditions::add(const Clause& clause) {
    std::string condition;
    switch (clause.criterion) {
        case Criterion::metric:
            return;  // belongs to the rating: add_rating
        case Criterion::touchpoint:
            condition = fmt::format(
                "({} OR EXISTS (SELECT 1 FROM rating t WHERE t.feedback_seq = f.seq AND {}))",
                is_in("f.touchpoint", clause.values),
                is_in("t.touchpoint", clause.values)
            );
            break;
        case Criterion::customer:
            condition = customer_in(clause.values);
            break;
        case Criterion::tag: {
            std::vector<std::string> parts;
            std::transform(
                clause.values.begin(), clause.values.end(), std::back_inserter(parts), quoted
            );
            condition = holds("f.tags", parts);
            break;
        }
        case Criterion::attribute:
            condition = holds("f.attributes", attribute_parts(clause));
            break;
        default:
            condition = is_in(column_of(clause.criterion), clause.values);
    }
    // What is unknown (null) is not among the values, so "not" lets it through.
    require(clause.negated ? fmt::format("NOT COALESCE({}, 1 = 0)", condition) : condition);
}

void Conditions::add_rating(const Filter& filter) {
    std::string about;
    for (const Clause& clause : filter.clauses) {
        if (clause.criterion == Criterion::metric) {
            about += fmt::format(
                " AND {}({})", clause.negated ? "NOT " : "", is_in("r.metric", clause.values)
            );
        } else if (clause.criterion == Criterion::touchpoint && !clause.negated) {
            about += fmt::format(" AND COALESCE({}, 1 = 0)", is_in("r.touchpoint", clause.values));
        }
    }
    if (filter.score_min) {
        about += fmt::format(" AND r.value >= ${}", bind(std::int64_t{*filter.score_min}));
    }
    if (filter.score_max) {
        about += fmt::format(" AND r.value <= ${}", bind(std::int64_t{*filter.score_max}));
    }
    require(fmt::format("EXISTS (SELECT 1 FROM rating r WHERE r.feedback_seq = f.seq{})", about));
}

void Conditions::add(const Filter& filter) {
    if (filter.from) {
        require(fmt::format("f.occurred_at >= ${}", bind(filter.from->us)));
    }
    if (filter.to) {
        require(fmt::format("f.occurred_at < ${}", bind(filter.to->us)));
    }
    for (const Clause& clause : filter.clauses) {
        add(clause);
    }
    if (filter.names(Criterion::metric) || filter.score_min || filter.score_max) {
        add_rating(filter);
    }
    if (filter.has_comment) {
        require(*filter.has_comment ? "f.comment IS NOT NULL" : "f.comment IS NULL");
    }
    if (filter.handled) {
        require(*filter.handled ? "f.handled_at IS NOT NULL" : "f.handled_at IS NULL");
    }
    if (!filter.q.empty()) {
        const std::string match = db::to_match(dialect_, filter.q);
        require(match.empty() ? "1 = 0" : db::match_condition(dialect_, "f.seq", bind(match)));
    }
}

}  // namespace styk::feedback
