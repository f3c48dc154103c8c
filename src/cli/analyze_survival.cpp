#include "cli/analyze_survival.h"

#include <fmt/format.h>
#include <map>

#include "base/result.h"
#include "stats/survival.h"

namespace styk::cli {

namespace {

constexpr std::size_t most_groups = 100, most_steps = 12;

struct Tables {
    stats::SurvivalTable all{};
    std::map<std::string, stats::SurvivalTable> groups{};
    std::size_t missing = 0;
};

Tables tables_of(const Table& table, const SurvivalAsked& asked) {
    const auto durations = table.numbers(asked.duration), events = table.numbers(asked.event);
    const auto names = asked.group ? table.texts(*asked.group) : std::vector<std::string>();
    Tables out;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (!durations[row] || !events[row]) {
            ++out.missing;
            continue;
        }
        if (*durations[row] < 0) {
            table.refuse(row, asked.duration, "a duration is not below 0");
        }
        if (*events[row] != 0 && *events[row] != 1) {
            table.refuse(row, asked.event, "an event is 1 (it happened) or 0 (still under way)");
        }
        out.all.add(*durations[row], *events[row] == 1);
        if (!names.empty() && !names[row].empty()) {
            out.groups[names[row]].add(*durations[row], *events[row] == 1);
        }
    }
    return out;
}

json::Object json_of(const stats::SurvivalPoint& point) {
    return {
        {"time", point.time},
        {"at_risk", point.at_risk},
        {"survival", point.survival},
        {"lo", point.interval ? json::Value(point.interval->lo) : json::Value()},
        {"hi", point.interval ? json::Value(point.interval->hi) : json::Value()}
    };
}

// All steps for a program, a dozen spread over the curve for a person.
void put_curve(Findings& out, const stats::SurvivalCurve& curve, double level) {
    json::Array figures;
    Grid grid;
    grid.add({"by", "at risk", "without it", level_text(level)});
    const auto& steps = curve.steps();
    const std::size_t stride = (steps.size() + most_steps - 1) / most_steps;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto& step = steps[i];
        figures.push_back(json_of(step));
        if (i % stride == 0 || i + 1 == steps.size()) {
            const auto lo = step.interval ? std::optional(step.interval->lo) : std::nullopt;
            const auto hi = step.interval ? std::optional(step.interval->hi) : std::nullopt;
            grid.add(
                {fmt::format("{:g}", step.time),
                 std::to_string(step.at_risk),
                 per_cent.of(step.survival),
                 per_cent.of(lo, hi)}
            );
        }
    }
    out.figures["steps"] = std::move(figures);
    out.text += grid.text();
}

std::vector<std::string> row_of(const std::string& name, const stats::SurvivalTable& table) {
    const stats::SurvivalCurve curve(table);
    const auto median = curve.quantile(0.5);
    return {
        name,
        std::to_string(table.n()),
        std::to_string(table.events()),
        median ? fmt::format("{:g}", *median) : "not reached"
    };
}

json::Object json_of(const std::string& name, const stats::SurvivalTable& table) {
    const stats::SurvivalCurve curve(table);
    return {
        {"name", name},
        {"n", table.n()},
        {"events", table.events()},
        {"median", number(curve.quantile(0.5))}
    };
}

void put_groups(Findings& out, const Tables& tables, const std::string& by) {
    if (tables.groups.size() > most_groups) {
        throw Refusal(Code::invalid, fmt::format("{} has more than 100 groups.", by));
    }
    json::Array figures;
    Grid grid;
    grid.add({by, "n", "events", "median"});
    std::vector<stats::SurvivalTable> all;
    for (const auto& [name, table] : tables.groups) {
        figures.push_back(json_of(name, table));
        grid.add(row_of(name, table));
        all.push_back(table);
    }
    const auto test = stats::log_rank(all);
    out.figures["groups"] = std::move(figures);
    out.figures["log_rank"] = test ? json::Value(json::Object{
                                         {"chi_squared", number(test->chi_squared)},
                                         {"df", test->df},
                                         {"p", number(test->p)}
                                     })
                                   : json::Value();
    out.text += "\n" + grid.text();
    out.text += test ? fmt::format("  log-rank p {}\n", p_text(test->p))
                     : "  No log-rank test: fewer than two groups at risk together.\n";
}

}  // namespace

Findings analyze_survival(const Table& table, const SurvivalAsked& asked) {
    const auto tables = tables_of(table, asked);
    Findings out;
    out.figures["what"] = "survival";
    out.figures["n"] = tables.all.n();
    out.figures["events"] = tables.all.events();
    out.figures["missing"] = tables.missing;
    out.text = fmt::format(
        "Time until {} ({}): {} observed, {} happened, {} rows missing\n",
        asked.event,
        table.name(),
        tables.all.n(),
        tables.all.events(),
        tables.missing
    );
    if (tables.all.events() == 0) {
        out.reason = tables.all.n() == 0 ? "No curve: there are no rows with both"
                                         : "No curve: it never happened";
        return out;
    }
    const stats::SurvivalCurve curve(tables.all, stats::SurvivalLimits::log_log, asked.level);
    const auto median = curve.quantile(0.5);
    out.figures["median"] = number(median);
    out.figures["reliable_until"] = number(curve.reliable_until());
    out.text += fmt::format(
        "  Half had it by {}; the curve is well founded until {:g} (10 at risk).\n",
        median ? fmt::format("{:g}", *median) : "no time yet seen",
        curve.reliable_until()
    );
    put_curve(out, curve, asked.level);
    if (asked.group) {
        put_groups(out, tables, *asked.group);
    }
    return out;
}

}  // namespace styk::cli
