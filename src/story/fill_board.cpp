#include "story/fill_board.h"

#include <algorithm>
#include <fmt/format.h>

#include "people/user.h"
#include "story/two_periods.h"

namespace styk::story {

namespace {

constexpr int no_forecast = 1;

class Filler {
public:
    explicit Filler(const BoardView& view) : view_(view), names_(view.speaker, view.directory) {}

    FilledPanel fill(const insight::Panel& panel) {
        FilledPanel out;
        out.panel = panel;
        Problems problems;
        const auto asked = insight::read_question(view_.directory, panel, view_.now, "", problems);
        out.title = panel.title;
        if (panel.kind == insight::PanelKind::text) {
            return out;
        }
        if (!problems.empty()) {
            out.problem = view_.speaker.text("board.cannot", {{"why", problems.front().message}});
            return out;
        }
        out.scope = names_.of_filter(asked.scope, [&](const auto& id) { return user(id); });
        out.period = period_words(asked.question.filter, view_.directory, view_.speaker);
        ask(out, asked);
        return out;
    }

private:
    void ask(FilledPanel& out, const insight::PanelQuestion& asked) {
        const auto key =
            asked.question.metrics.empty() ? std::string() : asked.question.metrics.front();
        out.metric = key.empty() ? nullptr : view_.directory.metrics.find(key);
        if (out.metric != nullptr) {
            const auto left =
                show_tally(view_.engine, view_.directory, view_.actor, whole_of(asked.question))
                    .left_out;
            out.left_out = left ? left->n : 0;
        }
        switch (out.panel.kind) {
            case insight::PanelKind::figure:
                out.found = figure(asked.question);
                break;
            case insight::PanelKind::trend:
                out.found = trend(asked);
                break;
            case insight::PanelKind::compare:
                out.found = compare(asked);
                break;
            case insight::PanelKind::drivers:
                out.found = show_drivers(
                    view_.engine,
                    view_.directory,
                    view_.actor,
                    {*asked.outcome, {}, asked.question.filter}
                );
                break;
            case insight::PanelKind::scorecard:
                out.found = scorecard(asked.question.filter);
                break;
            case insight::PanelKind::text:
                break;
        }
        if (out.title.empty()) {
            out.title = title_of(out, asked);
        }
    }

    [[nodiscard]] std::string title_of(
        const FilledPanel& panel, const insight::PanelQuestion& asked
    ) const {
        const auto& speaker = view_.speaker;
        auto metric = panel.metric == nullptr ? "" : names_.of(*panel.metric);
        switch (panel.panel.kind) {
            case insight::PanelKind::trend:
                return speaker.text("board.trend", {{"metric", metric}});
            case insight::PanelKind::drivers:
                return speaker.text("board.drivers", {{"metric", names_.of(*asked.outcome)}});
            case insight::PanelKind::compare: {
                std::vector<std::string> by;
                by.reserve(asked.question.by.size());
                for (const auto& one : asked.question.by) {
                    by.push_back(names_.of_dimension(one));
                }
                return speaker.text(
                    "board.compare",
                    {{"metric", metric}, {"by", fmt::format("{}", fmt::join(by, " × "))}}
                );
            }
            case insight::PanelKind::scorecard:
                return speaker.text("board.scorecard");
            default:
                return metric;
        }
    }

    [[nodiscard]] static insight::Question whole_of(insight::Question question) {
        question.by.clear();
        return question;
    }

    [[nodiscard]] TallyRow total(const insight::Question& question) const {
        return show_tally(view_.engine, view_.directory, view_.actor, whole_of(question))
            .totals.front();
    }

    [[nodiscard]] Comparisons against_before(insight::Question question) const {
        const auto [before_from, from, to] =
            two_periods(question.filter, view_.directory, view_.now);
        question.filter.from = question.filter.to = std::nullopt;
        return compare_periods(
            view_.engine, view_.directory, view_.actor, question, before_from, from, to
        );
    }

    [[nodiscard]] FigureFound figure(const insight::Question& question) const {
        FigureFound out{total(question)};
        if (question.filter.from) {
            auto all = against_before(question);
            if (!all.rows.empty()) {
                out.change = std::move(all.rows.front());
            }
        }
        return out;
    }

    [[nodiscard]] TrendFound trend(const insight::PanelQuestion& asked) const {
        TrendFound out{show_trend(
            view_.engine,
            view_.directory,
            view_.actor,
            asked.question,
            asked.step,
            no_forecast,
            view_.now
        )};
        if (out.trend.points.empty()) {
            return out;
        }
        const Day first = out.trend.points.front().first_day;
        const Day last = next_after(asked.step, out.trend.points.back().first_day) - 1;
        out.trend.marks = view_.database.read([&](db::Reader& reader) {
            return marks_of(reader, asked.question.filter, first, last);
        });
        for (const auto& point : out.trend.points) {
            if (point.complete && point.estimate.value) {
                out.last = point.estimate;
            }
        }
        return out;
    }

    [[nodiscard]] CompareFound compare(const insight::PanelQuestion& asked) const {
        return {
            asked.question.by,
            asked.against_before,
            asked.against_before
                ? against_before(asked.question)
                : compare_groups(view_.engine, view_.directory, view_.actor, asked.question),
            total(asked.question)
        };
    }

    // Each indicator has its own period, so of the question only the filter counts.
    [[nodiscard]] Scorecard scorecard(feedback::Filter filter) const {
        filter.from = filter.to = std::nullopt;
        auto indicators = view_.database.read(db::list_all<insight::Indicator>);
        return show_scorecard(
            view_.engine, view_.directory, view_.actor, std::move(indicators), filter, view_.now
        );
    }

    [[nodiscard]] std::string user(const std::string& id) const {
        const auto known = Id<people::User>::parse(id);
        const auto found = known ? view_.database.read([&](db::Reader& reader) {
            return db::find<people::User>(reader, *known);
        })
                                 : std::nullopt;
        return found ? found->name : id;
    }

    const BoardView& view_;
    Names names_;
};

bool may_claim(const insight::Panel& panel) {
    return panel.kind != insight::PanelKind::text && panel.kind != insight::PanelKind::drivers;
}

// Panels are read as one page. The console asks for each with the same number of `claims`.
void judge_together(FilledBoard& board) {
    const auto pages =
        static_cast<std::size_t>(std::ranges::count_if(board.panels, may_claim, &FilledPanel::panel)
        );
    for (FilledPanel& panel : board.panels) {
        if (auto* figure = std::get_if<FigureFound>(&panel.found)) {
            judge_claims(*figure, pages);
        } else if (auto* trend = std::get_if<TrendFound>(&panel.found)) {
            judge_claims(trend->trend, pages);
        } else if (auto* compare = std::get_if<CompareFound>(&panel.found)) {
            judge_claims(compare->all, pages);
        } else if (auto* scorecard = std::get_if<Scorecard>(&panel.found)) {
            judge_claims(*scorecard, pages);
        }
    }
}

}  // namespace

void add_claims(Claims& claims, FigureFound& found) {
    if (found.change) {
        claims.add(found.change->difference.p, found.change->certain, &found.change->difference);
    }
}

FilledBoard fill_board(const insight::Board& board, const BoardView& view) {
    FilledBoard out;
    out.name = board.name;
    out.note = board.note.value_or("");
    out.firm = view.directory.firm.name;
    out.made = view.directory.zone.day_of(view.now);
    Filler filler(view);
    for (const auto& panel : insight::panels_of(board)) {
        out.panels.push_back(filler.fill(panel));
    }
    judge_together(out);
    return out;
}

}  // namespace styk::story
