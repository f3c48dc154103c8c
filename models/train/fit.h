// Linear models by liblinear, one label at a time.
#pragma once

#include <span>
#include <vector>

#include "sheet.h"

namespace styk::text {

// Is the label on this row? 1 yes, -1 no, 0 not known: the row is left out.
using Target = std::vector<std::int8_t>;

// Weights by column of the sheet, the last one the bias; as they are multiplied with its cells.
using Plane = std::vector<double>;

struct Fitting {
    double cost = 0.1;     // of an error, times the weight of its class
    double telling = 1;    // 0: columns as they are; 1: times how much they tell by themselves
    double most_lift = 4;  // weight of a rare label at most
};

// L2-regularised squared hinge. Each column is first multiplied by the absolute logarithm of the
// ratio of its shares among yes and no (Wang & Manning 2012, "Baselines and Bigrams"), which makes
// what tells something by itself cheap to use. Rows are learned `times` each.
[[nodiscard]] Plane fit(
    const Sheet& sheet,
    std::span<const std::uint32_t> rows,
    const Target& target,
    std::span<const int> times,
    const Fitting& how
);

[[nodiscard]] double margin(const Plane& plane, const SheetRow& row);

}  // namespace styk::text
