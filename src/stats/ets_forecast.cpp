// Means and variances ahead, by the classes of chapter 6 of Hyndman et al. 2008.
#include <Eigen/Core>
#include <algorithm>
#include <cmath>

#include "stats/ets.h"
#include "stats/ets_recursion.h"
#include "stats/random.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

EtsParameters from_end_of(const EtsFit& fit) {
    EtsParameters parameters = fit.parameters;
    parameters.start = fit.end;
    return parameters;
}

double phi_of(const EtsFit& fit) {
    return fit.model.damped ? fit.parameters.phi : 1;
}

// The recursion fed with its own expectations.
std::vector<double> means_ahead(const EtsFit& fit, int horizon) {
    EtsParameters still = from_end_of(fit);
    still.alpha = still.beta = still.gamma = 0;
    EtsRecursion recursion(fit.model, still);
    std::vector<double> result;
    for (int h = 0; h < horizon; ++h) {
        result.push_back(recursion.expected());
        recursion.learn(recursion.expected());
    }
    return result;
}

// c_j: what an error does to the forecast j periods later.
double lasting(const EtsFit& fit, int j, bool early) {
    const auto& p = fit.parameters;
    double effect = p.alpha;
    if (fit.model.trend != Part::none) {
        double damping = 0, power = 1;
        for (int i = 0; i < j; ++i) {
            power *= phi_of(fit);
            damping += power;
        }
        effect += p.beta * damping;
    }
    if (fit.model.season == Part::none) {
        return effect;
    }
    const int back = early && fit.model.trend == Part::none ? fit.model.period - 1 : 0;
    return effect + (j % fit.model.period == back ? p.gamma : 0);
}

// Additive errors and parts (class 1) and multiplicative errors on additive parts (class 2).
Forecast of_additive_parts(const EtsFit& fit, int horizon, bool early) {
    Forecast result{.mean = means_ahead(fit, horizon)};
    const bool relative = fit.model.error == Part::multiplicative;
    std::vector<double> second;  // relative errors: expected square of the value's expectation
    for (int h = 0; h < horizon; ++h) {
        const double mean = result.mean[static_cast<std::size_t>(h)];
        double sum = 0;
        for (int j = 1; j <= h; ++j) {
            const double c = lasting(fit, j, early);
            sum += c * c * (relative ? second[static_cast<std::size_t>(h - j)] : 1);
        }
        second.push_back(mean * mean + fit.sigma2 * sum);
        result.variance.push_back(
            relative ? (1 + fit.sigma2) * second.back() - mean * mean : fit.sigma2 * (1 + sum)
        );
    }
    return result;
}

MatrixXd kronecker(const MatrixXd& a, const MatrixXd& b) {
    MatrixXd result(a.rows() * b.rows(), a.cols() * b.cols());
    for (Index i = 0; i < a.rows(); ++i) {
        for (Index j = 0; j < a.cols(); ++j) {
            result.block(i * b.rows(), j * b.cols(), b.rows(), b.cols()) = a(i, j) * b;
        }
    }
    return result;
}

// Multiplicative errors and season on an additive trend (class 3): the value is (level and trend)
// times season, so mean and covariance of the product of the two state vectors are carried on.
class SeasonalProduct {
public:
    explicit SeasonalProduct(const EtsFit& fit) : sigma2_(fit.sigma2) {
        const double phi = phi_of(fit), alpha = fit.parameters.alpha, beta = fit.parameters.beta;
        const auto m = static_cast<Index>(fit.end.seasons.size());
        VectorXd base(1);
        base << fit.end.level;
        step_ = gain_ = MatrixXd::Constant(1, 1, 1);
        gain_(0, 0) = alpha;
        seen_ = MatrixXd::Constant(1, 1, 1);
        if (fit.model.trend != Part::none) {
            base = VectorXd(2);
            base << fit.end.level, fit.end.slope;
            step_ = MatrixXd(2, 2);
            step_ << 1, phi, 0, phi;
            gain_ = MatrixXd(2, 2);
            gain_ << alpha, alpha * phi, beta, beta * phi;
            seen_ = MatrixXd(1, 2);
            seen_ << 1, phi;
        }
        // Seasons newest first: the last is the next to be used, then moves to the front.
        turn_ = MatrixXd::Zero(m, m);
        turn_(0, m - 1) = 1;
        turn_.bottomLeftCorner(m - 1, m - 1) = MatrixXd::Identity(m - 1, m - 1);
        season_gain_ = MatrixXd::Zero(m, m);
        season_gain_(0, m - 1) = fit.parameters.gamma;
        season_seen_ = MatrixXd::Zero(1, m);
        season_seen_(0, m - 1) = 1;
        VectorXd seasons(m);
        for (Index i = 0; i < m; ++i) {
            seasons[m - 1 - i] = fit.end.seasons[static_cast<std::size_t>(i)];
        }
        mean_ = base * seasons.transpose();
    }

    [[nodiscard]] Forecast ahead(int horizon) {
        Forecast result;
        const MatrixXd seen = kronecker(season_seen_, seen_), step = kronecker(turn_, step_),
                       both = kronecker(season_gain_, gain_),
                       one = kronecker(season_gain_, step_) + kronecker(turn_, gain_);
        MatrixXd covariance = MatrixXd::Zero(step.rows(), step.cols());
        for (int h = 0; h < horizon; ++h) {
            const double mean = (seen_ * mean_ * season_seen_.transpose())(0, 0);
            result.mean.push_back(mean);
            result.variance.push_back(
                (1 + sigma2_) * (seen * covariance * seen.transpose())(0, 0) + sigma2_ * mean * mean
            );
            const VectorXd flat = mean_.reshaped();
            const MatrixXd square = flat * flat.transpose(), cross = step * covariance;
            const MatrixXd cross_both = cross * both.transpose();
            const MatrixXd next =
                cross * step.transpose() +
                sigma2_ * (cross_both + cross_both.transpose() +
                           one * (covariance + square) * one.transpose() +
                           sigma2_ * both * (3 * covariance + 2 * square) * both.transpose());
            covariance = next;
            const MatrixXd moved = step_ * mean_ * turn_.transpose() +
                                   sigma2_ * gain_ * mean_ * season_gain_.transpose();
            mean_ = moved;
        }
        return result;
    }

private:
    double sigma2_;
    MatrixXd mean_, step_, gain_, seen_, turn_, season_gain_, season_seen_;
};

Forecast simulated(const EtsFit& fit, int horizon, const ForecastOptions& options) {
    Forecast result{.mean = means_ahead(fit, horizon)};
    result.variance.assign(result.mean.size(), 0);
    Generator generator(options.seed);
    const EtsParameters from = from_end_of(fit);
    const double sigma = std::sqrt(fit.sigma2);
    std::vector<double> centre(result.mean.size());
    for (int path = 0; path < options.paths; ++path) {
        EtsRecursion recursion(fit.model, from);
        for (std::size_t h = 0; h < result.mean.size(); ++h) {
            const double expected = recursion.expected(), error = sigma * generator.normal();
            const double value =
                fit.model.error == Part::multiplicative ? expected * (1 + error) : expected + error;
            const double step = value - centre[h];
            centre[h] += step / (path + 1);
            result.variance[h] += step * (value - centre[h]);
            recursion.learn(value);
        }
    }
    for (double& variance : result.variance) {
        variance /= std::max(1, options.paths - 1);
    }
    return result;
}

}  // namespace

Forecast forecast_ets(const EtsFit& fit, int horizon, const ForecastOptions& options) {
    if (!fit.reason.empty() || horizon < 1) {
        return {};
    }
    if (fit.model.trend != Part::multiplicative && fit.model.season != Part::multiplicative) {
        return of_additive_parts(fit, horizon, options.season_comes_early);
    }
    if (fit.model.error == Part::multiplicative && fit.model.trend != Part::multiplicative) {
        return SeasonalProduct(fit).ahead(horizon);
    }
    return simulated(fit, horizon, options);
}

}  // namespace styk::stats
