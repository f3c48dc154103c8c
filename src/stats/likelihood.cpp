#include "stats/likelihood.h"

#include <cmath>

namespace styk::stats {

namespace {

bool allowed(const Slope& slope) {
    return std::isfinite(slope.value) && slope.gradient.allFinite();
}

struct Climber {
    const Likelihood& likelihood;
    double bound;
    Peak peak{};
    Slope here{};
    Eigen::MatrixXd inverse{};  // of the negative second derivatives, as far as they are known

    Slope look(const Eigen::VectorXd& at) {
        ++peak.evaluations;
        return likelihood(at);
    }

    bool start(const Eigen::VectorXd& at) {
        here = look(at);
        peak.at = at;
        forget();
        return allowed(here);
    }

    void forget() {
        const double steep = std::max(1.0, here.gradient.norm());
        inverse = Eigen::MatrixXd::Identity(peak.at.size(), peak.at.size()) / steep;
    }

    [[nodiscard]] bool flat() const {
        return here.gradient.cwiseAbs().maxCoeff() < 1e-9 * (1 + std::abs(here.value));
    }

    void learn(const Eigen::VectorXd& step, const Eigen::VectorXd& change) {
        const double curvature = step.dot(change);
        if (!(curvature > 1e-14 * step.norm() * change.norm())) {
            return;
        }
        const Eigen::VectorXd v = inverse * change;
        inverse += (1 + v.dot(change) / curvature) / curvature * step * step.transpose() -
                   (v * step.transpose() + step * v.transpose()) / curvature;
    }

    // False when no step along the direction gains.
    bool advance(const Eigen::VectorXd& direction) {
        double length = std::min(1.0, 2 / direction.cwiseAbs().maxCoeff());
        const double rise = here.gradient.dot(direction);
        for (int halving = 0; halving < 40 && rise > 0; ++halving, length /= 2) {
            const Eigen::VectorXd to =
                (peak.at + length * direction).cwiseMax(-bound).cwiseMin(bound);
            const Slope there = look(to);
            if (allowed(there) && there.value > here.value &&
                there.value >= here.value + 1e-4 * here.gradient.dot(to - peak.at)) {
                learn(to - peak.at, here.gradient - there.gradient);
                peak.at = to;
                here = there;
                return true;
            }
        }
        return false;
    }

    Peak run() {
        bool fresh = true;
        for (int round = 0; round < 500 && !flat(); ++round) {
            const bool gained = advance(inverse * here.gradient);
            if (!gained && fresh) {
                break;
            }
            fresh = !gained;
            if (!gained) {
                forget();
            }
        }
        peak.value = here.value;
        peak.converged = here.gradient.cwiseAbs().maxCoeff() < 1e-5 * (1 + std::abs(here.value));
        return peak;
    }
};

}  // namespace

std::optional<Peak> climb(
    const Likelihood& likelihood, std::span<const Eigen::VectorXd> starts, double bound
) {
    std::optional<Peak> best;
    int evaluations = 0;
    for (const Eigen::VectorXd& start : starts) {
        Climber climber{likelihood, bound};
        if (climber.start(start)) {
            Peak peak = climber.run();
            evaluations += peak.evaluations;
            if (!best || peak.value > best->value) {
                best = std::move(peak);
            }
        }
    }
    if (best) {
        best->evaluations = evaluations;
    }
    return best;
}

}  // namespace styk::stats
