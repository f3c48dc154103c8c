#include <algorithm>
#include <fmt/format.h>

#include "insight/period.h"
#include "story/board_files.h"
#include "story/chart_scale.h"
#include "story/finding_words.h"
#include "story/trend_chart.h"

namespace styk::story {

namespace {

constexpr std::size_t most_whiskers = 40, figures_in_a_row = 3;

// What may be said of how sure a figure is: interval and n, or why there is none.
std::string certainty_of(
    const stats::Estimate& of, const Speaker& speaker, const FigureWords& words
) {
    const auto n = static_cast<std::int64_t>(of.n);
    switch (of.tier) {
        case stats::Tier::none:
            return speaker.text("certainty.none");
        case stats::Tier::hidden:
            return speaker.text("certainty.hidden");
        case stats::Tier::raw:
        case stats::Tier::fragile:
            return speaker.text("certainty.few", {{"n", n}});
        case stats::Tier::normal:
        case stats::Tier::solid:
            break;
    }
    const auto count = speaker.text("certainty.n", {{"n", n}});
    const auto range = words.range_of(of);
    return range.empty()
               ? count
               : fmt::format(
                     "{}, {}", speaker.text("certainty.interval", {{"range", range}}), count
                 );
}

// Shorter, for a row of a list: "54–62%, n 641".
std::string short_certainty(
    const stats::Estimate& of, const Speaker& speaker, const FigureWords& words
) {
    if (!stats::ranks(of.tier)) {
        return certainty_of(of, speaker, words);
    }
    return fmt::format(
        "{}, {}",
        words.range_of(of),
        speaker.text("certainty.n", {{"n", static_cast<std::int64_t>(of.n)}})
    );
}

paper::Paragraph note(const std::string& text) {
    return {{{text, false}}, paper::Look::note};
}

class Pages {
public:
    Pages(const FilledBoard& board, const Speaker& speaker, const Names& names, Instant made)
        : board_(board), speaker_(speaker), names_(names) {
        out_.title = board.name;
        out_.author = board.firm;
        out_.made = made;
        const auto day = speaker.language().day(board.made);
        out_.foot = fmt::format("{} · {}", board.firm, speaker.text("page.made", {{"day", day}}));
    }

    paper::Document write() {
        out_.blocks.emplace_back(paper::Heading{board_.name, {}, 1});
        if (!board_.note.empty()) {
            out_.blocks.emplace_back(paper::Paragraph{{{board_.note, false}}});
        }
        for (const FilledPanel& panel : board_.panels) {
            if (panel.panel.kind == insight::PanelKind::figure && panel.problem.empty()) {
                gather(panel);
                continue;
            }
            put_figures();
            put(panel);
        }
        put_figures();
        out_.blocks.emplace_back(paper::Line{});
        out_.blocks.emplace_back(note(speaker_.text("page.how")));
        return std::move(out_);
    }

private:
    // ---- scores stand side by side, three in a row

    void gather(const FilledPanel& panel) {
        const auto& found = std::get<FigureFound>(panel.found);
        const FigureWords words(speaker_, panel.metric->kind);
        const auto& now = found.now.estimate;
        paper::Figure figure{panel.title, now.value ? words.value(*now.value) : "–", {}, false};
        figure.soft = !stats::ranks(now.tier);
        figure.notes.push_back(certainty_of(now, speaker_, words));
        if (found.change && found.change->difference.p && found.change->difference.value) {
            figure.notes.push_back(change_of(*found.change, words));
        }
        if (panel.metric->target) {
            figure.notes.push_back(
                speaker_.text("board.goal", {{"goal", words.value(*panel.metric->target)}})
            );
        }
        figure.notes.push_back(asked(panel));
        figures_.all.push_back(std::move(figure));
        if (figures_.all.size() == figures_in_a_row) {
            put_figures();
        }
    }

    [[nodiscard]] std::string change_of(const Comparison& change, const FigureWords& words) const {
        if (!change.stands) {
            return speaker_.text("board.unchanged");
        }
        return speaker_.text(
            "board.changed",
            {{"sure", yes_or_no(change.certain)},
             {"delta", words.delta(*change.difference.value)},
             {"range", words.deltas(change.difference)}}
        );
    }

    void put_figures() {
        if (!figures_.all.empty()) {
            out_.blocks.emplace_back(std::exchange(figures_, {}));
        }
    }

    // What a panel is about, in words: period and filter.
    [[nodiscard]] static std::string asked(const FilledPanel& panel) {
        auto words = panel.scope;
        words.insert(words.begin(), panel.period);
        return fmt::format("{}", fmt::join(words, " · "));
    }

    // ---- one panel under another

    void put(const FilledPanel& panel) {
        if (!panel.title.empty()) {
            out_.blocks.emplace_back(paper::Heading{panel.title, {}, 2});
        }
        if (panel.panel.kind == insight::PanelKind::text) {
            out_.blocks.emplace_back(paper::Paragraph{{{panel.panel.text.value_or(""), false}}});
            return;
        }
        if (!panel.problem.empty()) {
            out_.blocks.emplace_back(note(panel.problem));
            return;
        }
        out_.blocks.emplace_back(note(asked(panel)));
        if (const auto* trend = std::get_if<TrendFound>(&panel.found)) {
            put_trend(panel, *trend);
        } else if (const auto* compare = std::get_if<CompareFound>(&panel.found)) {
            put_compare(panel, *compare);
        } else if (const auto* drivers = std::get_if<Drivers>(&panel.found)) {
            put_drivers(*drivers);
        } else if (const auto* scorecard = std::get_if<Scorecard>(&panel.found)) {
            put_scorecard(*scorecard);
        }
        if (panel.left_out > 0) {
            const auto n = static_cast<std::int64_t>(panel.left_out);
            out_.blocks.emplace_back(note(speaker_.text("now.left_out", {{"n", n}})));
        }
    }

    void say(const std::optional<FindingSentence>& said) {
        if (said) {
            out_.blocks.emplace_back(paper::Paragraph{speaker_.say(said->key, said->values)});
        }
    }

    void say_empty() { out_.blocks.emplace_back(note(speaker_.text("board.empty"))); }

    // ---- trend

    void put_trend(const FilledPanel& panel, const TrendFound& found) {
        if (found.trend.points.empty()) {
            return say_empty();
        }
        const auto kind = panel.metric->kind;
        const FigureWords words(speaker_, kind);
        say(sentence_of(found.trend, speaker_, kind));
        if (found.last) {
            const auto key = fmt::format("board.last.{}", insight::name_of(found.trend.period));
            out_.blocks.emplace_back(paper::Paragraph{speaker_.say(
                speaker_.knows(key) ? key : "board.last.month",
                {{"value", words.value(*found.last->value)},
                 {"certainty", certainty_of(*found.last, speaker_, words)}}
            )});
        }
        out_.blocks.emplace_back(chart_of(found.trend, *panel.metric, speaker_));
        out_.blocks.emplace_back(note(speaker_.text("board.chart")));
    }

    // ---- comparison

    void put_compare(const FilledPanel& panel, const CompareFound& found) {
        const auto& all = found.all;
        if (all.rows.empty()) {
            return say_empty();
        }
        const FigureWords words(speaker_, panel.metric->kind);
        say(found.against_before ? sentence_of(all, "parts.stand", "parts.calm")
                                 : sentence_of(all, "differs.stand", "differs.calm"));
        std::vector<const Comparison*> rows;
        rows.reserve(all.rows.size());
        for (const Comparison& row : all.rows) {
            rows.push_back(&row);
        }
        std::stable_sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) {
            return a->one.estimate.n > b->one.estimate.n;
        });
        const std::size_t left = rows.size() - std::min(rows.size(), most_whiskers);
        rows.resize(rows.size() - left);
        std::stable_sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) {
            return a->keys < b->keys;
        });
        out_.blocks.emplace_back(whiskers_of(rows, found, *panel.metric, words));
        if (own_upright(found)) {
            out_.blocks.emplace_back(note(speaker_.text(
                found.against_before ? "board.whiskers_before" : "board.whiskers_others"
            )));
        } else if (found.whole.estimate.value) {
            const auto whole = words.value(*found.whole.estimate.value);
            out_.blocks.emplace_back(note(speaker_.text("board.whiskers", {{"whole", whole}})));
        }
        if (left > 0) {
            out_.blocks.emplace_back(
                note(speaker_.text("board.more", {{"n", static_cast<std::int64_t>(left)}}))
            );
        }
    }

    // Where each row is held against something of its own, the whole would mislead.
    [[nodiscard]] static bool own_upright(const CompareFound& found) {
        return found.against_before || found.by.size() > 1;
    }

    [[nodiscard]] paper::Whiskers whiskers_of(
        const std::vector<const Comparison*>& rows,
        const CompareFound& found,
        const metric::Metric& metric,
        const FigureWords& words
    ) const {
        paper::Whiskers out;
        std::vector<double> seen;
        for (const Comparison* row : rows) {
            auto& drawn = out.rows.emplace_back(whisker_of(*row, found.by, words));
            if (own_upright(found) && stats::shows_value(row->other.estimate.tier)) {
                drawn.against = row->other.estimate.value;
            }
            for (const auto& value : {drawn.lo, drawn.hi, drawn.against}) {
                if (value) {
                    seen.push_back(*value);
                }
            }
        }
        if (!own_upright(found)) {
            out.whole = found.whole.estimate.value;
        }
        if (out.whole) {
            seen.push_back(*out.whole);
        }
        put_scale(out, scale_of(seen, metric::range_of_score(metric)), words);
        return out;
    }

    static void put_scale(paper::Whiskers& out, const ChartScale& scale, const FigureWords& words) {
        out.left = scale.bottom;
        out.right = scale.top;
        for (const double at : scale.ticks) {
            out.ticks.push_back({at, words.value(at)});
        }
    }

    [[nodiscard]] paper::Whisker whisker_of(
        const Comparison& row, const std::vector<std::string>& by, const FigureWords& words
    ) const {
        std::vector<std::string> parts;
        parts.reserve(by.size());
        for (std::size_t i = 0; i < by.size(); ++i) {
            parts.push_back(names_.of(by[i], row.keys[i]));
        }
        paper::Whisker out;
        out.name = fmt::format("{}", fmt::join(parts, ", "));
        const auto& of = row.one.estimate;
        out.words = short_certainty(of, speaker_, words);
        if (stats::shows_value(of.tier)) {
            out.value = of.value;
            out.lo = of.lo;
            out.hi = of.hi;
            out.hollow = !stats::ranks(of.tier);
            out.words = fmt::format("{}, {}", words.value(of.value.value_or(0)), out.words);
        }
        if (row.stands && row.difference.value) {
            out.mood = *row.difference.value > 0 ? paper::Mood::good : paper::Mood::bad;
        }
        return out;
    }

    // ---- drivers

    void put_drivers(const Drivers& found) {
        const auto said = sentence_of(found, speaker_, names_);
        if (found.drivers.empty()) {
            const bool nothing = found.reason == "no_drivers";
            out_.blocks.emplace_back(
                note(speaker_.text(nothing ? "unknown.drivers.none" : "unknown.drivers.few"))
            );
            return;
        }
        say(said ? std::optional(said->said) : std::nullopt);
        const FigureWords shares(speaker_, metric::Kind::box);
        paper::Whiskers out;
        std::vector<double> seen{0};
        for (const Driver& driver : found.drivers) {
            out.rows.push_back(weight_of(driver, found, shares));
            seen.push_back(driver.hi.value_or(driver.share));
        }
        put_scale(out, scale_of(seen, {0, 1}), shares);
        out_.blocks.emplace_back(std::move(out));
        out_.blocks.emplace_back(note(
            speaker_.text("board.weights", {{"n", static_cast<std::int64_t>(found.n_complete)}})
        ));
        out_.blocks.emplace_back(note(speaker_.text("decides.caution")));
    }

    [[nodiscard]] paper::Whisker weight_of(
        const Driver& driver, const Drivers& found, const FigureWords& shares
    ) const {
        paper::Whisker out;
        out.name = names_.of(driver.rated);
        out.value = driver.share;
        out.lo = driver.lo;
        out.hi = driver.hi;
        out.hollow = driver.suppressed || !stats::ranks(found.tier);
        out.words = shares.value(driver.share);
        if (driver.lo && driver.hi) {
            out.words += ", " + shares.range(*driver.lo, *driver.hi);
        }
        return out;
    }

    // ---- scorecard

    void put_scorecard(const Scorecard& found) {
        if (found.rows.empty()) {
            out_.blocks.emplace_back(note(speaker_.text("score.none")));
            return;
        }
        for (const auto& said : sentences_of(found)) {
            say(said);
        }
        paper::Table table{
            {{speaker_.text("col.indicator"), false, 2.4},
             {speaker_.text("col.value"), true, 0.9},
             {speaker_.text("col.certainty"), false, 2.2},
             {speaker_.text("col.target"), true, 0.9},
             {speaker_.text("col.status"), false, 1.5},
             {speaker_.text("col.change"), false, 1.7}},
            {}
        };
        for (const ScorecardRow& row : found.rows) {
            table.rows.push_back(cells_of(row));
        }
        out_.blocks.emplace_back(std::move(table));
    }

    [[nodiscard]] std::vector<std::string> cells_of(const ScorecardRow& row) const {
        if (!row.metric) {
            return {row.indicator.name, "–", speaker_.text("board.cannot")};
        }
        const FigureWords words(speaker_, row.metric->kind);
        const auto& target = row.indicator.target;
        const bool moved = row.direction == Direction::up || row.direction == Direction::down;
        const auto direction = speaker_.text(fmt::format("direction.{}", name(row.direction)));
        return {
            row.indicator.name,
            row.now.value ? words.value(*row.now.value) : "–",
            short_certainty(row.now, speaker_, words),
            target ? words.value(*target) : "",
            target ? speaker_.text(fmt::format("status.{}", name(row.status))) : "",
            moved && row.change.value
                ? fmt::format("{} {}", direction, words.delta(*row.change.value))
                : direction
        };
    }

    const FilledBoard& board_;
    const Speaker& speaker_;
    const Names& names_;
    paper::Document out_;
    paper::Figures figures_;
};

}  // namespace

std::vector<std::pair<std::string, std::string>> facts_of(
    const FilledBoard& board, const Speaker& speaker
) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const FilledPanel& panel : board.panels) {
        if (const auto* figure = std::get_if<FigureFound>(&panel.found)) {
            const FigureWords words(speaker, panel.metric->kind);
            const auto& now = figure->now.estimate;
            const auto certainty = certainty_of(now, speaker, words);
            out.emplace_back(
                panel.title,
                now.value ? fmt::format("{} · {}", words.value(*now.value), certainty) : certainty
            );
        }
    }
    return out;
}

paper::Document document_of(
    const FilledBoard& board, const Speaker& speaker, const Names& names, Instant made
) {
    return Pages(board, speaker, names, made).write();
}

}  // namespace styk::story
