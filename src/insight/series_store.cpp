#include "insight/series_store.h"

#include <limits>

namespace styk::insight {

namespace {

// No row comes back when nothing differs.
constexpr std::string_view put_point =
    "INSERT INTO series_point (series_id, key, at, value, revision) VALUES ($1, $2, $3, $4, 1) "
    "ON CONFLICT (series_id, key) DO UPDATE SET at = excluded.at, value = excluded.value, "
    "revision = series_point.revision + 1 "
    "WHERE series_point.at <> excluded.at OR series_point.value <> excluded.value "
    "RETURNING revision";
constexpr std::string_view select_points =
    "SELECT key, at, value FROM series_point WHERE series_id = $1 AND at >= $2 AND at < $3 "
    "ORDER BY at, key";

}  // namespace

PointCounts put_points(
    db::Tx& tx, const Id<Series>& series, const std::vector<SeriesPoint>& points
) {
    PointCounts counts;
    const std::string id = series.text();
    for (const SeriesPoint& point : points) {
        std::int64_t revision = 0;
        tx.query(
            put_point,
            [&](const db::Row& row) { revision = row.integer(0); },
            id,
            point.key,
            point.at.us,
            point.value
        );
        ++(revision == 0 ? counts.unchanged : revision == 1 ? counts.added : counts.changed);
    }
    return counts;
}

void each_point(
    db::Reader& reader,
    const Id<Series>& series,
    const std::optional<Instant>& from,
    const std::optional<Instant>& to,
    const std::function<void(const SeriesPoint&)>& visit
) {
    const std::string id = series.text();
    const db::Param params[] = {
        std::string_view(id),
        from ? from->us : std::numeric_limits<std::int64_t>::min(),
        to ? to->us : std::numeric_limits<std::int64_t>::max()
    };
    reader.stream_params(select_points, params, [&](const db::Row& row) {
        visit({row.string(0), {row.integer(1)}, row.real(2)});
    });
}

std::int64_t count_points_since(db::Reader& reader, const Id<Series>& series, Instant since) {
    return reader
        .find_integer(
            "SELECT COUNT(*) FROM series_point WHERE series_id = $1 AND at >= $2",
            series.text(),
            since.us
        )
        .value_or(0);
}

bool note_alarm(db::Tx& tx, const Id<Series>& series, const std::string& period, Instant at) {
    return tx.run(
               "INSERT INTO series_alarm (series_id, period, at) VALUES ($1, $2, $3) ON CONFLICT "
               "(series_id, period) DO NOTHING",
               series.text(),
               period,
               at.us
           ) == 1;
}

void remove_points(db::Tx& tx, const Id<Series>& series) {
    tx.run("DELETE FROM series_alarm WHERE series_id = $1", series.text());
    tx.run("DELETE FROM series_point WHERE series_id = $1", series.text());
}

}  // namespace styk::insight
