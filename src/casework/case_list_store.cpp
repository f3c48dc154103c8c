#include "casework/case_list_store.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "casework/case_store.h"
#include "casework/case_where_store.h"
#include "record/convert.h"

namespace styk::casework {

namespace {

using Values = std::vector<std::string>;

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

void add_cursor(CaseWhere& where, const Order& order, const record::Cursor& after) {
    std::int64_t seq = 0;
    std::from_chars(after.id.data(), after.id.data() + after.id.size(), seq);
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
    CaseWhere where = where_of(query, reader.dialect());
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
    CaseWhere where = where_of(asked, reader.dialect());
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
    const CaseWhere where = where_of(query, reader.dialect());
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
    const CaseWhere where = where_of(query, reader.dialect());
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
    const CaseWhere where = where_of(query, reader.dialect());
    reader.stream_params(
        fmt::format("{}{} ORDER BY k.opened_at, k.seq", select_case(), where.text()),
        where.params(),
        [&](const db::Row& row) { visit(read_case(row)); }
    );
}

}  // namespace styk::casework
