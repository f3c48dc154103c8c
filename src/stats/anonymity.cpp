#include "stats/anonymity.h"

#include <algorithm>
#include <map>
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

using Cells = std::span<const GroupedCell>;
using Line = std::vector<std::size_t>;  // cells that are added up

// Every way of adding cells up: over one grouping, two of them, … all. A line of one cell says
// nothing new.
std::vector<Line> lines_of(Cells cells) {
    std::vector<Line> out;
    const std::size_t groupings = cells.front().at.size();
    for (std::uint32_t summed = 1; summed < std::uint32_t{1} << groupings; ++summed) {
        std::map<std::vector<std::uint32_t>, Line> lines;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            std::vector<std::uint32_t> rest;
            for (std::size_t g = 0; g < groupings; ++g) {
                if ((summed >> g & 1U) == 0) {
                    rest.push_back(cells[i].at[g]);
                }
            }
            lines[rest].push_back(i);
        }
        for (auto& [rest, line] : lines) {
            out.push_back(std::move(line));
        }
    }
    return out;
}

// Hides cells of a table until what is hidden cannot be had by adding up and taking away.
class Hiding {
public:
    Hiding(Cells cells, std::uint64_t k) : cells_(cells), k_(k), exposed_(cells.size(), false) {
        for (const auto& cell : cells) {
            hidden_.push_back(cell.n > 0 && cell.n < k);
        }
    }

    [[nodiscard]] bool any() const {
        return std::find(hidden_.begin(), hidden_.end(), true) != hidden_.end();
    }

    // False when the line was safe as it was.
    bool mend(const Line& line) {
        bool mended = false;
        for (Left left = left_of(line); is_unsafe(left); left = left_of(line)) {
            mended = true;
            if (!hide_smallest(line)) {
                expose(left.last);
                break;
            }
        }
        return mended;
    }

    // Of two groupings: beside one cell that is solvable another is hidden.
    bool mend_table() {
        CellCounts counts;
        CellMask mask;
        fill(counts, mask);
        const CellMask open = solvable(mask);
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            const Index row = cells_[i].at[0], column = cells_[i].at[1];
            if (open(row, column) && !exposed_[i]) {
                CellMask more = mask;
                hide_beside(counts, more, row, column);
                if (!adopt(more)) {
                    expose(i);
                }
                return true;
            }
        }
        return false;
    }

    [[nodiscard]] std::vector<bool> hidden() && { return std::move(hidden_); }

private:
    // What the shown cells of a line leave over.
    struct Left {
        std::size_t hidden = 0, last = 0;
        std::uint64_t n = 0, all = 0;
    };

    [[nodiscard]] Left left_of(const Line& line) const {
        Left out;
        for (const std::size_t i : line) {
            out.all += cells_[i].n;
            if (hidden_[i] && !exposed_[i]) {
                ++out.hidden;
                out.n += cells_[i].n;
                out.last = i;
            }
        }
        return out;
    }

    [[nodiscard]] bool is_unsafe(const Left& left) const {
        return left.hidden > 0 && left.all >= k_ && (left.hidden == 1 || left.n < k_);
    }

    bool hide_smallest(const Line& line) {
        std::optional<std::size_t> smallest;
        for (const std::size_t i : line) {
            if (!hidden_[i] && cells_[i].n > 0 &&
                (!smallest || cells_[i].n < cells_[*smallest].n)) {
                smallest = i;
            }
        }
        if (smallest) {
            hidden_[*smallest] = true;
        }
        return smallest.has_value();
    }

    // Hidden to no avail: it is the whole of a sum that may be asked for, so nothing hides behind
    // it.
    void expose(std::size_t cell) { exposed_[cell] = true; }

    void fill(CellCounts& counts, CellMask& mask) const {
        Index rows = 0, columns = 0;
        for (const auto& cell : cells_) {
            rows = std::max<Index>(rows, cell.at[0] + 1);
            columns = std::max<Index>(columns, cell.at[1] + 1);
        }
        counts = CellCounts::Zero(rows, columns);
        mask = CellMask::Constant(rows, columns, false);
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            counts(cells_[i].at[0], cells_[i].at[1]) = cells_[i].n;
            mask(cells_[i].at[0], cells_[i].at[1]) = hidden_[i] && !exposed_[i];
        }
    }

    bool adopt(const CellMask& mask) {
        bool any = false;
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            const bool more = mask(cells_[i].at[0], cells_[i].at[1]) && !hidden_[i];
            hidden_[i] = hidden_[i] || more;
            any = any || more;
        }
        return any;
    }

    Cells cells_;
    std::uint64_t k_;
    std::vector<bool> hidden_, exposed_;
};

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

std::vector<bool> hidden_cells(std::span<const GroupedCell> cells, std::uint64_t k) {
    Hiding hiding(cells, k);
    if (!hiding.any()) {
        return std::move(hiding).hidden();
    }
    const auto lines = lines_of(cells);
    const bool is_table = cells.front().at.size() == 2;
    for (bool mended = true; mended;) {
        mended = false;
        for (const Line& line : lines) {
            mended = hiding.mend(line) || mended;
        }
        mended = mended || (is_table && hiding.mend_table());
    }
    return std::move(hiding).hidden();
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
