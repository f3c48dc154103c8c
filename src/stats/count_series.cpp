#include "stats/count_series.h"

#include <algorithm>
#include <cmath>

#include "base/result.h"
#include "stats/independent_design.h"
#include "stats/interval.h"
#include "stats/reasons.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

double poisson_deviance(const VectorXd& y, const VectorXd& mean) {
    double sum = 0;
    for (Index i = 0; i < y.size(); ++i) {
        const double gain = y[i] > 0 ? y[i] * std::log(y[i] / mean[i]) : 0;
        sum += gain - (y[i] - mean[i]);
    }
    return 2 * sum;
}

// Fisher's scoring, as weighted least squares. A step that makes the deviance worse is halved.
class PoissonFit {
public:
    PoissonFit(const MatrixXd& design, const VectorXd& y, const VectorXd& offset)
        : design_(design), y_(y), offset_(offset), mean_(y.array() + 0.1) {
        linear_ = mean_.array().log();
        deviance_ = poisson_deviance(y, mean_);
    }

    // "" when it converged.
    [[nodiscard]] std::string_view run() {
        for (int round = 0; round < 100; ++round) {
            weights_ = mean_;
            const VectorXd root = weights_.cwiseSqrt();
            const VectorXd working =
                (linear_ - offset_).array() + (y_ - mean_).array() / mean_.array();
            fit_ = least_squares(
                MatrixXd(root.asDiagonal() * design_), VectorXd(root.asDiagonal() * working)
            );
            if (!fit_.reason.empty()) {
                return round == 0 ? fit_.reason : reason::not_converged;
            }
            const double before = deviance_;
            const auto moved = step_to(offset_ + design_ * fit_.coefficients, round > 0);
            if (!moved) {
                return reason::not_converged;
            }
            if (std::abs(deviance_ - before) < 1e-8 * (deviance_ + 0.1)) {
                return *moved < 0.01 ? "" : reason::not_converged;  // a rate runs away to 0
            }
        }
        return reason::not_converged;
    }

    [[nodiscard]] const LinearFit& fit() const { return fit_; }

    [[nodiscard]] double deviance() const { return deviance_; }

    [[nodiscard]] double pearson() const {
        return weights_.dot((y_ - mean_).cwiseQuotient(mean_).cwiseAbs2());
    }

private:
    // The largest change of a linear predictor; nothing when no step is good.
    std::optional<double> step_to(VectorXd target, bool may_halve) {
        for (int halving = 0; halving < 40; ++halving) {
            const VectorXd mean = target.array().exp();
            const double deviance = poisson_deviance(y_, mean);
            const bool worse = may_halve && deviance > deviance_ + 1e-8 * (deviance_ + 0.1);
            if (std::isfinite(deviance) && mean.minCoeff() > 0 && !worse) {
                const double moved = (target - linear_).cwiseAbs().maxCoeff();
                linear_ = target;
                mean_ = mean;
                deviance_ = deviance;
                return moved;
            }
            target = (target + linear_) / 2;
        }
        return std::nullopt;
    }

    const MatrixXd& design_;
    const VectorXd &y_, &offset_;
    VectorXd mean_, linear_{}, weights_{};  // weights: the means that the last fit was made with
    double deviance_ = 0;
    LinearFit fit_{};
};

std::string_view count_trouble(
    const MatrixXd& columns, const VectorXd& y, std::span<const double> offset
) {
    if (!offset.empty() && offset.size() != static_cast<std::size_t>(y.size())) {
        throw Fault("stats: a series and its offset differ in rows");
    }
    const auto basic = series_trouble(columns, y);
    if (!basic.empty()) {
        return basic;
    }
    if (!std::ranges::all_of(offset, [](double o) { return std::isfinite(o); })) {
        return reason::not_finite;
    }
    if (y.minCoeff() < 0) {
        return reason::out_of_scale;
    }
    return y.maxCoeff() > 0 ? "" : reason::no_spread;
}

}  // namespace

CountSeries count_series(
    const MatrixXd& columns, const VectorXd& y, std::span<const double> offset
) {
    const auto refused = count_trouble(columns, y, offset);
    if (!refused.empty()) {
        return {.reason = refused};
    }
    const auto design = independent_design(columns);
    const VectorXd given = offset.empty()
                               ? VectorXd::Zero(y.size())
                               : VectorXd(Eigen::Map<const VectorXd>(offset.data(), y.size()));
    PoissonFit poisson(design.used, y, given);
    const auto failed = poisson.run();
    if (!failed.empty()) {
        return {.reason = failed};
    }
    const VectorXd errors = poisson.fit().unscaled.diagonal().cwiseSqrt();
    CountSeries result{
        .coefficients = spread_out(design, poisson.fit().coefficients),
        .se_poisson = spread_out(design, errors),
        .deviance = std::max(poisson.deviance(), 0.0),
    };
    const double freedom = static_cast<double>(y.size() - design.used.cols());
    result.se_quasi.resize(result.coefficients.size());
    if (freedom > 0) {
        const double dispersion = poisson.pearson() / freedom;
        result.dispersion = dispersion;
        result.se_quasi = spread_out(design, VectorXd(errors * std::sqrt(dispersion)));
    }
    return result;
}

std::optional<RateRatio> rate_ratio(
    std::optional<double> coefficient, std::optional<double> error, double level
) {
    if (!coefficient || !error) {
        return std::nullopt;
    }
    const double half = normal_quantile(level) * *error;
    const RateRatio result{
        std::exp(*coefficient), std::exp(*coefficient - half), std::exp(*coefficient + half)
    };
    return std::isfinite(result.ratio) && std::isfinite(result.hi) ? std::optional(result)
                                                                   : std::nullopt;
}

}  // namespace styk::stats
