#include "stats/optimize.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double huge = 1e35;  // the value of a point that is not allowed

double clean(double value) {
    return std::isfinite(value) ? std::min(value, huge) : huge;
}

// The corners of the simplex are the columns of `corners`.
class Simplex {
public:
    Simplex(const Objective& objective, const VectorXd& start, double value)
        : objective_(objective),
          corners_(start.replicate(1, start.size() + 1)),
          values_(VectorXd::Constant(start.size() + 1, value)) {
        spread(start);
    }

    // Until the corners are about equally high. True when they are.
    bool shrink_to(double tolerance, int max_evaluations) {
        measure();
        while (true) {
            order();
            if (values_[highest_] <= values_[lowest_] + tolerance) {
                return true;
            }
            if (evaluations > max_evaluations || !step()) {
                return evaluations <= max_evaluations;
            }
        }
    }

    [[nodiscard]] Minimum best() const {
        return {.at = corners_.col(lowest_), .value = values_[lowest_], .evaluations = evaluations};
    }

    int evaluations = 1;

private:
    double at(const VectorXd& x) {
        ++evaluations;
        return clean(objective_(x));
    }

    void spread(const VectorXd& start) {
        const double tenth = 0.1 * start.cwiseAbs().maxCoeff();
        const double step = tenth == 0 ? 0.1 : tenth;
        for (Index i = 0; i < start.size(); ++i) {
            double reach = step;
            while (corners_(i, i + 1) == start[i] && std::isfinite(reach)) {
                corners_(i, i + 1) = start[i] + reach;
                reach *= 10;
            }
            size_ += reach;
        }
    }

    void measure() {
        for (Index j = 0; j < values_.size(); ++j) {
            if (j != lowest_) {
                values_[j] = at(corners_.col(j));
            }
        }
    }

    // The first of equals stays the lowest and the highest.
    void order() {
        const Index before = lowest_;
        highest_ = before;
        double low = values_[before], high = low;
        for (Index j = 0; j < values_.size(); ++j) {
            if (j == before) {
                continue;
            }
            if (values_[j] < low) {
                low = values_[j];
                lowest_ = j;
            }
            if (values_[j] > high) {
                high = values_[j];
                highest_ = j;
            }
        }
    }

    void replace_highest(const VectorXd& x, double value) {
        corners_.col(highest_) = x;
        values_[highest_] = value;
    }

    // False when the simplex can no longer shrink.
    bool step() {
        const VectorXd worst = corners_.col(highest_);
        const VectorXd centre =
            (corners_.rowwise().sum() - worst) / static_cast<double>(worst.size());
        const VectorXd mirrored = 2 * centre - worst;
        const double value = at(mirrored);
        if (value < values_[lowest_]) {
            const VectorXd further = 2 * mirrored - centre;
            const double further_value = at(further);
            further_value < value ? replace_highest(further, further_value)
                                  : replace_highest(mirrored, value);
            return true;
        }
        const bool hopeless = value >= values_[highest_];
        if (!hopeless) {
            replace_highest(mirrored, value);
        }
        const VectorXd nearer = (corners_.col(highest_) + centre) / 2;
        const double nearer_value = at(nearer);
        if (nearer_value < values_[highest_]) {
            replace_highest(nearer, nearer_value);
            return true;
        }
        return !hopeless || contract();
    }

    bool contract() {
        double size = 0;
        for (Index j = 0; j < values_.size(); ++j) {
            if (j != lowest_) {
                const VectorXd half = (corners_.col(j) - corners_.col(lowest_)) / 2;
                corners_.col(j) = corners_.col(lowest_) + half;
                size += (corners_.col(j) - corners_.col(lowest_)).cwiseAbs().sum();
            }
        }
        const bool smaller = size < size_;
        size_ = size;
        if (smaller) {
            measure();
        }
        return smaller;
    }

    const Objective& objective_;
    MatrixXd corners_;
    VectorXd values_;
    Index lowest_ = 0, highest_ = 0;
    double size_ = 0;
};

double step_of(double x, double relative_step) {
    return relative_step * std::max(1.0, std::abs(x));
}

// The inverse Hessian after a step s along which the gradient changed by y.
void update_inverse(MatrixXd& inverse, const VectorXd& s, const VectorXd& y) {
    const double sy = s.dot(y);
    if (sy <= 1e-12 * s.norm() * y.norm()) {
        return;  // no curvature to learn from
    }
    const VectorXd hy = inverse * y;
    inverse += (1 + y.dot(hy) / sy) / sy * (s * s.transpose()) -
               (hy * s.transpose() + s * hy.transpose()) / sy;
}

// The longest of 1, 1/2, 1/4 ... of `direction` that lowers the value enough; 0 when none does.
double step_length(
    const Objective& objective, const Minimum& from, const VectorXd& direction, double slope
) {
    double length = 1;
    for (int halvings = 0; halvings < 40; ++halvings, length /= 2) {
        const double value = clean(objective(from.at + length * direction));
        if (value <= from.value + 1e-4 * length * slope) {
            return length;
        }
    }
    return 0;
}

}  // namespace

std::optional<Minimum> nelder_mead(
    const Objective& objective, const VectorXd& start, const SimplexOptions& options
) {
    const double value = objective(start);
    if (!std::isfinite(value)) {
        return std::nullopt;
    }
    if (start.size() == 0) {
        return Minimum{.at = start, .value = value, .evaluations = 1, .converged = true};
    }
    Simplex simplex(objective, start, value);
    const double tolerance = options.tolerance * (std::abs(value) + options.tolerance);
    const bool converged = simplex.shrink_to(tolerance, options.max_evaluations);
    Minimum best = simplex.best();
    best.converged = converged;
    return best;
}

VectorXd numerical_gradient(const Objective& objective, const VectorXd& at, double relative_step) {
    VectorXd gradient(at.size()), x = at;
    for (Index i = 0; i < at.size(); ++i) {
        const double step = step_of(at[i], relative_step);
        x[i] = at[i] + step;
        const double above = objective(x);
        x[i] = at[i] - step;
        const double below = objective(x);
        x[i] = at[i];
        const double slope = (above - below) / (2 * step);
        gradient[i] = std::isfinite(slope) ? slope : 0;
    }
    return gradient;
}

MatrixXd numerical_hessian(const Objective& objective, const VectorXd& at, double relative_step) {
    const Index n = at.size();
    MatrixXd hessian(n, n);
    const auto value = [&](Index i, double di, Index j, double dj) {
        VectorXd x = at;
        x[i] += di * step_of(at[i], relative_step);
        x[j] += dj * step_of(at[j], relative_step);
        return objective(x);
    };
    const double centre = objective(at);
    for (Index i = 0; i < n; ++i) {
        const double step = step_of(at[i], relative_step);
        hessian(i, i) = (value(i, 1, i, 0) - 2 * centre + value(i, -1, i, 0)) / (step * step);
        for (Index j = 0; j < i; ++j) {
            const double cross =
                value(i, 1, j, 1) - value(i, 1, j, -1) - value(i, -1, j, 1) + value(i, -1, j, -1);
            hessian(i, j) = cross / (4 * step * step_of(at[j], relative_step));
            hessian(j, i) = hessian(i, j);
        }
    }
    return hessian;
}

std::optional<Minimum> bfgs(
    const Objective& objective, const VectorXd& start, const GradientOptions& options
) {
    Minimum best{.at = start, .value = objective(start)};
    if (!std::isfinite(best.value)) {
        return std::nullopt;
    }
    const Objective counted = [&](const VectorXd& x) {
        ++best.evaluations;
        return objective(x);
    };
    MatrixXd inverse = MatrixXd::Identity(start.size(), start.size());
    VectorXd gradient = numerical_gradient(counted, best.at, options.relative_step);
    bool fresh = true;  // `inverse` is the identity
    for (int i = 0; i < options.max_iterations; ++i) {
        const VectorXd direction = -inverse * gradient;
        const double slope = gradient.dot(direction);
        const double length = slope < 0 ? step_length(counted, best, direction, slope) : 0;
        if (length == 0 && fresh) {
            best.converged = true;
            break;
        }
        if (length == 0) {  // the learnt curvature misleads: begin anew with the steepest way
            inverse.setIdentity();
            fresh = true;
            continue;
        }
        const VectorXd moved = length * direction, from = gradient;
        const double before = best.value;
        best.at += moved;
        best.value = clean(counted(best.at));
        gradient = numerical_gradient(counted, best.at, options.relative_step);
        update_inverse(inverse, moved, gradient - from);
        fresh = false;
        if (before - best.value <= options.tolerance * (std::abs(before) + options.tolerance)) {
            best.converged = true;
            break;
        }
    }
    return best;
}

CurveMinimum minimize_on(const Curve& curve, double lo, double hi, double tolerance) {
    const double golden = (3 - std::sqrt(5.0)) / 2;
    // x: the best point, w: the second best, v: the w before.
    double x = lo + golden * (hi - lo), w = x, v = x;
    double fx = clean(curve(x)), fw = fx, fv = fx;
    double step = 0, step_before = 0;
    for (int i = 0; i < 500; ++i) {
        const double middle = (lo + hi) / 2;
        const double least = tolerance + 1e-12 * std::abs(x);
        if (std::abs(x - middle) <= 2 * least - (hi - lo) / 2) {
            break;
        }
        const double r = (x - w) * (fx - fv), s = (x - v) * (fx - fw);
        double p = (x - v) * s - (x - w) * r, q = 2 * (s - r);
        p = q > 0 ? -p : p;
        q = std::abs(q);
        const bool parabola = std::abs(step_before) > least &&
                              std::abs(p) < std::abs(q * step_before / 2) && p > q * (lo - x) &&
                              p < q * (hi - x);
        step_before = parabola ? step : (x < middle ? hi : lo) - x;
        step = parabola ? p / q : golden * step_before;
        if (parabola && (x + step - lo < 2 * least || hi - x - step < 2 * least)) {
            step = x < middle ? least : -least;
        }
        const double u = x + (std::abs(step) >= least ? step : std::copysign(least, step));
        const double fu = clean(curve(u));
        if (fu <= fx) {
            (u < x ? hi : lo) = x;
            v = w, fv = fw, w = x, fw = fx, x = u, fx = fu;
        } else {
            (u < x ? lo : hi) = u;
            if (fu <= fw || w == x) {
                v = w, fv = fw, w = u, fw = fu;
            } else if (fu <= fv || v == x || v == w) {
                v = u, fv = fu;
            }
        }
    }
    return {x, fx};
}

CurveMinimum minimize_from_grid(const Curve& curve, double step, int each_way, double tolerance) {
    double best = 0, least = clean(curve(0));
    for (int k = -each_way; k <= each_way; ++k) {
        const double at = k * step, value = clean(curve(at));
        if (value < least) {
            best = at;
            least = value;
        }
    }
    return minimize_on(curve, best - step, best + step, tolerance);
}

std::optional<double> root_between(const Curve& curve, double lo, double hi, double tolerance) {
    const double at_lo = curve(lo), at_hi = curve(hi);
    if (at_lo == 0) {
        return lo;
    }
    if (at_hi == 0) {
        return hi;
    }
    if (!(at_lo < 0 && at_hi > 0) && !(at_lo > 0 && at_hi < 0)) {
        return std::nullopt;
    }
    while (std::abs(hi - lo) > tolerance) {
        const double middle = lo + (hi - lo) / 2;
        if (middle == lo || middle == hi) {
            break;
        }
        const double value = curve(middle);
        if (value == 0) {
            return middle;
        }
        ((value < 0) == (at_lo < 0) ? lo : hi) = middle;
    }
    return lo + (hi - lo) / 2;
}

}  // namespace styk::stats
