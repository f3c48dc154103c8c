#include "text/lesson_fit.h"

#include <algorithm>
#include <cmath>

namespace styk::text {

namespace {

constexpr int most_rounds = 400, power_rounds = 12;
constexpr double enough = 1e-4;       // change of a weight by which nothing is read otherwise
constexpr double largest_bend = 0.5;  // of the softmax's second derivative

using Weights = std::vector<double>;

class Fit {
public:
    Fit(std::span<const LessonRow> rows, std::size_t columns, std::size_t classes, double stiffness)
        : rows_(rows), classes_(classes), stiffness_(stiffness), size_(columns * classes) {}

    [[nodiscard]] Weights run() const {
        Weights now(size_), ahead(size_);
        const double step = 1 / (largest_bend * spread() + stiffness_);
        double momentum = 1;
        for (int round = 0; round < most_rounds; ++round) {
            const auto slope = gradient(ahead);
            Weights next(size_);
            double along = 0, moved = 0;
            for (std::size_t i = 0; i < size_; ++i) {
                next[i] = ahead[i] - step * slope[i];
                along += slope[i] * (next[i] - now[i]);
                moved = std::max(moved, std::abs(next[i] - now[i]));
            }
            const double before = along > 0 ? 1 : momentum;  // it went uphill: begin anew
            momentum = (1 + std::sqrt(1 + 4 * before * before)) / 2;
            for (std::size_t i = 0; i < size_; ++i) {
                ahead[i] = next[i] + (before - 1) / momentum * (next[i] - now[i]);
            }
            now = std::move(next);
            if (moved < enough) {
                break;
            }
        }
        return now;
    }

private:
    [[nodiscard]] Weights gradient(const Weights& at) const {
        Weights slope(size_);
        for (std::size_t i = 0; i < size_; ++i) {
            slope[i] = stiffness_ * at[i];
        }
        std::vector<double> odds(classes_);
        for (const auto& row : rows_) {
            wrong_by(row, at, odds);
            for (const auto& cell : row.cells) {
                for (std::size_t c = 0; c < classes_; ++c) {
                    slope[cell.column * classes_ + c] +=
                        row.weight * odds[c] * static_cast<double>(cell.value);
                }
            }
        }
        return slope;
    }

    // The probability of each class less what it should be.
    void wrong_by(const LessonRow& row, const Weights& at, std::vector<double>& odds) const {
        odds = row.known;
        for (const auto& cell : row.cells) {
            for (std::size_t c = 0; c < classes_; ++c) {
                odds[c] += at[cell.column * classes_ + c] * static_cast<double>(cell.value);
            }
        }
        if (classes_ == 1) {
            odds[0] = 1 / (1 + std::exp(-odds[0])) - static_cast<double>(row.truth);
            return;
        }
        const double most = *std::max_element(odds.begin(), odds.end());
        double sum = 0;
        for (double& one : odds) {
            one = std::exp(one - most);
            sum += one;
        }
        for (std::size_t c = 0; c < classes_; ++c) {
            odds[c] = odds[c] / sum - (c == row.truth ? 1 : 0);
        }
    }

    // The largest eigenvalue of the weighted rows' squares, a little more for the rounds it lacks.
    [[nodiscard]] double spread() const {
        std::vector<double> direction(size_ / classes_, 1), next;
        double length = 1;
        for (int round = 0; round < power_rounds; ++round) {
            next.assign(direction.size(), 0);
            for (const auto& row : rows_) {
                double sum = 0;
                for (const auto& cell : row.cells) {
                    sum += direction[cell.column] * static_cast<double>(cell.value);
                }
                for (const auto& cell : row.cells) {
                    next[cell.column] += row.weight * sum * static_cast<double>(cell.value);
                }
            }
            double squares = 0;
            for (const double one : next) {
                squares += one * one;
            }
            length = std::sqrt(squares);
            if (length == 0) {
                return 0;
            }
            for (std::size_t i = 0; i < next.size(); ++i) {
                direction[i] = next[i] / length;
            }
        }
        return 1.1 * length;
    }

    std::span<const LessonRow> rows_;
    std::size_t classes_;
    double stiffness_;
    std::size_t size_;
};

}  // namespace

std::vector<double> fit_lessons(
    std::span<const LessonRow> rows, std::size_t columns, std::size_t classes, double stiffness
) {
    return Fit(rows, columns, classes, stiffness).run();
}

}  // namespace styk::text
