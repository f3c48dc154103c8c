#include "stats/ets_fit.h"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>

#include "stats/ets_recursion.h"
#include "stats/ets_start.h"
#include "stats/optimize.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::VectorXd;

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double least = 1e-4, most = 1 - 1e-4;             // of alpha, beta, gamma
constexpr double least_damping = 0.8, most_damping = 0.98;  // of phi

// Are all roots of z^n + c_1 z^(n-1) + ... + c_n inside the unit circle (a hair's breadth outside
// counts as inside)? Schur & Cohn, n^2 steps: the last coefficient must be below 1, then one degree
// is taken off. The breadth is taken off by scaling z.
bool is_stable(std::vector<double> c) {
    double scale = 1;
    for (double& each : c) {
        scale /= 1 + 1e-10;
        each *= scale;
    }
    for (std::size_t n = c.size(); n > 0; --n) {
        const double last = c[n - 1], rest = 1 - last * last;
        if (!(std::abs(last) < 1)) {
            return false;
        }
        for (std::size_t i = 0, j = n - 2; i + 1 < n && i <= j; ++i, --j) {
            const double one = c[i], other = c[j];
            c[i] = (one - last * other) / rest;
            c[j] = (other - last * one) / rest;
            if (j == 0) {
                break;
            }
        }
    }
    return true;
}

// What is needed for old values to be forgotten (chapter 10).
bool forgets(const EtsModel& model, const EtsParameters& p) {
    const double phi = model.damped ? p.phi : 1, beta = model.trend == Part::none ? 0 : p.beta;
    if (model.season == Part::none) {
        return p.alpha >= 1 - 1 / phi && p.alpha <= 1 + 1 / phi && beta >= p.alpha * (phi - 1) &&
               beta <= (1 + phi) * (2 - p.alpha);
    }
    const double m = model.period, common = p.alpha + beta - p.alpha * phi;
    if (p.gamma < std::max(0.0, 1 - 1 / phi - p.alpha) || p.gamma > 1 + 1 / phi - p.alpha ||
        p.alpha < 1 - 1 / phi - p.gamma * (1 - m + phi + phi * m) / (2 * phi * m) ||
        beta < -(1 - phi) * (p.gamma / m + p.alpha)) {
        return false;
    }
    std::vector<double> c(static_cast<std::size_t>(model.period) + 1, common);
    c.front() = p.alpha + beta - phi;
    c[c.size() - 2] = common + p.gamma - 1;
    c.back() = phi * (1 - p.alpha - p.gamma);
    return is_stable(std::move(c));
}

bool is_within(const EtsModel& model, const EtsParameters& p) {
    const auto inside = [](double x, double lo, double hi) { return x >= lo && x <= hi; };
    return inside(p.alpha, least, most) &&
           (model.trend == Part::none || inside(p.beta, least, std::min(p.alpha, most))) &&
           (model.season == Part::none || inside(p.gamma, least, std::min(1 - p.alpha, most))) &&
           (!model.damped || inside(p.phi, least_damping, most_damping)) && forgets(model, p);
}

// Parameters as one vector: alpha, beta, gamma, phi, level, slope, seasons but the first to be used
// (which follows from the others), the last to be used first.
class Shape {
public:
    explicit Shape(const EtsModel& model) : model_(model) {}

    [[nodiscard]] VectorXd flat(const EtsParameters& p) const {
        std::vector<double> x{p.alpha};
        if (model_.trend != Part::none) {
            x.push_back(p.beta);
        }
        if (model_.season != Part::none) {
            x.push_back(p.gamma);
        }
        if (model_.damped) {
            x.push_back(p.phi);
        }
        x.push_back(p.start.level);
        if (model_.trend != Part::none) {
            x.push_back(p.start.slope);
        }
        const auto& seasons = p.start.seasons;
        for (std::size_t i = seasons.size(); i > 1; --i) {
            x.push_back(seasons[i - 1]);
        }
        return Eigen::Map<VectorXd>(x.data(), static_cast<Index>(x.size()));
    }

    void read(const VectorXd& x, EtsParameters& p) const {
        Index next = 0;
        p.alpha = x[next++];
        p.beta = model_.trend != Part::none ? x[next++] : 0;
        p.gamma = model_.season != Part::none ? x[next++] : 0;
        p.phi = model_.damped ? x[next++] : 1;
        p.start.level = x[next++];
        p.start.slope = model_.trend != Part::none ? x[next++] : 0;
        if (model_.season == Part::none) {
            return;
        }
        const auto m = static_cast<std::size_t>(model_.period);
        p.start.seasons.resize(m);
        double sum = 0;
        for (std::size_t i = m - 1; i > 0; --i) {
            p.start.seasons[i] = x[next++];
            sum += p.start.seasons[i];
        }
        p.start.seasons[0] = (model_.season == Part::multiplicative ? model_.period : 0) - sum;
    }

    [[nodiscard]] Index smoothing() const {
        return 1 + (model_.trend != Part::none) + (model_.season != Part::none) + model_.damped;
    }

private:
    EtsModel model_;
};

double sum_of_squares(const EtsModel& model, const EtsParameters& p, Series y) {
    EtsRecursion recursion(model, p);
    double squares = 0;
    for (const double value : y) {
        const double error = value - recursion.expected();
        squares += error * error;
        recursion.learn(value);
    }
    return squares;
}

// -2 log likelihood (up to a constant), or the mean square.
double badness(const EtsModel& model, const EtsParameters& p, Series y, Criterion criterion) {
    if (model.season == Part::multiplicative &&
        *std::min_element(p.start.seasons.begin(), p.start.seasons.end()) < 0) {
        return infinite;
    }
    const double n = static_cast<double>(y.size());
    if (model.error == Part::additive || criterion == Criterion::squares) {
        const double squares = sum_of_squares(model, p, y);
        return criterion == Criterion::squares ? squares / n
                                               : std::max(-1e10, n * std::log(squares));
    }
    EtsRecursion recursion(model, p);
    double squares = 0, logs = 0;
    for (const double value : y) {
        const double expected = recursion.expected();
        const double error = (value - expected) / expected;
        squares += error * error;
        logs += std::log(std::abs(expected));
        recursion.learn(value);
    }
    return std::max(-1e10, n * std::log(squares) + 2 * logs);
}

void start_smoothing(const EtsModel& model, double alpha_share, EtsParameters& p) {
    const int period = model.season == Part::none ? 1 : model.period;
    p.alpha = least + alpha_share * (most - least) / period;
    p.beta = least + 0.1 * (std::min(most, p.alpha) - least);
    p.gamma = least + 0.05 * (std::min(most, 1 - p.alpha) - least);
    p.phi = model.damped ? least_damping + 0.99 * (most_damping - least_damping) : 1;
}

double logistic(double x, double lo, double hi) {
    return lo + (hi - lo) / (1 + std::exp(-x));
}

double logit(double x, double lo, double hi) {
    const double share = std::clamp((x - lo) / (hi - lo), 1e-9, 1 - 1e-9);
    return std::log(share / (1 - share));
}

// Parameters without limits, all of a like size: logits of the smoothing parameters in their
// ranges, states as steps in the unit of the series.
class Freely {
public:
    Freely(const EtsModel& model, const Shape& shape, Series y)
        : model_(model), shape_(shape), unit_(std::sqrt(variance_of(y))) {}

    [[nodiscard]] VectorXd from(const EtsParameters& p) const {
        VectorXd x = shape_.flat(p);
        Index next = 0;
        x[next++] = logit(p.alpha, least, most);
        if (model_.trend != Part::none) {
            x[next++] = logit(p.beta, least, std::min(p.alpha, most));
        }
        if (model_.season != Part::none) {
            x[next++] = logit(p.gamma, least, std::min(1 - p.alpha, most));
        }
        if (model_.damped) {
            x[next++] = logit(p.phi, least_damping, most_damping);
        }
        for (Index i = next; i < x.size(); ++i) {
            x[i] /= unit_at(i);
        }
        return x;
    }

    void read(VectorXd x, EtsParameters& p) const {
        Index next = 0;
        const double alpha = logistic(x[next], least, most);
        x[next++] = alpha;
        if (model_.trend != Part::none) {
            x[next] = logistic(x[next], least, std::min(alpha, most));
            ++next;
        }
        if (model_.season != Part::none) {
            x[next] = logistic(x[next], least, std::min(1 - alpha, most));
            ++next;
        }
        if (model_.damped) {
            x[next] = logistic(x[next], least_damping, most_damping);
            ++next;
        }
        for (Index i = next; i < x.size(); ++i) {
            x[i] *= unit_at(i);
        }
        shape_.read(x, p);
    }

private:
    // Level (and additive slope) in the unit of the series, factors as they are.
    [[nodiscard]] double unit_at(Index i) const {
        const Index level = shape_.smoothing();
        if (i == level) {
            return unit_;
        }
        const bool is_slope = model_.trend != Part::none && i == level + 1;
        const Part part = is_slope ? model_.trend : model_.season;
        return part == Part::multiplicative ? 1 : is_slope ? unit_ / 10 : unit_;
    }

    EtsModel model_;
    const Shape& shape_;
    double unit_;
};

class Search {
public:
    Search(Series y, const EtsModel& model, Criterion criterion)
        : y_(y), model_(model), criterion_(criterion), shape_(model) {}

    // From the starting values of `share`; keeps the best of all searches.
    void quick(const EtsParameters& from) {
        EtsParameters trial = from;
        const auto found = nelder_mead(
            [&](const VectorXd& x) {
                shape_.read(x, trial);
                return value(trial);
            },
            shape_.flat(from)
        );
        keep(found, [&](const VectorXd& x, EtsParameters& p) { shape_.read(x, p); });
    }

    // Nelder & Mead, then BFGS, on parameters without limits.
    void free(const EtsParameters& from) {
        const Freely freely(model_, shape_, y_);
        EtsParameters trial = from;
        const Objective objective = [&](const VectorXd& x) {
            freely.read(x, trial);
            return value(trial);
        };
        const auto rough = nelder_mead(objective, freely.from(from));
        const auto fine = rough ? bfgs(objective, rough->at) : std::nullopt;
        keep(fine, [&](const VectorXd& x, EtsParameters& p) { freely.read(x, p); });
    }

    [[nodiscard]] const std::optional<EtsParameters>& best() const { return best_; }

private:
    [[nodiscard]] double value(const EtsParameters& p) const {
        return is_within(model_, p) ? badness(model_, p, y_, criterion_) : infinite;
    }

    template <class Read>
    void keep(const std::optional<Minimum>& found, Read read) {
        if (found && found->value < least_) {
            least_ = found->value;
            best_.emplace();
            read(found->at, *best_);
        }
    }

    Series y_;
    EtsModel model_;
    Criterion criterion_;
    Shape shape_;
    double least_ = infinite;
    std::optional<EtsParameters> best_{};
};

bool is_positive(Series y) {
    return std::all_of(y.begin(), y.end(), [](double x) { return x > 0; });
}

std::string_view what_is_wrong(Series y, const EtsModel& model) {
    const bool ratios = model.error == Part::multiplicative ||
                        model.trend == Part::multiplicative || model.season == Part::multiplicative;
    const bool seasonal = model.season != Part::none;
    if (!is_finite(y)) {
        return reason::not_finite;
    }
    if (model.error == Part::none || (model.damped && model.trend == Part::none) ||
        (seasonal && model.period < 2)) {
        return reason::bad_option;
    }
    if (static_cast<int>(y.size()) <= free_parameters(model) + 4 ||
        (seasonal && y.size() < 2 * static_cast<std::size_t>(model.period))) {
        return reason::too_short;
    }
    return ratios && !is_positive(y) ? reason::not_positive : std::string_view();
}

// Every model of a constant series says the same.
EtsFit fit_constant(Series y, const EtsModel& model) {
    EtsParameters p{.alpha = least, .beta = least, .gamma = least, .start = {.level = y[0]}};
    p.phi = model.damped ? most_damping : 1;
    p.start.slope = model.trend == Part::multiplicative ? 1 : 0;
    if (model.season != Part::none) {
        p.start.seasons.assign(
            static_cast<std::size_t>(model.period), model.season == Part::multiplicative ? 1 : 0
        );
    }
    return filter_ets(model, p, y);
}

}  // namespace

EtsFit fit_ets(Series y, const EtsModel& model, Effort effort, Criterion criterion) {
    if (const auto reason = what_is_wrong(y, model); !reason.empty()) {
        return {.model = model, .reason = reason};
    }
    if (is_constant(y)) {
        return fit_constant(y, model);
    }
    const auto state = starting_state(model, y);
    if (!state) {
        return {.model = model, .reason = reason::not_positive};
    }
    Search search(y, model, criterion);
    EtsParameters from{.start = *state};
    start_smoothing(model, 0.2, from);
    search.quick(from);
    if (effort == Effort::thorough) {
        for (const double share : {0.2, 0.6}) {
            start_smoothing(model, share, from);
            search.free(from);
        }
        if (search.best()) {
            search.free(*search.best());
        }
    }
    return search.best() ? filter_ets(model, *search.best(), y)
                         : EtsFit{.model = model, .reason = reason::not_positive};
}

EtsFit best_ets(Series y, std::span<const EtsModel> models, Effort effort) {
    std::optional<EtsFit> best;
    for (const EtsModel& model : models) {
        EtsFit fit = fit_ets(y, model, effort);
        const auto criterion = [](const EtsFit& of) { return of.aicc.value_or(infinite); };
        const bool first = !best || (!best->reason.empty() && fit.reason.empty());
        if (first || (fit.reason.empty() && criterion(fit) < criterion(*best))) {
            best = std::move(fit);
        }
    }
    return best ? *best : EtsFit{.reason = reason::bad_option};
}

}  // namespace styk::stats
