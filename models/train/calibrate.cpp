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

double softplus(double x) {
    return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x));
}

template <int N>
using Vector = Eigen::Matrix<double, N, 1>;

// A function's value, gradient and Hessian at a point.
template <int N>
struct Slope {
    double value = 0;
    Vector<N> slope = Vector<N>::Zero();
    Eigen::Matrix<double, N, N> bend = Eigen::Matrix<double, N, N>::Zero();

    void add_ridge(const Vector<N>& at, const Vector<N>& by) {
        value += (by.array() * at.array().square()).sum() / 2;
        slope += (by.array() * at.array()).matrix();
        bend += by.asDiagonal();
    }
};

// The least point of a convex function, by Newton's method; a step that leads up is halved.
template <int N, class Function>
Vector<N> least(Vector<N> at, const Function& function) {
    auto here = function(at);
    for (int step = 0; step < most_steps; ++step) {
        Vector<N> move = here.bend.ldlt().solve(here.slope);
        auto there = function(Vector<N>(at - move));
        for (int half = 0; half < most_steps && !(there.value <= here.value); ++half) {
            move /= 2;
            there = function(Vector<N>(at - move));
        }
        at -= move;
        here = there;
        if (move.norm() < enough) {
            break;
        }
    }
    return at;
}

std::array<double, sides> logits(const Vector<6>& at, const std::array<double, sides>& margins) {
    std::array<double, sides> odds{};
    for (std::size_t k = 0; k < sides; ++k) {
        const auto i = static_cast<Eigen::Index>(2 * k);
        odds[k] = at[i] * margins[k] + at[i + 1];
    }
    return odds;
}

// Adds the negative log-likelihood of one text.
void add_text(
    const Vector<6>& at, const std::array<double, sides>& margins, std::size_t truth, Slope<6>& into
) {
    auto odds = logits(at, margins);
    const double most = *std::max_element(odds.begin(), odds.end());
    double sum = 0;
    for (const double one : odds) {
        sum += std::exp(one - most);
    }
    into.value += most + std::log(sum) - odds[truth];
    for (double& one : odds) {
        one = std::exp(one - most) / sum;
    }
    for (std::size_t k = 0; k < sides; ++k) {
        const auto i = static_cast<Eigen::Index>(2 * k);
        const Eigen::Vector2d x(margins[k], 1);
        into.slope.segment<2>(i) += (odds[k] - (k == truth ? 1 : 0)) * x;
        for (std::size_t l = 0; l < sides; ++l) {
            const auto j = static_cast<Eigen::Index>(2 * l);
            const Eigen::Vector2d y(margins[l], 1);
            const double both = odds[k] * ((k == l ? 1 : 0) - odds[l]);
            into.bend.block<2, 2>(i, j) += both * x * y.transpose();
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
    const Eigen::Vector3d shrinking(ridge, ridge, shrink);
    const auto found = least<3>({1, std::log((count + 1) / (others + 1)), 0}, [&](const auto& at) {
        Slope<3> here;
        here.add_ridge(at, shrinking);
        for (const auto& text : texts) {
            const Eigen::Vector3d x(text.margin, 1, text.seen ? 1 : 0);
            const double odds = at.dot(x), p = sigmoid(odds), wanted = text.yes ? high : low;
            here.value += softplus(odds) - wanted * odds;
            here.slope += (p - wanted) * x;
            here.bend += std::max(p * (1 - p), 1e-6) * x * x.transpose();
        }
        return here;
    });
    return {std::max(found[0], 0.1), found[1], std::max(found[2], 0.0)};
}

std::array<Line, sides> calibrate_together(
    std::span<const std::array<double, sides>> margins, std::span<const std::size_t> truth
) {
    const Vector<6> shrinking = Vector<6>::Constant(ridge);
    Vector<6> start;
    start << 1, 0, 1, 0, 1, 0;
    const auto found = least<6>(start, [&](const auto& at) {
        Slope<6> here;
        here.add_ridge(at, shrinking);
        for (std::size_t i = 0; i < margins.size(); ++i) {
            add_text(at, margins[i], truth[i], here);
        }
        return here;
    });
    std::array<Line, sides> lines;
    for (std::size_t k = 0; k < sides; ++k) {
        const auto i = static_cast<Eigen::Index>(2 * k);
        lines[k] = {found[i], found[i + 1]};
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
