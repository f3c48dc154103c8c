#include "insight/cluster_sql_store.h"

#include <fmt/format.h>
#include <map>

#include "insight/fact_sql_store.h"

namespace styk::insight {

namespace {

// What a rating is worth, by groups of equal worth.
std::string worth(const std::vector<std::int32_t>& points, std::int64_t min) {
    std::map<std::int32_t, std::vector<std::int64_t>> ratings;
    for (std::size_t i = 0; i < points.size(); ++i) {
        ratings[points[i]].push_back(min + static_cast<std::int64_t>(i));
    }
    std::string cases;
    for (const auto& [of_each, some] : ratings) {
        cases += fmt::format("WHEN r.value IN ({}) THEN {} ", fmt::join(some, ", "), of_each);
    }
    return cases.empty() ? "0" : fmt::format("CASE {}ELSE 0 END", cases);
}

std::string weight(FactSql& facts, const std::optional<Weights>& weights) {
    if (!weights) {
        return "1";
    }
    const std::string key = facts.key(weights->by).sql;
    std::string cases;
    for (const auto& [value, of_each] : weights->of) {
        const std::string in = facts.where.is_in(key, {value});
        cases += fmt::format("WHEN {} THEN {} ", in, facts.number(of_each));
    }
    const std::string otherwise = facts.number(weights->otherwise);
    return cases.empty() ? otherwise : fmt::format("CASE {}ELSE {} END", cases, otherwise);
}

stats::ClusterTotals read_totals(const db::Row& row, int at) {
    return {
        .n = row.real(at),
        .w = row.real(at + 1),
        .wx = row.real(at + 2),
        .w2 = row.real(at + 3),
        .w2x = row.real(at + 4),
        .w2x2 = row.real(at + 5),
        .clusters = row.real(at + 6),
        .ww = row.real(at + 7),
        .wwx = row.real(at + 8),
        .wxwx = row.real(at + 9)
    };
}

}  // namespace

std::vector<ClusteredCounted> clusters_in(
    db::Reader& reader,
    const feedback::Directory& directory,
    const std::string& metric,
    const std::vector<GroupBy>& by,
    const std::vector<std::int32_t>& points,
    const std::optional<Weights>& weights,
    const feedback::Filter& filter
) {
    if (weights) {
        check(*weights);
    }
    std::vector<ClusteredCounted> out;
    const auto span = span_of(reader, filter);
    if (!span) {
        return out;
    }
    const auto* scale = directory.metrics.find(metric);
    FactSql facts(reader.dialect(), directory, *span, FactSql::From::ratings);
    facts.where.require(fmt::format("r.metric = ${}", facts.where.bind(metric)));
    facts.where.require(fmt::format("r.value BETWEEN {} AND {}", scale->min, scale->max));
    facts.records(filter);
    facts.facts(filter);
    facts.group(by);
    const std::string answers = fmt::format(
        "SELECT {}COALESCE(f.customer_id, CAST(f.seq AS TEXT)) AS c, {} AS w, {} AS x {}",
        facts.key_columns(),
        weight(facts, weights),
        worth(points, scale->min),
        facts.source()
    );
    const std::string clusters = fmt::format(
        "SELECT {0}COUNT(*) AS n, SUM(w) AS w, SUM(w * x) AS wx, SUM(w * w) AS w2, "
        "SUM(w * w * x) AS w2x, SUM(w * w * x * x) AS w2x2 FROM ({1}) y GROUP BY {0}c",
        facts.key_names(),
        answers
    );
    std::string keys = facts.key_names();
    keys.resize(keys.empty() ? 0 : keys.size() - 2);
    reader.query_params(
        fmt::format(
            "SELECT {}SUM(n), SUM(w), SUM(wx), SUM(w2), SUM(w2x), SUM(w2x2), COUNT(*), "
            "SUM(w * w), SUM(w * wx), SUM(wx * wx) FROM ({}) z{}{}",
            facts.key_names(),
            clusters,
            keys.empty() ? "" : " GROUP BY ",
            keys
        ),
        facts.where.params(),
        [&](const db::Row& row) {
            const auto totals = read_totals(row, static_cast<int>(by.size()));
            if (totals.clusters > 0) {
                out.push_back({facts.read_keys(row), totals});
            }
        }
    );
    return out;
}

}  // namespace styk::insight
