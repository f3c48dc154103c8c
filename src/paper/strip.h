// A strip: columns in groups, a curve across them, rows of texts below. Drawn as a table, as a
// curve, or around a circle; A3 on its side, one page wide, as many pages as it takes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "paper/canvas_kind.h"

namespace styk::paper {

enum class StripView { table, curve, circle };

enum class StripMark { bad, good, turning };

struct StripColumn {
    std::string name, under{};                                 // a second, smaller line
    bool hatched = false;                                      // not ours
    std::optional<double> drawn{}, measured{}, low{}, high{};  // -2 to 2; low and high: interval
    std::string count{};                                       // "n 1,204", beside the measured
    std::vector<StripMark> marks{};
};

struct StripGroup {
    std::string name, under{};
    std::size_t columns = 0;
};

struct StripRow {
    std::string name;
    std::vector<std::string> cells{};  // a column each
};

// A way that leaves the row: from one column to another one, or to the same.
struct StripWay {
    std::size_t from = 0, to = 0;
    std::string words;
};

struct Strip {
    std::string title, subtitle, author, made;
    std::vector<StripGroup> groups{};  // in order; their columns add up to all
    std::vector<StripColumn> columns{};
    std::vector<StripRow> rows{};
    std::vector<StripWay> ways{};
    std::string ways_name, curve_name, drawn_name, measured_name, best, neutral, worst;
    std::string mark_names[3];  // by StripMark
    std::string empty;          // said in place of columns when there is none
    bool dark = false;
};

// The bytes of the file. A picture holds all pages one under another.
[[nodiscard]] std::string draw_strip(const Strip& strip, StripView view, CanvasKind kind);

}  // namespace styk::paper
