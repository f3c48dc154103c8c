// How long until something happens (a customer leaves, a case is solved) when some are still under
// way. Kaplan & Meier 1958; Greenwood 1926; log-rank: Mantel 1966. Supposes that those still under
// way are like the others (censoring independent of the event).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stats/interval.h"

namespace styk::stats {

// The mergeable object: at each duration how many had the event, how many were last seen without
// it, how many came under observation later than 0 (left truncation; at risk after that time).
class SurvivalTable {
public:
    struct Row {
        std::uint64_t events = 0, censored = 0, entries = 0;

        friend bool operator==(const Row&, const Row&) = default;
    };

    // Throws Fault when a time is negative or not finite, or the entry is not before it.
    void add(double time, bool event, std::uint64_t count = 1);
    void add_late(double entry, double time, bool event, std::uint64_t count = 1);
    void add_row(double time, const Row& row);
    void merge(const SurvivalTable& other);

    [[nodiscard]] std::uint64_t n() const { return n_; }

    [[nodiscard]] std::uint64_t events() const;

    [[nodiscard]] const std::map<double, Row>& rows() const { return rows_; }

    friend bool operator==(const SurvivalTable&, const SurvivalTable&) = default;

private:
    std::map<double, Row> rows_;
    std::uint64_t n_ = 0;
};

[[nodiscard]] SurvivalTable survival_table(
    std::span<const double> times, std::span<const double> events  // event: 0 or 1
);

// log_log: limits stay within 0..1 (default). log and plain as other packages have them.
enum class SurvivalLimits { log_log, log, plain };

struct SurvivalPoint {
    double time = 0;
    std::uint64_t at_risk = 0;           // still there and not yet gone just before the time
    double survival = 1;                 // share without the event, 0..1
    std::optional<double> std_err{};     // Greenwood; nothing once nobody is left
    std::optional<Interval> interval{};  // nothing at survival 0 and 1
};

// A step curve: value from each event time on.
class SurvivalCurve {
public:
    explicit SurvivalCurve(
        const SurvivalTable& table,
        SurvivalLimits limits = SurvivalLimits::log_log,
        double level = 0.95
    );

    // At any time >= 0. Beyond the last one seen the curve stays where it is, with nobody at risk.
    [[nodiscard]] SurvivalPoint at(double time) const;

    // At each time somebody had the event.
    [[nodiscard]] const std::vector<SurvivalPoint>& steps() const { return steps_; }

    // The time by which a share p (0..1) had the event: the first with survival <= 1 - p; where the
    // curve is level at exactly 1 - p, the middle of that stretch. Nothing when it stays above.
    [[nodiscard]] std::optional<double> quantile(double p) const;

    // Area under the curve up to `until` (without it, the last time seen) with its standard error.
    // Beyond the last time seen the curve is taken to stay where it is: a lower bound.
    struct Restricted {
        double mean = 0;
        std::optional<double> se{};
    };

    [[nodiscard]] std::optional<Restricted> restricted_mean(std::optional<double> until = {}) const;

    // Until when at least `least` are at risk: beyond it the curve is not to be drawn.
    [[nodiscard]] double reliable_until(std::uint64_t least = 10) const;

private:
    struct Risk {
        double time = 0;
        std::uint64_t at_risk = 0;
    };

    SurvivalLimits limits_;
    double z_;
    std::vector<Risk> risk_;
    std::vector<SurvivalPoint> steps_;
    std::vector<double>
        greenwood_;  // sum of d / (n (n - d)) up to each step; inf once nobody is left
    double last_time_ = 0;
};

// Share of those at risk that had the event at each event time (months: the monthly churn).
struct Hazard {
    double time = 0;
    std::uint64_t at_risk = 0, events = 0;
    double hazard = 0;
    Interval interval{};  // Wilson, 95 %
};

[[nodiscard]] std::vector<Hazard> hazards(const SurvivalTable& table);

// Do the groups differ? Chi-squared with groups - 1 degrees of freedom. Nothing when fewer than two
// groups were ever at risk together, or there was no event.
struct LogRank {
    double chi_squared = 0, p = 1;
    std::size_t df = 0;
    std::vector<double> observed{}, expected{};  // events by group
};

[[nodiscard]] std::optional<LogRank> log_rank(std::span<const SurvivalTable> groups);

}  // namespace styk::stats
