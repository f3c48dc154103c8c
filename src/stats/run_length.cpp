#include "stats/run_length.h"

#include <Eigen/LU>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/legendre.hpp>
#include <cmath>
#include <numbers>

#include "stats/optimize.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

double density(double z) {
    return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
}

double below(double z) {
    return std::erfc(-z / std::numbers::sqrt2) / 2;
}

// Nodes and weights on [from, to].
struct Nodes {
    VectorXd at, weight;
};

Nodes legendre_nodes(int count, double from, double to) {
    Nodes nodes{VectorXd(count), VectorXd(count)};
    const double half = (to - from) / 2;
    for (int i = 0; i < count; ++i) {
        double x = std::cos(std::numbers::pi * (i + 0.75) / (count + 0.5)), slope = 1;
        for (int step = 0; step < 10; ++step) {
            slope = boost::math::legendre_p_prime(count, x);
            x -= boost::math::legendre_p(count, x) / slope;
        }
        slope = boost::math::legendre_p_prime(count, x);
        nodes.at[i] = from + half * (1 + x);
        nodes.weight[i] = half * 2 / ((1 - x * x) * slope * slope);
    }
    return nodes;
}

// Enough nodes that each standard deviation of the kernel meets a dozen.
int nodes_for(double length, double kernel_sd) {
    return std::min(400, 40 + static_cast<int>(8 * length / kernel_sd));
}

// The limit, `most` at most, at which a run length that rises with it reaches `periods`.
std::optional<double> limit_for(double periods, double most, const Curve& run_length) {
    if (!(periods > 1) || periods > 1e9) {
        return std::nullopt;
    }
    double enough = 1;
    while (enough < most && run_length(enough) < periods) {
        enough = std::min(most, enough * 1.5);
    }
    return root_between(
        [&](double limit) { return std::log(run_length(limit) / periods); }, 1e-3, enough, 1e-7
    );
}

}  // namespace

std::optional<double> shewhart_run_length(double limit, double shift) {
    if (!(limit > 0) || !std::isfinite(limit + shift)) {
        return std::nullopt;
    }
    const double signal = below(-limit - shift) + below(-limit + shift);
    return signal > 0 ? std::optional(1 / signal) : std::nullopt;
}

std::optional<double> cusum_run_length_one_sided(double k, double h, double shift) {
    if (!(k >= 0) || !(h > 0) || h > 50 || !std::isfinite(k + shift)) {
        return std::nullopt;
    }
    const int n = nodes_for(h, 1);
    const Nodes nodes = legendre_nodes(n, 0, h);
    // Unknowns: L at 0, then at the nodes.
    MatrixXd system = MatrixXd::Identity(n + 1, n + 1);
    for (Index row = 0; row <= n; ++row) {
        const double u = row == 0 ? 0 : nodes.at[row - 1];
        system(row, 0) -= below(k - u - shift);
        for (Index j = 0; j < n; ++j) {
            system(row, j + 1) -= nodes.weight[j] * density(nodes.at[j] + k - u - shift);
        }
    }
    const double result = system.partialPivLu().solve(VectorXd::Ones(n + 1))[0];
    return result >= 1 && result < 1e15 ? std::optional(result) : std::nullopt;
}

std::optional<double> cusum_run_length(double k, double h, double shift) {
    const auto up = cusum_run_length_one_sided(k, h, shift);
    const auto down = shift == 0 ? up : cusum_run_length_one_sided(k, h, -shift);
    if (!up && !down) {
        return std::nullopt;
    }
    // A side that is silent practically for ever does not shorten the run.
    return 1 / ((up ? 1 / *up : 0) + (down ? 1 / *down : 0));
}

std::optional<double> ewma_run_length(double lambda, double limit, double shift) {
    if (!(lambda >= 0.001 && lambda <= 1) || !(limit > 0) || !std::isfinite(limit + shift)) {
        return std::nullopt;
    }
    const double edge = limit * std::sqrt(lambda / (2 - lambda));
    const int n = nodes_for(2 * edge, lambda);
    const Nodes nodes = legendre_nodes(n, -edge, edge);
    const auto kernel = [&](double u, double y) {
        return density((y - (1 - lambda) * u) / lambda - shift) / lambda;
    };
    MatrixXd system = MatrixXd::Identity(n, n);
    for (Index row = 0; row < n; ++row) {
        for (Index j = 0; j < n; ++j) {
            system(row, j) -= nodes.weight[j] * kernel(nodes.at[row], nodes.at[j]);
        }
    }
    const VectorXd lengths = system.partialPivLu().solve(VectorXd::Ones(n));
    double at_centre = 1;
    for (Index j = 0; j < n; ++j) {
        at_centre += nodes.weight[j] * kernel(0, nodes.at[j]) * lengths[j];
    }
    return at_centre >= 1 && at_centre < 1e15 ? std::optional(at_centre) : std::nullopt;
}

std::optional<double> cusum_limit_for(double periods, double k) {
    return limit_for(periods, 40, [&](double h) { return cusum_run_length(k, h).value_or(1e15); });
}

std::optional<double> ewma_limit_for(double periods, double lambda) {
    return limit_for(periods, 8, [&](double limit) {
        return ewma_run_length(lambda, limit).value_or(1e15);
    });
}

std::optional<double> shewhart_limit_for(double periods) {
    if (!(periods > 1) || periods > 1e9) {
        return std::nullopt;
    }
    return boost::math::quantile(boost::math::complement(boost::math::normal(), 1 / (2 * periods)));
}

double expected_false_alarms(double charts, double periods, double run_length) {
    return charts * periods / run_length;
}

}  // namespace styk::stats
