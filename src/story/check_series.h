// Looks at the series that have a threshold when their period is over, and tells those they name.
#pragma once

#include "base/time_zone.h"
#include "insight/series_store.h"
#include "story/receive_feedback.h"
#include "story/show_series.h"

namespace styk::story {

// The step of the last whole period, when it lies on the bad side of the threshold for certain: its
// whole interval beyond it.
[[nodiscard]] std::optional<SeriesStep> crossed(
    const insight::Series& series,
    const std::vector<insight::SeriesPoint>& points,
    const TimeZone& zone,
    Instant now
);

// A series speaks once a period. That it did and the mails are one transaction.
void check_series(const Intake& intake, Instant now);

}  // namespace styk::story
