// A board as one viewer may see it today: each panel's question asked within their scope.
#pragma once

#include <variant>

#include "db/record_store.h"
#include "insight/panel.h"
#include "story/compare.h"
#include "story/names.h"
#include "story/show_drivers.h"
#include "story/show_scorecard.h"
#include "story/show_trend.h"

namespace styk::story {

// One score, and whether it changed against the period before.
struct FigureFound {
    TallyRow now;
    std::optional<Comparison> change{};
};

struct CompareFound {
    std::vector<std::string> by;
    bool against_before = false;
    Comparisons all;
    TallyRow whole;
};

struct TrendFound {
    Trend trend;
    std::optional<stats::Estimate> last{};  // of the last step that is over
};

// monostate: words alone, or what could not be asked.
using PanelFound =
    std::variant<std::monostate, FigureFound, TrendFound, CompareFound, Drivers, Scorecard>;

struct FilledPanel {
    insight::Panel panel;
    std::string title;                       // its own, else what it asks
    std::vector<std::string> scope;          // the filter in words
    std::string period;                      // in words
    const metric::Metric* metric = nullptr;  // of the directory; none for words alone
    PanelFound found;
    std::uint64_t left_out = 0;  // answers of another kind of survey
    std::string problem;         // why it could not be asked, in words
};

struct FilledBoard {
    std::string name, note, firm;
    Day made = 0;
    std::vector<FilledPanel> panels;
};

struct BoardView {
    const insight::Engine& engine;
    const feedback::Directory& directory;
    const people::Actor& actor;
    const Speaker& speaker;
    db::Database& database;  // for names of users and marks
    Instant now;
};

void add_claims(Claims& claims, FigureFound& found);

// What is certain is so of the whole board: its panels share the error.
[[nodiscard]] FilledBoard fill_board(const insight::Board& board, const BoardView& view);

}  // namespace styk::story
