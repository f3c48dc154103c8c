#include "story/show_drivers.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <numeric>

#include "stats/driver_bootstrap.h"
#include "stats/driver_checks.h"
#include "stats/driver_map.h"
#include "stats/interval.h"
#include "stats/lmg.h"
#include "stats/missing_em.h"
#include "story/driver_moments.h"

namespace styk::story {

namespace {

using insight::Rated;

constexpr std::size_t most_drivers = 24;
constexpr Eigen::Index exact_up_to = 14;  // beyond it the fast approximation answers in time
constexpr Eigen::Index many_replicates_up_to = 10;
constexpr double significant = 0.05;

void check_drivers_asked(const DriverAsked& asked) {
    if (std::any_of(asked.drivers.begin(), asked.drivers.end(), [&](const Rated& one) {
            return asked.outcome.is(one);
        })) {
        throw Refusal(
            Code::invalid,
            "Nothing explains itself.",
            {{"driver", "the outcome must not be among the drivers"}}
        );
    }
    if (asked.drivers.size() > most_drivers) {
        throw Refusal(
            Code::invalid, "Too many drivers at once.", {{"driver", "must be at most 24"}}
        );
    }
}

std::string name_of(const feedback::Directory& directory, const Rated& rated) {
    const auto* metric = directory.metrics.find(rated.metric);
    const auto* touchpoint =
        rated.touchpoint ? directory.touchpoints.find(*rated.touchpoint) : nullptr;
    const std::string of_metric = metric == nullptr ? rated.metric : metric->name;
    return touchpoint == nullptr ? of_metric : touchpoint->name;
}

stats::Shares weights_of(const stats::DriverCorrelations& of, bool exact) {
    if (exact) {
        return stats::lmg(of);
    }
    stats::Shares shares;
    shares.reason = of.reason;
    if (of.reason.empty()) {
        shares.values = stats::johnson_weights(of);
        shares.r2 = shares.values.sum();
    }
    return shares;
}

std::vector<Eigen::Index> columns(std::size_t n) {
    std::vector<Eigen::Index> all(n);
    std::iota(all.begin(), all.end(), Eigen::Index{1});
    return all;
}

std::size_t replicates_for(Eigen::Index p) {
    return p <= many_replicates_up_to || p > exact_up_to ? 1000 : 200;
}

// Fills the weights with their intervals; false with a reason when there are none.
bool weigh(Drivers& out, const DriverMoments& counted) {
    const auto p = static_cast<Eigen::Index>(out.drivers.size());
    const auto of = columns(out.drivers.size());
    const auto correlations = stats::driver_correlations(counted.all, 0, of);
    const bool exact = p <= exact_up_to;
    out.method = exact ? "lmg" : "johnson";
    const auto weights = weights_of(correlations, exact);
    out.reason = weights.reason;
    if (!weights.reason.empty() || weights.r2 <= 0) {
        out.reason = weights.reason.empty() ? stats::reason::no_spread : weights.reason;
        return false;
    }
    const auto johnson = stats::johnson_weights(correlations);
    const auto standardized = stats::standardized_coefficients(correlations);
    const auto inflation = stats::variance_inflation(correlations);
    for (Eigen::Index i = 0; i < p; ++i) {
        Driver& driver = out.drivers[static_cast<std::size_t>(i)];
        driver.weight = weights.values[i];
        driver.share = weights.values[i] / weights.r2;
        driver.johnson = johnson[i];
        driver.r = correlations.with_outcome[i];
        driver.inflation = inflation[static_cast<std::size_t>(i)];
        if (standardized) {
            driver.beta_standard = (*standardized)[i];
        }
    }
    if (!exact) {
        out.warnings.push_back({"approximation"});
    }
    return true;
}

void add_intervals(Drivers& out, const DriverMoments& counted) {
    const auto p = static_cast<Eigen::Index>(out.drivers.size());
    const auto replicates = replicates_of(counted, {.replicates = replicates_for(p), .seed = 1});
    if (replicates.empty()) {
        return;
    }
    const bool exact = p <= exact_up_to;
    const stats::Measure share = [exact](const stats::DriverCorrelations& of) -> Eigen::VectorXd {
        const auto weights = weights_of(of, exact);
        const bool fine = weights.reason.empty() && weights.r2 > 0;
        return fine ? Eigen::VectorXd(weights.values / weights.r2)
                    : Eigen::VectorXd::Zero(of.drivers());
    };
    const auto found =
        stats::importance_interval(counted.all, replicates, 0, columns(out.drivers.size()), share);
    if (!found.reason.empty()) {
        return;
    }
    out.replicates = found.replicates;
    const auto groups = stats::rank_groups(found);
    for (Eigen::Index i = 0; i < p; ++i) {
        Driver& driver = out.drivers[static_cast<std::size_t>(i)];
        driver.lo = found.lo[i];
        driver.hi = found.hi[i];
        driver.probability_first = found.first_probability[i];
        driver.rank_group = groups[static_cast<std::size_t>(i)];
    }
}

void add_slopes(Drivers& out, const DriverMoments& counted) {
    const auto of = columns(out.drivers.size());
    const auto fit = stats::least_squares(counted.all, 0, of);
    out.r2 = fit.r2;
    out.r2_adjusted = fit.adjusted_r2;
    if (!fit.reason.empty() || fit.freedom <= 0 || fit.standard_errors.size() == 0) {
        return;
    }
    const double t = boost::math::quantile(boost::math::students_t(fit.freedom), 0.975);
    for (std::size_t i = 0; i < out.drivers.size(); ++i) {
        const auto at = static_cast<Eigen::Index>(i) + 1;
        const double slope = fit.coefficients[at], error = fit.standard_errors[at];
        Driver& driver = out.drivers[i];
        driver.beta = slope;
        driver.beta_lo = slope - t * error;
        driver.beta_hi = slope + t * error;
        driver.suppressed = slope * driver.r < 0;
    }
}

// The outcome on "was bad" and "was good" of every driver at once.
void add_contrasts(Drivers& out, const stats::Moments& ends) {
    const auto columns_of_ends = columns(2 * out.drivers.size());
    std::vector<Eigen::Index> used;
    std::copy_if(
        columns_of_ends.begin(),
        columns_of_ends.end(),
        std::back_inserter(used),
        [&](Eigen::Index column) {
            return ends.variables() > column && stats::varies(ends, column);
        }
    );
    if (used.size() != columns_of_ends.size()) {
        return;
    }
    const auto fit = stats::least_squares(ends, 0, used);
    if (!fit.reason.empty()) {
        return;
    }
    for (std::size_t i = 0; i < out.drivers.size(); ++i) {
        const auto bad = static_cast<Eigen::Index>(2 * i + 1);
        Driver& driver = out.drivers[i];
        driver.penalty = fit.coefficients[bad];
        driver.penalty_p = stats::p_value(fit, bad);
        driver.reward = fit.coefficients[bad + 1];
        driver.reward_p = stats::p_value(fit, bad + 1);
        // a failure that seems to help, or an excellence that seems to hurt, is none of the kinds
        const bool hurts =
            driver.penalty_p && *driver.penalty_p < significant && *driver.penalty < 0;
        const bool helps = driver.reward_p && *driver.reward_p < significant && *driver.reward > 0;
        driver.kano = hurts && helps ? "performance"
                      : hurts        ? "basic"
                      : helps        ? "excitement"
                                     : "neutral";
    }
}

// As far as it may be shown.
stats::Estimate shown(
    const Guard& guard,
    const Rated& rated,
    const stats::MetricRule& rule,
    const stats::Histogram& ratings
) {
    const auto estimate = stats::estimate(rule, ratings, guard.limits());
    const bool hidden = rated.touchpoint
                            ? guard.at(*rated.touchpoint).hides_whole(rated.metric, ratings)
                            : guard.hides_whole(rated.metric, ratings);
    return hidden ? hidden_estimate(estimate) : estimate;
}

// Where it is hidden how many rated a thing, so is how many did not.
void add_performance(
    Driver& driver,
    const stats::MetricRule& rule,
    const stats::Histogram& ratings,
    const Guard& guard
) {
    driver.scale_min = rule.min;
    driver.scale_max = rule.max;
    driver.performance = shown(guard, driver.rated, rule, ratings);
    driver.performance_mean = driver.performance.mean;
    const auto around = stats::smoothed_t_interval(ratings);
    if (driver.performance_mean && around) {
        driver.performance_lo = around->lo;
        driver.performance_hi = around->hi;
    }
    const bool hidden = driver.performance.tier == stats::Tier::hidden;
    driver.n = hidden ? 0 : ratings.n();
    driver.missing_share = hidden ? 0 : driver.missing_share;
}

double on_scale(const Driver& driver) {
    const double width = std::max(1, driver.scale_max - driver.scale_min);
    return (driver.performance_mean.value_or(driver.scale_min) - driver.scale_min) / width;
}

// Wire words of the four corners; a driver whose weight may lie on either side stands on the line.
std::string_view corner_of(const Driver& driver, const stats::Cuts& cuts) {
    const bool on_line =
        driver.lo && driver.hi && stats::on_the_line(*driver.lo, *driver.hi, cuts.across);
    const bool weighty = driver.share >= cuts.across, good = on_scale(driver) >= cuts.up;
    return on_line   ? "on_the_line"
           : weighty ? (good ? "keep" : "fix_first")
                     : (good ? "good_enough" : "leave");
}

void draw_map(Drivers& out) {
    std::vector<double> importance, performance;
    for (const Driver& driver : out.drivers) {
        importance.push_back(driver.share);
        performance.push_back(on_scale(driver));
    }
    const auto cuts = stats::mean_cuts(importance, performance);
    if (!cuts) {
        return;
    }
    out.cut_importance = cuts->across;
    out.cut_performance = cuts->up;
    const auto& first = out.drivers.front();
    if (std::all_of(out.drivers.begin(), out.drivers.end(), [&](const Driver& one) {
            return one.scale_min == first.scale_min && one.scale_max == first.scale_max;
        })) {
        out.cut_performance = first.scale_min + cuts->up * (first.scale_max - first.scale_min);
    }
    for (Driver& driver : out.drivers) {
        driver.quadrant = corner_of(driver, *cuts);
    }
}

std::vector<std::size_t> places(const std::vector<Eigen::Index>& of) {
    return {of.begin(), of.end()};
}

void warn(Drivers& out, const DriverMoments& counted) {
    const auto checks = stats::check_drivers(
        counted.all, 0, columns(out.drivers.size()), static_cast<double>(out.n_complete)
    );
    out.tier = checks.standing == stats::Standing::hidden   ? stats::Tier::raw
               : checks.standing == stats::Standing::greyed ? stats::Tier::fragile
                                                            : stats::Tier::normal;
    if (checks.standing != stats::Standing::shown) {
        out.warnings.push_back({"few_answers", {}, static_cast<double>(out.n_complete)});
    }
    if (checks.explains_little) {
        out.warnings.push_back({"weak_model", {}, out.r2_adjusted});
    }
    if (!checks.aliased.empty()) {
        out.warnings.push_back({"duplicate", places(checks.aliased)});
    } else if (checks.group_them) {
        out.warnings.push_back(
            {checks.inflated.empty() ? "collinear_all" : "collinear", places(checks.inflated)}
        );
    }
    if (out.missing != MissingRatings::none && out.n > 0) {
        const auto& shares = counted.missing_shares;
        const double all = std::accumulate(shares.begin(), shares.end(), 0.0);
        out.warnings.push_back({"missing", {}, all / static_cast<double>(shares.size())});
    }
}

void put_in_order(Drivers& out) {
    std::vector<std::size_t> order(out.drivers.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return out.drivers[a].share > out.drivers[b].share;
    });
    std::vector<std::size_t> place(order.size());
    std::vector<Driver> sorted;
    for (std::size_t i = 0; i < order.size(); ++i) {
        place[order[i]] = i;
        sorted.push_back(std::move(out.drivers[order[i]]));
        sorted.back().rank = static_cast<int>(i) + 1;
    }
    out.drivers = std::move(sorted);
    for (auto& warning : out.warnings) {
        for (auto& driver : warning.drivers) {
            driver = place[driver];
        }
    }
}

}  // namespace

Drivers show_drivers(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const DriverAsked& asked
) {
    check_drivers_asked(asked);
    insight::Question about{{asked.outcome.rated.metric}, {}, asked.filter};
    (void)keep_one_kind(engine, directory, actor, about);
    const Guard guard(engine, directory, actor, about);
    const auto& filter = guard.filter();
    const auto limits = guard.limits();
    Drivers out;
    out.outcome = asked.outcome;
    const auto rated = asked.drivers.empty()
                           ? usual_drivers(engine, directory, asked.outcome, filter)
                           : asked.drivers;
    if (rated.empty()) {
        out.reason = stats::reason::no_drivers;
        return out;
    }
    const auto counted = driver_moments(engine, directory, asked.outcome, rated, filter);
    out.n = counted.n;
    out.n_complete = counted.n_complete;
    out.missing = counted.missing;
    const auto outcomes = outcome_ratings(engine, directory, asked.outcome, filter);
    out.base = asked.outcome.trait
                   ? stats::estimate(outcomes.rule, outcomes.ratings, limits)
                   : shown(guard, asked.outcome.rated, outcomes.rule, outcomes.ratings);
    if (counted.n < limits.anonymous_below || counted.n_complete < limits.anonymous_below ||
        out.base.tier == stats::Tier::hidden) {
        out.n = out.n_complete = 0;
        out.tier = stats::Tier::hidden;
        out.reason = counted.n == 0 ? stats::reason::no_answers : stats::reason::hidden;
        return out;
    }
    for (std::size_t i = 0; i < rated.size(); ++i) {
        Driver driver;
        driver.rated = rated[i];
        driver.name = name_of(directory, rated[i]);
        driver.missing_share = counted.missing_shares[i];
        out.drivers.push_back(std::move(driver));
    }
    if (!weigh(out, counted)) {
        out.drivers.clear();
        return out;
    }
    add_intervals(out, counted);
    add_slopes(out, counted);
    add_contrasts(out, counted.ends);
    for (Driver& driver : out.drivers) {
        const auto rule = metric::rule_of(*directory.metrics.find(driver.rated.metric));
        add_performance(driver, rule, ratings_of(engine, directory, driver.rated, filter), guard);
    }
    warn(out, counted);
    draw_map(out);
    put_in_order(out);
    out.base_mean = out.base.mean;
    return out;
}

}  // namespace styk::story
