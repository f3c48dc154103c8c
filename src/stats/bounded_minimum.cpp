#include "stats/bounded_minimum.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <vector>

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
    const VectorXd& x, const VectorXd& g, const MatrixXd& b, const Bounds& bounds, std::vector<Index>& free
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
    std::stable_sort(order.begin(), order.end(), [&](Index a, Index c) { return time(a) < time(c); });
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

// A place on the line: how far, the value and the slope there.
struct Place {
    double at = 0, value = 0, slope = 0;
};

// The interval that holds a good step: its best end, the other end, the newest trial.
struct Bracket {
    Place best, other;
    bool bracketed = false;
    double least = 0, most = 0;  // how far the next trial may go
};

// Least of the cubic through values and slopes of a and b, as a share of the way from a to b.
double cubic_share(const Place& a, const Place& b, bool guarded, bool& has_minimum) {
    const double theta = 3 * (a.value - b.value) / (b.at - a.at) + a.slope + b.slope;
    const double scale = std::max({std::abs(theta), std::abs(a.slope), std::abs(b.slope)});
    double square = theta / scale * (theta / scale) - a.slope / scale * (b.slope / scale);
    square = guarded ? std::max(0.0, square) : square;
    const double gamma = (b.at < a.at ? -1 : 1) * scale * std::sqrt(square);
    has_minimum = gamma != 0;
    return (gamma - a.slope + theta) / (2 * gamma - a.slope + b.slope);
}

double cubic(const Place& a, const Place& b) {
    bool ignored = false;
    return a.at + cubic_share(a, b, false, ignored) * (b.at - a.at);
}

double secant(const Place& a, const Place& b) {
    return b.at + b.slope / (b.slope - a.slope) * (a.at - b.at);
}

// The trial is higher than the best: between them is a minimum.
double after_higher(const Bracket& in, const Place& trial) {
    const Place& best = in.best;
    const double c = cubic(best, trial), away = trial.at - best.at;
    const double quadratic =
        best.at + best.slope / ((best.value - trial.value) / away + best.slope) / 2 * away;
    return std::abs(c - best.at) < std::abs(quadratic - best.at) ? c : c + (quadratic - c) / 2;
}

// Lower, and the slope has turned.
double after_turn(const Bracket& in, const Place& trial) {
    const double c = cubic(trial, in.best), s = secant(in.best, trial);
    return std::abs(c - trial.at) > std::abs(s - trial.at) ? c : s;
}

// Lower, same sign, flatter: the cubic may have no minimum on that side.
double after_flatter(const Bracket& in, const Place& trial) {
    bool has_minimum = false;
    const double share = cubic_share(trial, in.best, true, has_minimum);
    const bool forward = trial.at > in.best.at;
    const double c = share < 0 && has_minimum ? trial.at + share * (in.best.at - trial.at)
                                              : (forward ? in.most : in.least);
    const double s = secant(in.best, trial);
    const bool cubic_is_nearer = std::abs(c - trial.at) < std::abs(s - trial.at);
    if (in.bracketed) {
        const double limit = trial.at + 0.66 * (in.other.at - trial.at);
        const double next = cubic_is_nearer ? c : s;
        return forward ? std::min(limit, next) : std::max(limit, next);
    }
    return std::clamp(cubic_is_nearer ? s : c, in.least, in.most);
}

// Lower, same sign, not flatter.
double after_steeper(const Bracket& in, const Place& trial) {
    if (in.bracketed) {
        return cubic(trial, in.other);
    }
    return trial.at > in.best.at ? in.most : in.least;
}

// The next trial; the interval takes the last one in.
double next_trial(Bracket& in, const Place& trial) {
    const bool turned = trial.slope * std::copysign(1.0, in.best.slope) < 0;
    double next = 0;
    if (trial.value > in.best.value) {
        next = after_higher(in, trial);
        in.bracketed = true;
    } else if (turned) {
        next = after_turn(in, trial);
        in.bracketed = true;
    } else if (std::abs(trial.slope) < std::abs(in.best.slope)) {
        next = after_flatter(in, trial);
    } else {
        next = after_steeper(in, trial);
    }
    if (trial.value > in.best.value) {
        in.other = trial;
    } else {
        in.other = turned ? in.best : in.other;
        in.best = trial;
    }
    return next;
}

// More & Thuente: a step that lowers the value enough and flattens the slope enough.
class LineSearch {
public:
    LineSearch(const Place& start, double step, double most)
        : start_(start), most_(most), width_(most), width_before_(2 * most) {
        in_.best = in_.other = start;
        in_.most = 5 * step;
    }

    // Whether the trial will do; otherwise `next` is the step to try.
    bool accepts(const Place& trial, double& next) {
        constexpr double enough = 1e-3, flat = 0.9, narrow = 0.1;
        const double test_slope = enough * start_.slope;
        const double limit = start_.value + trial.at * test_slope;
        const bool lower = trial.value <= limit;
        second_stage_ = second_stage_ || (lower && trial.slope >= enough * start_.slope);
        const bool stuck = in_.bracketed && (trial.at <= in_.least || trial.at >= in_.most ||
                                             in_.most - in_.least <= narrow * in_.most);
        const bool at_end = trial.at == most_ && lower && trial.slope <= test_slope;
        if (stuck || at_end || (lower && std::abs(trial.slope) <= flat * -start_.slope)) {
            return true;
        }
        const bool tilted = !second_stage_ && trial.value <= in_.best.value && !lower;
        next = tilted ? next_tilted(trial, test_slope) : next_trial(in_, trial);
        narrow_down(next, narrow);
        return false;
    }

private:
    // On the function less the slope that it must at least have.
    double next_tilted(const Place& trial, double slope) {
        const auto tilt = [&](const Place& p, double sign) {
            return Place{p.at, p.value - sign * p.at * slope, p.slope - sign * slope};
        };
        in_.best = tilt(in_.best, 1);
        in_.other = tilt(in_.other, 1);
        const double next = next_trial(in_, tilt(trial, 1));
        in_.best = tilt(in_.best, -1);
        in_.other = tilt(in_.other, -1);
        return next;
    }

    void narrow_down(double& next, double narrow) {
        const double width = std::abs(in_.other.at - in_.best.at);
        if (in_.bracketed) {
            if (width >= 0.66 * width_before_) {
                next = in_.best.at + 0.5 * (in_.other.at - in_.best.at);
            }
            width_before_ = width_;
            width_ = width;
            in_.least = std::min(in_.best.at, in_.other.at);
            in_.most = std::max(in_.best.at, in_.other.at);
        } else {
            in_.least = in_.best.at;
            in_.most = next + 4 * (next - in_.best.at);
        }
        next = std::clamp(next, 0.0, most_);
        const bool useless = next <= in_.least || next >= in_.most ||
                             in_.most - in_.least <= narrow * in_.most;
        if (in_.bracketed && useless) {
            next = in_.best.at;
        }
    }

    Place start_;
    double most_;
    Bracket in_{};
    double width_, width_before_;
    bool second_stage_ = false;
};

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
            const Place place{step, there.value, there.gradient.dot(d)};
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
