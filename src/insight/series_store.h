// The points of series.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "db/record_store.h"
#include "insight/series.h"

namespace styk::insight {

struct PointCounts {
    std::int64_t added = 0, changed = 0, unchanged = 0;
};

// By key: adds, or replaces what a known one says.
PointCounts put_points(
    db::Tx& tx, const Id<Series>& series, const std::vector<SeriesPoint>& points
);

// In order of time, from `from` up to but not including `to`.
void each_point(
    db::Reader& reader,
    const Id<Series>& series,
    const std::optional<Instant>& from,
    const std::optional<Instant>& to,
    const std::function<void(const SeriesPoint&)>& visit
);

// How many it has from that moment on.
[[nodiscard]] std::int64_t count_points_since(
    db::Reader& reader, const Id<Series>& series, Instant since
);

// False when it has spoken of that period already.
[[nodiscard]] bool note_alarm(
    db::Tx& tx, const Id<Series>& series, const std::string& period, Instant at
);

void remove_points(db::Tx& tx, const Id<Series>& series);

}  // namespace styk::insight
