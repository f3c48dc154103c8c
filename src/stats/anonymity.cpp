#include "stats/anonymity.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/result.h"

namespace styk::stats {

namespace {

using Eigen::Index;

// Rows are nodes 0 .. rows - 1, columns the nodes behind; a hidden cell joins its row and column.
// Its bridges by one walk in depth (Tarjan 1974): an edge is one when nothing below it reaches back
// above it.
class Bridges {
public:
    explicit Bridges(const CellMask& hidden)
        : rows_(hidden.rows()),
          neighbours_(static_cast<std::size_t>(hidden.rows() + hidden.cols())),
          met_(neighbours_.size(), 0),
          low_(neighbours_.size(), 0),
          found_(CellMask::Constant(hidden.rows(), hidden.cols(), false)) {
        for (Index i = 0; i < hidden.rows(); ++i) {
            for (Index j = 0; j < hidden.cols(); ++j) {
                if (hidden(i, j)) {
                    neighbours_[place(i)].push_back(rows_ + j);
                    neighbours_[place(rows_ + j)].push_back(i);
                }
            }
        }
        for (Index node = 0; node < std::ssize(neighbours_); ++node) {
            if (met_[place(node)] == 0) {
                walk(node);
            }
        }
    }

    [[nodiscard]] const CellMask& found() const { return found_; }

private:
    struct Visit {
        Index node, from;
        std::size_t next = 0;  // of its neighbours
    };

    static std::size_t place(Index node) { return static_cast<std::size_t>(node); }

    void meet(Index node, Index from, std::vector<Visit>& way) {
        met_[place(node)] = low_[place(node)] = ++clock_;
        way.push_back({node, from});
    }

    void walk(Index start) {
        std::vector<Visit> way;
        meet(start, -1, way);
        while (!way.empty()) {
            Visit& at = way.back();
            const auto& beside = neighbours_[place(at.node)];
            if (at.next < beside.size()) {
                const Index other = beside[at.next++];
                if (met_[place(other)] == 0) {
                    meet(other, at.node, way);
                } else if (other != at.from) {
                    reach(at.node, met_[place(other)]);
                }
                continue;
            }
            leave(at.node, at.from);
            way.pop_back();
        }
    }

    void reach(Index node, std::size_t height) {
        low_[place(node)] = std::min(low_[place(node)], height);
    }

    void leave(Index node, Index from) {
        if (from < 0) {
            return;
        }
        reach(from, low_[place(node)]);
        if (low_[place(node)] > met_[place(from)]) {
            found_(std::min(node, from), std::max(node, from) - rows_) = true;
        }
    }

    Index rows_;
    std::vector<std::vector<Index>> neighbours_;
    std::vector<std::size_t> met_, low_;
    std::size_t clock_ = 0;
    CellMask found_;
};

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

struct Place {
    Index row, column;
};

// Hides one more cell beside (row, column), in its row or, where that is full, in its column;
// nothing when there is none.
std::optional<Place> hide_beside(
    const CellCounts& cells, CellMask& hidden, Index row, Index column
) {
    const bool alone_in_row = hidden.row(row).count() == 1;
    const bool alone_in_column = hidden.col(column).count() == 1;
    const auto in_row = cheapest(cells.row(row), hidden.row(row));
    const auto in_column = cheapest(cells.col(column), hidden.col(column));
    if (in_row && (alone_in_row || !alone_in_column || !in_column)) {
        hidden(row, *in_row) = true;
        return Place{row, *in_row};
    }
    if (in_column) {
        hidden(*in_column, column) = true;
        return Place{*in_column, column};
    }
    return {};
}

using Cells = std::span<const GroupedCell>;
using Line = std::vector<std::size_t>;  // cells that are added up

// The cell's groups but for those of the groupings that are summed over, by bits.
std::vector<std::uint32_t> kept_of(const GroupedCell& cell, std::uint32_t summed) {
    std::vector<std::uint32_t> kept;
    for (std::size_t g = 0; g < cell.at.size(); ++g) {
        if ((summed >> g & 1U) == 0) {
            kept.push_back(cell.at[g]);
        }
    }
    return kept;
}

// Every way of adding cells up: over one grouping, two of them, … all. A line of one cell says
// nothing new.
std::vector<Line> lines_of(Cells cells) {
    std::vector<Line> out;
    const std::size_t groupings = cells.front().at.size();
    for (std::uint32_t summed = 1; summed < std::uint32_t{1} << groupings; ++summed) {
        std::map<std::vector<std::uint32_t>, Line> lines;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            lines[kept_of(cells[i], summed)].push_back(i);
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

    // Of two groupings: beside each cell that is solvable another is hidden. False when none was;
    // else a cell more is hidden or exposed than before, so it comes to an end.
    bool mend_table() {
        Table table = as_table();
        const CellMask open = solvable(table.hidden);
        std::vector<bool> row_done(static_cast<std::size_t>(open.rows()), false),
            column_done(static_cast<std::size_t>(open.cols()), false);
        bool mended = false;
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            const auto row = cells_[i].at[0], column = cells_[i].at[1];
            // What was hidden beside another cell of its row may have closed this one, too.
            if (!open(row, column) || exposed_[i] || row_done[row] || column_done[column]) {
                continue;
            }
            row_done[row] = column_done[column] = mended = true;
            const auto beside = hide_beside(table.counts, table.hidden, row, column);
            const Index other = beside ? table.cell(beside->row, beside->column) : -1;
            if (other < 0) {
                expose(i);
            } else {
                hidden_[static_cast<std::size_t>(other)] = true;
            }
        }
        return mended;
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

    struct Table {
        CellCounts counts;
        CellMask hidden;
        Eigen::Matrix<Index, Eigen::Dynamic, Eigen::Dynamic>
            cell;  // -1: nothing can be hidden there
    };

    [[nodiscard]] Table as_table() const {
        Index rows = 0, columns = 0;
        for (const auto& cell : cells_) {
            rows = std::max<Index>(rows, cell.at[0] + 1);
            columns = std::max<Index>(columns, cell.at[1] + 1);
        }
        Table table{CellCounts::Zero(rows, columns), CellMask::Constant(rows, columns, false), {}};
        table.cell.setConstant(rows, columns, -1);
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            if (exposed_[i]) {
                continue;  // it can be had anyway, so nothing hides behind it
            }
            const Index row = cells_[i].at[0], column = cells_[i].at[1];
            table.counts(row, column) = cells_[i].n;
            table.hidden(row, column) = hidden_[i];
            table.cell(row, column) = static_cast<Index>(i);
        }
        return table;
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
    return Bridges(hidden).found();
}

bool gives_away(std::uint64_t parent, std::uint64_t cut, std::uint64_t k) {
    if (cut > parent) {
        throw Fault("stats: a cut is larger than what it was cut from");
    }
    return parent > cut && parent - cut < k;
}

}  // namespace styk::stats
