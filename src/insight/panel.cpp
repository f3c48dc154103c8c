#include "insight/panel.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/query_string.h"
#include "insight/period.h"

namespace styk::insight {

namespace {

constexpr std::array<std::string_view, 4> of_the_page{"view", "open", "show", "with"};

// Words of the address, each taken out once it is read; what is left is the filter.
class Words {
public:
    explicit Words(QueryPairs pairs) : pairs_(std::move(pairs)) {}

    std::optional<std::string> take(std::string_view name) {
        const auto found = std::find_if(pairs_.begin(), pairs_.end(), [&](const auto& pair) {
            return pair.first == name;
        });
        if (found == pairs_.end()) {
            return {};
        }
        auto value = found->second;
        std::erase_if(pairs_, [&](const auto& pair) { return pair.first == name; });
        return value.empty() ? std::nullopt : std::optional(std::move(value));
    }

    [[nodiscard]] bool has(std::string_view name) const {
        return std::any_of(pairs_.begin(), pairs_.end(), [&](const auto& pair) {
            return pair.first == name;
        });
    }

    [[nodiscard]] record::Parameters rest() const { return {pairs_.begin(), pairs_.end()}; }

private:
    QueryPairs pairs_;
};

// What is read along time, or from many answers at once, looks back a year.
std::string usual_period(PanelKind kind) {
    return kind == PanelKind::trend || kind == PanelKind::drivers ? "365d" : "90d";
}

void put_period(
    feedback::Filter& filter,
    const feedback::Directory& directory,
    const std::string& name,
    Instant now,
    Problems& problems
) {
    const Day tomorrow = directory.zone.day_of(now) + 1;
    const auto since = [&](Day first) {
        filter.from = directory.zone.start_of(first);
        filter.to = directory.zone.start_of(tomorrow);
    };
    if (name == "30d" || name == "90d" || name == "365d") {
        since(tomorrow - (name == "30d" ? 30 : name == "90d" ? 90 : 365));
    } else if (name == "year") {
        since(first_day_of(Period::year, tomorrow - 1));
    } else if (name != "all") {
        problems.push_back({"period", "must be 30d, 90d, 365d, year or all"});
    }
}

void read_step(PanelQuestion& out, Words& words, Problems& problems) {
    const auto step = words.take("step");
    const auto period = step ? period_of(*step) : std::optional(Period::week);
    if (!period) {
        problems.push_back({"step", "must be day, week, month or quarter"});
    }
    out.step = period.value_or(Period::week);
}

// rows and cols of a comparison as the `by` of a question.
std::string groupings(Words& words) {
    const auto rows = words.take("rows").value_or("touchpoint");
    const auto cols = words.take("cols").value_or("-");
    return cols == "-" ? rows : rows + "," + cols;
}

bool asks_a_metric(PanelKind kind) {
    return kind == PanelKind::trend || kind == PanelKind::compare || kind == PanelKind::figure;
}

void read_metric(
    PanelQuestion& out,
    Words& words,
    PanelKind kind,
    const feedback::Directory& directory,
    Problems& problems
) {
    const auto metric = words.take("metric");
    const auto by = groupings(words);
    if (!asks_a_metric(kind)) {
        return;
    }
    record::Parameters asked{{"metric", metric.value_or("")}};
    if (kind == PanelKind::compare) {
        asked.emplace_back("by", by);
    }
    if (!metric) {
        problems.push_back({"metric", "is missing"});
        return;
    }
    try {
        out.question = read_question(directory, asked);
        if (out.question.metrics.size() != 1) {
            problems.push_back({"metric", "must be one"});
        }
    } catch (const Refusal& refusal) {
        problems.insert(problems.end(), refusal.problems().begin(), refusal.problems().end());
    }
}

void read_outcome_word(
    PanelQuestion& out,
    Words& words,
    PanelKind kind,
    const feedback::Directory& directory,
    Problems& problems
) {
    const auto outcome = words.take("outcome");
    if (kind != PanelKind::drivers) {
        return;
    }
    if (!outcome) {
        problems.push_back({"outcome", "is missing"});
    } else if (auto found = read_outcome(directory, "outcome", *outcome)) {
        out.outcome = *std::move(found);
    } else {
        problems.push_back(found.error());
    }
}

PanelQuestion read_words(
    const feedback::Directory& directory,
    PanelKind kind,
    Words words,
    Instant now,
    Problems& problems
) {
    PanelQuestion out;
    for (const auto name : of_the_page) {
        (void)words.take(name);
    }
    read_step(out, words, problems);
    read_metric(out, words, kind, directory, problems);
    read_outcome_word(out, words, kind, directory, problems);
    out.against_before = words.take("against") == "before";
    const auto period = words.take("period").value_or(usual_period(kind));
    std::vector<std::string> unknown;
    out.scope = words.rest();
    out.question.filter = feedback::read_filter(directory, out.scope, problems, &unknown);
    for (const auto& name : unknown) {
        problems.push_back({name, "is no name of a filter"});
    }
    if (!words.has("from") && !words.has("to")) {
        put_period(out.question.filter, directory, period, now, problems);
    }
    if (out.against_before && !out.question.filter.from) {
        problems.push_back({"period", "has nothing before it"});
    }
    return out;
}

}  // namespace

PanelQuestion read_question(
    const feedback::Directory& directory,
    const Panel& panel,
    Instant now,
    const std::string& pointer,
    Problems& problems
) {
    if (panel.kind == PanelKind::text) {
        return {};
    }
    const auto pairs = read_query_string(panel.query);
    Problems found;
    PanelQuestion out;
    if (pairs) {
        out = read_words(directory, panel.kind, Words(*pairs), now, found);
    } else {
        found.push_back(pairs.error());
    }
    for (const Problem& problem : found) {
        const auto name =
            problem.pointer.starts_with('/') ? problem.pointer.substr(1) : problem.pointer;
        problems.push_back(
            {pointer, name.empty() ? problem.message : fmt::format("{} {}", name, problem.message)}
        );
    }
    return out;
}

}  // namespace styk::insight
