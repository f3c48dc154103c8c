#include "stats/maxdiff.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "base/result.h"
#include "stats/score.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// One choice: of `among` the item `chosen`, by exp(sign u).
struct Choice {
    std::vector<std::size_t> among;
    std::size_t chosen;
    double sign;
};

void check(const BestWorst& screen, std::size_t items) {
    const auto is_shown = [&](std::size_t item) {
        return std::find(screen.shown.begin(), screen.shown.end(), item) != screen.shown.end();
    };
    const bool outside = std::any_of(screen.shown.begin(), screen.shown.end(), [&](auto item) {
        return item >= items;
    });
    if (outside || (screen.best && !is_shown(*screen.best)) ||
        (screen.worst && !is_shown(*screen.worst)) ||
        (screen.best && screen.best == screen.worst)) {
        throw Fault("stats: a choice is not among the items shown");
    }
}

std::vector<Choice> choices_of(std::span<const BestWorst> screens) {
    std::vector<Choice> choices;
    for (const auto& screen : screens) {
        auto among = screen.shown;
        if (screen.best) {
            choices.push_back({among, *screen.best, 1});
            std::erase(among, *screen.best);
        }
        if (screen.worst) {
            choices.push_back({std::move(among), *screen.worst, -1});
        }
    }
    return choices;
}

struct Point {
    double log_likelihood = 0;
    VectorXd gradient;
    MatrixXd information;  // minus the second derivatives
};

Point at(std::span<const Choice> choices, const VectorXd& u) {
    const Index items = u.size();
    Point point{0, VectorXd::Zero(items), MatrixXd::Zero(items, items)};
    for (const auto& [among, chosen, sign] : choices) {
        const VectorXd own = sign * u(among);
        const double most = own.maxCoeff();
        VectorXd p = (own.array() - most).exp();
        const double sum = p.sum();
        p /= sum;
        point.log_likelihood += sign * u(static_cast<Index>(chosen)) - most - std::log(sum);
        point.gradient(static_cast<Index>(chosen)) += sign;
        point.gradient(among) -= sign * p;
        point.information(among, among) -= p * p.transpose();
        for (std::size_t i = 0; i < among.size(); ++i) {
            const auto item = static_cast<Index>(among[i]);
            point.information(item, item) += p(static_cast<Index>(i));
        }
    }
    return point;
}

std::vector<std::optional<double>> count(std::span<const BestWorst> screens, std::size_t items) {
    std::vector<double> shown(items, 0.0), net(items, 0.0);
    for (const auto& screen : screens) {
        for (const std::size_t item : screen.shown) {
            ++shown[item];
        }
        if (screen.best) {
            ++net[*screen.best];
        }
        if (screen.worst) {
            --net[*screen.worst];
        }
    }
    std::vector<std::optional<double>> result(items);
    for (std::size_t i = 0; i < items; ++i) {
        if (shown[i] > 0) {
            result[i] = net[i] / shown[i];
        }
    }
    return result;
}

bool is_singular(const MatrixXd& information) {
    const Eigen::SelfAdjointEigenSolver<MatrixXd> eigen(information, Eigen::EigenvaluesOnly);
    const auto& values = eigen.eigenvalues();
    return !(values(0) > 1e-12 * values(values.size() - 1));
}

// Up to the optimum; false when utilities run away.
bool climb(std::span<const Choice> choices, const std::vector<Index>& free, VectorXd& u) {
    constexpr double runaway = 25;
    Point here = at(choices, u);
    for (int round = 0; round < 100; ++round) {
        const VectorXd gradient = here.gradient(free);
        const VectorXd step = here.information(free, free).ldlt().solve(gradient);
        const double rounding = 1e-12 * (1 + std::abs(here.log_likelihood));
        double share = 1;
        VectorXd next = u;
        Point there;
        do {
            next(free) = u(free) + share * step;
            there = at(choices, next);
            share /= 2;
        } while (!(there.log_likelihood >= here.log_likelihood - rounding) && share > 1e-9);
        u = next;
        here = std::move(there);
        if (!(u.cwiseAbs().maxCoeff() < runaway)) {
            return false;
        }
        if (step.cwiseAbs().maxCoeff() < 1e-10) {
            return true;
        }
    }
    return false;
}

}  // namespace

MaxDiff maxdiff(std::span<const BestWorst> screens, std::size_t items, std::size_t base) {
    if (base >= items) {
        throw Fault("stats: the base item is not among the items");
    }
    for (const auto& screen : screens) {
        check(screen, items);
    }
    MaxDiff result{.best_minus_worst = count(screens, items)};
    const auto choices = choices_of(screens);
    if (choices.empty()) {
        result.reason = reason::no_answers;
        return result;
    }
    std::vector<Index> free;
    for (std::size_t i = 0; i < items; ++i) {
        if (i != base) {
            free.push_back(static_cast<Index>(i));
        }
    }
    const auto size = static_cast<Index>(items);
    VectorXd u = VectorXd::Zero(size);
    if (free.empty() || is_singular(at(choices, u).information(free, free))) {
        result.reason = reason::collinear;
        return result;
    }
    if (!climb(choices, free, u)) {
        result.reason = reason::not_converged;
        return result;
    }
    const Point top = at(choices, u);
    const MatrixXd covariance = top.information(free, free).inverse();
    result.standard_errors = VectorXd::Zero(size);
    result.standard_errors(free) = covariance.diagonal().cwiseSqrt();
    result.log_likelihood = top.log_likelihood;
    result.shares = (u.array() - u.maxCoeff()).exp();
    result.shares /= result.shares.sum();
    result.utilities = std::move(u);
    return result;
}

}  // namespace styk::stats
