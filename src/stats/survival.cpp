#include "stats/survival.h"

#include <Eigen/Core>
#include <Eigen/QR>
#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <set>

#include "base/result.h"

namespace styk::stats {

namespace {

constexpr double same = 1.5e-8;  // two survival shares this close are one

double number(std::uint64_t count) {
    return static_cast<double>(count);
}

void need_time(double time) {
    if (!std::isfinite(time) || time < 0) {
        throw Fault("a duration is a finite number of at least 0");
    }
}

// Calls visit(time, at risk, row) in the order of time; at risk is counted just before the time.
template <class Visit>
void walk(const SurvivalTable& table, Visit visit) {
    std::uint64_t at_risk = table.n();
    for (const auto& [time, row] : table.rows()) {
        at_risk -= row.entries;
    }
    for (const auto& [time, row] : table.rows()) {
        visit(time, at_risk, row);
        at_risk += row.entries;
        at_risk -= row.events + row.censored;
    }
}

std::optional<Interval> limits_of(double survival, double se, double z, SurvivalLimits kind) {
    if (!(survival > 0 && survival < 1)) {
        return std::nullopt;
    }
    switch (kind) {
        case SurvivalLimits::plain:
            return Interval{std::max(0.0, survival - z * se), std::min(1.0, survival + z * se)};
        case SurvivalLimits::log: {
            const double factor = std::exp(z * se / survival);
            return Interval{survival / factor, std::min(1.0, survival * factor)};
        }
        case SurvivalLimits::log_log:
            break;
    }
    const double theta = std::log(-std::log(survival));
    const double width = z * se / survival / -std::log(survival);
    return Interval{std::exp(-std::exp(theta + width)), std::exp(-std::exp(theta - width))};
}

}  // namespace

void SurvivalTable::add(double time, bool event, std::uint64_t count) {
    need_time(time);
    (event ? rows_[time].events : rows_[time].censored) += count;
    n_ += count;
}

void SurvivalTable::add_late(double entry, double time, bool event, std::uint64_t count) {
    need_time(entry);
    if (!(entry < time)) {
        throw Fault("observation must begin before it ends");
    }
    add(time, event, count);
    if (entry > 0) {
        rows_[entry].entries += count;
    }
}

void SurvivalTable::add_row(double time, const Row& row) {
    need_time(time);
    Row& mine = rows_[time];
    mine.events += row.events;
    mine.censored += row.censored;
    mine.entries += row.entries;
    n_ += row.events + row.censored;
}

void SurvivalTable::merge(const SurvivalTable& other) {
    for (const auto& [time, row] : other.rows_) {
        add_row(time, row);
    }
}

std::uint64_t SurvivalTable::events() const {
    std::uint64_t sum = 0;
    for (const auto& [time, row] : rows_) {
        sum += row.events;
    }
    return sum;
}

SurvivalTable survival_table(std::span<const double> times, std::span<const double> events) {
    if (times.size() != events.size()) {
        throw Fault("each duration needs to know whether it ended by the event");
    }
    SurvivalTable table;
    for (std::size_t i = 0; i < times.size(); ++i) {
        if (events[i] != 0 && events[i] != 1) {
            throw Fault("an event is 0 or 1");
        }
        table.add(times[i], events[i] == 1);
    }
    return table;
}

SurvivalCurve::SurvivalCurve(const SurvivalTable& table, SurvivalLimits limits, double level)
    : limits_(limits), z_(normal_quantile(level)) {
    double survival = 1, sum = 0;
    walk(table, [&](double time, std::uint64_t at_risk, const SurvivalTable::Row& row) {
        last_time_ = time;
        risk_.push_back({time, at_risk});
        if (row.events == 0) {
            return;
        }
        const double n = number(at_risk), d = number(row.events);
        survival *= 1 - d / n;
        sum += d / (n * (n - d));
        greenwood_.push_back(sum);
        SurvivalPoint step{time, at_risk, survival};
        if (std::isfinite(sum)) {
            step.std_err = survival * std::sqrt(sum);
            step.interval = limits_of(survival, *step.std_err, z_, limits_);
        }
        steps_.push_back(step);
    });
}

SurvivalPoint SurvivalCurve::at(double time) const {
    const auto after = std::ranges::upper_bound(steps_, time, {}, &SurvivalPoint::time);
    SurvivalPoint point = after == steps_.begin() ? SurvivalPoint{0, 0, 1, 0.0} : *std::prev(after);
    const auto risk = std::ranges::lower_bound(risk_, time, {}, &Risk::time);
    point.time = time;
    point.at_risk = risk == risk_.end() ? 0 : risk->at_risk;
    return point;
}

std::optional<double> SurvivalCurve::quantile(double p) const {
    const double target = 1 - p;
    const auto hit = std::ranges::find_if(steps_, [&](const SurvivalPoint& step) {
        return step.survival <= target + same;
    });
    if (hit == steps_.end() || !(p > 0 && p < 1)) {
        return std::nullopt;
    }
    if (std::abs(hit->survival - target) > same) {
        return hit->time;
    }
    const double until = std::next(hit) == steps_.end() ? last_time_ : std::next(hit)->time;
    return (hit->time + until) / 2;
}

std::optional<SurvivalCurve::Restricted> SurvivalCurve::restricted_mean(std::optional<double> until
) const {
    const double end = until.value_or(last_time_);
    if (risk_.empty() || !(end > 0) || !std::isfinite(end)) {
        return std::nullopt;
    }
    // From the right: `area` is what lies between a step and the end.
    Restricted result{0, 0.0};
    double area = 0, right = end, variance = 0;
    for (std::size_t i = steps_.size(); i-- > 0;) {
        if (steps_[i].time > end) {
            continue;
        }
        area += steps_[i].survival * (right - steps_[i].time);
        right = steps_[i].time;
        const double jump = greenwood_[i] - (i > 0 ? greenwood_[i - 1] : 0);
        variance += std::isfinite(jump) ? area * area * jump : 0;
    }
    result.mean = area + right;
    result.se = std::sqrt(variance);
    return result;
}

double SurvivalCurve::reliable_until(std::uint64_t least) const {
    double until = 0;
    for (const Risk& risk : risk_) {
        until = risk.at_risk >= least ? risk.time : until;
    }
    return until;
}

std::vector<Hazard> hazards(const SurvivalTable& table) {
    std::vector<Hazard> found;
    walk(table, [&](double time, std::uint64_t at_risk, const SurvivalTable::Row& row) {
        if (row.events > 0) {
            const double share = number(row.events) / number(at_risk);
            found.push_back(
                {time, at_risk, row.events, share, *wilson(number(row.events), number(at_risk))}
            );
        }
    });
    return found;
}

namespace {

struct AtRisk {
    std::vector<double> risk, events;  // by group
};

// At each time somebody of any group had the event: who was at risk, who had it.
std::map<double, AtRisk> events_of(std::span<const SurvivalTable> groups) {
    std::set<double> times;
    for (const SurvivalTable& group : groups) {
        for (const auto& [time, row] : group.rows()) {
            if (row.events > 0) {
                times.insert(time);
            }
        }
    }
    std::map<double, AtRisk> found;
    for (const double time : times) {
        found[time] = {std::vector<double>(groups.size()), std::vector<double>(groups.size())};
    }
    for (std::size_t g = 0; g < groups.size(); ++g) {
        auto next = found.begin();
        const auto fill_until = [&](double time, double at_risk) {
            for (; next != found.end() && next->first <= time; ++next) {
                next->second.risk[g] = at_risk;
            }
        };
        walk(groups[g], [&](double time, std::uint64_t at_risk, const SurvivalTable::Row& row) {
            fill_until(time, number(at_risk));
            if (row.events > 0) {
                found[time].events[g] = number(row.events);
            }
        });
    }
    return found;
}

void add_time(const AtRisk& now, LogRank& test, Eigen::MatrixXd& covariance) {
    double n = 0, d = 0;
    for (std::size_t g = 0; g < now.risk.size(); ++g) {
        n += now.risk[g];
        d += now.events[g];
    }
    const double spread = n > 1 ? d * (n - d) / (n - 1) : 0;
    for (std::size_t g = 0; g < now.risk.size(); ++g) {
        test.observed[g] += now.events[g];
        test.expected[g] += d * now.risk[g] / n;
        for (std::size_t h = 0; h < now.risk.size(); ++h) {
            const double share = now.risk[g] / n;
            covariance(static_cast<Eigen::Index>(g), static_cast<Eigen::Index>(h)) +=
                spread * ((g == h ? share : 0) - share * now.risk[h] / n);
        }
    }
}

}  // namespace

std::optional<LogRank> log_rank(std::span<const SurvivalTable> groups) {
    const auto k = static_cast<Eigen::Index>(groups.size());
    LogRank test;
    test.observed.resize(groups.size());
    test.expected.resize(groups.size());
    Eigen::MatrixXd covariance = Eigen::MatrixXd::Zero(k, k);
    for (const auto& [time, now] : events_of(groups)) {
        add_time(now, test, covariance);
    }
    const Eigen::VectorXd difference = Eigen::Map<Eigen::VectorXd>(test.observed.data(), k) -
                                       Eigen::Map<Eigen::VectorXd>(test.expected.data(), k);
    const Eigen::CompleteOrthogonalDecomposition<Eigen::MatrixXd> solver(covariance);
    test.df = static_cast<std::size_t>(k > 0 ? solver.rank() : 0);
    if (test.df == 0) {
        return std::nullopt;
    }
    test.chi_squared = std::max(0.0, difference.dot(solver.solve(difference)));
    test.p = boost::math::cdf(
        boost::math::complement(boost::math::chi_squared(number(test.df)), test.chi_squared)
    );
    return test;
}

}  // namespace styk::stats
