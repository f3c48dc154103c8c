#include "people/audit_store.h"

#include <fmt/format.h>

namespace styk::people {

namespace {

constexpr std::string_view select =
    "SELECT position, at, actor_kind, actor_id, actor_name, action, kind, record_id, before, after "
    "FROM audit";

AuditEntry read_entry(const db::Row& row) {
    return {
        .position = row.integer(0),
        .at = {row.integer(1)},
        .actor_kind = row.string(2),
        .actor_id = row.maybe_string(3),
        .actor_name = row.string(4),
        .action = row.string(5),
        .kind = row.string(6),
        .record_id = row.string(7),
        .before = row.maybe_string(8),
        .after = row.maybe_string(9),
    };
}

}  // namespace

AuditPage list_audit(db::Reader& reader, const AuditQuery& query) {
    std::string where;
    std::vector<db::Param> params;
    const auto require = [&](std::string_view condition, const auto& value) {
        if (value) {
            params.push_back(db::to_param(*value));
            where += where.empty() ? " WHERE " : " AND ";
            where += fmt::format("{} ${}", condition, params.size());
        }
    };
    require("kind =", query.kind);
    require("record_id =", query.record_id);
    require("actor_id =", query.user_id);
    require("position <", query.before_position);
    AuditPage page;
    reader.query_params(
        fmt::format("{}{} ORDER BY position DESC LIMIT {}", select, where, query.limit + 1),
        params,
        [&](const db::Row& row) { page.items.push_back(read_entry(row)); }
    );
    page.more = page.items.size() > static_cast<std::size_t>(query.limit);
    if (page.more) {
        page.items.pop_back();
    }
    return page;
}

}  // namespace styk::people
