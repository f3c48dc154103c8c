#include <fmt/format.h>

#include "insight/period.h"
#include "story/board_files.h"
#include "story/finding_words.h"

namespace styk::story {

namespace {

using paper::Cell;
using paper::NumberCell;
using paper::NumberFormat;
using Row = std::vector<Cell>;

// Scores and shares as people count them: net in points of −100 to 100, shares as shares.
class Numbers {
public:
    explicit Numbers(metric::Kind kind) : kind_(kind) {}

    [[nodiscard]] Cell score(const std::optional<double>& value) const {
        if (!value) {
            return {};
        }
        switch (kind_) {
            case metric::Kind::net:
                return NumberCell{*value * 100, NumberFormat::points};
            case metric::Kind::box:
                return NumberCell{*value, NumberFormat::percent};
            case metric::Kind::mean:
            case metric::Kind::index:
                return NumberCell{*value, NumberFormat::decimal};
        }
        return {};
    }

    [[nodiscard]] static Cell share(const std::optional<double>& value) {
        return value ? Cell(NumberCell{*value, NumberFormat::percent}) : Cell();
    }

    [[nodiscard]] static Cell plain(const std::optional<double>& value) {
        return value ? Cell(NumberCell{*value, NumberFormat::plain}) : Cell();
    }

    // Nothing where even the count is hidden.
    [[nodiscard]] static Cell n(const stats::Estimate& of) {
        return of.tier == stats::Tier::hidden
                   ? Cell()
                   : Cell(NumberCell{static_cast<double>(of.n), NumberFormat::whole});
    }

private:
    metric::Kind kind_;
};

class Sheets {
public:
    Sheets(const FilledBoard& board, const Speaker& speaker, const Names& names, Instant made)
        : board_(board), speaker_(speaker), names_(names) {
        out_.title = board.name;
        out_.author = board.firm;
        out_.made = made;
    }

    paper::Workbook write() {
        out_.sheets.push_back(about());
        for (const FilledPanel& panel : board_.panels) {
            put(panel);
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] paper::SheetColumn column(std::string_view key, double width = 13) const {
        return {speaker_.text(key), width};
    }

    // ---- the first sheet: what this file is, and every panel's question

    [[nodiscard]] paper::Sheet about() const {
        paper::Sheet sheet{
            speaker_.text("sheet.about"), {column("sheet.what", 28), column("sheet.said", 90)}, {}
        };
        const auto line = [&](const std::string& what, const Cell& said) {
            sheet.rows.push_back({what, said});
        };
        line(speaker_.text("sheet.page"), board_.name);
        line(speaker_.text("sheet.firm"), board_.firm);
        line(speaker_.text("sheet.made"), paper::DayCell{board_.made});
        if (!board_.note.empty()) {
            line(speaker_.text("sheet.note"), board_.note);
        }
        for (const FilledPanel& panel : board_.panels) {
            line(panel.title, said_of(panel));
        }
        line("", speaker_.text("page.how"));
        return sheet;
    }

    [[nodiscard]] std::string said_of(const FilledPanel& panel) const {
        if (panel.panel.kind == insight::PanelKind::text) {
            return panel.panel.text.value_or("");
        }
        if (!panel.problem.empty()) {
            return panel.problem;
        }
        auto words = panel.scope;
        words.insert(words.begin(), panel.period);
        if (const auto said = sentence(panel)) {
            words.push_back(speaker_.text(said->key, said->values));
        }
        return fmt::format("{}", fmt::join(words, " · "));
    }

    [[nodiscard]] std::optional<FindingSentence> sentence(const FilledPanel& panel) const {
        if (const auto* trend = std::get_if<TrendFound>(&panel.found)) {
            return sentence_of(trend->trend, speaker_, panel.metric->kind);
        }
        if (const auto* compare = std::get_if<CompareFound>(&panel.found)) {
            return compare->against_before
                       ? sentence_of(compare->all, "parts.stand", "parts.calm")
                       : sentence_of(compare->all, "differs.stand", "differs.calm");
        }
        if (const auto* drivers = std::get_if<Drivers>(&panel.found)) {
            const auto said = sentence_of(*drivers, speaker_, names_);
            return said ? std::optional(said->said) : std::nullopt;
        }
        return {};
    }

    void put(const FilledPanel& panel) {
        if (const auto* figure = std::get_if<FigureFound>(&panel.found)) {
            out_.sheets.push_back(sheet_of(panel, *figure));
        } else if (const auto* trend = std::get_if<TrendFound>(&panel.found)) {
            out_.sheets.push_back(sheet_of(panel, *trend));
        } else if (const auto* compare = std::get_if<CompareFound>(&panel.found)) {
            out_.sheets.push_back(sheet_of(panel, *compare));
        } else if (const auto* drivers = std::get_if<Drivers>(&panel.found)) {
            out_.sheets.push_back(sheet_of(panel, *drivers));
        } else if (const auto* scorecard = std::get_if<Scorecard>(&panel.found)) {
            out_.sheets.push_back(sheet_of(panel, *scorecard));
        }
    }

    // ---- columns that every score has

    void add_score_columns(std::vector<paper::SheetColumn>& columns, metric::Kind kind) const {
        const auto value = fmt::format("col.value.{}", record::name_of_choice(kind));
        for (const auto& one :
             {column("col.n", 9),
              column(value, 16),
              column("col.lo"),
              column("col.hi"),
              column("col.level"),
              column("col.certainty", 18)}) {
            columns.push_back(one);
        }
    }

    void add_score(Row& row, const stats::Estimate& of, metric::Kind kind) const {
        const Numbers numbers(kind);
        row.push_back(Numbers::n(of));
        row.push_back(numbers.score(of.value));
        row.push_back(numbers.score(of.lo));
        row.push_back(numbers.score(of.hi));
        row.push_back(of.lo ? Numbers::share(of.level) : Cell());
        row.emplace_back(speaker_.text(fmt::format("tier.{}", stats::name(of.tier))));
    }

    void add_test_columns(std::vector<paper::SheetColumn>& columns, bool before) const {
        for (const auto& one :
             {column(before ? "col.before" : "col.rest"),
              column("col.other_n"),
              column("col.difference"),
              column("col.lo"),
              column("col.hi"),
              column("col.p"),
              column("col.stands"),
              column("col.certain")}) {
            columns.push_back(one);
        }
    }

    void add_test(Row& row, const Comparison& of, metric::Kind kind) const {
        const Numbers numbers(kind);
        row.push_back(numbers.score(of.other.estimate.value));
        row.push_back(Numbers::n(of.other.estimate));
        row.push_back(numbers.score(of.difference.value));
        row.push_back(numbers.score(of.difference.lo));
        row.push_back(numbers.score(of.difference.hi));
        row.push_back(Numbers::plain(of.p_adjusted));
        row.emplace_back(speaker_.text(of.stands ? "yes" : "no"));
        row.emplace_back(speaker_.text(of.certain ? "yes" : "no"));
    }

    // ---- a sheet a panel

    [[nodiscard]] paper::Sheet sheet_of(const FilledPanel& panel, const FigureFound& found) const {
        const auto kind = panel.metric->kind;
        paper::Sheet sheet{panel.title, {}, {{}}};
        add_score_columns(sheet.columns, kind);
        add_score(sheet.rows.front(), found.now.estimate, kind);
        if (found.change) {
            add_test_columns(sheet.columns, true);
            add_test(sheet.rows.front(), *found.change, kind);
        }
        return sheet;
    }

    [[nodiscard]] paper::Sheet sheet_of(const FilledPanel& panel, const TrendFound& found) const {
        const auto kind = panel.metric->kind;
        const auto& trend = found.trend;
        const Numbers numbers(kind);
        paper::Sheet sheet{panel.title, {}, {}};
        sheet.columns.push_back(column(fmt::format("dim.{}", insight::name_of(trend.period))));
        sheet.columns.push_back(column("col.from"));
        add_score_columns(sheet.columns, kind);
        for (const auto* key : {"col.limit_lo", "col.limit_hi", "col.steady", "col.signal"}) {
            sheet.columns.push_back(column(key, 16));
        }
        for (std::size_t i = 0; i < trend.points.size(); ++i) {
            const auto& point = trend.points[i];
            Row row{period_key(trend.period, point.first_day), paper::DayCell{point.first_day}};
            add_score(row, point.estimate, kind);
            const bool shown = stats::shows_value(point.estimate.tier);
            row.push_back(numbers.score(shown ? point.lcl : std::nullopt));
            row.push_back(numbers.score(shown ? point.ucl : std::nullopt));
            row.push_back(numbers.score(level_at(trend, i)));
            row.emplace_back(signal_of(point));
            sheet.rows.push_back(std::move(row));
        }
        return sheet;
    }

    static std::optional<double> level_at(const Trend& trend, std::size_t point) {
        for (const auto& level : trend.levels) {
            if (level.first <= point && point <= level.last) {
                return level.estimate.value;
            }
        }
        return {};
    }

    [[nodiscard]] std::string signal_of(const TrendPoint& point) const {
        return point.beyond_limits ? speaker_.text("signal.beyond_limits")
               : point.run_of_8    ? speaker_.text("signal.run_of_8")
                                   : std::string();
    }

    [[nodiscard]] paper::Sheet sheet_of(const FilledPanel& panel, const CompareFound& found) const {
        const auto kind = panel.metric->kind;
        paper::Sheet sheet{panel.title, {}, {}};
        for (const auto& by : found.by) {
            sheet.columns.push_back({names_.of_dimension(by), 24});
        }
        add_score_columns(sheet.columns, kind);
        add_test_columns(sheet.columns, found.against_before);
        for (const Comparison& comparison : found.all.rows) {
            Row row;
            for (std::size_t i = 0; i < found.by.size(); ++i) {
                row.emplace_back(names_.of(found.by[i], comparison.keys[i]));
            }
            add_score(row, comparison.one.estimate, kind);
            add_test(row, comparison, kind);
            sheet.rows.push_back(std::move(row));
        }
        return sheet;
    }

    [[nodiscard]] paper::Sheet sheet_of(const FilledPanel& panel, const Drivers& found) const {
        paper::Sheet sheet{
            panel.title,
            {column("col.rank", 8),
             column("col.driver", 28),
             column("col.weight"),
             column("col.lo"),
             column("col.hi"),
             column("col.level"),
             column("col.n", 9),
             column("col.first", 18),
             column("col.value.mean", 16)},
            {}
        };
        for (const Driver& driver : found.drivers) {
            sheet.rows.push_back(
                {NumberCell{static_cast<double>(driver.rank), NumberFormat::whole},
                 names_.of(driver.rated),
                 Numbers::share(driver.share),
                 Numbers::share(driver.lo),
                 Numbers::share(driver.hi),
                 driver.lo ? Numbers::share(0.95) : Cell(),
                 NumberCell{static_cast<double>(found.n_complete), NumberFormat::whole},
                 Numbers::share(driver.probability_first),
                 driver.performance_mean
                     ? Cell(NumberCell{*driver.performance_mean, NumberFormat::decimal})
                     : Cell()}
            );
        }
        return sheet;
    }

    // Indicators of several metrics stand in one sheet, so each value has its metric beside it.
    [[nodiscard]] paper::Sheet sheet_of(const FilledPanel& panel, const Scorecard& found) const {
        paper::Sheet sheet{
            panel.title,
            {column("col.indicator", 30),
             column("col.metric", 22),
             column("col.period", 12),
             column("col.from"),
             column("col.n", 9),
             column("col.value"),
             column("col.lo"),
             column("col.hi"),
             column("col.level"),
             column("col.certainty", 18),
             column("col.target"),
             column("col.status", 18)},
            {}
        };
        add_test_columns(sheet.columns, true);
        for (const ScorecardRow& row : found.rows) {
            if (row.metric) {
                sheet.rows.push_back(row_of(row));
            }
        }
        return sheet;
    }

    [[nodiscard]] Row row_of(const ScorecardRow& row) const {
        const auto kind = row.metric->kind;
        const auto period = insight::name_of(insight::period_of(row.indicator.period));
        Row out{
            row.indicator.name,
            names_.of(*row.metric),
            speaker_.text(fmt::format("dim.{}", period)),
            paper::DayCell{row.now_from}
        };
        add_score(out, row.now, kind);
        const Numbers numbers(kind);
        out.push_back(numbers.score(row.indicator.target));
        out.emplace_back(speaker_.text(fmt::format("status.{}", name(row.status))));
        Comparison change;
        change.other.estimate = row.before;
        change.difference = row.change;
        change.p_adjusted = row.p_adjusted;
        change.stands = row.direction == Direction::up || row.direction == Direction::down;
        change.certain = row.certain;
        add_test(out, change, kind);
        return out;
    }

    const FilledBoard& board_;
    const Speaker& speaker_;
    const Names& names_;
    paper::Workbook out_;
};

}  // namespace

paper::Workbook workbook_of(
    const FilledBoard& board, const Speaker& speaker, const Names& names, Instant made
) {
    return Sheets(board, speaker, names, made).write();
}

std::string file_name(const std::string& name, Day day, std::string_view ending) {
    std::string clean;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool forbidden = std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos;
        clean += byte < 0x20U || byte == 0x7FU || forbidden ? ' ' : c;
    }
    return fmt::format("{} {}.{}", clean, to_iso_day(day), ending);
}

}  // namespace styk::story
