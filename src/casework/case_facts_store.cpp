#include "casework/case_facts_store.h"

#include <fmt/format.h>

#include "casework/case_where_store.h"

namespace styk::casework {

namespace {

constexpr std::string_view select_facts =
    "SELECT k.seq, {0}, COALESCE(k.metric, ''), k.opened_at, k.answered_at, k.closed_at, "
    "k.answer_by, k.due_at, CASE WHEN k.state = 'closed' THEN 0 ELSE 1 END, "
    "CASE WHEN k.customer_id IS NULL THEN 0 ELSE 1 END, k.reopened "
    "FROM customer_case k{1}";
constexpr std::string_view select_joined =
    "SELECT DISTINCT k.seq FROM customer_case k JOIN case_feedback j ON j.case_id = k.id "
    "WHERE k.opened_at >= $1";
// Nobody answers before a case is opened: older messages need not be looked up.
constexpr std::string_view select_said =
    "SELECT DISTINCT k.seq FROM customer_case k JOIN case_step s ON s.case_id = k.id "
    "WHERE k.opened_at >= $1 AND s.at >= $1 AND s.kind = 'message' AND s.by_kind = 'customer'";

std::optional<Instant> moment(const db::Row& row, int column) {
    const auto us = row.maybe_integer(column);
    return us ? std::optional(Instant{*us}) : std::nullopt;
}

}  // namespace

void each_case_facts(
    db::Reader& reader,
    const CaseQuery& query,
    std::string_view column,
    const std::function<void(const CaseFacts&)>& visit
) {
    CaseWhere where = where_of(query, reader.dialect());
    where.require("k.merged_into IS NULL");
    const auto group = column.empty() ? "''" : fmt::format("COALESCE(k.{}, '')", column);
    const auto sql = fmt::format(fmt::runtime(select_facts), group, where.text());
    CaseFacts one;
    reader.stream_params(sql, where.params(), [&](const db::Row& row) {
        one.seq = row.integer(0);
        one.group = row.string(1);
        one.metric = row.string(2);
        one.opened_at = {row.integer(3)};
        one.answered_at = moment(row, 4);
        one.closed_at = moment(row, 5);
        one.answer_by = moment(row, 6);
        one.due_at = moment(row, 7);
        one.open = row.integer(8) == 1;
        one.has_customer = row.integer(9) == 1;
        one.reopened = row.integer(10);
        visit(one);
    });
}

std::unordered_set<std::int64_t> list_repeated(db::Reader& reader, Instant since) {
    std::unordered_set<std::int64_t> out;
    for (const std::string_view sql : {select_joined, select_said}) {
        reader.query(sql, [&](const db::Row& row) { out.insert(row.integer(0)); }, since.us);
    }
    return out;
}

}  // namespace styk::casework
