// One group of people whose scores an effect is looked for in.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "feedback/directory.h"
#include "insight/engine.h"
#include "metric/metric.h"
#include "stats/score.h"
#include "story/guard.h"

namespace styk::story {

class EffectGroup {
public:
    EffectGroup(
        const insight::Engine& engine,
        const feedback::Directory& directory,
        const people::Actor& actor,
        const std::string& metric,
        const feedback::Filter& filter
    );

    [[nodiscard]] const stats::MetricRule& rule() const { return rule_; }

    // Of the days from..to, the last one not included.
    [[nodiscard]] stats::Histogram ratings(Day from, Day to) const;
    [[nodiscard]] stats::Estimate estimate(Day from, Day to) const;  // hidden where it must be

    [[nodiscard]] std::uint64_t least() const { return guard_.limits().anonymous_below; }

    using Cells = std::map<std::string, stats::Histogram>;

    // By one grouping, "" for those without; no grouping: one cell.
    [[nodiscard]] Cells by(const std::vector<insight::GroupBy>& name, Day from, Day to) const;

private:
    const insight::Engine& engine_;
    const feedback::Directory& directory_;
    std::string metric_;
    Guard guard_;
    stats::MetricRule rule_;
};

}  // namespace styk::story
