#include "calibrate.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

namespace styk::text {

namespace {

constexpr int most_steps = 50;
constexpr double enough = 1e-8, ridge = 1e-3;
constexpr double shrink = 0.5;  // of what a pattern adds: few texts shall not make it sure

double sigmoid(double x) {
    return 1 / (1 + std::exp(-x));
}

using Six = Eigen::Matrix<double, 6, 1>;
using Square = Eigen::Matrix<double, 6, 6>;

std::array<double, sides> softmax(const Six& at, const std::array<double, sides>& margins) {
    std::array<double, sides> odds{};
    double most = -1e300, sum = 0;
    for (std::size_t k = 0; k < sides; ++k) {
        const auto i = static_cast<Eigen::Index>(2 * k);
        odds[k] = at[i] * margins[k] + at[i + 1];
        most = std::max(most, odds[k]);
    }
    for (double& one : odds) {
        one = std::exp(one - most);
        sum += one;
    }
    for (double& one : odds) {
        one /= sum;
    }
    return odds;
}

// Adds one text to gradient and Hessian of the negative log-likelihood.
void add_text(
    const Six& at, const std::array<double, sides>& margins, std::size_t truth, Six& slope, Square& bend
) {
    const auto odds = softmax(at, margins);
    for (std::size_t k = 0; k < sides; ++k) {
        const double error = odds[k] - (k == truth ? 1 : 0);
        const auto i = static_cast<Eigen::Index>(2 * k);
        slope[i] += error * margins[k];
        slope[i + 1] += error;
        for (std::size_t l = 0; l < sides; ++l) {
            const double both = odds[k] * ((k == l ? 1 : 0) - odds[l]);
            const auto j = static_cast<Eigen::Index>(2 * l);
            bend(i, j) += both * margins[k] * margins[l];
            bend(i, j + 1) += both * margins[k];
            bend(i + 1, j) += both * margins[l];
            bend(i + 1, j + 1) += both;
        }
    }
}

}  // namespace

double Line::probability(double margin, bool seen) const {
    return sigmoid(slope * margin + offset + (seen ? sign : 0));
}

Line calibrate(std::span<const Held> texts) {
    const auto count = static_cast<double>(
        std::count_if(texts.begin(), texts.end(), [](const Held& one) { return one.yes; })
    );
    const auto others = static_cast<double>(texts.size()) - count;
    const double high = (count + 1) / (count + 2), low = 1 / (others + 2);
    Eigen::Vector3d at(1, std::log((count + 1) / (others + 1)), 0);
    for (int step = 0; step < most_steps; ++step) {
        Eigen::Vector3d slope(ridge * at[0], 0, shrink * at[2]);
        Eigen::Matrix3d bend = Eigen::Vector3d(ridge, ridge, shrink).asDiagonal();
        for (const auto& text : texts) {
            const Eigen::Vector3d x(text.margin, 1, text.seen ? 1 : 0);
            const double p = sigmoid(at.dot(x));
            slope += (p - (text.yes ? high : low)) * x;
            bend += std::max(p * (1 - p), 1e-6) * x * x.transpose();
        }
        const Eigen::Vector3d move = bend.ldlt().solve(slope);
        at -= move;
        if (move.norm() < enough) {
            break;
        }
    }
    return {std::max(at[0], 0.1), at[1], std::max(at[2], 0.0)};
}

std::array<Line, sides> calibrate_together(
    std::span<const std::array<double, sides>> margins, std::span<const std::size_t> truth
) {
    Six at;
    at << 1, 0, 1, 0, 1, 0;
    for (int step = 0; step < most_steps; ++step) {
        Six slope = ridge * at;
        Square bend = Square::Identity() * ridge;
        for (std::size_t i = 0; i < margins.size(); ++i) {
            add_text(at, margins[i], truth[i], slope, bend);
        }
        const Six move = bend.ldlt().solve(slope);
        at -= move;
        if (move.norm() < enough) {
            break;
        }
    }
    std::array<Line, sides> lines;
    for (std::size_t k = 0; k < sides; ++k) {
        const auto i = static_cast<Eigen::Index>(2 * k);
        lines[k] = {at[i], at[i + 1]};
    }
    return lines;
}

double best_threshold(std::span<const Held> texts, const Line& line) {
    double best = 0.5, best_f1 = -1;
    for (double threshold = 0.15; threshold <= 0.75; threshold += 0.05) {
        double hits = 0, both = 0;
        for (const auto& text : texts) {
            const bool says = line.probability(text.margin, text.seen) >= threshold;
            both += (says ? 1 : 0) + (text.yes ? 1 : 0);
            hits += says && text.yes ? 1 : 0;
        }
        const double f1 = both > 0 ? 2 * hits / both : 0;
        if (f1 > best_f1 + 1e-9) {
            best_f1 = f1;
            best = threshold;
        }
    }
    return best;
}

}  // namespace styk::text
