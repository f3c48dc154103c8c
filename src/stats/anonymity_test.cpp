#include "stats/anonymity.h"

#include <Eigen/Dense>
#include <gtest/gtest.h>

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

TEST(Cut, is_refused_when_the_rest_of_its_parent_is_small) {
    EXPECT_TRUE(gives_away(100, 97, 5));
    EXPECT_FALSE(gives_away(100, 95, 5));
    EXPECT_FALSE(gives_away(100, 100, 5));
    EXPECT_TRUE(gives_away(3, 0, 5));
    EXPECT_THROW(static_cast<void>(gives_away(3, 4, 5)), Fault);
}

}  // namespace

}  // namespace styk::stats
