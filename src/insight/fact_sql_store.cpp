#include "insight/fact_sql_store.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <map>

#include "db/reader.h"
#include "feedback/dimension.h"
#include "insight/classes.h"
#include "insight/cube_question.h"
#include "insight/period.h"
#include "insight/period_starts.h"

namespace styk::insight {

namespace {

using feedback::Clause;
using feedback::Criterion;
using feedback::Filter;

constexpr std::string_view attribute_prefix = "attribute.";

// Days from 0001-01-01, a Monday, to 1970-01-01: divisions of what counts from there never round
// towards zero from below.
constexpr std::int64_t days_before = 719'162;
constexpr std::int64_t hour_us = 3'600'000'000, day_us = 24 * hour_us;

bool is_of_facts(const Clause& clause) {
    return clause.criterion == Criterion::metric || clause.criterion == Criterion::touchpoint;
}

bool is_column(const GroupBy& name) {
    const auto& names = feedback::dimension_names;
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::optional<Span> span_of(db::Reader& reader, const Filter& filter) {
    constexpr std::string_view ends =
        "SELECT (SELECT MIN(occurred_at) FROM feedback WHERE occurred_at >= $1), "
        "(SELECT MAX(occurred_at) FROM feedback WHERE occurred_at < $2)";
    constexpr Instant never{std::numeric_limits<std::int64_t>::min()};
    constexpr Instant always{std::numeric_limits<std::int64_t>::max()};
    std::optional<Span> span;
    reader.query(
        ends,
        [&](const db::Row& row) {
            if (!row.is_null(0) && !row.is_null(1) && row.integer(0) <= row.integer(1)) {
                span = Span{{row.integer(0)}, {row.integer(1)}};
            }
        },
        filter.from.value_or(never).us,
        filter.to.value_or(always).us
    );
    return span;
}

std::optional<std::string> SqlKey::read(const db::Row& row, int column) const {
    if (row.is_null(column)) {
        return std::nullopt;
    }
    if (period) {
        return period_key(*period, static_cast<Day>(row.integer(column)));
    }
    return hour ? fmt::format("{:02}", row.integer(column)) : row.string(column);
}

void FactSql::records(const Filter& filter) {
    Filter of_records = filter;
    std::erase_if(of_records.clauses, is_of_facts);
    of_records.score_min.reset();
    of_records.score_max.reset();
    of_records.has_comment.reset();
    where.add(of_records);
    if (filter.has_comment) {  // that a voice of an employee has words is not told: pack_facts
        constexpr std::string_view shows = "(f.comment IS NOT NULL AND f.kind <> 'employee_voice')";
        where.require(fmt::format("{}{}", *filter.has_comment ? "" : "NOT ", shows));
    }
    if (const auto cuts_through_lots = database_part(filter)) {
        Filter others;
        others.clauses = {cuts_through_lots->clauses.back()};
        where.add(others);
    }
}

void FactSql::facts(const Filter& filter) {
    const std::string of_fact = conditions(filter, "r.metric", touchpoint());
    if (!of_fact.empty()) {
        where.require(of_fact);
    }
    if (filter.score_min) {
        where.require("r.value >= " + number(std::int64_t{*filter.score_min}));
    }
    if (filter.score_max) {
        where.require("r.value <= " + number(std::int64_t{*filter.score_max}));
    }
}

void FactSql::passing(const Filter& filter) {
    const std::string rated = conditions(filter, "t.metric", "t.touchpoint");
    if (rated.empty()) {
        return;
    }
    constexpr std::string_view ratings = "SELECT 1 FROM rating t WHERE t.feedback_seq = f.seq";
    const std::string bare = conditions(filter, "CAST(NULL AS TEXT)", "f.touchpoint");
    where.require(
        fmt::format("(EXISTS ({0} AND {1}) OR ({2} AND NOT EXISTS ({0})))", ratings, rated, bare)
    );
}

std::string FactSql::conditions(
    const Filter& filter, const std::string& metric, const std::string& touchpoint
) {
    std::string all;
    for (const Clause& clause : filter.clauses) {
        if (is_of_facts(clause)) {
            const bool of_metric = clause.criterion == Criterion::metric;
            const auto in = where.is_in(of_metric ? metric : touchpoint, clause.values);
            all += fmt::format(
                "{}{}COALESCE({}, 1 = 0)",
                all.empty() ? "" : " AND ",
                clause.negated ? "NOT " : "",
                in
            );
        }
    }
    return all;
}

SqlKey FactSql::key(const GroupBy& name) {
    if (const auto period = period_of(name)) {
        return {.sql = first_day(*period), .period = period};
    }
    if (name == "hour") {
        return {.sql = fmt::format("{} % {} / {}", local_us(), day_us, hour_us), .hour = true};
    }
    if (name == "touchpoint") {
        return {.sql = touchpoint()};
    }
    if (is_class_of_touchpoint(name)) {
        return {.sql = by_class(touchpoint(), directory_.touchpoints, [&](const std::string& key) {
                    return class_of_touchpoint(directory_, name, key);
                })};
    }
    if (name == "region") {
        return {.sql = by_class("f.location", directory_.locations, [&](const std::string& key) {
                    return region_of(directory_, key);
                })};
    }
    if (is_of_many(name)) {
        return said_key(name);
    }
    return {
        .sql = is_column(name) ? "f." + name : where.attribute(name.substr(attribute_prefix.size()))
    };
}

// A fact stands in a row for each of its labels, whose names are found among the terms.
SqlKey FactSql::said_key(const GroupBy& name) {
    const bool sqlite = where.dialect() == db::Dialect::sqlite;
    const std::string_view place = sqlite ? "INSTR" : "STRPOS";
    const bool topic = name == "topic";
    const std::string prefix = name == "topic_sentiment" ? "topic." : name + ".";
    const auto start = prefix.size() + 1;
    const std::string key =
        topic ? fmt::format("SUBSTR(value, {0}, {1}(value, ':') - {0})", start, place)
              : fmt::format("SUBSTR(value, {})", start);
    said_ = fmt::format(
        " LEFT JOIN (SELECT DISTINCT {0} AS name FROM term WHERE dimension = '{1}' AND "
        "SUBSTR(value, 1, {2}) = '{3}') label ON COALESCE({4}(f.said, '\"{3}' || label.name || "
        "'{5}'), 0) > 0",
        key,
        feedback::said_terms,
        prefix.size(),
        prefix,
        place,
        topic ? ":" : "\""
    );
    return {.sql = "label.name"};
}

void FactSql::group(const std::vector<GroupBy>& by) {
    for (const GroupBy& name : by) {
        keys_.push_back(key(name));
    }
}

std::string FactSql::key_columns() const {
    std::string text;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        text += fmt::format("{} AS k{}, ", keys_[i].sql, i);
    }
    return text;
}

std::string FactSql::key_names() const {
    std::string text;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        text += fmt::format("k{}, ", i);
    }
    return text;
}

std::vector<std::optional<std::string>> FactSql::read_keys(const db::Row& row) const {
    std::vector<std::optional<std::string>> out;
    out.reserve(keys_.size());
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        out.push_back(keys_[i].read(row, static_cast<int>(i)));
    }
    return out;
}

std::string FactSql::source() const {
    constexpr std::string_view of_ratings = "rating r JOIN feedback f ON f.seq = r.feedback_seq";
    constexpr std::string_view of_records =
        "feedback f LEFT JOIN rating r ON r.feedback_seq = f.seq";
    const auto tables = from_ == From::ratings   ? of_ratings
                        : from_ == From::records ? of_records
                                                 : std::string_view("feedback f");
    return fmt::format("FROM {}{}{}", tables, said_, where.text());
}

// Feedback without a rating is counted at its own touchpoint.
std::string FactSql::touchpoint() const {
    return from_ == From::ratings ? "r.touchpoint"
                                  : "CASE WHEN r.n IS NULL THEN f.touchpoint ELSE r.touchpoint END";
}

template <class T, class ClassOf>
std::string FactSql::by_class(
    const std::string& column, const feedback::Register<T>& all, const ClassOf& class_of
) {
    std::map<std::string, std::vector<std::string>> members;
    for (const T& one : all.all()) {
        const std::string name = class_of(one.key);
        if (!name.empty()) {
            members[name].push_back(one.key);
        }
    }
    std::string cases;
    for (const auto& [name, keys] : members) {
        const std::string in = where.is_in(column, keys);
        cases += fmt::format(" WHEN {} THEN CAST(${} AS TEXT)", in, where.bind(name));
    }
    return cases.empty() ? "CAST(NULL AS TEXT)" : "CASE" + cases + " END";
}

std::string FactSql::number(std::int64_t value) {
    return fmt::format("CAST(${} AS BIGINT)", where.bind(value));
}

std::string FactSql::number(double value) {
    return fmt::format("CAST(${} AS DOUBLE PRECISION)", where.bind(value));
}

// What holds from each moment until the next. The latest is asked for first: most feedback is
// recent.
std::string FactSql::steps(const std::vector<std::pair<Instant, std::int64_t>>& all) {
    std::string cases;
    for (std::size_t i = all.size(); i-- > 1;) {
        const std::string from = number(all[i].first.us);
        cases += fmt::format("WHEN f.occurred_at >= {} THEN {} ", from, number(all[i].second));
    }
    const std::string first = number(all.front().second);
    return cases.empty() ? first : fmt::format("CASE {}ELSE {} END", cases, first);
}

// The firm's time as microseconds since the first day of the year 1.
std::string FactSql::local_us() {
    if (local_us_.empty()) {
        std::vector<std::pair<Instant, std::int64_t>> all;
        for (const auto& one : offsets_of(directory_.zone, span_.first, span_.last)) {
            all.emplace_back(one.from, one.offset_us + days_before * day_us);
        }
        local_us_ = fmt::format("(f.occurred_at + {})", steps(all));
    }
    return local_us_;
}

std::string FactSql::first_day(Period period) {
    if (period == Period::day) {
        return fmt::format("{} / {} - {}", local_us(), day_us, days_before);
    }
    if (period == Period::week) {
        return fmt::format("{} / {} * 7 - {}", local_us(), 7 * day_us, days_before);
    }
    const auto offsets = offsets_of(directory_.zone, span_.first, span_.last);
    std::vector<std::pair<Instant, std::int64_t>> all;
    for (const auto& one : period_starts(offsets, period, span_.first, span_.last)) {
        all.emplace_back(one.from, one.first_day);
    }
    return steps(all);
}

}  // namespace styk::insight
