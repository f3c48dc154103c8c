#include "stats/attribution.h"

#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <set>

#include "base/result.h"
#include "stats/score.h"

namespace styk::stats {

namespace {

// Counts between touchpoints; weight = conversions + nulls of a path.
struct Chain {
    explicit Chain(Eigen::Index t)
        : start(Eigen::VectorXd::Zero(t)),
          converted(Eigen::VectorXd::Zero(t)),
          visits(Eigen::VectorXd::Zero(t)),
          between(Eigen::MatrixXd::Zero(t, t)) {}

    void add(const TouchPath& path) {
        const double weight = path.conversions + path.nulls;
        const auto& points = path.touchpoints;
        start[points.front()] += weight;
        for (std::size_t i = 0; i < points.size(); ++i) {
            visits[points[i]] += weight;
            if (i + 1 < points.size()) {
                between(points[i], points[i + 1]) += weight;
            }
        }
        converted[points.back()] += path.conversions;
    }

    Eigen::VectorXd start, converted, visits;
    Eigen::MatrixXd between;
};

// One system gives all: N = (I - Q)^-1. From start s a path comes by k with probability
// (sN)_k / N_kk, and converts from there with h_k = (N c)_k; without k those are lost.
void solve(const Chain& chain, Attribution& result) {
    const Eigen::Index t = chain.start.size();
    Eigen::MatrixXd system = Eigen::MatrixXd::Identity(t, t);
    Eigen::VectorXd converts = Eigen::VectorXd::Zero(t);
    for (Eigen::Index k = 0; k < t; ++k) {
        if (chain.visits[k] > 0) {
            system.row(k) -= chain.between.row(k) / chain.visits[k];
            converts[k] = chain.converted[k] / chain.visits[k];
        }
    }
    const Eigen::MatrixXd visits = system.partialPivLu().inverse();
    const Eigen::VectorXd start = chain.start / chain.start.sum();
    const Eigen::VectorXd from = visits * converts;
    const double rate = start.dot(from);
    const Eigen::VectorXd come_by = (visits.transpose() * start).cwiseQuotient(visits.diagonal());
    result.chain_rate = rate;
    result.removal_effect = (come_by.cwiseProduct(from) / rate).cwiseMax(0).cwiseMin(1);
    result.markov = result.removal_effect * (result.conversions / result.removal_effect.sum());
}

void add_rules(const TouchPath& path, Attribution& result) {
    const auto& points = path.touchpoints;
    result.first[points.front()] += path.conversions;
    result.last[points.back()] += path.conversions;
    for (const std::uint32_t point : points) {
        result.linear[point] += path.conversions / static_cast<double>(points.size());
    }
    const std::set<std::uint32_t> different(points.begin(), points.end());
    for (const std::uint32_t point : different) {
        result.shapley[point] += path.conversions / static_cast<double>(different.size());
    }
}

std::string_view why_not(std::span<const TouchPath> paths, std::uint32_t touchpoints) {
    double conversions = 0, nulls = 0;
    for (const TouchPath& path : paths) {
        if (!(path.conversions >= 0) || !(path.nulls >= 0)) {
            return "bad_counts";
        }
        if (std::ranges::any_of(path.touchpoints, [&](auto each) { return each >= touchpoints; })) {
            throw Fault("a path goes by an unknown touchpoint");
        }
        conversions += path.touchpoints.empty() ? 0 : path.conversions;
        nulls += path.touchpoints.empty() ? 0 : path.nulls;
    }
    if (!std::isfinite(conversions + nulls)) {
        return "bad_counts";
    }
    return conversions + nulls > 0 ? "" : reason::no_answers;
}

}  // namespace

Attribution attribute(std::span<const TouchPath> paths, std::uint32_t touchpoints) {
    Attribution result{why_not(paths, touchpoints)};
    if (!result.reason.empty()) {
        return result;
    }
    const Eigen::VectorXd none = Eigen::VectorXd::Zero(touchpoints);
    result.first = result.last = result.linear = result.shapley = none;
    Chain chain(touchpoints);
    for (const TouchPath& path : paths) {
        if (!path.touchpoints.empty() && path.conversions + path.nulls > 0) {
            result.conversions += path.conversions;
            result.paths += path.conversions + path.nulls;
            chain.add(path);
            add_rules(path, result);
        }
    }
    result.observed_rate = result.conversions / result.paths;
    if (!(result.conversions > 0)) {
        result.reason = "no_conversions";
        result.chain_rate = 0;
        return result;
    }
    solve(chain, result);
    return result;
}

}  // namespace styk::stats
