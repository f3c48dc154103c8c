#include "casework/pattern_store.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <tuple>
#include <utility>

#include "casework/case_where_store.h"

namespace styk::casework {

namespace {

constexpr std::string_view select_patterns =
    "SELECT COALESCE(k.cause_id, ''), COALESCE(k.touchpoint, ''), "
    "COUNT(*) FILTER (WHERE k.opened_at >= ${0}), COUNT(*) FILTER (WHERE k.opened_at < ${0}) "
    "FROM customer_case k{1} GROUP BY 1, 2";
constexpr std::string_view select_findings =
    "SELECT DISTINCT COALESCE(k.cause_id, ''), COALESCE(k.touchpoint, ''), k.finding_id "
    "FROM customer_case k{0} ORDER BY k.finding_id";

using Key = std::pair<std::string, std::string>;

std::map<Key, std::vector<std::string>> read_findings(db::Reader& reader, CaseWhere where) {
    where.require("k.finding_id IS NOT NULL");
    std::map<Key, std::vector<std::string>> out;
    reader.query_params(
        fmt::format(fmt::runtime(select_findings), where.text()),
        where.params(),
        [&](const db::Row& row) { out[{row.string(0), row.string(1)}].push_back(row.string(2)); }
    );
    return out;
}

}  // namespace

Patterns find_patterns(db::Reader& reader, const CaseQuery& query, Instant from) {
    CaseWhere where = where_of(query, reader.dialect());
    where.require("k.merged_into IS NULL");
    const auto findings = read_findings(reader, where);
    const int at = where.bind(from.us);
    Patterns out;
    reader.query_params(
        fmt::format(fmt::runtime(select_patterns), at, where.text()),
        where.params(),
        [&](const db::Row& row) {
            Pattern one{row.string(0), row.string(1), row.integer(2), row.integer(3)};
            out.n += one.n;
            out.before += one.before;
            out.unanalysed += one.cause_id.empty() ? one.n : 0;
            if (!one.cause_id.empty() && one.n > 0) {
                const auto found = findings.find({one.cause_id, one.touchpoint});
                one.finding_ids =
                    found == findings.end() ? std::vector<std::string>() : found->second;
                out.rows.push_back(std::move(one));
            }
        }
    );
    std::ranges::sort(out.rows, [](const Pattern& a, const Pattern& b) {
        return std::tie(b.n, a.cause_id, a.touchpoint) < std::tie(a.n, b.cause_id, b.touchpoint);
    });
    return out;
}

}  // namespace styk::casework
