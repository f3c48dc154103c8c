// How good are chances against what happened: does the model order customers (AUC, lift), and are
// its percentages true (Brier, calibration).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stats/interval.h"

namespace styk::stats {

// Area under the ROC curve = P(score of an event > score of another) + half P(equal); standard
// error by DeLong, DeLong & Clarke-Pearson 1988 in O(n log n) by mid-ranks.
struct Auc {
    double auc = 0;
    std::optional<double> std_err{};     // nothing with fewer than two of either
    std::optional<Interval> interval{};  // Wald, clipped to 0..1
};

// Calibration of log odds: y ~ a + b * log odds. True percentages have a = 0 and b = 1; slope
// outside .8..1.25: recalibrate.
struct Calibration {
    double intercept = 0, slope = 1;
};

// reason: no_answers, not_finite (a chance outside 0..1 or NaN), no_spread (all or none had the
// event: then only base_rate, brier and log_loss are there).
struct ClassifierScore {
    std::string_view reason{};
    std::size_t n = 0;
    double base_rate = 0;
    double brier = 0;                  // mean of (chance - y)^2
    std::optional<double> log_loss{};  // nothing when a chance of 0 or 1 was wrong
    std::optional<Auc> auc{};
    std::optional<double> ks{};  // largest distance of the two distributions of the score
    std::optional<double> lift_top_decile{};   // share of events in the top tenth / base rate
    std::optional<Calibration> calibration{};  // nothing when the fit has no answer

    [[nodiscard]] std::optional<double> gini() const {
        return auc ? std::optional(2 * auc->auc - 1) : std::nullopt;
    }
};

// chance: 0..1 of each row; y: 0 or 1. Throws Fault when the lengths differ or a y is neither.
[[nodiscard]] ClassifierScore score_classifier(
    std::span<const double> chance, std::span<const double> y
);

// Any score, higher = more likely. Nothing when all or none had the event or a score is NaN.
[[nodiscard]] std::optional<Auc> auc(
    std::span<const double> score, std::span<const double> y, double level = 0.95
);

// Share of events among the top `share` by score (whole rows, at least one), divided by the share
// in all. Of rows of equal score at the cut the mean over all their orders is taken. Nothing when
// there is no event or share is outside (0, 1].
[[nodiscard]] std::optional<double> lift(
    std::span<const double> score, std::span<const double> y, double share
);

// The mergeable form: chances in 4096 equal bins. Ties within a bin get half credit.
class ScoreBins {
public:
    static constexpr std::size_t bins = 4096;

    // chance 0..1; throws Fault otherwise.
    void add(double chance, bool event, std::uint64_t count = 1);
    void merge(const ScoreBins& other);

    [[nodiscard]] std::uint64_t n() const;
    [[nodiscard]] std::optional<double> brier() const;  // exact
    [[nodiscard]] std::optional<double> auc(
    ) const;  // within 1 / (2 bins) of exact for a smooth score
    [[nodiscard]] std::optional<double> ks() const;
    [[nodiscard]] std::optional<double> lift(double share = 0.1) const;

    // Groups of about equal size, from the lowest chance: mean chance against share of events.
    struct Group {
        std::uint64_t n = 0, events = 0;
        double mean_chance = 0;
    };

    [[nodiscard]] std::vector<Group> calibration(std::size_t groups = 10) const;

    struct Bin {
        std::uint64_t events = 0, others = 0;
        double chance = 0, squared_error = 0;  // sums

        friend bool operator==(const Bin&, const Bin&) = default;
    };

    [[nodiscard]] const Bin& bin(std::size_t index) const { return bins_.at(index); }

    void add_bin(std::size_t index, const Bin& bin);  // Fault when there is no such bin

    friend bool operator==(const ScoreBins&, const ScoreBins&) = default;

private:
    std::vector<Bin> bins_ = std::vector<Bin>(bins);
};

}  // namespace styk::stats
