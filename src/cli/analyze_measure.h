// What is computed of a column of ratings: one of the house's metrics with its scale, or the mean
// of any numbers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/analyze_findings.h"
#include "cli/analyze_table.h"
#include "stats/difference.h"
#include "stats/difference_in_differences.h"
#include "stats/score.h"

namespace styk::cli {

struct MeasureAsked {
    std::string metric = "mean";  // nps, wr, csat, ces, mean
    std::string column;
    std::string scale;  // "MIN-MAX"; "": the metric's own, for a mean any numbers
    double level = 0.95;
};

class Measure {
public:
    explicit Measure(const MeasureAsked& asked);  // throws Refusal on a scale that is none

    [[nodiscard]] const std::optional<stats::MetricRule>& rule() const { return rule_; }

    [[nodiscard]] stats::Kind kind() const { return rule_ ? rule_->kind : stats::Kind::mean; }

    [[nodiscard]] double level() const { return level_; }

    [[nodiscard]] const std::string& title() const { return title_; }  // "NPS of score, scale 0-10"

    [[nodiscard]] Unit unit() const;

    // The asked column; throws Refusal naming the row of a value that is not on the scale.
    [[nodiscard]] Numbers read(const Table& table) const;

    // What one answer adds to the value: net 1, 0 or -1, box 1 or 0, mean the rating.
    [[nodiscard]] double score_of(double rating) const;

private:
    void put_on_scale(int min, int max);

    std::optional<stats::MetricRule> rule_;  // nothing: any numbers
    std::string metric_, column_, title_;
    double level_;
};

// Answers of one group.
class Sample {
public:
    explicit Sample(const Measure& measure);

    void add(double rating);
    void merge(const Sample& other);

    [[nodiscard]] bool empty() const { return sums_.n == 0; }

    [[nodiscard]] double value() const { return sums_.mean; }  // not empty; whatever the tier

    [[nodiscard]] const stats::CellSums& sums() const { return sums_; }

    [[nodiscard]] stats::NetCounts counts() const;
    [[nodiscard]] stats::Estimate estimate() const;
    [[nodiscard]] stats::Difference minus(const Sample& other) const;

private:
    [[nodiscard]] stats::Estimate estimate_of_numbers() const;

    const Measure* measure_;
    stats::Histogram histogram_;
    stats::CellSums sums_;
};

}  // namespace styk::cli
