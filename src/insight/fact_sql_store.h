// The facts of stored feedback as SQL: which of them a filter means, and what they are grouped by.
// A fact is a rating r of a feedback f, or the feedback itself where it has none: the facts that
// the cube counts.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "feedback/filter_sql_store.h"
#include "insight/question.h"

namespace styk::insight {

// The first and last moment of the feedback in question: which changes of the clock matter.
struct Span {
    Instant first, last;
};

// Nothing when no feedback lies in the filter's time.
[[nodiscard]] std::optional<Span> span_of(db::Reader& reader, const feedback::Filter& filter);

// What facts are grouped by: an SQL expression, and how its value is written on the wire.
struct SqlKey {
    std::string sql;
    std::optional<Period> period{};
    bool hour = false;

    [[nodiscard]] std::optional<std::string> read(const db::Row& row, int column) const;
};

// One SELECT while it is written: its FROM, its WHERE with their placeholders, its keys.
class FactSql {
public:
    enum class From {
        ratings,   // each rating
        records,   // each fact, also that of a feedback without ratings (r is null then)
        feedback,  // each feedback; facts are asked for by passing() alone
    };

    FactSql(db::Dialect dialect, const feedback::Directory& directory, Span span, From from)
        : where(dialect), directory_(directory), span_(span), from_(from) {}

    feedback::Conditions where;

    void records(const feedback::Filter& filter);  // what it says of feedback
    void facts(const feedback::Filter& filter);    // what it says of a fact: r itself
    void passing(const feedback::Filter& filter);  // only feedback with a fact that it means

    // Not of From::feedback when it is grouped by a fact's touchpoint.
    [[nodiscard]] SqlKey key(const GroupBy& name);

    // Groupings are columns k0, k1 …: "EXPRESSION AS k0, …, " where facts are chosen, "k0, k1, "
    // where they are grouped.
    void group(const std::vector<GroupBy>& by);
    [[nodiscard]] std::string key_columns() const;
    [[nodiscard]] std::string key_names() const;
    [[nodiscard]] std::vector<std::optional<std::string>> read_keys(const db::Row& row) const;

    // By placeholder, so that the same question has the same text whatever its numbers are.
    [[nodiscard]] std::string number(std::int64_t value);
    [[nodiscard]] std::string number(double value);

    // "FROM … WHERE …"
    [[nodiscard]] std::string source() const;

private:
    [[nodiscard]] std::string touchpoint() const;
    [[nodiscard]] std::string conditions(
        const feedback::Filter& filter, const std::string& metric, const std::string& touchpoint
    );
    template <class T, class ClassOf>
    [[nodiscard]] std::string by_class(
        const std::string& column, const feedback::Register<T>& all, const ClassOf& class_of
    );
    [[nodiscard]] std::string steps(const std::vector<std::pair<Instant, std::int64_t>>& all);
    [[nodiscard]] SqlKey said_key(const GroupBy& name);
    [[nodiscard]] std::string local_us();
    [[nodiscard]] std::string first_day(Period period);

    const feedback::Directory& directory_;
    Span span_;
    From from_;
    std::vector<SqlKey> keys_{};
    std::string said_{};  // the join that gives a row a label
    std::string local_us_{};
};

}  // namespace styk::insight
