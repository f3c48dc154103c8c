// A document that flows down A4 pages: blocks one under another, in the order they are read. All
// words and numbers come in as they are to be read; only charts hold numbers, to be drawn.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/instant.h"
#include "base/language.h"

namespace styk::paper {

// A headline stays with what follows it.
struct Heading {
    std::string text{};
    std::string beside{};  // small, on the same line: what it is about
    int level = 2;         // 1: the title of the document; 2: a part; 3: within a part
};

enum class Look { body, lead, note };

struct Paragraph {
    Pieces text{};
    Look look = Look::body;
};

// Large figures side by side, each with its certainty.
struct Figure {
    std::string label{}, value{};
    std::vector<std::string> notes{};  // "38 to 44", "n 2,318"
    bool soft = false;                 // too few answers: grey
};

struct Figures {
    std::vector<Figure> all{};
};

struct Column {
    std::string name{};
    bool number = false;  // to the right
    double weight = 1;    // of the width that is left
};

struct Table {
    std::vector<Column> columns{};
    std::vector<std::vector<std::string>> rows{};  // [row][column]
};

struct Tick {
    double at = 0;
    std::string words{};
};

struct ChartPoint {
    std::string tick{};  // under the axis, "" for none
    std::optional<double> value{}, lo{}, hi{};
    std::optional<double> lcl{}, ucl{};  // limits of chance, drawn stepped
    bool hollow = false;                 // too few answers to judge
    bool loud = false;                   // beyond the limits
};

struct ChartLevel {
    std::size_t first = 0, last = 0;  // points
    double value = 0;
};

// Time to the right: a line with the band of its interval. Nothing is drawn where nothing is known.
struct LineChart {
    std::vector<ChartPoint> points{};
    double bottom = 0, top = 1;
    std::vector<Tick> ticks{};  // on the left
    std::vector<Tick> marks{};  // in points, from 0: what happened
    std::vector<ChartLevel> levels{};
    std::optional<Tick> goal{};
};

enum class Mood { plain, good, bad };  // good and bad only where a test stands

struct Whisker {
    std::string name{}, words{};  // words: the figure and its certainty, on the right
    std::optional<double> value{}, lo{}, hi{};
    std::optional<double> against{};      // what it was held against: a short upright
    bool hollow = false, dashed = false;  // dashed: somebody else's figure, not measured here
    Mood mood = Mood::plain;
};

// Names on the left, value and interval on one scale, words on the right.
struct Whiskers {
    std::vector<Whisker> rows{};
    double left = 0, right = 1;
    std::vector<Tick> ticks{};
    std::optional<double> whole{};  // a thin line through all rows
};

struct Line {};  // a hairline across

using Block = std::variant<Heading, Paragraph, Figures, Table, LineChart, Whiskers, Line>;

struct Document {
    std::string title{}, author{};  // of the file
    Instant made{};                 // the only moment in it
    std::vector<Block> blocks{};
    std::string foot{};     // on each page, left; "2 / 3" stands right
    bool one_page = false;  // takes smaller type, down to four fifths, if that makes it fit
};

}  // namespace styk::paper
