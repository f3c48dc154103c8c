#include "stats/bounded_minimum.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <vector>

#include "stats/line_search.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double epsilon = std::numeric_limits<double>::epsilon();

struct Bounds {
    const VectorXd& lower;
    const VectorXd& upper;
};

struct Pair {
    VectorXd step, change;  // of x and of the gradient
};

// The second derivatives that the pairs make, from theta I on.
MatrixXd curvature(const std::deque<Pair>& pairs, Index variables) {
    double theta = 1;
    if (!pairs.empty()) {
        const auto& [step, change] = pairs.back();
        theta = change.squaredNorm() / change.dot(step);
    }
    MatrixXd b = theta * MatrixXd::Identity(variables, variables);
    for (const auto& [step, change] : pairs) {
        const VectorXd bs = b * step;
        b += change * change.transpose() / change.dot(step) - bs * bs.transpose() / step.dot(bs);
    }
    return b;
}

// Where the variable meets its bound on the way down the gradient.
double meets_bound(double x, double slope, double lower, double upper) {
    if (slope == 0) {
        return std::numeric_limits<double>::infinity();
    }
    return slope < 0 ? (x - upper) / slope : (x - lower) / slope;
}

// The first least value of the model on the path down the gradient, bent at the bounds; `free`
// tells which variables are still between them there.
VectorXd cauchy_point(
    const VectorXd& x,
    const VectorXd& g,
    const MatrixXd& b,
    const Bounds& bounds,
    std::vector<Index>& free
) {
    VectorXd time(x.size()), direction = -g;
    std::vector<Index> order;
    for (Index i = 0; i < x.size(); ++i) {
        time(i) = meets_bound(x(i), g(i), bounds.lower(i), bounds.upper(i));
        if (time(i) <= 0) {
            direction(i) = 0;
        } else {
            order.push_back(i);
        }
    }
    std::stable_sort(order.begin(), order.end(), [&](Index a, Index c) {
        return time(a) < time(c);
    });
    VectorXd z = VectorXd::Zero(x.size());
    double now = 0;
    for (auto next = order.begin(); next != order.end() && direction.squaredNorm() > 0; ++next) {
        const double slope = g.dot(direction) + direction.dot(b * z);
        const double best = -slope / direction.dot(b * direction);
        if (best < time(*next) - now) {
            z += std::max(best, 0.0) * direction;
            break;
        }
        z += (time(*next) - now) * direction;
        now = time(*next);
        const double bound = direction(*next) > 0 ? bounds.upper(*next) : bounds.lower(*next);
        z(*next) = bound - x(*next);
        direction(*next) = 0;
    }
    free.clear();
    for (Index i = 0; i < x.size(); ++i) {
        if (direction(i) != 0) {
            free.push_back(i);
        }
    }
    return x + z;
}

// From the Cauchy point to the least value of the model over the free variables, cut where the
// first of them meets a bound.
VectorXd subspace_point(
    const VectorXd& x,
    const VectorXd& g,
    const MatrixXd& b,
    const Bounds& bounds,
    VectorXd cauchy,
    const std::vector<Index>& free
) {
    const VectorXd slope = (g + b * (cauchy - x))(free);
    const MatrixXd inner = b(free, free);
    const VectorXd step = -inner.ldlt().solve(slope);
    double share = 1;
    Index cut = -1;
    for (Index k = 0; k < step.size(); ++k) {
        const Index i = free[static_cast<std::size_t>(k)];
        const double room = (step(k) > 0 ? bounds.upper(i) : bounds.lower(i)) - cauchy(i);
        if (std::abs(step(k)) * share > std::abs(room)) {
            share = std::abs(room / step(k));
            cut = k;
        }
    }
    for (Index k = 0; k < step.size(); ++k) {
        const Index i = free[static_cast<std::size_t>(k)];
        cauchy(i) += share * step(k);
        if (k == cut) {
            cauchy(i) = step(k) > 0 ? bounds.upper(i) : bounds.lower(i);
        }
    }
    return cauchy;
}

double room_along(const VectorXd& x, const VectorXd& d, const Bounds& bounds) {
    double most = 1e10;
    for (Index i = 0; i < x.size(); ++i) {
        const double room = (d(i) > 0 ? bounds.upper(i) : bounds.lower(i)) - x(i);
        if (d(i) != 0 && std::abs(d(i)) * most > std::abs(room)) {
            most = room / d(i);
        }
    }
    return most;
}

class Search {
public:
    Search(
        const std::function<Slope(const VectorXd&)>& f,
        const Bounds& bounds,
        const BoundedOptions& options,
        const VectorXd& start
    )
        : f_(f), bounds_(bounds), options_(options), x_(within(start)), here_(f(x_)) {}

    BoundedMinimum run() {
        BoundedMinimum result;
        while (!result.converged && result.rounds < options_.rounds) {
            const double before = here_.value;
            if (!advance(result.rounds == 0)) {
                result.converged = true;
                break;
            }
            ++result.rounds;
            const double size = std::max({std::abs(before), std::abs(here_.value), 1.0});
            result.converged = before - here_.value <= options_.tolerance * size;
        }
        result.x = x_;
        result.value = here_.value;
        return result;
    }

private:
    [[nodiscard]] VectorXd within(const VectorXd& x) const {
        return x.cwiseMax(bounds_.lower).cwiseMin(bounds_.upper);
    }

    VectorXd direction() {
        const MatrixXd b = curvature(pairs_, x_.size());
        std::vector<Index> free;
        VectorXd target = cauchy_point(x_, here_.gradient, b, bounds_, free);
        if (!free.empty() && !pairs_.empty()) {
            target = subspace_point(x_, here_.gradient, b, bounds_, std::move(target), free);
        }
        return target - x_;
    }

    // One step; false when none leads downwards.
    bool advance(bool first) {
        VectorXd d = direction();
        double slope = here_.gradient.dot(d);
        if (!(slope < 0) && !pairs_.empty()) {
            pairs_.clear();
            d = direction();
            slope = here_.gradient.dot(d);
        }
        if (!(slope < 0)) {
            return false;
        }
        const double most = first ? 1 : room_along(x_, d, bounds_);
        double step = std::min(1.0, most), next = step;
        LineSearch line({0, here_.value, slope}, step, most);
        for (int trial = 0; trial < 20; ++trial) {
            step = next;
            const VectorXd x = step == 1 ? within(x_ + d) : within(x_ + step * d);
            Slope there = f_(x);
            const LinePlace place{step, there.value, there.gradient.dot(d)};
            if (line.accepts(place, next)) {
                remember(step * d, there.gradient - here_.gradient, -slope * step);
                x_ = x;
                here_ = std::move(there);
                return true;
            }
        }
        return false;
    }

    void remember(const VectorXd& step, const VectorXd& change, double fall) {
        if (change.dot(step) <= epsilon * fall) {
            return;
        }
        pairs_.push_back({step, change});
        if (pairs_.size() > options_.memory) {
            pairs_.pop_front();
        }
    }

    const std::function<Slope(const VectorXd&)>& f_;
    Bounds bounds_;
    const BoundedOptions& options_;
    VectorXd x_;
    Slope here_;
    std::deque<Pair> pairs_{};
};

}  // namespace

BoundedMinimum bounded_minimum(
    const std::function<Slope(const VectorXd&)>& f,
    const VectorXd& start,
    const VectorXd& lower,
    const VectorXd& upper,
    const BoundedOptions& options
) {
    return Search(f, {lower, upper}, options, start).run();
}

}  // namespace styk::stats
