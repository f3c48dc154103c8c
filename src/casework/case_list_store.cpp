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

bool holds(const Values& all, const std::string& one) {
    return std::ranges::find(all, one) != all.end();
}

// Closed cases are a part of their own wherever what waits comes first, so that each part has its
// index.
enum class Part { all, open, closed };

struct Order {
    std::string_view column, way;
    record::Value (*get)(const Case&);
};

record::Value due_of(const Case& one) {
    return one.due_at ? one.due_at->us : no_deadline;
}

record::Value closing_of(const Case& one) {
    return one.closed_at ? one.closed_at->us : 0;
}

record::Value opening_of(const Case& one) {
    return one.opened_at.us;
}

record::Value value_of(const Case& one) {
    return one.value.value_or(no_value);
}

record::Value risk_of(const Case& one) {
    return one.risk_at.us;
}

// What is closed has no deadline any more: there the last closed comes first.
Order order_of(CaseOrder order, Part part) {
    switch (order) {
        case CaseOrder::due:
            return part == Part::closed ? Order{"k.closed_at", "DESC", closing_of}
                                        : Order{"k.due_order", "ASC", due_of};
        case CaseOrder::age:
            return {"k.opened_at", "ASC", opening_of};
        case CaseOrder::value:
            return {"k.value_order", "DESC", value_of};
        case CaseOrder::risk:
            return {"k.risk_at", "ASC", risk_of};
        case CaseOrder::newest:
            break;
    }
    return {"k.opened_at", "DESC", opening_of};
}

// Whether a closed case could be meant: nothing that is closed has a deadline.
bool may_be_closed(const CaseQuery& query) {
    const bool any_state = std::ranges::all_of(query.state, [](const std::string& one) {
        return one.starts_with('!') && one != "!closed";
    });
    return !query.overdue && !query.due_before && (any_state || holds(query.state, "closed"));
}

// The parts that a list may hold, in their order.
std::vector<Part> parts_of(const CaseQuery& query) {
    if (query.order == CaseOrder::age || query.order == CaseOrder::newest) {
        return {Part::all};
    }
    if (query.open) {
        return {*query.open ? Part::open : Part::closed};
    }
    if (!may_be_closed(query)) {
        return {Part::open};
    }
    if (query.state == OrNot{"closed"}) {
        return {Part::closed};
    }
    return {Part::open, Part::closed};
}

// Cursors into the part of closed cases have this before their number.
constexpr std::string_view closed_mark = "c";

struct Mark {
    Part part;
    record::Value value;
    std::int64_t seq = 0;
};

Mark mark_of(const record::Cursor& after, Part first) {
    const bool closed = after.id.starts_with(closed_mark);
    const std::string_view digits =
        std::string_view(after.id).substr(closed ? closed_mark.size() : 0);
    Mark out{closed ? Part::closed : first, after.sort_value};
    std::from_chars(digits.data(), digits.data() + digits.size(), out.seq);
    return out;
}

std::string cursor_after(const Case& last, const CaseQuery& query, const std::vector<Part>& parts) {
    const bool closed = parts.front() != Part::all && !is_open(last);
    const auto part = closed ? Part::closed : parts.front();
    return record::write_cursor(
        {order_of(query.order, part).get(last),
         fmt::format("{}{}", closed ? closed_mark : "", last.seq)}
    );
}

void add_mark(CaseWhere& where, const Order& order, const Mark& after) {
    const auto* real = std::get_if<double>(&after.value);
    const auto* whole = std::get_if<std::int64_t>(&after.value);
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
        where.bind(after.seq)
    ));
}

// At most `most` cases of one part, behind the mark where it stands in this part.
void read_part(
    db::Reader& reader,
    const CaseQuery& query,
    Part part,
    const std::optional<Mark>& after,
    std::size_t most,
    std::vector<Case>& out
) {
    CaseQuery asked = query;
    if (part != Part::all) {
        asked.open = part == Part::open;
    }
    CaseWhere where = where_of(asked, reader.dialect());
    const Order order = order_of(query.order, part);
    if (order.column == "k.closed_at") {
        where.require("k.closed_at IS NOT NULL");
    }
    if (after && after->part == part) {
        add_mark(where, order, *after);
    }
    const auto sql = fmt::format(
        "{0}{1} ORDER BY {2} {3}, k.seq {3} LIMIT {4}",
        select_case(),
        where.text(),
        order.column,
        order.way,
        most
    );
    reader.query_params(sql, where.params(), [&](const db::Row& row) {
        out.push_back(read_case(row));
    });
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
    const auto parts = parts_of(query);
    const auto after =
        query.after ? std::optional(mark_of(*query.after, parts.front())) : std::nullopt;
    const auto wanted = static_cast<std::size_t>(query.limit) + 1;
    CasePage page;
    for (const Part part : parts) {
        const bool is_over = after && after->part > part;
        if (!is_over && page.items.size() < wanted) {
            read_part(reader, query, part, after, wanted - page.items.size(), page.items);
        }
    }
    if (page.items.size() == wanted) {
        page.items.pop_back();
        page.next_cursor = cursor_after(page.items.back(), query, parts);
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

}  // namespace styk::casework
