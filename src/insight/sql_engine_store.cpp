#include "insight/sql_engine_store.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "db/database.h"
#include "feedback/facts_store.h"
#include "insight/cluster_sql_store.h"
#include "insight/fact_sql_store.h"
#include "insight/relation_sql_store.h"

namespace styk::insight {

namespace {

using feedback::Directory;
using feedback::Filter;
using Keys = std::vector<std::optional<std::string>>;

// A rating as one number: its value, or why there is none.
constexpr std::string_view value_of_rating =
    "CASE r.state WHEN 'given' THEN r.value WHEN 'missing' THEN -1 ELSE -2 END";

// Ratings off the metric's scale are passed over, as by every engine.
void add(stats::Histogram& into, std::int64_t value, std::uint64_t n) {
    if (value == -1) {
        into.missing += n;
    } else if (value < 0) {
        into.not_applicable += n;
    } else if (value >= into.min && value <= into.max()) {
        into.counts[static_cast<std::size_t>(value - into.min)] += n;
    }
}

stats::Histogram empty_scale(const Directory& directory, const std::string& metric) {
    const auto* scale = directory.metrics.find(metric);
    return stats::empty_histogram(static_cast<int>(scale->min), static_cast<int>(scale->max));
}

std::map<Keys, stats::Histogram> count_ratings(
    db::Reader& reader,
    const Directory& directory,
    const std::string& metric,
    const std::vector<GroupBy>& by,
    const Filter& filter
) {
    std::map<Keys, stats::Histogram> rows;
    const auto span = span_of(reader, filter);
    if (!span) {
        return rows;
    }
    FactSql facts(reader.dialect(), directory, *span, FactSql::From::ratings);
    facts.where.require(fmt::format("r.metric = ${}", facts.where.bind(metric)));
    facts.records(filter);
    facts.facts(filter);
    facts.group(by);
    const auto empty = empty_scale(directory, metric);
    const int at = static_cast<int>(by.size());
    reader.query_params(
        fmt::format(
            "SELECT {0}v, COUNT(*) FROM (SELECT {1}{2} AS v {3}) x GROUP BY {0}v",
            facts.key_names(),
            facts.key_columns(),
            value_of_rating,
            facts.source()
        ),
        facts.where.params(),
        [&](const db::Row& row) {
            auto& cell = rows.try_emplace(facts.read_keys(row), empty).first->second;
            add(cell, row.integer(at), static_cast<std::uint64_t>(row.integer(at + 1)));
        }
    );
    return rows;
}

// First by feedback, so that one with several ratings in a group is one there.
std::vector<Tallied> tally_records(
    db::Reader& reader, const Directory& directory, const GroupBy& by, const Filter& filter
) {
    const auto span = span_of(reader, filter);
    if (!span) {
        return {};
    }
    FactSql facts(reader.dialect(), directory, *span, FactSql::From::records);
    facts.records(filter);
    facts.facts(filter);
    const std::vector<GroupBy> keys(by.empty() ? 0 : 1, by);
    facts.group(keys);
    const int at = static_cast<int>(keys.size());
    std::vector<Tallied> out;
    reader.query_params(
        fmt::format(
            "SELECT {0}COUNT(*), SUM(given) FROM (SELECT {0}seq, COUNT(value) AS given FROM "
            "(SELECT {1}f.seq AS seq, r.value AS value {2}) x GROUP BY {0}seq) y{3}",
            facts.key_names(),
            facts.key_columns(),
            facts.source(),
            keys.empty() ? "" : " GROUP BY k0"
        ),
        facts.where.params(),
        [&](const db::Row& row) {
            if (row.integer(at) > 0) {
                out.push_back(
                    {keys.empty() ? std::nullopt : facts.read_keys(row).front(),
                     static_cast<std::uint64_t>(row.integer(at)),
                     static_cast<std::uint64_t>(row.integer(at + 1))}
                );
            }
        }
    );
    std::ranges::sort(out, {}, &Tallied::key);
    return out;
}

}  // namespace

Count SqlEngine::count(
    const Directory& directory,
    const std::string& metric,
    const std::vector<GroupBy>& by,
    const Filter& filter
) const {
    return database_.read([&](db::Reader& reader) {
        Count count{.rows = {}, .position = feedback::end_of_log(reader).position};
        for (auto& [keys, histogram] : count_ratings(reader, directory, metric, by, filter)) {
            count.rows.push_back({keys, std::move(histogram)});
        }
        return count;
    });
}

// Whole numbers are counted by what decides, too, and weighed here.
std::vector<WeightedCounted> SqlEngine::count_weighted(
    const Directory& directory,
    const std::string& metric,
    const std::vector<GroupBy>& by,
    const Weights& weights,
    const Filter& filter
) const {
    check(weights);
    std::vector<GroupBy> finer = by;
    finer.push_back(weights.by);
    const auto counted = database_.read([&](db::Reader& reader) {
        return count_ratings(reader, directory, metric, finer, filter);
    });
    const auto scale = empty_scale(directory, metric);
    std::vector<WeightedCounted> out;
    for (const auto& [keys, histogram] : counted) {
        const Keys coarse(keys.begin(), keys.end() - 1);
        if (out.empty() || out.back().keys != coarse) {
            out.push_back({coarse, stats::empty_weighted_histogram(scale.min, scale.max())});
        }
        const double weight = weight_of(weights, keys.back());
        for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
            const auto n = static_cast<double>(histogram.counts[i]);
            auto& level = out.back().histogram.levels[i];
            level.n += histogram.counts[i];
            level.w += weight * n;
            level.w2 += weight * weight * n;
        }
    }
    return out;
}

std::vector<ClusteredCounted> SqlEngine::count_clustered(
    const Directory& directory,
    const std::string& metric,
    const std::vector<GroupBy>& by,
    const std::vector<std::int32_t>& points,
    const std::optional<Weights>& weights,
    const Filter& filter
) const {
    return database_.read([&](db::Reader& reader) {
        return clusters_in(reader, directory, metric, by, points, weights, filter);
    });
}

std::vector<Tallied> SqlEngine::count_records(
    const Directory& directory, const GroupBy& by, const Filter& filter
) const {
    return database_.read([&](db::Reader& reader) {
        return tally_records(reader, directory, by, filter);
    });
}

cube::CrossAnswer SqlEngine::relate(
    const Directory& directory, const RelationQuestion& question, const Filter& filter
) const {
    return database_.read([&](db::Reader& reader) {
        auto answer = relate_in(reader, directory, question, filter);
        answer.position = feedback::end_of_log(reader).position;
        return answer;
    });
}

cube::SpoiledAnswer SqlEngine::spoiled(
    const Directory& directory,
    const Rated& outcome,
    const std::vector<Rated>& items,
    const std::vector<cube::Ends>& ends,
    const Filter& filter
) const {
    return database_.read([&](db::Reader& reader) {
        return spoiled_in(reader, directory, outcome, items, ends, filter);
    });
}

std::vector<Companion> SqlEngine::companions(
    const Directory& directory, const Rated& with, const Filter& filter
) const {
    return database_.read([&](db::Reader& reader) {
        return companions_in(reader, directory, with, filter);
    });
}

}  // namespace styk::insight
