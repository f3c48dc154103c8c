#include "stats/moments_of_truth.h"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/result.h"
#include "stats/least_squares.h"
#include "stats/lmg.h"
#include "stats/multiplicity.h"
#include "stats/quantile.h"
#include "stats/random.h"
#include "stats/ranks.h"

namespace styk::stats {

namespace {

using Eigen::Index;

// Columns: presence of each touchpoint, score where present (else 0), overall. Rows: customers with
// an overall score.
struct Journeys {
    Eigen::MatrixXd rows;
    Index touchpoints = 0;

    [[nodiscard]] auto presence(Index k) const { return rows.col(k); }

    [[nodiscard]] auto score(Index k) const { return rows.col(touchpoints + k); }

    [[nodiscard]] auto overall() const { return rows.col(2 * touchpoints); }
};

void fill(Eigen::MatrixXd& rows, Index row, const std::vector<Touch>& touches, Index touchpoints) {
    for (const Touch& touch : touches) {
        ++rows(row, touch.touchpoint);
        rows(row, touchpoints + touch.touchpoint) += touch.score;
    }
    for (Index k = 0; k < touchpoints; ++k) {
        if (rows(row, k) > 0) {
            rows(row, touchpoints + k) /= rows(row, k);
            rows(row, k) = 1;
        }
    }
}

Journeys journeys_of(
    std::span<const Touch> touches, const Overall& overall, std::size_t touchpoints
) {
    for (const Touch& touch : touches) {
        if (touch.touchpoint >= touchpoints) {
            throw Fault("a touch of an unknown touchpoint");
        }
    }
    const auto all = by_customer(touches, overall.size());
    const auto n =
        std::ranges::count_if(overall, [](const auto& score) { return score.has_value(); });
    const auto k = static_cast<Index>(touchpoints);
    Journeys journeys{Eigen::MatrixXd::Zero(n, 2 * k + 1), k};
    Index row = 0;
    for (std::size_t customer = 0; customer < overall.size(); ++customer) {
        if (overall[customer]) {
            fill(journeys.rows, row, all[customer], k);
            journeys.rows(row++, 2 * k) = *overall[customer];
        }
    }
    return journeys;
}

void describe(const Journeys& journeys, MomentsOfTruth& result) {
    const auto n = static_cast<double>(journeys.rows.rows());
    for (Index k = 0; k < journeys.touchpoints; ++k) {
        std::vector<double> scores;
        for (Index row = 0; row < journeys.rows.rows(); ++row) {
            if (journeys.presence(k)[row] > 0) {
                scores.push_back(journeys.score(k)[row]);
            }
        }
        const Summary of = summary_of(scores);
        MomentOfTruth moment{scores.size(), of.n / n, of.n < 50};
        if (of.n > 0) {
            moment.mean_score = of.mean;
        }
        if (of.n > 1) {
            moment.sd_score = std::sqrt(of.variance);
        }
        result.touchpoints.push_back(moment);
    }
}

// Intercept, presences, scores less their mean where present.
Eigen::MatrixXd design_of(const Journeys& journeys, const MomentsOfTruth& result) {
    const Index t = journeys.touchpoints;
    Eigen::MatrixXd design(journeys.rows.rows(), 2 * t + 1);
    design.col(0).setOnes();
    for (Index k = 0; k < t; ++k) {
        const double mean = result.touchpoints[static_cast<std::size_t>(k)].mean_score.value_or(0);
        design.col(1 + k) = journeys.presence(k);
        design.col(1 + t + k) = journeys.score(k) - mean * journeys.presence(k);
    }
    return design;
}

void add_effects(MomentOfTruth& moment, double slope, double target) {
    moment.slope = slope;
    moment.gain = slope * (target - *moment.mean_score) * moment.reach;
    if (moment.sd_score) {
        moment.impact = slope * *moment.sd_score * moment.reach;
    }
}

// Fills the slopes; false with a reason when there are none.
bool regress(const Journeys& journeys, double target, MomentsOfTruth& result) {
    const Eigen::MatrixXd design = design_of(journeys, result);
    const auto kept = independent_columns(design);
    const LinearFit fit = least_squares(
        Eigen::MatrixXd(design(Eigen::all, kept)), Eigen::VectorXd(journeys.overall())
    );
    result.reason = fit.reason;
    if (!fit.reason.empty()) {
        return false;
    }
    result.r2 = fit.r2;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const Index k = kept[i] - 1 - journeys.touchpoints, at = static_cast<Index>(i);
        if (k >= 0) {
            auto& moment = result.touchpoints[static_cast<std::size_t>(k)];
            add_effects(moment, fit.coefficients[at], target);
            if (fit.standard_errors.size() > 0) {
                moment.slope_se = fit.standard_errors[at];
                moment.p = p_value(fit, at);
            }
        }
    }
    return true;
}

void adjust(MomentsOfTruth& result) {
    std::vector<double> p;
    for (const auto& moment : result.touchpoints) {
        if (moment.p) {
            p.push_back(*moment.p);
        }
    }
    const auto adjusted = benjamini_hochberg(p);
    auto next = adjusted.begin();
    for (auto& moment : result.touchpoints) {
        if (moment.p) {
            moment.p_bh = *next++;
        }
    }
}

void rank(MomentsOfTruth& result) {
    for (std::size_t k = 0; k < result.touchpoints.size(); ++k) {
        if (result.touchpoints[k].impact) {
            result.rank.push_back(k);
        }
    }
    std::ranges::stable_sort(result.rank, std::greater<>(), [&](std::size_t k) {
        return *result.touchpoints[k].impact;
    });
}

// Columns of the Moments that a regression can take: those that vary.
std::vector<Index> varying(const Moments& moments, Index touchpoints) {
    std::vector<Index> drivers;
    for (Index column = 0; column < 2 * touchpoints; ++column) {
        if (varies(moments, column)) {
            drivers.push_back(column);
        }
    }
    return drivers;
}

void add_shares(const Moments& moments, MomentsOfTruth& result) {
    const auto t = static_cast<Index>(result.touchpoints.size());
    const auto drivers = varying(moments, t);
    std::vector<std::vector<Index>> groups;
    std::vector<std::size_t> of_group;
    for (Index k = 0; k < t; ++k) {
        std::vector<Index> group;
        for (const Index column : {k, t + k}) {
            if (const auto at = std::ranges::find(drivers, column); at != drivers.end()) {
                group.push_back(at - drivers.begin());
            }
        }
        if (!group.empty()) {
            groups.push_back(group);
            of_group.push_back(static_cast<std::size_t>(k));
        }
    }
    if (groups.empty() || groups.size() > 20) {
        return;
    }
    const Shares shares = owen_values(driver_correlations(moments, 2 * t, drivers), groups);
    for (std::size_t g = 0; g < groups.size() && shares.reason.empty(); ++g) {
        result.touchpoints[of_group[g]].share = shares.values(groups[g]).sum();
    }
}

// Impact from one replicate: slope * sd * reach, the last two from the sums of presence and score.
std::vector<std::optional<double>> impacts(const Moments& moments, Index touchpoints) {
    std::vector<std::optional<double>> found(static_cast<std::size_t>(touchpoints));
    const auto drivers = varying(moments, touchpoints);
    const LinearFit fit = least_squares(moments, 2 * touchpoints, drivers);
    for (std::size_t i = 0; i < drivers.size() && fit.reason.empty(); ++i) {
        const Index column = drivers[i], k = column - touchpoints;
        if (k < 0) {
            continue;
        }
        const double met = moments.n * moments.mean[k], sum = moments.n * moments.mean[column];
        const double squares = moments.m2(column, column) + sum * sum / moments.n;
        const double variance = (squares - sum * sum / met) / (met - 1);
        if (met > 1 && variance >= 0) {
            found[static_cast<std::size_t>(k)] =
                fit.coefficients[static_cast<Index>(i) + 1] * std::sqrt(variance) * met / moments.n;
        }
    }
    return found;
}

std::vector<Moments> replicates_of(const Journeys& journeys, const Resampling& how) {
    if (journeys.rows.rows() <= 5000) {
        return resample(journeys.rows, how);
    }
    std::vector<std::vector<Index>> members(500);
    for (Index row = 0; row < journeys.rows.rows(); ++row) {
        members[splitmix64(static_cast<std::uint64_t>(row)) % members.size()].push_back(row);
    }
    std::vector<Moments> blocks;
    blocks.reserve(members.size());
    for (const auto& block : members) {
        blocks.push_back(moments_of(journeys.rows(block, Eigen::all)));
    }
    return resample(blocks, how);
}

void add_intervals(const Journeys& journeys, const Resampling& how, MomentsOfTruth& result) {
    const auto t = static_cast<std::size_t>(journeys.touchpoints);
    std::vector<std::vector<double>> drawn(t);
    for (const Moments& replicate : replicates_of(journeys, how)) {
        const auto impact = impacts(replicate, journeys.touchpoints);
        for (std::size_t k = 0; k < t; ++k) {
            if (impact[k]) {
                drawn[k].push_back(*impact[k]);
            }
        }
    }
    for (std::size_t k = 0; k < t; ++k) {
        if (result.touchpoints[k].impact && drawn[k].size() * 2 >= how.replicates) {
            result.touchpoints[k].impact_interval = {
                *quantile(drawn[k], 0.025), *quantile(drawn[k], 0.975)
            };
        }
    }
}

void judge(std::span<const Touch> touches, MomentsOfTruth& result) {
    std::vector<double> impact;
    impact.reserve(result.rank.size());
    double mean = 0;
    for (const std::size_t k : result.rank) {
        impact.push_back(*result.touchpoints[k].impact);
    }
    for (const Touch& touch : touches) {
        mean += touch.score / static_cast<double>(touches.size());
    }
    const auto median = quantile(impact, 0.5);
    for (auto& moment : result.touchpoints) {
        moment.of_truth =
            median && !moment.few && moment.impact_interval && moment.impact_interval->lo > *median;
        moment.pain_point = moment.of_truth && *moment.mean_score < mean;
    }
}

}  // namespace

MomentsOfTruth moments_of_truth(
    std::span<const Touch> touches,
    const Overall& overall,
    std::size_t touchpoints,
    const MomentsOptions& options
) {
    const Journeys journeys = journeys_of(touches, overall, touchpoints);
    MomentsOfTruth result;
    result.customers = static_cast<std::size_t>(journeys.rows.rows());
    if (result.customers == 0 || touchpoints == 0) {
        result.reason = reason::no_answers;
        return result;
    }
    describe(journeys, result);
    if (!regress(journeys, options.target, result)) {
        return result;
    }
    adjust(result);
    rank(result);
    add_shares(moments_of(journeys.rows), result);
    if (options.intervals) {
        add_intervals(journeys, *options.intervals, result);
        judge(touches, result);
    }
    return result;
}

}  // namespace styk::stats
