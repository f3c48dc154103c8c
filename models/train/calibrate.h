// From margins to probabilities, on margins of texts that were not learned.
#pragma once

#include <array>
#include <span>
#include <vector>

namespace styk::text {

struct Line {
    double slope = 1, offset = 0;  // slope * margin + offset are the log-odds
};

// One label: logistic regression of yes or no on the margin (Platt 1999, with his soft targets).
[[nodiscard]] Line calibrate(std::span<const double> margins, const std::vector<bool>& yes);

inline constexpr std::size_t sides = 3;  // negative, neutral, positive

// Three labels of which one is true: a softmax over lines. `truth` is the index of the label.
[[nodiscard]] std::array<Line, sides> calibrate_together(
    std::span<const std::array<double, sides>> margins, std::span<const std::size_t> truth
);

// The probability from which on saying yes gives the best F1; between 0.25 and 0.75, as few texts
// tell little about the ends.
[[nodiscard]] double best_threshold(
    std::span<const double> margins, const std::vector<bool>& yes, const Line& line
);

}  // namespace styk::text
