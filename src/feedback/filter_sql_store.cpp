#include "feedback/filter_sql_store.h"

#include <algorithm>
#include <fmt/format.h>

#include "db/full_text.h"
#include "feedback/criterion.h"
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
        case Criterion::sentiment:
            return "f.sentiment";
        default:
            return {};
    }
}

std::string quoted(const std::string& text) {
    return json::write(json::Value(text));
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

// As facts_store writes it: a text without its quotes, a fraction in its shortest form, anything
// else as it stands.
std::string Conditions::attribute(const std::string& key) {
    constexpr std::string_view sqlite =
        "CASE JSON_TYPE(f.attributes, ${0}) WHEN 'text' THEN NULLIF(f.attributes ->> ${0}, '') "
        "WHEN 'real' THEN PRINTF('%.15g', f.attributes ->> ${0}) WHEN 'null' THEN NULL "
        "ELSE f.attributes -> ${0} END";
    constexpr std::string_view postgresql =
        "CASE WHEN JSON_TYPEOF({0}) = 'number' AND {1} ~ '[.eE]' "
        "THEN CAST(CAST({1} AS DOUBLE PRECISION) AS TEXT) ELSE NULLIF({1}, '') END";
    if (dialect_ == db::Dialect::sqlite) {
        return fmt::format(sqlite, bind(fmt::format("$.\"{}\"", key)));
    }
    const std::string object = "CAST(f.attributes AS JSON)";
    const std::string name = fmt::format("CAST(${} AS TEXT)", bind(key));
    return fmt::format(
        postgresql,
        fmt::format("({} -> {})", object, name),
        fmt::format("({} ->> {})", object, name)
    );
}

std::string Conditions::has_tag(const std::vector<std::string>& values) {
    const std::string_view place = dialect_ == db::Dialect::sqlite ? "INSTR" : "STRPOS";
    std::string any;
    for (const std::string& value : values) {
        any += any.empty() ? "" : " OR ";
        any += value.empty() ? "f.tags IS NULL"
                             : fmt::format("{}(f.tags, ${}) > 0", place, bind(quoted(value)));
    }
    return any.empty() ? "1 = 0" : "(" + any + ")";
}

// In the list ["topic.staff:negative","emotion.anger"]; a topic is followed by its sentiment.
std::string Conditions::has_said(std::string_view what, const std::vector<std::string>& values) {
    const std::string_view place = dialect_ == db::Dialect::sqlite ? "INSTR" : "STRPOS";
    const auto holds = [&](const std::string& part) {
        return fmt::format("COALESCE({}(f.said, ${}), 0) > 0", place, bind(part));
    };
    std::string any;
    for (const std::string& value : values) {
        const bool ends = what != "topic" || value.find(':') != std::string::npos;
        any += any.empty() ? "" : " OR ";
        any += value.empty() ? fmt::format("NOT {}", holds(fmt::format("\"{}.", what)))
                             : holds(fmt::format("\"{}.{}{}", what, value, ends ? "\"" : ":"));
    }
    return any.empty() ? "1 = 0" : "(" + any + ")";
}

std::string Conditions::customer_in(const std::vector<std::string>& values) {
    std::vector<std::string> names = values;
    const bool none = std::erase(names, "") > 0;
    const std::string known = is_in("k.key", names), ids = is_in("k.id", names);
    return fmt::format(
        "({}f.customer_id IN (SELECT k.id FROM customer k WHERE {} OR {}))",
        none ? "f.customer_id IS NULL OR " : "",
        known,
        ids
    );
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
        case Criterion::tag:
            condition = has_tag(clause.values);
            break;
        case Criterion::topic:
        case Criterion::emotion:
        case Criterion::intent:
            condition = has_said(name_of(clause.criterion), clause.values);
            break;
        case Criterion::attribute:
            condition = is_in(attribute(clause.attribute), clause.values);
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
