// Which cells of a table must be hidden so that nobody is seen: small ones, and others that would
// give a small one away by subtraction.
#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace styk::stats {

using CellCounts = Eigen::Matrix<std::uint64_t, Eigen::Dynamic, Eigen::Dynamic>;
using CellMask = Eigen::Matrix<bool, Eigen::Dynamic, Eigen::Dynamic>;

// One group of cells whose total is shown. Hidden: 0 < n < k; when that is exactly one cell, the
// smallest other that is not empty too (the first on ties). An empty cell names nobody and stays.
struct Suppression {
    std::vector<std::size_t> hidden{};  // rising
    bool hide_total = false;  // one cell is hidden and no other can be: the total tells it
};

[[nodiscard]] Suppression suppress(std::span<const std::uint64_t> cells, std::uint64_t k);

// A cross table with the totals of its rows and columns shown. The rule above row by row and column
// by column, until no hidden cell follows from those shown (solvable()). Where only empty cells are
// left to hide, they are hidden too.
[[nodiscard]] CellMask suppress_table(const CellCounts& cells, std::uint64_t k);

// A cell of a table with any number of groupings; `at` is a number in each.
struct GroupedCell {
    std::vector<std::uint32_t> at;
    std::uint64_t n = 0;
};

// The same for any number of groupings, whose sums over one or several of them may be asked for,
// too. Besides cells with 0 < n < k others are hidden, the smallest first, until in each such sum
// of at least k the hidden cells are none, or two at least and together k at least: what is left
// when the shown ones are taken from the sum is never a group below k. With two groupings no hidden
// cell below k is solvable() either. A sum below k is taken to be hidden where it is asked for.
[[nodiscard]] std::vector<bool> hidden_cells(std::span<const GroupedCell> cells, std::uint64_t k);

// Hidden cells that the shown ones and the totals of rows and columns determine: those that no
// other set of hidden cells can make up for (bridges of the graph of rows and columns).
[[nodiscard]] CellMask solvable(const CellMask& hidden);

// A cut inside a parent that this viewer has seen: would what is left of the parent be fewer than k
// people? Then it is refused. The same people (nothing left) may be shown again.
[[nodiscard]] bool gives_away(std::uint64_t parent, std::uint64_t cut, std::uint64_t k);

}  // namespace styk::stats
