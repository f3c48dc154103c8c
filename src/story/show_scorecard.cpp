#include "story/show_scorecard.h"

#include <algorithm>
#include <array>

#include "insight/stored_question.h"
#include "metric/direction.h"
#include "stats/multiplicity.h"
#include "story/compare.h"
#include "story/show_lag.h"
#include "story/whole_periods.h"

namespace styk::story {

namespace {

using insight::Indicator;

constexpr int shown_periods = 13;
constexpr double small_change = 0.05;  // of the scale: what stays within it is steady

double width_of(const stats::MetricRule& rule) {
    switch (rule.kind) {
        case stats::Kind::net:
            return 2;
        case stats::Kind::box:
            return 1;
        case stats::Kind::index:
            return 100;
        case stats::Kind::mean:
            break;
    }
    return rule.max - rule.min;
}

class RowMaker {
public:
    RowMaker(
        const insight::Engine& engine,
        const feedback::Directory& directory,
        const people::Actor& actor,
        const feedback::Filter& more,
        Instant now
    )
        : engine_(engine), directory_(directory), actor_(actor), more_(more), now_(now) {}

    ScorecardRow make(Indicator indicator) {
        ScorecardRow row;
        Problems problems;
        auto question =
            insight::stored_question(directory_, indicator.metric, indicator.query, problems);
        row.indicator = std::move(indicator);
        if (!problems.empty()) {  // what it names is not there any more
            row.reason = "broken_question";
            return row;
        }
        insight::narrow(question.filter, more_);
        row.metric = *directory_.metrics.find(question.metrics.front());
        fill(row, question);
        if (row.indicator.leading && row.indicator.outcome) {
            row.reads = reading(row, question);
        }
        return row;
    }

private:
    void fill(ScorecardRow& row, const insight::Question& question) {
        const auto rule = metric::rule_of(*row.metric);
        const auto limits = limits_for(question, directory_);
        const Period period = insight::period_of(row.indicator.period);
        row.now_from = last_whole_period(period, directory_.zone.day_of(now_));
        const Day year_ago = year_before(period, row.now_from);
        const Day shown_from = periods_before(period, row.now_from, shown_periods - 1);
        const auto periods = whole_periods(
            engine_,
            directory_,
            row.metric->key,
            figures_filter(question, actor_, directory_),
            period,
            std::min(year_ago, shown_from),
            row.now_from
        );
        const auto estimate_of = [&](const WholePeriod& one) {
            return stats::estimate(rule, one.histogram, limits);
        };
        for (const auto& one : periods) {
            if (one.first_day == year_ago) {
                row.year = estimate_of(one);
            }
            if (one.first_day >= shown_from) {
                row.series.push_back({one.first_day, estimate_of(one)});
            }
        }
        const auto& now = periods.back();
        const auto& before = periods[periods.size() - 2];
        row.now = row.series.back().estimate;
        row.before = row.series[row.series.size() - 2].estimate;
        row.status =
            target_status(row.now, row.indicator.target, metric::is_higher_better(*row.metric));
        row.stale = row.now.n == 0 &&
                    std::any_of(row.series.begin(), row.series.end(), [](const auto& one) {
                        return one.estimate.n > 0;
                    });
        if (stats::ranks(row.now.tier) && stats::ranks(row.before.tier)) {
            row.change = stats::difference(rule, now.histogram, before.histogram);
        } else {
            row.change.reason = stats::reason::too_few;
        }
    }

    std::string_view reading(const ScorecardRow& row, const insight::Question& question) {
        const auto* outcome = directory_.metrics.find(*row.indicator.outcome);
        if (outcome == nullptr) {
            return "unknown";
        }
        auto other = question;
        other.metrics = {outcome->key};
        const Period period = insight::period_of(row.indicator.period);
        return show_lag(engine_, directory_, actor_, question, other, period, now_).reads;
    }

    const insight::Engine& engine_;
    const feedback::Directory& directory_;
    const people::Actor& actor_;
    const feedback::Filter& more_;
    Instant now_;
};

// All changes of one scorecard are one family (Benjamini & Hochberg).
void judge(Scorecard& all) {
    std::vector<double> p;
    std::vector<ScorecardRow*> tested;
    for (ScorecardRow& row : all.rows) {
        if (row.change.p) {
            p.push_back(*row.change.p);
            tested.push_back(&row);
        }
    }
    const auto adjusted = stats::benjamini_hochberg(p);
    all.of = tested.size();
    for (std::size_t i = 0; i < tested.size(); ++i) {
        ScorecardRow& row = *tested[i];
        row.p_adjusted = adjusted[i];
        const double margin = small_change * width_of(metric::rule_of(*row.metric));
        if (adjusted[i] <= false_discovery_rate) {
            const bool up = *row.change.value > 0;
            row.direction = up ? Direction::up : Direction::down;
            row.better = up == metric::is_higher_better(*row.metric);
            ++all.stands;
        } else if (row.change.lo && -margin < *row.change.lo && *row.change.hi < margin) {
            row.direction = Direction::steady;
        }
    }
}

bool moved(const ScorecardRow& row) {
    return row.direction == Direction::up || row.direction == Direction::down;
}

void find_conflicts(Scorecard& all) {
    for (std::size_t i = 0; i < all.rows.size(); ++i) {
        for (std::size_t k = i + 1; k < all.rows.size(); ++k) {
            if (moved(all.rows[i]) && moved(all.rows[k]) &&
                all.rows[i].better != all.rows[k].better) {
                all.conflicts.emplace_back(i, k);
            }
        }
    }
}

}  // namespace

std::string_view name(TargetStatus status) {
    constexpr std::array<std::string_view, 5> names{
        "met", "missed", "uncertain", "no_target", "no_answers"
    };
    return names.at(static_cast<std::size_t>(status));
}

std::string_view name(Direction direction) {
    constexpr std::array<std::string_view, 4> names{"up", "down", "steady", "unclear"};
    return names.at(static_cast<std::size_t>(direction));
}

TargetStatus target_status(
    const stats::Estimate& estimate, const std::optional<double>& target, bool higher_is_better
) {
    if (!estimate.value) {
        return TargetStatus::no_answers;
    }
    if (!target) {
        return TargetStatus::no_target;
    }
    if (!stats::ranks(estimate.tier) || !estimate.lo || !estimate.hi) {
        return TargetStatus::uncertain;
    }
    const bool met = higher_is_better ? *estimate.lo >= *target : *estimate.hi <= *target;
    const bool missed = higher_is_better ? *estimate.hi < *target : *estimate.lo > *target;
    return met ? TargetStatus::met : missed ? TargetStatus::missed : TargetStatus::uncertain;
}

void add_claims(Claims& claims, Scorecard& all) {
    for (ScorecardRow& row : all.rows) {
        claims.add(row.change.p, row.certain, &row.change);
    }
}

Scorecard show_scorecard(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    std::vector<insight::Indicator> indicators,
    const feedback::Filter& more,
    Instant now
) {
    RowMaker maker(engine, directory, actor, more, now);
    Scorecard all;
    for (Indicator& one : indicators) {
        all.rows.push_back(maker.make(std::move(one)));
    }
    judge(all);
    judge_claims(all);
    find_conflicts(all);
    return all;
}

}  // namespace styk::story
