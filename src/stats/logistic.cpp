#include "stats/logistic.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "base/result.h"
#include "stats/reasons.h"
#include "stats/score.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using Rows = Eigen::Ref<const MatrixXd>;

constexpr Index block_rows = 1024;
constexpr int most_rounds = 60;

// The columns at mean 0 and standard deviation 1, a block at a time, so that no copy of all rows is
// needed.
struct Standard {
    const Rows& x;
    std::span<const double> y;
    VectorXd mean{}, scale{};

    Standard(const Rows& rows, std::span<const double> outcomes) : x(rows), y(outcomes) {
        const auto n = static_cast<double>(x.rows());
        mean = x.colwise().sum().transpose() / n;
        scale = VectorXd(x.cols());
        for (Index j = 0; j < x.cols(); ++j) {
            const double sd = std::sqrt((x.col(j).array() - mean[j]).square().sum() / n);
            scale[j] = sd > 1e-12 * x.col(j).cwiseAbs().maxCoeff() ? sd : 0;
        }
    }

    [[nodiscard]] MatrixXd block(Index from, Index rows) const {
        MatrixXd z(rows, x.cols() + 1);
        z.col(0).setOnes();
        for (Index j = 0; j < x.cols(); ++j) {
            z.col(j + 1) = (x.col(j).segment(from, rows).array() - mean[j]) / scale[j];
        }
        return z;
    }

    // visit(block, index of its first row)
    template <class Visit>
    void each_block(Visit visit) const {
        for (Index from = 0; from < x.rows(); from += block_rows) {
            visit(block(from, std::min(block_rows, x.rows() - from)), from);
        }
    }
};

struct State {
    double log_likelihood = 0, objective = 0;  // objective: with the penalty
    VectorXd score;
    MatrixXd information;
    double largest = 0;     // |log odds| of any row
    bool separated = true;  // every event above 0, every other row below
};

State likelihood(const Standard& data, const VectorXd& beta) {
    const Index k = beta.size();
    State state{0, 0, VectorXd::Zero(k), MatrixXd::Zero(k, k)};
    data.each_block([&](const MatrixXd& z, Index from) {
        const VectorXd eta = z * beta;
        VectorXd residual(z.rows()), root(z.rows());
        for (Index i = 0; i < z.rows(); ++i) {
            // One exponential a row: small = exp(-|eta|), chances 1 / (1 + small) and its
            // complement.
            const bool event = data.y[static_cast<std::size_t>(from + i)] == 1, up = eta[i] >= 0;
            const double size = std::abs(eta[i]), small = std::exp(-size);
            const double large = 1 / (1 + small), tail = small * large;
            const double other = up == event ? tail : large;  // chance of what did not happen
            residual[i] = event ? other : -other;
            root[i] = std::sqrt(large * tail);
            state.log_likelihood -= (up == event ? 0 : size) + std::log1p(small);
            state.largest = std::max(state.largest, size);
            state.separated = state.separated && up == event && size > 0;
        }
        state.score += z.transpose() * residual;
        const MatrixXd weighted = root.asDiagonal() * z;
        state.information.selfadjointView<Eigen::Lower>().rankUpdate(weighted.transpose());
    });
    state.information = MatrixXd(state.information.selfadjointView<Eigen::Lower>());
    state.objective = state.log_likelihood;
    return state;
}

void penalize(State& state, const VectorXd& beta, double strength) {
    for (Index j = 1; j < beta.size(); ++j) {
        state.objective -= strength / 2 * beta[j] * beta[j];
        state.score[j] -= strength * beta[j];
        state.information(j, j) += strength;
    }
}

// U* = U + sum of h_i (1/2 - p_i) z_i, h_i the diagonal of the hat matrix.
void reduce_bias(State& state, const Standard& data, const VectorXd& beta) {
    const Eigen::LLT<MatrixXd> root(state.information);
    if (root.info() != Eigen::Success) {
        state.objective = -std::numeric_limits<double>::infinity();
        return;
    }
    state.objective += root.matrixLLT().diagonal().array().log().sum();
    data.each_block([&](const MatrixXd& z, Index) {
        const VectorXd eta = z * beta;
        const MatrixXd solved = root.matrixL().solve(z.transpose());
        VectorXd extra(z.rows());
        for (Index i = 0; i < z.rows(); ++i) {
            const double p = logistic_of(eta[i]);
            extra[i] = solved.col(i).squaredNorm() * p * (1 - p) * (0.5 - p);
        }
        state.score += z.transpose() * extra;
    });
}

State evaluate(const Standard& data, const VectorXd& beta, const LogisticOptions& options) {
    State state = likelihood(data, beta);
    if (options.method == LogisticMethod::ridge) {
        penalize(state, beta, options.ridge * static_cast<double>(data.x.rows()));
    } else if (options.method == LogisticMethod::firth) {
        reduce_bias(state, data, beta);
    }
    return state;
}

bool singular(const MatrixXd& information) {
    const Eigen::LDLT<MatrixXd> ldlt(information);
    const VectorXd d = ldlt.vectorD();
    return ldlt.info() != Eigen::Success || !(d.minCoeff() > 1e-11 * d.maxCoeff());
}

enum class End { maximum, separated, drifting, stuck };

// From beta uphill; each step moves no log odds by more than about 5 (Firth's objective is not
// concave everywhere).
End climb(
    const Standard& data, const LogisticOptions& options, VectorXd& beta, State& state, int& rounds
) {
    const bool may_separate = options.method == LogisticMethod::maximum_likelihood;
    for (rounds = 1; rounds <= most_rounds; ++rounds) {
        if (may_separate && state.separated) {
            return End::separated;
        }
        VectorXd step = state.information.ldlt().solve(state.score);
        if (!step.allFinite()) {
            return state.largest > 15 ? End::drifting : End::stuck;
        }
        step *= std::min(1.0, 5 / step.cwiseAbs().maxCoeff());
        State next = evaluate(data, beta + step, options);
        const double slack = 1e-12 * std::abs(state.objective);
        for (int i = 0; i < 30 && !(next.objective >= state.objective - slack); ++i) {
            step /= 2;
            next = evaluate(data, beta + step, options);
        }
        beta += step;
        state = std::move(next);
        if (step.cwiseAbs().maxCoeff() < 1e-8 * (1 + beta.cwiseAbs().maxCoeff())) {
            return may_separate && state.largest > 30 ? End::drifting : End::maximum;
        }
    }
    return state.largest > 15 ? End::drifting : End::stuck;
}

// Back to the unit of the columns: b_j = g_j / sd_j, b_0 = g_0 - sum of g_j mean_j / sd_j.
void unstandardize(
    const Standard& data, const VectorXd& beta, const MatrixXd& inverse, LogisticFit& fit
) {
    const Index k = beta.size();
    MatrixXd back = MatrixXd::Zero(k, k);
    back(0, 0) = 1;
    for (Index j = 1; j < k; ++j) {
        back(j, j) = 1 / data.scale[j - 1];
        back(0, j) = -data.mean[j - 1] / data.scale[j - 1];
    }
    fit.coefficients = back * beta;
    fit.covariance = back * inverse * back.transpose();
    fit.standard_errors = fit.covariance.diagonal().cwiseMax(0).cwiseSqrt();
}

std::string_view why_not(const Rows& x, double events) {
    const auto n = static_cast<double>(x.rows());
    if (x.rows() == 0) {
        return reason::no_answers;
    }
    if (!x.allFinite() || x.cwiseAbs().sum() > 1e150) {
        return reason::not_finite;
    }
    if (events == 0 || events == n) {
        return reason::no_spread;
    }
    return x.rows() <= x.cols() + 1 ? reason::too_few_rows : "";
}

double count_events(const Rows& x, std::span<const double> y) {
    if (static_cast<Index>(y.size()) != x.rows()) {
        throw Fault("as many outcomes as rows are needed");
    }
    double events = 0;
    for (const double each : y) {
        if (each != 0 && each != 1) {
            throw Fault("an outcome is 0 or 1");
        }
        events += each;
    }
    return events;
}

LogisticFit fit_once(const Standard& data, const LogisticOptions& options, LogisticFit fit) {
    VectorXd beta = VectorXd::Zero(data.x.cols() + 1);
    State state = evaluate(data, beta, options);
    if ((data.scale.size() > 0 && data.scale.minCoeff() <= 0) || singular(state.information)) {
        fit.reason = reason::collinear;
        return fit;
    }
    fit.method = options.method;
    const End end = climb(data, options, beta, state, fit.rounds);
    if (end == End::separated || end == End::drifting) {
        fit.separation = end == End::separated ? Separation::complete : Separation::quasi;
        return fit_once(data, {LogisticMethod::firth, options.ridge}, fit);
    }
    if (end == End::stuck || singular(state.information)) {
        fit.reason = "no_maximum";
        return fit;
    }
    fit.log_likelihood = state.log_likelihood;
    const Index k = beta.size();
    unstandardize(data, beta, state.information.ldlt().solve(MatrixXd::Identity(k, k)), fit);
    return fit;
}

}  // namespace

double logistic_of(double log_odds) {
    const double small = std::exp(-std::abs(log_odds));
    return log_odds >= 0 ? 1 / (1 + small) : small / (1 + small);
}

LogisticFit logistic(
    const Eigen::Ref<const Eigen::MatrixXd>& x,
    std::span<const double> y,
    const LogisticOptions& options
) {
    const double events = count_events(x, y), n = static_cast<double>(x.rows());
    LogisticFit fit;
    fit.reason = why_not(x, events);
    if (!fit.reason.empty()) {
        return fit;
    }
    const double columns = std::max(1.0, static_cast<double>(x.cols()));
    fit.events_per_coefficient = std::min(events, n - events) / columns;
    fit.null_log_likelihood =
        events * std::log(events / n) + (n - events) * std::log1p(-events / n);
    return fit_once(Standard(x, y), options, fit);
}

Eigen::VectorXd linear_predictor(
    const LogisticFit& fit, const Eigen::Ref<const Eigen::MatrixXd>& x
) {
    if (fit.coefficients.size() != x.cols() + 1) {
        throw Fault("the rows have other columns than the fit");
    }
    return (x * fit.coefficients.tail(x.cols())).array() + fit.coefficients[0];
}

Eigen::VectorXd chances(const LogisticFit& fit, const Eigen::Ref<const Eigen::MatrixXd>& x) {
    return linear_predictor(fit, x).unaryExpr(&logistic_of);
}

}  // namespace styk::stats
