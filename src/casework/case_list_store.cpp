#include "casework/case_list_store.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "casework/case_store.h"
#include "db/full_text.h"
#include "record/convert.h"

namespace styk::casework {

namespace {

using Values = std::vector<std::string>;

// Conditions over `customer_case k`, with what stands in their placeholders.
class Where {
public:
    explicit Where(db::Dialect dialect) : dialect_(dialect) {}

    int bind(record::Value value) {
        values_.push_back(std::move(value));
        return static_cast<int>(values_.size());
    }

    void require(const std::string& condition) {
        text_ += (text_.empty() ? " WHERE " : " AND ") + condition;
    }

    // "" stands for none.
    [[nodiscard]] std::string is_in(std::string_view column, const Values& values) {
        std::string marks;
        bool none = false;
        for (const std::string& one : values) {
            if (one.empty()) {
                none = true;
            } else {
                marks += fmt::format("{}${}", marks.empty() ? "" : ", ", bind(one));
            }
        }
        const auto in =
            marks.empty() ? std::string("1 = 0") : fmt::format("{} IN ({})", column, marks);
        return none ? fmt::format("({} OR {} IS NULL)", in, column) : in;
    }

    void choose(std::string_view column, const OrNot& wanted) {
        Values is, is_not;
        for (const std::string& one : wanted) {
            one.starts_with('!') ? is_not.push_back(one.substr(1)) : is.push_back(one);
        }
        if (!is.empty()) {
            require(is_in(column, is));
        }
        if (!is_not.empty()) {
            require(fmt::format("NOT COALESCE({}, 1 = 0)", is_in(column, is_not)));
        }
    }

    void choose_number(std::string_view column, const OrNot& wanted) {
        std::string any;
        for (const std::string& one : wanted) {
            any += any.empty() ? "" : " OR ";
            std::int64_t number = 0;
            std::from_chars(one.data(), one.data() + one.size(), number);
            any += one.empty() ? fmt::format("{} IS NULL", column)
                               : fmt::format("{} = ${}", column, bind(number));
        }
        if (!any.empty()) {
            require("(" + any + ")");
        }
    }

    [[nodiscard]] db::Dialect dialect() const { return dialect_; }

    [[nodiscard]] const std::string& text() const { return text_; }

    [[nodiscard]] std::vector<db::Param> params() const {
        std::vector<db::Param> out;
        out.reserve(values_.size());
        for (const auto& value : values_) {
            out.push_back(db::to_param(value));
        }
        return out;
    }

private:
    db::Dialect dialect_;
    std::string text_;
    std::vector<record::Value> values_;
};

void add_sight(Where& where, const CaseSight& sight) {
    if (sight.everything && !sight.places) {
        return;
    }
    const auto here = [&](const std::string& condition) {
        return sight.places
                   ? fmt::format("({} AND {})", condition, where.is_in("k.location", *sight.places))
                   : condition;
    };
    std::string any = fmt::format(
        "{} OR {}", where.is_in("k.owner_id", sight.users), where.is_in("k.deputy_id", sight.users)
    );
    if (sight.everything) {
        any += " OR " + here("1 = 1");
    } else {
        any += " OR " + here(where.is_in("k.touchpoint", sight.touchpoints));
        any += " OR (" + where.is_in("k.department_id", sight.departments) +
               (sight.department_fix_now_only ? " AND k.route = 'fix_now')" : ")");
    }
    where.require("(" + any + ")");
}

// Seq of a number as people say it: "C-2481", "2481".
std::optional<std::int64_t> number_in(std::string_view text) {
    const auto digits = text.find_last_not_of("0123456789");
    const auto number = digits == std::string_view::npos ? text : text.substr(digits + 1);
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), out);
    const bool short_head = text.size() - number.size() <= 11;
    return error == std::errc() && short_head ? std::optional(out) : std::nullopt;
}

// The words of a customer are those of their feedback, which has the index.
void add_words(Where& where, const std::string& q) {
    const std::string match = db::to_match(where.dialect(), q);
    std::string any = "1 = 0";
    if (!match.empty()) {
        any += fmt::format(
            " OR k.feedback_id IN (SELECT f.id FROM feedback f WHERE {})",
            db::match_condition(where.dialect(), "f.seq", where.bind(match))
        );
    }
    if (const auto number = number_in(q)) {
        any += fmt::format(" OR k.seq = ${}", where.bind(*number));
    }
    any += fmt::format(
        " OR k.customer_id IN (SELECT c.id FROM customer c WHERE c.key = ${})", where.bind(q)
    );
    where.require("(" + any + ")");
}

void add_moments(Where& where, const CaseQuery& query) {
    const auto at = [&](const char* condition, const std::optional<Instant>& instant) {
        if (instant) {
            where.require(fmt::format(fmt::runtime(condition), where.bind(instant->us)));
        }
    };
    at("k.opened_at >= ${}", query.from);
    at("k.opened_at < ${}", query.to);
    at("k.risk_at <= ${}", query.risky_since);
    at("k.due_order < ${}", query.due_before);
    if (query.overdue) {
        where.require(fmt::format("k.due_order < ${}", where.bind(query.now.us)));
    }
}

void add_choices(Where& where, const CaseQuery& query) {
    where.choose("k.state", query.state);
    where.choose("k.owner_id", query.owner);
    where.choose("k.department_id", query.department);
    where.choose("k.touchpoint", query.touchpoint);
    where.choose("k.kind", query.kind);
    where.choose("k.route", query.route);
    where.choose("k.location", query.location);
    where.choose("k.segment", query.segment);
    where.choose("k.cause_id", query.cause);
    where.choose("k.source", query.source);
    where.choose_number("k.severity", query.severity);
}

Where where_of(const CaseQuery& query, db::Dialect dialect) {
    Where where(dialect);
    if (query.open.value_or(query.overdue)) {
        where.require("k.state <> 'closed'");
    } else if (query.open) {
        where.require("k.state = 'closed'");
    }
    add_choices(where, query);
    add_moments(where, query);
    if (query.mine) {
        where.require(where.is_in("k.owner_id", *query.mine));
    }
    if (query.unassigned) {
        where.require("k.owner_id IS NULL");
    }
    if (query.unread) {
        where.require("k.unread = 1");
    }
    if (query.unanalysed) {
        where.require("k.kind = 'complaint' AND k.cause_id IS NULL AND k.merged_into IS NULL");
    }
    if (!query.customer.empty()) {
        where.require(fmt::format("k.customer_id = ${}", where.bind(query.customer)));
    }
    if (!query.finding.empty()) {
        where.require(fmt::format("k.finding_id = ${}", where.bind(query.finding)));
    }
    if (!query.q.empty()) {
        add_words(where, query.q);
    }
    add_sight(where, query.sight);
    return where;
}

struct Order {
    std::string_view column, way;
    record::Value (*get)(const Case&);
};

Order order_of(CaseOrder order) {
    switch (order) {
        case CaseOrder::due:
            return {"k.due_order", "ASC", [](const Case& one) -> record::Value {
                        return one.due_at ? one.due_at->us : no_deadline;
                    }};
        case CaseOrder::age:
            return {"k.opened_at", "ASC", [](const Case& one) -> record::Value {
                        return one.opened_at.us;
                    }};
        case CaseOrder::value:
            return {"k.value_order", "DESC", [](const Case& one) -> record::Value {
                        return one.value.value_or(no_value);
                    }};
        case CaseOrder::risk:
            return {"k.risk_at", "ASC", [](const Case& one) -> record::Value {
                        return one.risk_at.us;
                    }};
        case CaseOrder::newest:
            break;
    }
    return {"k.opened_at", "DESC", [](const Case& one) -> record::Value {
                return one.opened_at.us;
            }};
}

void add_cursor(Where& where, const Order& order, const record::Cursor& after) {
    const auto seq = number_in(after.id).value_or(0);
    const auto* real = std::get_if<double>(&after.sort_value);
    const auto* whole = std::get_if<std::int64_t>(&after.sort_value);
    const bool is_real = order.column == "k.value_order";
    record::Value value = is_real ? record::Value(
                                        real    ? *real
                                        : whole ? static_cast<double>(*whole)
                                                : no_value
                                    )
                                  : record::Value(whole ? *whole : std::int64_t{0});
    where.require(fmt::format(
        "({}, k.seq) {} (${}, ${})",
        order.column,
        order.way == "ASC" ? ">" : "<",
        where.bind(std::move(value)),
        where.bind(seq)
    ));
}

bool holds(const Values& all, const std::string& one) {
    return std::ranges::find(all, one) != all.end();
}

template <class T>
std::string text_of(const std::optional<Id<T>>& id) {
    return id ? id->text() : "";
}

constexpr std::string_view counted =
    "SELECT k.state, COALESCE(k.department_id, ''), COALESCE(k.touchpoint, ''), "
    "COALESCE(k.owner_id, ''), k.route, k.kind, COALESCE(k.severity, 0), COUNT(*), "
    "COUNT(*) FILTER (WHERE k.due_order < ${}), COUNT(*) FILTER (WHERE k.due_order < ${}), "
    "COUNT(*) FILTER (WHERE k.unread = 1), COUNT(*) FILTER (WHERE k.risk_at <= ${}) "
    "FROM customer_case k{} GROUP BY 1, 2, 3, 4, 5, 6, 7";

void add_row(CaseCounts& out, const db::Row& row, const CountEdges& edges) {
    const std::int64_t n = row.integer(7);
    const std::string owner = row.string(3);
    out.open += n;
    out.overdue += row.integer(8);
    out.due_today += row.integer(9) - row.integer(8);
    out.unread += row.integer(10);
    out.public_risk += row.integer(11);
    out.unassigned += owner.empty() ? n : 0;
    out.mine += !owner.empty() && holds(edges.mine, owner) ? n : 0;
    out.by["state"][row.string(0)] += n;
    out.by["department"][row.string(1)] += n;
    out.by["touchpoint"][row.string(2)] += n;
    out.by["owner"][owner] += n;
    out.by["route"][row.string(4)] += n;
    out.by["kind"][row.string(5)] += n;
    out.by["severity"][row.integer(6) == 0 ? "" : std::to_string(row.integer(6))] += n;
}

}  // namespace

bool sees(const CaseSight& sight, const Case& one) {
    const bool own =
        holds(sight.users, text_of(one.owner_id)) || holds(sight.users, text_of(one.deputy_id));
    if (own) {
        return true;
    }
    const bool here = !sight.places || holds(*sight.places, one.location);
    const bool at_own_touchpoint =
        !one.touchpoint.empty() && holds(sight.touchpoints, one.touchpoint);
    const bool of_department = one.department_id &&
                               holds(sight.departments, one.department_id->text()) &&
                               (!sight.department_fix_now_only || one.route == CaseRoute::fix_now);
    return (here && (sight.everything || at_own_touchpoint)) ||
           (!sight.everything && of_department);
}

CasePage list_cases(db::Reader& reader, const CaseQuery& query) {
    Where where = where_of(query, reader.dialect());
    const Order order = order_of(query.order);
    if (query.after) {
        add_cursor(where, order, *query.after);
    }
    const auto sql = fmt::format(
        "{}{} ORDER BY {} {}, k.seq {} LIMIT {}",
        select_case(),
        where.text(),
        order.column,
        order.way,
        order.way,
        query.limit + 1
    );
    CasePage page;
    reader.query_params(sql, where.params(), [&](const db::Row& row) {
        page.items.push_back(read_case(row));
    });
    if (page.items.size() > static_cast<std::size_t>(query.limit)) {
        page.items.pop_back();
        const Case& last = page.items.back();
        page.next_cursor = record::write_cursor({order.get(last), std::to_string(last.seq)});
    }
    return page;
}

CaseCounts count_cases(db::Reader& reader, const CaseQuery& query, const CountEdges& edges) {
    CaseQuery asked = query;
    asked.open = true;
    Where where = where_of(asked, reader.dialect());
    const int now = where.bind(query.now.us), today = where.bind(edges.end_of_today.us),
              risky = where.bind(edges.risky_since.us);
    CaseCounts out;
    reader.query_params(
        fmt::format(fmt::runtime(counted), now, today, risky, where.text()),
        where.params(),
        [&](const db::Row& row) { add_row(out, row, edges); }
    );
    return out;
}

std::int64_t count_all(db::Reader& reader, const CaseQuery& query) {
    const Where where = where_of(query, reader.dialect());
    std::int64_t out = 0;
    reader.query_params(
        "SELECT COUNT(*) FROM customer_case k" + where.text(),
        where.params(),
        [&](const db::Row& row) { out = row.integer(0); }
    );
    return out;
}

std::map<std::string, std::int64_t> count_by(
    db::Reader& reader, const CaseQuery& query, std::string_view column
) {
    const Where where = where_of(query, reader.dialect());
    std::map<std::string, std::int64_t> out;
    reader.query_params(
        fmt::format(
            "SELECT COALESCE(k.{}, ''), COUNT(*) FROM customer_case k{} GROUP BY 1",
            column,
            where.text()
        ),
        where.params(),
        [&](const db::Row& row) { out.emplace(row.string(0), row.integer(1)); }
    );
    return out;
}

std::set<std::string> list_repeated(db::Reader& reader, Instant since) {
    std::set<std::string> out;
    const auto take = [&](const db::Row& row) { out.insert(row.string(0)); };
    reader.query(
        "SELECT DISTINCT k.id FROM customer_case k JOIN case_feedback j ON j.case_id = k.id "
        "WHERE k.opened_at >= $1",
        take,
        since.us
    );
    reader.query(
        "SELECT DISTINCT k.id FROM customer_case k JOIN case_step s ON s.case_id = k.id "
        "WHERE k.opened_at >= $1 AND s.kind = 'message' AND s.by_kind = 'customer'",
        take,
        since.us
    );
    return out;
}

void each_case(
    db::Reader& reader, const CaseQuery& query, const std::function<void(const Case&)>& visit
) {
    const Where where = where_of(query, reader.dialect());
    reader.stream_params(
        fmt::format("{}{} ORDER BY k.opened_at, k.seq", select_case(), where.text()),
        where.params(),
        [&](const db::Row& row) { visit(read_case(row)); }
    );
}

}  // namespace styk::casework
