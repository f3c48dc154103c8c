// What a panel asks: the words of an address of Insights as a question to the figures. Periods such
// as "the last 90 days" are counted from today, so a page is always of today.
#pragma once

#include "insight/board.h"
#include "insight/outcome.h"
#include "insight/question.h"

namespace styk::insight {

struct PanelQuestion {
    Question question;            // compare: by; metrics empty for drivers, scorecard and text
    record::Parameters scope;     // the filter words, as they stand in the address
    Period step = Period::week;   // trend
    bool against_before = false;  // compare: with the period before, else with the others
    std::optional<DriverOutcome> outcome{};  // drivers
};

// `metric`, `step`, `rows`, `cols`, `against`, `outcome` and `period` (30d, 90d, 365d, year, all)
// beside the filter vocabulary; other words of a page (view, open, show, with) are its own matter.
// Problems point to `pointer`.
[[nodiscard]] PanelQuestion read_question(
    const feedback::Directory& directory,
    const Panel& panel,
    Instant now,
    const std::string& pointer,
    Problems& problems
);

}  // namespace styk::insight
