#include "stats/cox.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "base/result.h"
#include "stats/reasons.h"

namespace styk::stats {

namespace {

// From the longest time to the shortest, so that the sums over those at risk only grow.
struct Ordered {
    std::vector<double> times, events;
    Eigen::MatrixXd x;  // standardized: mean 0, standard deviation 1
};

struct State {
    double log_likelihood = 0;
    Eigen::VectorXd score;
    Eigen::MatrixXd information;
};

// Sums of weight, weight x and weight x x' over a set of people.
struct Sums {
    explicit Sums(Eigen::Index p) : x(Eigen::VectorXd::Zero(p)), xx(Eigen::MatrixXd::Zero(p, p)) {}

    void add(double weight, const Eigen::VectorXd& row) {
        w += weight;
        x += weight * row;
        xx.selfadjointView<Eigen::Lower>().rankUpdate(row, weight);
    }

    double w = 0;
    Eigen::VectorXd x;
    Eigen::MatrixXd xx;  // lower half
};

// One time: d events whose own sums are `dead`, all at risk in `risk`. Efron takes the l-th of d
// tied events as happening when l/d of their weight has gone.
void add_time(State& state, const Sums& risk, const Sums& dead, double d, Ties ties) {
    for (int l = 0; l < static_cast<int>(d); ++l) {
        const double gone = ties == Ties::efron ? l / d : 0;
        const double w = risk.w - gone * dead.w;
        const Eigen::VectorXd mean = (risk.x - gone * dead.x) / w;
        state.log_likelihood -= std::log(w);
        state.score -= mean;
        state.information += (risk.xx - gone * dead.xx) / w - mean * mean.transpose();
    }
}

State evaluate(const Ordered& data, const Eigen::VectorXd& beta, Ties ties) {
    const Eigen::Index p = data.x.cols();
    State state{0, Eigen::VectorXd::Zero(p), Eigen::MatrixXd::Zero(p, p)};
    const Eigen::VectorXd eta = data.x * beta;
    const double top = eta.maxCoeff();  // taken out of every weight
    Sums risk(p);
    for (std::size_t i = 0; i < data.times.size();) {
        Sums dead(p);
        double d = 0;
        const double now = data.times[i];
        for (; i < data.times.size() && data.times[i] == now; ++i) {
            const auto row = static_cast<Eigen::Index>(i);
            const Eigen::VectorXd x = data.x.row(row);
            const double weight = std::exp(eta[row] - top);
            risk.add(weight, x);
            if (data.events[i] == 1) {
                dead.add(weight, x);
                state.log_likelihood += eta[row] - top;
                state.score += x;
                ++d;
            }
        }
        add_time(state, risk, dead, d, ties);
    }
    state.information = state.information.selfadjointView<Eigen::Lower>();
    return state;
}

// Scale of each column, 0 where it does not vary.
Eigen::VectorXd standardize(Eigen::MatrixXd& x) {
    const Eigen::VectorXd size = x.cwiseAbs().colwise().maxCoeff();
    x.rowwise() -= x.colwise().mean().eval();
    Eigen::VectorXd scale = (x.colwise().squaredNorm() / static_cast<double>(x.rows())).cwiseSqrt();
    for (Eigen::Index j = 0; j < x.cols(); ++j) {
        scale[j] = scale[j] > 1e-12 * size[j] ? scale[j] : 0;
        x.col(j) /= scale[j] > 0 ? scale[j] : 1;
    }
    return scale;
}

Ordered order(
    std::span<const double> times, std::span<const double> events, const Eigen::MatrixXd& x
) {
    std::vector<std::size_t> by_time(times.size());
    std::iota(by_time.begin(), by_time.end(), std::size_t{0});
    std::ranges::stable_sort(by_time, std::greater<>(), [&](std::size_t i) { return times[i]; });
    Ordered data{{}, {}, Eigen::MatrixXd(x.rows(), x.cols())};
    for (std::size_t i = 0; i < by_time.size(); ++i) {
        data.times.push_back(times[by_time[i]]);
        data.events.push_back(events[by_time[i]]);
        data.x.row(static_cast<Eigen::Index>(i)) = x.row(static_cast<Eigen::Index>(by_time[i]));
    }
    return data;
}

bool singular(const Eigen::MatrixXd& information) {
    const Eigen::LDLT<Eigen::MatrixXd> ldlt(information);
    const Eigen::VectorXd d = ldlt.vectorD();
    return ldlt.info() != Eigen::Success || !(d.minCoeff() > 1e-12 * d.maxCoeff());
}

// Newton with step halving. True when it has come to rest.
bool climb(const Ordered& data, Ties ties, Eigen::VectorXd& beta, State& state, CoxFit& fit) {
    for (fit.rounds = 1; fit.rounds <= 50; ++fit.rounds) {
        Eigen::VectorXd step = state.information.ldlt().solve(state.score);
        State next = evaluate(data, beta + step, ties);
        for (int halving = 0;
             halving < 30 && !(next.log_likelihood >=
                               state.log_likelihood - 1e-12 * std::abs(state.log_likelihood));
             ++halving) {
            step /= 2;
            next = evaluate(data, beta + step, ties);
        }
        beta += step;
        state = next;
        if (step.cwiseAbs().maxCoeff() < 1e-10 * (1 + beta.cwiseAbs().maxCoeff())) {
            return true;
        }
        if (beta.cwiseAbs().maxCoeff() > 50 || singular(state.information)) {
            return false;
        }
    }
    return false;
}

std::string_view why_not(
    std::span<const double> times, std::span<const double> events, const Eigen::MatrixXd& x
) {
    const auto usable = [](double time) { return std::isfinite(time) && time >= 0; };
    if (!std::ranges::all_of(times, usable) || !x.allFinite()) {
        return reason::not_finite;
    }
    const auto is_event = [](double event) { return event == 1; };
    return std::ranges::any_of(events, is_event) && x.cols() > 0 ? "" : "no_events";
}

}  // namespace

CoxFit cox(
    std::span<const double> times,
    std::span<const double> events,
    const Eigen::MatrixXd& covariates,
    Ties ties
) {
    if (times.size() != events.size() ||
        covariates.rows() != static_cast<Eigen::Index>(times.size())) {
        throw Fault("times, events and covariates must be of the same people");
    }
    CoxFit fit;
    fit.reason = why_not(times, events, covariates);
    if (!fit.reason.empty()) {
        return fit;
    }
    Eigen::MatrixXd x = covariates;
    const Eigen::VectorXd scale = standardize(x);
    const Ordered data = order(times, events, x);
    Eigen::VectorXd beta = Eigen::VectorXd::Zero(x.cols());
    State state = evaluate(data, beta, ties);
    const double null_log_likelihood = state.log_likelihood;
    if (scale.minCoeff() <= 0 || !state.information.allFinite() || singular(state.information)) {
        fit.reason = reason::collinear;
        return fit;
    }
    if (!climb(data, ties, beta, state, fit)) {
        fit.reason = "no_maximum";
        return fit;
    }
    const Eigen::MatrixXd inverse =
        state.information.ldlt().solve(Eigen::MatrixXd::Identity(x.cols(), x.cols()));
    fit.coefficients = beta.cwiseQuotient(scale);
    fit.standard_errors = inverse.diagonal().cwiseSqrt().cwiseQuotient(scale);
    fit.log_likelihood = state.log_likelihood;
    fit.null_log_likelihood = null_log_likelihood;
    return fit;
}

}  // namespace styk::stats
