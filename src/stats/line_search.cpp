#include "stats/line_search.h"

#include <algorithm>
#include <cmath>

namespace styk::stats {

namespace {

constexpr double enough = 1e-3, flat = 0.9, narrow = 0.1;

// Least of the cubic through values and slopes of a and b, as a share of the way from a to b.
double cubic_share(const LinePlace& a, const LinePlace& b, bool guarded, bool& has_minimum) {
    const double theta = 3 * (a.value - b.value) / (b.at - a.at) + a.slope + b.slope;
    const double scale = std::max({std::abs(theta), std::abs(a.slope), std::abs(b.slope)});
    double square = theta / scale * (theta / scale) - a.slope / scale * (b.slope / scale);
    square = guarded ? std::max(0.0, square) : square;
    const double gamma = (b.at < a.at ? -1 : 1) * scale * std::sqrt(square);
    has_minimum = gamma != 0;
    return (gamma - a.slope + theta) / (2 * gamma - a.slope + b.slope);
}

double cubic(const LinePlace& a, const LinePlace& b) {
    bool ignored = false;
    return a.at + cubic_share(a, b, false, ignored) * (b.at - a.at);
}

double secant(const LinePlace& a, const LinePlace& b) {
    return b.at + b.slope / (b.slope - a.slope) * (a.at - b.at);
}

// The trial is higher than the best: between them is a minimum.
double after_higher(const LineBracket& in, const LinePlace& trial) {
    const LinePlace& best = in.best;
    const double c = cubic(best, trial), away = trial.at - best.at;
    const double quadratic =
        best.at + best.slope / ((best.value - trial.value) / away + best.slope) / 2 * away;
    return std::abs(c - best.at) < std::abs(quadratic - best.at) ? c : c + (quadratic - c) / 2;
}

// Lower, and the slope has turned.
double after_turn(const LineBracket& in, const LinePlace& trial) {
    const double c = cubic(trial, in.best), s = secant(in.best, trial);
    return std::abs(c - trial.at) > std::abs(s - trial.at) ? c : s;
}

// Lower, same sign, flatter: the cubic may have no minimum on that side.
double after_flatter(const LineBracket& in, const LinePlace& trial) {
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
double after_steeper(const LineBracket& in, const LinePlace& trial) {
    if (in.bracketed) {
        return cubic(trial, in.other);
    }
    return trial.at > in.best.at ? in.most : in.least;
}

// The next trial; the interval takes the last one in.
double next_trial(LineBracket& in, const LinePlace& trial) {
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

}  // namespace

LineSearch::LineSearch(const LinePlace& start, double step, double most)
    : start_(start), most_(most), width_(most), width_before_(2 * most) {
    in_.best = in_.other = start;
    in_.most = 5 * step;
}

bool LineSearch::accepts(const LinePlace& trial, double& next) {
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
    narrow_down(next);
    return false;
}

// On the function less the slope that it must at least have.
double LineSearch::next_tilted(const LinePlace& trial, double slope) {
    const auto tilt = [&](const LinePlace& p, double sign) {
        return LinePlace{p.at, p.value - sign * p.at * slope, p.slope - sign * slope};
    };
    in_.best = tilt(in_.best, 1);
    in_.other = tilt(in_.other, 1);
    const double next = next_trial(in_, tilt(trial, 1));
    in_.best = tilt(in_.best, -1);
    in_.other = tilt(in_.other, -1);
    return next;
}

void LineSearch::narrow_down(double& next) {
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
    const bool useless =
        next <= in_.least || next >= in_.most || in_.most - in_.least <= narrow * in_.most;
    if (in_.bracketed && useless) {
        next = in_.best.at;
    }
}

}  // namespace styk::stats
