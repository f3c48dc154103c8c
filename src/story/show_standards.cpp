#include "story/show_standards.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "customer/step_store.h"
#include "firm/holiday_store.h"
#include "firm/working_sums.h"
#include "story/contact_log.h"
#include "story/guard.h"
#include "story/scope.h"
#include "story/show_contacts.h"
#include "story/show_tally.h"
#include "story/survey_counts.h"
#include "story/text_codes.h"

namespace styk::story {

namespace {

using promise::Judged;
using promise::Standard;
using promise::Verdict;

constexpr double day_s = 86'400;

struct Sum {
    std::int64_t n = 0, kept = 0;
};

// The occasions of one standard. What follows closes everything that is still waiting in its case.
// Of the same instant the first comes first.
class Judge {
public:
    Judge(
        const promise::Yardstick& yardstick,
        const TimeZone& zone,
        std::optional<Period> by,
        Instant now
    )
        : yardstick_(yardstick), zone_(zone), by_(by), now_(now) {}

    void take(const customer::Step& step) {
        if (step.first && yardstick_.measure == promise::Measure::duration) {
            settle({step.at, {}, step.duration_s});
        } else if (step.linked) {
            log_.push_back({cases_.code_of(step.whose), !step.first, step.at, step.arrival});
        } else if (step.first) {
            ++unlinked;
        }
    }

    // When all have been taken.
    void judge() {
        std::ranges::sort(log_, {}, [](const Logged& one) {
            return std::tie(one.whose, one.at, one.follows, one.arrival);
        });
        for (std::size_t i = 0; i < log_.size(); ++i) {
            if (i > 0 && log_[i].whose != log_[i - 1].whose) {
                close({});
            }
            if (log_[i].follows) {
                close(log_[i].at);
            } else {
                waiting_.push_back(log_[i].at);
            }
        }
        close({});
    }

    std::uint64_t open = 0, unlinked = 0, without = 0;
    Sum sum;
    std::map<Day, Sum> periods;  // by first day
    std::vector<double> seconds;

private:
    struct Logged {
        std::uint32_t whose = 0;
        bool follows = false;
        Instant at;
        std::int64_t arrival = 0;
    };

    void close(std::optional<Instant> ended) {
        for (const Instant begun : waiting_) {
            settle({begun, ended, {}});
        }
        waiting_.clear();
    }

    void settle(const promise::Occasion& occasion) {
        const Judged judged = promise::judge(yardstick_, occasion, now_);
        if (judged.verdict == Verdict::open) {
            ++open;
            return;
        }
        if (judged.verdict == Verdict::unknown) {
            ++without;
            return;
        }
        const std::int64_t kept = judged.verdict == Verdict::kept ? 1 : 0;
        ++sum.n;
        sum.kept += kept;
        if (by_) {
            Sum& period = periods[first_day_of(*by_, zone_.day_of(occasion.begun))];
            ++period.n;
            period.kept += kept;
        }
        if (judged.seconds) {
            seconds.push_back(*judged.seconds);
        }
    }

    const promise::Yardstick& yardstick_;
    const TimeZone& zone_;
    std::optional<Period> by_;
    Instant now_;
    TextCodes cases_;
    std::vector<Logged> log_;
    std::vector<Instant> waiting_;
};

std::string_view standing_of(const stats::Estimate& share, double target) {
    if (!share.lo || !share.hi) {
        return "unknown";
    }
    return *share.lo >= target ? "met" : *share.hi < target ? "missed" : "open";
}

Adherence adherence_of(const Sum& sum, const Standard& standard, const stats::TierLimits& limits) {
    Adherence out;
    out.share = share_of(sum.kept, sum.n, limits);
    if (stats::shows_counts(out.share.tier)) {
        out.n = static_cast<std::uint64_t>(sum.n);
        out.kept = static_cast<std::uint64_t>(sum.kept);
    }
    out.standing = standing_of(out.share, standard.target_share);
    return out;
}

// The firm's clock, and what it shows over the time that is asked for.
struct Working {
    firm::WorkingTime time;
    firm::WorkingSums sums;
};

// Many occasions are judged by it: working time is added up once.
promise::Yardstick quick_yardstick(const Standard& standard, const Working& working) {
    auto out = yardstick_of(standard, working.time);
    if (standard.calendar == promise::StandardCalendar::working) {
        out.elapsed = [&working](Instant first, Instant last) {
            return working.sums.between(first, last);
        };
    }
    return out;
}

class Shower {
public:
    Shower(
        db::Database& database,
        const insight::Engine& engine,
        const feedback::Directory& directory,
        const people::Actor& actor,
        const StandardsAsked& asked,
        Instant now
    )
        : database_(database),
          engine_(engine),
          directory_(directory),
          actor_(actor),
          asked_(asked),
          now_(now),
          limits_(limits_for({{}, {}, asked.filter}, directory)) {}

    StandardsShown show() {
        const auto& zone = directory_.zone;
        const Instant usual = zone.start_of(zone.day_of(now_) - usual_days);
        StandardsShown out{asked_.filter.from.value_or(usual), asked_.filter.to.value_or(now_), {}};
        database_.read([&](db::Reader& reader) {
            const auto time = firm::load_working_time(reader);
            const Working working{time, {time, zone, out.from, now_}};
            for (std::size_t i = 0; i < asked_.standards.size(); ++i) {
                out.rows.push_back(row_of(reader, working, i, out));
            }
        });
        for (StandardRow& row : out.rows) {
            row.answers = answers_of(asked_.standards[row.standard]);
        }
        return out;
    }

private:
    StandardRow row_of(
        db::Reader& reader, const Working& working, std::size_t index, const StandardsShown& span
    ) {
        const Standard& standard = asked_.standards[index];
        StandardRow row{.standard = index};
        if (!standard.event_from) {
            row.reason = "no_event";
            row.found.share.reason = row.reason;
            return row;
        }
        feedback::Filter mine = asked_.filter;
        narrow_to_scope(mine, actor_, directory_);
        const auto yardstick = quick_yardstick(standard, working);
        Judge judge(yardstick, directory_.zone, asked_.by, now_);
        customer::each_step(
            reader,
            {.first_type = *standard.event_from,
             .then_type = standard.event_to,
             .clauses = contact_clauses(directory_, mine, Reach::these_contacts),
             .from = span.from,
             .to = span.to},
            [&](const customer::Step& step) { judge.take(step); }
        );
        judge.judge();
        fill(row, standard, judge);
        return row;
    }

    void fill(StandardRow& row, const Standard& standard, Judge& judge) const {
        row.found = adherence_of(judge.sum, standard, limits_);
        row.reason = row.found.share.reason;
        for (const auto& [first_day, sum] : judge.periods) {
            row.steps.push_back(
                {period_key(*asked_.by, first_day), first_day, adherence_of(sum, standard, limits_)}
            );
        }
        if (row.found.share.tier == stats::Tier::hidden) {
            return;
        }
        row.open = judge.open;
        row.unlinked = judge.unlinked;
        row.without = judge.without;
        row.timed = judge.seconds.size();
        row.median = stats::quantile_estimate(judge.seconds, 0.5);
        row.p90 = stats::quantile_estimate(std::move(judge.seconds), 0.9);
    }

    [[nodiscard]] std::optional<stats::Estimate> answers_of(const Standard& standard) const {
        const auto* metric =
            standard.metric_id ? directory_.metrics.find(standard.metric_id->text()) : nullptr;
        if (metric == nullptr) {
            return {};
        }
        auto tally = show_tally(engine_, directory_, actor_, {{metric->key}, {}, asked_.filter});
        return tally.totals.front().estimate;
    }

    db::Database& database_;
    const insight::Engine& engine_;
    const feedback::Directory& directory_;
    const people::Actor& actor_;
    const StandardsAsked& asked_;
    Instant now_;
    stats::TierLimits limits_;
};

}  // namespace

promise::Yardstick yardstick_of(const Standard& standard, const firm::WorkingTime& working) {
    const bool works = standard.calendar == promise::StandardCalendar::working;
    promise::Yardstick out;
    out.measure = standard.measure;
    if (const auto threshold = promise::threshold_of(standard)) {
        const double day = works ? static_cast<double>(working.day_length().count()) / 1e6 : day_s;
        out.limit_s = promise::seconds_of(*threshold, day);
    }
    out.elapsed = [&working, works](Instant first, Instant last) {
        return works ? working.between(first, last) : std::max(last - first, {});
    };
    return out;
}

StandardsShown show_standards(
    db::Database& database,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const StandardsAsked& asked,
    Instant now
) {
    return Shower(database, engine, directory, actor, asked, now).show();
}

}  // namespace styk::story
