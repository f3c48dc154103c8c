#include "stats/anonymity.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "base/result.h"

namespace styk::stats {

namespace {

using Eigen::Index;

// Rows are nodes 0 .. rows - 1, columns the nodes behind; a hidden cell joins its row and column.
class Joined {
public:
    explicit Joined(Index nodes) : parent_(static_cast<std::size_t>(nodes)) {
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    }

    std::size_t root(Index node) {
        auto at = static_cast<std::size_t>(node);
        while (parent_[at] != at) {
            at = parent_[at] = parent_[parent_[at]];
        }
        return at;
    }

    void join(Index a, Index b) { parent_[root(a)] = root(b); }

private:
    std::vector<std::size_t> parent_;
};

// Is there another way from the row to the column over hidden cells?
bool is_bridge(const CellMask& hidden, Index row, Index column) {
    Joined joined(hidden.rows() + hidden.cols());
    for (Index i = 0; i < hidden.rows(); ++i) {
        for (Index j = 0; j < hidden.cols(); ++j) {
            if (hidden(i, j) && (i != row || j != column)) {
                joined.join(i, hidden.rows() + j);
            }
        }
    }
    return joined.root(row) != joined.root(hidden.rows() + column);
}

// The cell of the row (or column) that costs least to hide: small and not empty first.
std::optional<Index> cheapest(const CellCounts& line, const CellMask& hidden) {
    std::optional<Index> best;
    const auto cost = [&](Index i) { return line(i) == 0 ? UINT64_MAX : line(i); };
    for (Index i = 0; i < line.size(); ++i) {
        if (!hidden(i) && (!best || cost(i) < cost(*best))) {
            best = i;
        }
    }
    return best;
}

// Hides one more cell beside (row, column), in its row or, where that is full, in its column; false
// when there is none.
bool hide_beside(const CellCounts& cells, CellMask& hidden, Index row, Index column) {
    const bool alone_in_row = hidden.row(row).count() == 1;
    const bool alone_in_column = hidden.col(column).count() == 1;
    const auto in_row = cheapest(cells.row(row), hidden.row(row));
    const auto in_column = cheapest(cells.col(column), hidden.col(column));
    if (in_row && (alone_in_row || !alone_in_column || !in_column)) {
        hidden(row, *in_row) = true;
    } else if (in_column) {
        hidden(*in_column, column) = true;
    } else {
        return false;
    }
    return true;
}

}  // namespace

Suppression suppress(std::span<const std::uint64_t> cells, std::uint64_t k) {
    Suppression result;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i] > 0 && cells[i] < k) {
            result.hidden.push_back(i);
        }
    }
    if (result.hidden.size() != 1) {
        return result;
    }
    std::optional<std::size_t> smallest;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i != result.hidden[0] && cells[i] > 0 && (!smallest || cells[i] < cells[*smallest])) {
            smallest = i;
        }
    }
    result.hide_total = !smallest;
    if (smallest) {
        result.hidden.push_back(*smallest);
        std::sort(result.hidden.begin(), result.hidden.end());
    }
    return result;
}

CellMask suppress_table(const CellCounts& cells, std::uint64_t k) {
    CellMask hidden = cells.unaryExpr([&](std::uint64_t n) { return n > 0 && n < k; });
    bool stuck = false;
    while (!stuck) {
        const CellMask open = solvable(hidden);
        stuck = true;
        for (Index i = 0; i < open.rows() && stuck; ++i) {
            for (Index j = 0; j < open.cols() && stuck; ++j) {
                stuck = !(open(i, j) && hide_beside(cells, hidden, i, j));
            }
        }
    }
    return hidden;
}

CellMask solvable(const CellMask& hidden) {
    CellMask result = CellMask::Constant(hidden.rows(), hidden.cols(), false);
    for (Index i = 0; i < hidden.rows(); ++i) {
        for (Index j = 0; j < hidden.cols(); ++j) {
            result(i, j) = hidden(i, j) && is_bridge(hidden, i, j);
        }
    }
    return result;
}

bool gives_away(std::uint64_t parent, std::uint64_t cut, std::uint64_t k) {
    if (cut > parent) {
        throw Fault("stats: a cut is larger than what it was cut from");
    }
    return parent > cut && parent - cut < k;
}

}  // namespace styk::stats
