#include "stats/funnel.h"

#include <algorithm>

#include "stats/quantile.h"
#include "stats/survival.h"

namespace styk::stats {

namespace {

// When each step was taken, as far as the journey came.
std::vector<double> times_of(
    std::span<const JourneyEvent> journey,
    std::span<const std::uint32_t> steps,
    std::optional<double> window
) {
    std::vector<double> times;
    for (const JourneyEvent& event : journey) {
        if (times.size() == steps.size() ||
            (window && !times.empty() && event.at_s > times.front() + *window)) {
            break;
        }
        if (event.activity == steps[times.size()]) {
            times.push_back(event.at_s);
        }
    }
    return times;
}

struct Waiting {
    std::vector<double> done;
    SurvivalTable table;
};

// Until when this journey could have taken its next step.
double open_until(const std::vector<double>& times, const FunnelOptions& options, double last) {
    const double seen = options.observed_until_s.value_or(last);
    return options.window_s ? std::min(seen, times.front() + *options.window_s) : seen;
}

void add(
    const std::vector<double>& times, double until, Funnel& funnel, std::vector<Waiting>& waiting
) {
    for (std::size_t k = 0; k < times.size(); ++k) {
        ++funnel.reached[k];
        if (k < waiting.size()) {
            const bool done = k + 1 < times.size();
            const double wait = (done ? times[k + 1] : until) - times[k];
            waiting[k].table.add(std::max(0.0, wait), done);
            if (done) {
                waiting[k].done.push_back(wait);
            }
        }
    }
}

}  // namespace

Funnel funnel(
    const JourneyLog& log, std::span<const std::uint32_t> steps, const FunnelOptions& options
) {
    Funnel result{log.size(), std::vector<std::uint64_t>(steps.size()), {}, {}};
    if (steps.empty()) {
        return result;
    }
    std::vector<Waiting> waiting(steps.size() - 1);
    for (std::size_t i = 0; i < log.size(); ++i) {
        const auto times = times_of(log.journey(i), steps, options.window_s);
        if (!times.empty()) {
            add(times, open_until(times, options, log.last_time_s()), result, waiting);
        }
    }
    const auto reached = [&](std::size_t k) { return static_cast<double>(result.reached[k]); };
    for (std::size_t k = 0; k < waiting.size(); ++k) {
        FunnelStep step;
        if (reached(k) > 0) {
            step.share = reached(k + 1) / reached(k);
            step.interval = wilson(reached(k + 1), reached(k));
            step.median_s = quantile(waiting[k].done, 0.5);
            step.survival_median_s = SurvivalCurve(waiting[k].table).quantile(0.5);
        }
        result.steps.push_back(step);
    }
    if (reached(0) > 0) {
        result.overall = reached(steps.size() - 1) / reached(0);
    }
    return result;
}

}  // namespace styk::stats
