#include "stats/anonymity.h"

#include <Eigen/Dense>
#include <gtest/gtest.h>
#include <map>

#include "base/result.h"
#include "stats/random.h"

namespace styk::stats {

namespace {

using Cells = std::vector<std::uint64_t>;
using Places = std::vector<std::size_t>;
using Eigen::Index;

TEST(Suppression, hides_a_second_cell_beside_a_lonely_one) {
    EXPECT_EQ(suppress(Cells{30, 12, 4, 50}, 5).hidden, (Places{1, 2}));
    EXPECT_EQ(suppress(Cells{5, 5, 5}, 5).hidden, Places{});
    EXPECT_EQ(suppress(Cells{3, 2, 40}, 5).hidden, (Places{0, 1}));
    EXPECT_EQ(suppress(Cells{7, 4, 7}, 5).hidden, (Places{0, 1}));  // the first on ties
    EXPECT_EQ(suppress(Cells{}, 5).hidden, Places{});
    EXPECT_EQ(suppress(Cells{0, 0, 9}, 5).hidden, Places{});
    EXPECT_EQ(suppress(Cells{1, 9}, 1).hidden, Places{});
}

TEST(Suppression, hides_the_total_when_nothing_else_can_hide_the_cell) {
    EXPECT_EQ(suppress(Cells{0, 4, 0}, 5).hidden, Places{1});
    EXPECT_TRUE(suppress(Cells{0, 4, 0}, 5).hide_total);
    EXPECT_FALSE(suppress(Cells{9, 4, 0}, 5).hide_total);
}

// What the shown cells and all totals determine, by linear algebra: a hidden cell is solved when
// its unit vector is a sum of the equations.
CellMask solved(const CellMask& hidden) {
    std::vector<std::pair<Index, Index>> unknowns;
    for (Index i = 0; i < hidden.rows(); ++i) {
        for (Index j = 0; j < hidden.cols(); ++j) {
            if (hidden(i, j)) {
                unknowns.emplace_back(i, j);
            }
        }
    }
    const Index n = std::ssize(unknowns);
    Eigen::MatrixXd equations = Eigen::MatrixXd::Zero(hidden.rows() + hidden.cols() + 1, n);
    for (Index u = 0; u < n; ++u) {
        const auto [i, j] = unknowns[static_cast<std::size_t>(u)];
        equations(i, u) = equations(hidden.rows() + j, u) = 1;
    }
    CellMask result = CellMask::Constant(hidden.rows(), hidden.cols(), false);
    const Index rank = n > 0 ? equations.fullPivLu().rank() : 0;
    for (Index u = 0; u < n; ++u) {
        Eigen::MatrixXd more = equations;
        more(more.rows() - 1, u) = 1;
        const auto [i, j] = unknowns[static_cast<std::size_t>(u)];
        result(i, j) = more.fullPivLu().rank() == rank;
    }
    return result;
}

TEST(SuppressedTable, lets_no_hidden_cell_be_solved_from_shown_ones) {
    Generator random(1);
    for (int trial = 0; trial < 300; ++trial) {
        CellCounts cells(
            static_cast<Index>(2 + random.below(4)), static_cast<Index>(2 + random.below(4))
        );
        for (auto& cell : cells.reshaped()) {
            cell = random.below(3) == 0 ? random.below(6) : random.below(60);
        }
        const CellMask hidden = suppress_table(cells, 5);
        EXPECT_FALSE(solved(hidden).any()) << cells << "\n\n" << hidden;
        for (Index i = 0; i < cells.rows(); ++i) {
            for (Index j = 0; j < cells.cols(); ++j) {
                EXPECT_TRUE(hidden(i, j) || cells(i, j) == 0 || cells(i, j) >= 5);
            }
        }
    }
}

TEST(SuppressedTable, finds_what_linear_algebra_solves) {
    Generator random(2);
    for (int trial = 0; trial < 300; ++trial) {
        CellMask hidden(3, 4);
        for (bool& cell : hidden.reshaped()) {
            cell = random.below(2) == 0;
        }
        EXPECT_EQ(solvable(hidden), solved(hidden));
    }
}

TEST(SuppressedTable, hides_nothing_where_nothing_is_small) {
    EXPECT_FALSE(suppress_table(CellCounts::Constant(3, 3, 5), 5).any());
    EXPECT_FALSE(suppress_table(CellCounts::Constant(3, 3, 0), 5).any());
    EXPECT_EQ(suppress_table(CellCounts(0, 0), 5).size(), 0);
    CellCounts cells(3, 3);
    cells << 9, 20, 30, 20, 3, 40, 30, 40, 50;
    EXPECT_EQ(suppress_table(cells, 5).count(), 4);
}

std::vector<GroupedCell> random_cells(
    Generator& random, std::size_t groupings, std::uint64_t fewest = 0
) {
    std::vector<GroupedCell> cells;
    const std::size_t side = 2 + random.below(3);
    std::size_t places = 1;
    for (std::size_t g = 0; g < groupings; ++g) {
        places *= side;
    }
    for (std::size_t place = 0; place < places; ++place) {
        GroupedCell cell;
        std::size_t left = place;
        for (std::size_t g = 0; g < groupings; ++g) {
            cell.at.push_back(static_cast<std::uint32_t>(left % side));
            left /= side;
        }
        cell.n = fewest + (random.below(3) == 0 ? random.below(6) : random.below(60));
        if (cell.n > 0) {
            cells.push_back(std::move(cell));
        }
    }
    return cells;
}

// Which of the groupings are kept is a bit each: the sums a viewer may ask for.
using Sums = std::map<std::vector<std::uint32_t>, std::vector<std::size_t>>;

Sums sums_by(const std::vector<GroupedCell>& cells, std::uint32_t kept) {
    Sums sums;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        std::vector<std::uint32_t> key;
        for (std::size_t g = 0; g < cells[i].at.size(); ++g) {
            if ((kept >> g & 1U) != 0) {
                key.push_back(cells[i].at[g]);
            }
        }
        sums[key].push_back(i);
    }
    return sums;
}

TEST(HiddenCells, leave_no_group_below_the_threshold_between_a_sum_and_its_parts) {
    Generator random(3);
    constexpr std::uint64_t k = 5;
    int hidden_cells_seen = 0;
    for (int trial = 0; trial < 600; ++trial) {
        const std::size_t groupings = 1 + random.below(3);
        const auto cells = random_cells(random, groupings);
        const auto hidden = hidden_cells(cells, k);
        for (std::uint32_t kept = 0; kept + 1 < std::uint32_t{1} << groupings; ++kept) {
            for (const auto& [key, parts] : sums_by(cells, kept)) {
                std::uint64_t whole = 0, left = 0;
                for (const std::size_t i : parts) {
                    whole += cells[i].n;
                    left += hidden[i] ? cells[i].n : 0;
                    hidden_cells_seen += hidden[i] ? 1 : 0;
                    EXPECT_TRUE(hidden[i] || cells[i].n >= k);
                }
                EXPECT_TRUE(whole < k || left == 0 || left >= k) << left << " of " << whole;
            }
        }
    }
    EXPECT_GT(hidden_cells_seen, 1000);
}

// Cells of a table as unknowns; equations are the cells and totals that are shown, totals by the
// same rule.
bool is_solved(
    const std::vector<GroupedCell>& cells,
    const std::vector<bool>& hidden,
    std::size_t cell,
    std::uint64_t k
) {
    Eigen::MatrixXd equations = Eigen::MatrixXd::Zero(32, std::ssize(cells));
    Index row = 0;
    for (std::uint32_t kept = 0; kept < 3; ++kept) {
        const auto sums = sums_by(cells, kept);
        std::vector<GroupedCell> totals;
        for (const auto& [key, parts] : sums) {
            auto& total = totals.emplace_back(GroupedCell{key, 0});
            for (const std::size_t i : parts) {
                total.n += cells[i].n;
            }
        }
        const auto hidden_totals = hidden_cells(totals, k);
        std::size_t total = 0;
        for (const auto& [key, parts] : sums) {
            const bool shown = !hidden_totals[total++];
            for (const std::size_t i : parts) {
                equations(row, static_cast<Index>(i)) = hidden[i] && shown ? 1 : 0;
            }
            ++row;
        }
    }
    const Index rank = equations.fullPivLu().rank();
    equations(31, static_cast<Index>(cell)) = 1;
    return equations.fullPivLu().rank() == rank;
}

// Where cells are empty, a row may be a column, and then its total is the other's.
TEST(HiddenCells, of_a_full_table_cannot_be_solved_for) {
    Generator random(4);
    for (int trial = 0; trial < 300; ++trial) {
        const auto cells = random_cells(random, 2, 1);
        const auto hidden = hidden_cells(cells, 5);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            EXPECT_FALSE(cells[i].n < 5 && is_solved(cells, hidden, i, 5)) << trial << " " << i;
        }
    }
}

// A year of days by thirty touchpoints: quickly enough for a page.
TEST(HiddenCells, of_a_large_table_are_found) {
    Generator random(5);
    std::vector<GroupedCell> cells;
    for (std::uint32_t day = 0; day < 365; ++day) {
        for (std::uint32_t touchpoint = 0; touchpoint < 30; ++touchpoint) {
            if (random.below(3) > 0) {
                cells.push_back({{day, touchpoint}, 1 + random.below(20)});
            }
        }
    }
    const auto hidden = hidden_cells(cells, 5);
    for (const auto& [key, parts] : sums_by(cells, 1)) {
        std::uint64_t left = 0;
        for (const std::size_t i : parts) {
            left += hidden[i] ? cells[i].n : 0;
        }
        EXPECT_TRUE(left == 0 || left >= 5);
    }
}

// Where most places are empty, a cell is often the whole of its row or column, and hides nothing.
TEST(HiddenCells, of_a_sparse_table_are_found) {
    Generator random(6);
    const std::vector<GroupedCell> row{{{0, 0}, 1}, {{0, 1}, 2}};
    EXPECT_EQ(hidden_cells(row, 5), (std::vector<bool>{true, true}));
    for (int trial = 0; trial < 3000; ++trial) {
        const auto rows = static_cast<std::uint32_t>(1 + random.below(6));
        const auto columns = static_cast<std::uint32_t>(1 + random.below(6));
        std::vector<GroupedCell> cells;
        for (std::uint32_t place = 0; place < rows * columns; ++place) {
            if (random.below(3) == 0) {
                cells.push_back({{place / columns, place % columns}, 1 + random.below(9)});
            }
        }
        const auto hidden = hidden_cells(cells, 5);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            EXPECT_TRUE(hidden[i] || cells[i].n >= 5);
        }
    }
}

TEST(HiddenCells, are_none_where_nothing_is_small) {
    const std::vector<GroupedCell> cells{{{0, 0}, 5}, {{0, 1}, 9}, {{1, 0}, 7}};
    EXPECT_EQ(hidden_cells(cells, 5), std::vector<bool>(3, false));
    EXPECT_TRUE(hidden_cells({}, 5).empty());
    // Two small ones are not enough: together they would still be three people.
    const std::vector<GroupedCell> line{{{0}, 1}, {{1}, 2}, {{2}, 40}, {{3}, 20}};
    EXPECT_EQ(hidden_cells(line, 5), (std::vector<bool>{true, true, false, true}));
}

TEST(Cut, is_refused_when_the_rest_of_its_parent_is_small) {
    EXPECT_TRUE(gives_away(100, 97, 5));
    EXPECT_FALSE(gives_away(100, 95, 5));
    EXPECT_FALSE(gives_away(100, 100, 5));
    EXPECT_TRUE(gives_away(3, 0, 5));
    EXPECT_THROW(static_cast<void>(gives_away(3, 4, 5)), Fault);
}

}  // namespace

}  // namespace styk::stats
