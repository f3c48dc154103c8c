// Logistic regression that starts from what is known already.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace styk::text {

struct LessonCell {
    std::uint32_t column = 0;
    float value = 0;
};

struct LessonRow {
    std::vector<LessonCell> cells;
    std::vector<double> known;  // log-odds so far, one a class (one alone: yes or no)
    std::size_t truth = 0;      // the class; of yes or no: 1 is yes
    double weight = 1;
};

// Weights [column * classes + class] that make the truth most likely when added to what is known,
// under a penalty of `stiffness` / 2 times their squares. Convex: the one best answer, to three
// digits. Source: multinomial logistic regression with offsets; accelerated gradient (Nesterov
// 1983) with restarts (O'Donoghue and Candès 2015).
[[nodiscard]] std::vector<double> fit_lessons(
    std::span<const LessonRow> rows, std::size_t columns, std::size_t classes, double stiffness
);

}  // namespace styk::text
