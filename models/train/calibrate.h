// From margins to probabilities, on margins of texts that were not learned.
#pragma once

#include <array>
#include <span>
#include <vector>

namespace styk::text {

struct Line {
    double slope = 1, offset = 0;  // slope * margin + offset are the log-odds
    double sign = 0;               // more of them where a pattern of the label was seen

    [[nodiscard]] double probability(double margin, bool seen) const;
};

// One text that was held back.
struct Held {
    double margin = 0;
    bool seen = false;  // a pattern of the label
    bool yes = false;   // it shows the label
};

// One label: logistic regression of yes or no on margin and pattern (Platt 1999, with his soft
// targets).
[[nodiscard]] Line calibrate(std::span<const Held> texts);

inline constexpr std::size_t sides = 3;  // negative, neutral, positive

// Three labels of which one is true: a softmax over lines. `truth` is the index of the label.
[[nodiscard]] std::array<Line, sides> calibrate_together(
    std::span<const std::array<double, sides>> margins, std::span<const std::size_t> truth
);

// The probability from which on saying yes gives the best F1; between 0.15 and 0.75, as few texts
// tell little about the ends.
[[nodiscard]] double best_threshold(std::span<const Held> texts, const Line& line);

}  // namespace styk::text
