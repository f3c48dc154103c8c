// Finding the least value or the root of a function. Everything is deterministic: the same function
// and start give the same bits. An objective says "not allowed here" by NaN or infinity; the
// searches walk around such points but must not start in one.
#pragma once

#include <Eigen/Core>
#include <functional>
#include <optional>

namespace styk::stats {

using Objective = std::function<double(const Eigen::VectorXd&)>;
using Curve = std::function<double(double)>;

struct Minimum {
    Eigen::VectorXd at{};
    double value = 0;
    int evaluations = 0;     // calls of the objective
    bool converged = false;  // false: the number of calls ran out, `at` is the best point seen
};

// `tolerance` is relative to the value at the start: the search ends when the worst corner of the
// simplex is no more than tolerance (|f0| + tolerance) above the best.
struct SimplexOptions {
    double tolerance = 1.5e-8;
    int max_evaluations = 2000;
};

// Nelder & Mead 1965 in the form of Nash 1990 (algorithm 19): reflection 1, contraction 1/2,
// expansion 2; the first simplex steps a tenth of the largest coordinate along each axis, so bring
// the variables to a like scale, or accept that the first steps of small ones leave their range.
// Nothing when the start is not allowed.
[[nodiscard]] std::optional<Minimum> nelder_mead(
    const Objective& objective, const Eigen::VectorXd& start, const SimplexOptions& options = {}
);

struct GradientOptions {
    double relative_step = 1e-6;  // of the central differences, times max(1, |x|)
    double tolerance = 1e-10;     // ends when a step lowers the value by less than this, relatively
    int max_iterations = 200;
};

// Broyden, Fletcher, Goldfarb & Shanno with a numerical gradient (central differences) and
// backtracking steps (Armijo 1e-4). Never worse than the start. Nothing when the start is not
// allowed.
[[nodiscard]] std::optional<Minimum> bfgs(
    const Objective& objective, const Eigen::VectorXd& start, const GradientOptions& options = {}
);

// The gradient by central differences; an element is 0 where a neighbour is not allowed.
[[nodiscard]] Eigen::VectorXd numerical_gradient(
    const Objective& objective, const Eigen::VectorXd& at, double relative_step = 1e-6
);

// Second derivatives by central differences, symmetric (n x n): 2 n^2 + 1 calls or so.
[[nodiscard]] Eigen::MatrixXd numerical_hessian(
    const Objective& objective, const Eigen::VectorXd& at, double relative_step = 1e-4
);

struct CurveMinimum {
    double at = 0, value = 0;
};

// Brent 1973: golden section with parabolic steps on [lo, hi], to `tolerance` in x (no use asking
// for less than about 1e-8 of x). A local minimum when the curve has several.
[[nodiscard]] CurveMinimum minimize_on(
    const Curve& curve, double lo, double hi, double tolerance = 1e-9
);

// The best of 0, +-step .. +-each_way step, then between its neighbours: for curves that may have
// several minima.
[[nodiscard]] CurveMinimum minimize_from_grid(
    const Curve& curve, double step, int each_way, double tolerance = 1e-9
);

// A root of `curve` in [lo, hi] by bisection, to the last bit or `tolerance`. Nothing when the ends
// have the same sign or one of them is NaN. The curve may jump: then it is the place of the jump.
[[nodiscard]] std::optional<double> root_between(
    const Curve& curve, double lo, double hi, double tolerance = 0
);

}  // namespace styk::stats
