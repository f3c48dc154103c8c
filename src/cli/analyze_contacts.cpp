#include "cli/analyze_contacts.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

#include "base/result.h"
#include "stats/contacts.h"

namespace styk::cli {

namespace {

constexpr double us_per_second = 1e6;
constexpr std::int64_t us_per_day = 86'400'000'000;
constexpr Unit in_seconds{.factor = 1, .digits = 1, .behind = " s"};

class Numbering {
public:
    std::uint32_t of(const std::string& text) {
        const auto next = static_cast<std::uint32_t>(numbers_.size());
        return numbers_.emplace(text, next).first->second;
    }

private:
    std::map<std::string, std::uint32_t> numbers_;
};

std::optional<stats::QueueStep> step_of(const QueueAsked& asked, const std::string& type) {
    return type == asked.started     ? std::optional(stats::QueueStep::started)
           : type == asked.answered  ? std::optional(stats::QueueStep::answered)
           : type == asked.abandoned ? std::optional(stats::QueueStep::abandoned)
                                     : std::nullopt;
}

// The events of queues among the rows; `rows` says which row each came from.
struct Events {
    std::vector<stats::QueueEvent> events;
    std::vector<std::size_t> rows;
    std::size_t others = 0;   // rows of other types
    std::size_t missing = 0;  // rows without a time
};

Events events_of(
    const Table& table, const QueueAsked& asked, const std::optional<std::string>& wait
) {
    const auto at = table.seconds(asked.at);
    const auto types = asked.type ? table.texts(*asked.type) : std::vector<std::string>();
    const auto contacts = asked.contact ? table.texts(*asked.contact) : std::vector<std::string>();
    const auto waits = wait ? table.numbers(*wait) : Numbers(table.rows());
    Numbering numbers;
    Events out;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto step =
            types.empty() ? std::optional(stats::QueueStep::answered) : step_of(asked, types[row]);
        if (!step) {
            ++out.others;
            continue;
        }
        if (!at[row]) {
            ++out.missing;
            continue;
        }
        if (waits[row] && *waits[row] < 0) {
            table.refuse(row, *wait, fmt::format("{:g} is no wait", *waits[row]));
        }
        const bool named = !contacts.empty() && !contacts[row].empty();
        const auto name = named ? "c" + contacts[row] : fmt::format("r{}", row);
        out.events.push_back(
            {numbers.of(name),
             *step,
             static_cast<std::int64_t>(std::llround(*at[row] * us_per_second)),
             waits[row]}
        );
        out.rows.push_back(row);
    }
    return out;
}

void need_some(const Events& events, const QueueAsked& asked) {
    if (events.events.empty()) {
        throw Refusal(
            Code::invalid,
            asked.type ? fmt::format(
                             "No row of {} is {}, {} or {}.",
                             *asked.type,
                             asked.started,
                             asked.answered,
                             asked.abandoned
                         )
                       : "No row has a time."
        );
    }
}

json::Object json_of(const stats::QuantileEstimate& found, std::size_t n) {
    return {
        {"n", n},
        {"value", number(found.value)},
        {"lo", number(found.lo)},
        {"hi", number(found.hi)},
        {"level", found.level},
        {"method", "order_statistics"}
    };
}

std::string limits_text(const stats::QuantileEstimate& found) {
    return fmt::format(
        "{} to {}",
        found.lo ? in_seconds.of(found.lo) : "…",
        found.hi ? in_seconds.of(found.hi) : "…"
    );
}

json::Object waits_json(const stats::WaitCounts& counts, const stats::WaitFigures& figures) {
    return {
        {"answered", counts.answered},
        {"abandoned", counts.abandoned},
        {"open", counts.open},
        {"wait_unknown", counts.ended() - counts.wait_known},
        {"abandonment", cli::json_of(figures.abandonment)},
        {"in_time", cli::json_of(figures.in_time)},
        {"median", json_of(figures.median, counts.waits.size())},
        {"p90", json_of(figures.p90, counts.waits.size())}
    };
}

void put_waits(
    Grid& grid,
    const std::string& name,
    const stats::WaitCounts& counts,
    const stats::WaitFigures& of
) {
    grid.add(
        {name,
         fmt::format("{}", counts.ended()),
         in_seconds.of(of.median.value),
         in_seconds.of(of.p90.value),
         per_cent.of(of.in_time.value),
         per_cent.of(of.abandonment.value)}
    );
}

void tell_whole(
    Findings& out, const stats::WaitCounts& counts, const stats::WaitFigures& of, double target_s
) {
    Grid grid;
    const auto share = [&](const char* name, const stats::Estimate& one) {
        grid.add(
            {name, per_cent.of(one.value), per_cent.of(one.lo, one.hi), fmt::format("n {}", one.n)}
        );
    };
    const auto n = fmt::format("n {}", counts.waits.size());
    grid.add({"half wait up to", in_seconds.of(of.median.value), limits_text(of.median), n});
    grid.add({"nine in ten up to", in_seconds.of(of.p90.value), limits_text(of.p90), n});
    share(fmt::format("answered within {:g} s", target_s).c_str(), of.in_time);
    share("gave up", of.abandonment);
    out.text += grid.text();
}

// What became of one contact, by the row of its last event.
struct Judged {
    std::size_t row = 0;
    stats::Fate fate = stats::Fate::not_judged;
};

std::vector<Judged> judged(const Table& table, const FcrAsked& asked, const Events& events) {
    const auto customers = table.texts(asked.customer);
    const auto topics = asked.topic ? table.texts(*asked.topic) : std::vector<std::string>();
    const auto contacts = stats::contacts_of(events.events);
    Numbering numbers;
    std::vector<stats::Approach> approaches;
    std::vector<Judged> out;
    std::int64_t last = 0;
    for (const auto& contact : contacts) {
        last = std::max(last, contact.arrived_us);
        const std::size_t row = events.rows[contact.event];
        if (!customers[row].empty()) {
            approaches.push_back(
                {.customer = numbers.of("c" + customers[row]),
                 .topic = topics.empty() ? 0 : numbers.of("t" + topics[row]),
                 .at_us = contact.arrived_us,
                 .counts = contact.end == stats::ContactEnd::answered}
            );
            out.push_back({row, stats::Fate::not_judged});
        }
    }
    if (asked.until) {
        const auto day = parse_iso_day(*asked.until);
        if (!day) {
            throw Refusal(Code::invalid, "--until must be a day such as 2026-11-21.");
        }
        last = (std::int64_t{*day} + 1) * us_per_day;
    }
    const auto fates = stats::fates(approaches, asked.days * us_per_day, last);
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i].fate = fates[i];
    }
    return out;
}

}  // namespace

Findings analyze_waiting(const Table& table, const WaitingAsked& asked) {
    const auto events = events_of(table, asked.queue, asked.wait);
    need_some(events, asked.queue);
    const auto groups = asked.by ? table.texts(*asked.by) : std::vector<std::string>(table.rows());
    stats::WaitCounts all;
    std::map<std::string, stats::WaitCounts> by_group;
    for (const auto& contact : stats::contacts_of(events.events)) {
        const auto day = static_cast<std::uint64_t>(contact.arrived_us / us_per_day + 1'000'000);
        stats::add(all, contact, day, asked.target_s);
        stats::add(by_group[groups[events.rows[contact.event]]], contact, day, asked.target_s);
    }
    const auto whole = stats::wait_figures(all);
    Findings out;
    out.figures = waits_json(all, whole);
    out.figures["what"] = "waiting";
    out.figures["target_s"] = asked.target_s;
    out.figures["other_rows"] = events.others;
    out.figures["missing"] = events.missing;
    out.text = fmt::format(
        "Waiting in {}: {} answered, {} gave up, {} open; {} rows of other types, {} without a "
        "time\n",
        table.name(),
        all.answered,
        all.abandoned,
        all.open,
        events.others,
        events.missing
    );
    tell_whole(out, all, whole, asked.target_s);
    if (asked.by) {
        Grid grid;
        grid.add({*asked.by, "n", "half up to", "nine in ten", "in time", "gave up"});
        json::Array rows;
        for (const auto& [name, counts] : by_group) {
            const auto figures = stats::wait_figures(counts);
            put_waits(grid, name.empty() ? "(none)" : name, counts, figures);
            auto row = waits_json(counts, figures);
            row["group"] = text_or_null(name);
            rows.push_back(std::move(row));
        }
        out.figures["groups"] = std::move(rows);
        out.text += "\n" + grid.text();
    }
    if (!stats::shows_value(whole.tier)) {
        out.reason = fmt::format("No waits: {}", words_of(stats::reason::too_few));
    }
    return out;
}

Findings analyze_fcr(const Table& table, const FcrAsked& asked) {
    const auto events = events_of(table, asked.queue, {});
    need_some(events, asked.queue);
    const auto customers = table.texts(asked.customer);
    Numbering numbers;
    stats::ClusterSums by_customer;
    std::uint64_t resolved = 0, repeated = 0, open = 0;
    for (const auto& [row, fate] : judged(table, asked, events)) {
        open += fate == stats::Fate::open ? 1 : 0;
        if (fate == stats::Fate::resolved || fate == stats::Fate::repeated) {
            const bool helped = fate == stats::Fate::resolved;
            ++(helped ? resolved : repeated);
            stats::add(by_customer, numbers.of(customers[row]), helped ? 1 : 0);
        }
    }
    const auto share = stats::share_estimate(
        resolved, resolved + repeated, {}, stats::effective_n(by_customer), asked.queue.level
    );
    Findings out;
    out.figures["what"] = "fcr";
    out.figures["within_days"] = asked.days;
    out.figures["share"] = cli::json_of(share);
    out.figures["resolved"] = resolved;
    out.figures["repeated"] = repeated;
    out.figures["open"] = open;
    out.text = fmt::format(
        "First contact in {}: {} of {} did not come back within {} days; {} too fresh to tell\n",
        table.name(),
        resolved,
        resolved + repeated,
        asked.days,
        open
    );
    Grid grid;
    grid.add(
        {"helped at the first contact",
         per_cent.of(share.value),
         per_cent.of(share.lo, share.hi),
         fmt::format("n {}", share.n)}
    );
    out.text += grid.text();
    if (!share.value) {
        out.reason = fmt::format("No share: {}", words_of(share.reason));
    }
    return out;
}

}  // namespace styk::cli
