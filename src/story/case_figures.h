// How well the loop is closed: how soon the first answer came and the case was closed, how many in
// time, opened again, and won back.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "casework/case_list_store.h"
#include "db/database.h"
#include "feedback/directory.h"
#include "stats/paired.h"
#include "stats/quantile.h"
#include "stats/share_estimate.h"

namespace styk::story {

// Seconds by the clock on the wall, as the customer waits. Open cases are still under way: the
// median and P90 are those of Kaplan and Meier's curve, so that who has not been answered yet
// counts.
struct Lasting {
    std::uint64_t n = 0, open = 0;  // all, and of them those under way
    std::optional<double> median_s{}, lo_s{}, hi_s{}, p90_s{};
    stats::Tier tier = stats::Tier::none;
    std::optional<std::string_view> reason{};
};

// The same customer's rating before the case and after it was closed, of the metric that most cases
// of the group have both of: metrics of other scales are left out, not mixed in.
struct Recovered {
    std::string metric;         // "": none
    std::int64_t left_out = 0;  // pairs of other metrics
    stats::PairedGap gap{};     // second: after
    stats::Tier tier = stats::Tier::none;
};

struct CaseFigures {
    std::string key;  // of the grouping; "": none
    std::int64_t n = 0, open = 0, overdue = 0;
    Lasting first_answer, close;
    stats::Estimate within_target;  // answered by the deadline, of those answered or overdue
    stats::Estimate reopened;       // of those ever closed
    Recovered recovered;
    stats::Estimate stays;          // came back, of those of whom it is known
    stats::Estimate first_contact;  // closed with one answer, never opened again
};

struct CasesAsked {
    casework::CaseQuery query;
    std::string by;  // owner, department, touchpoint, week, month, kind, route or ""
};

struct CasesShown {
    std::vector<CaseFigures> rows;  // by week in time, else the most first
    CaseFigures total;
};

[[nodiscard]] bool is_case_grouping(std::string_view name);

[[nodiscard]] CasesShown show_case_figures(
    db::Database& database,
    const feedback::Directory& directory,
    const CasesAsked& asked,
    Instant now
);

}  // namespace styk::story
