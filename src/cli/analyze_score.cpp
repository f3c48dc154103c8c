#include "cli/analyze_score.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "base/result.h"
#include "stats/multiplicity.h"

namespace styk::cli {

namespace {

constexpr double false_discoveries = 0.10;
constexpr std::size_t most_groups = 500;

struct Group {
    std::string name;
    Sample sample;
    stats::Estimate estimate{};
    stats::Difference against_rest{};
    std::optional<double> adjusted_p{};

    [[nodiscard]] bool stands() const { return adjusted_p && *adjusted_p <= false_discoveries; }
};

std::vector<Group> groups_of(
    const Measure& measure, const Numbers& values, const std::vector<std::string>& names
) {
    std::map<std::string, Sample> samples;
    for (std::size_t row = 0; row < values.size(); ++row) {
        if (values[row] && !names[row].empty()) {
            samples.emplace(names[row], measure).first->second.add(*values[row]);
        }
    }
    std::vector<Group> groups;
    groups.reserve(samples.size());
    for (auto& [name, sample] : samples) {
        groups.push_back({name, sample});
    }
    return groups;
}

// The rest of each group are the merged groups before and behind it.
std::vector<Sample> rests_of(const Measure& measure, const std::vector<Group>& groups) {
    std::vector<Sample> rests(groups.size(), Sample(measure));
    Sample before(measure), behind(measure);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        rests[i].merge(before);
        before.merge(groups[i].sample);
        const std::size_t from_end = groups.size() - 1 - i;
        rests[from_end].merge(behind);
        behind.merge(groups[from_end].sample);
    }
    return rests;
}

void compare(const Measure& measure, std::vector<Group>& groups) {
    const auto rests = rests_of(measure, groups);
    std::vector<double> p;
    std::vector<Group*> tested;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        Group& group = groups[i];
        group.estimate = group.sample.estimate();
        const auto rest = rests[i].estimate();
        if (!stats::shows_value(group.estimate.tier) || !stats::shows_value(rest.tier)) {
            group.against_rest.reason = stats::reason::too_few;
            continue;
        }
        group.against_rest = group.sample.minus(rests[i]);
        if (group.against_rest.p) {
            p.push_back(*group.against_rest.p);
            tested.push_back(&group);
        }
    }
    const auto adjusted = stats::benjamini_hochberg(p);
    for (std::size_t i = 0; i < tested.size(); ++i) {
        tested[i]->adjusted_p = adjusted[i];
    }
}

void put_one(Findings& out, const Measure& measure, const Sample& all, std::size_t missing) {
    const auto found = all.estimate();
    out.figures["score"] = json_of(found);
    out.figures["missing"] = missing;
    Grid grid;
    grid.add({"value", measure.unit().of(found.value)});
    grid.add({level_text(found.level), measure.unit().of(found.lo, found.hi)});
    grid.add({"answers", std::to_string(found.n)});
    grid.add({"missing", std::to_string(missing)});
    grid.add({"certainty", std::string(stats::name(found.tier))});
    const auto counts = all.counts();
    if (measure.kind() == stats::Kind::net || measure.kind() == stats::Kind::box) {
        out.figures["counts"] = json::Object{
            {"positive", counts.positive},
            {"neutral", counts.neutral},
            {"negative", counts.negative}
        };
        grid.add({"positive", std::to_string(counts.positive)});
        grid.add({"neutral", std::to_string(counts.neutral)});
        grid.add({"negative", std::to_string(counts.negative)});
    }
    out.text += grid.text();
    if (!found.reason.empty()) {
        const auto* what = found.value ? "interval" : "score";
        out.text += fmt::format("  No {}: {}.\n", what, words_of(found.reason));
    }
    out.reason = found.value ? "" : fmt::format("No score: {}", words_of(found.reason));
}

json::Object group_json(const Group& group) {
    auto out = json_of(group.estimate);
    out["name"] = group.name;
    out["against_rest"] = json_of(group.against_rest);
    out["adjusted_p"] = number(group.adjusted_p);
    out["stands"] = group.stands();
    return out;
}

void put_groups(
    Findings& out, const Measure& measure, const std::string& by, const std::vector<Group>& groups
) {
    json::Array figures;
    Grid grid;
    grid.add({by, "value", "interval", "n", "certainty", "to the rest", "interval", "p", ""});
    std::size_t tests = 0, standing = 0;
    const Unit unit = measure.unit();
    for (const Group& group : groups) {
        tests += group.adjusted_p ? 1U : 0U;
        standing += group.stands() ? 1U : 0U;
        figures.push_back(group_json(group));
        const auto& [value, lo, hi, p, level, test, reason] = group.against_rest;
        grid.add(
            {group.name,
             unit.of(group.estimate.value),
             unit.of(group.estimate.lo, group.estimate.hi),
             std::to_string(group.estimate.n),
             std::string(stats::name(group.estimate.tier)),
             unit.signed_one().of(value),
             unit.signed_one().of(lo, hi),
             p_text(group.adjusted_p),
             group.stands() ? "stands" : ""}
        );
    }
    out.figures["groups"] = std::move(figures);
    out.figures["family"] = json::Object{
        {"tests", tests},
        {"standing", standing},
        {"method", "benjamini_hochberg"},
        {"q", false_discoveries}
    };
    out.text += fmt::format(
        "\nBy {}, each against the rest: {} of {} differences stand (Benjamini-Hochberg, q = "
        "0.1)\n{}",
        by,
        standing,
        tests,
        grid.text()
    );
}

}  // namespace

Findings analyze_score(const Table& table, const ScoreAsked& asked) {
    const Measure measure(asked.measure);
    const auto values = measure.read(table);
    Sample all(measure);
    std::size_t missing = 0;
    for (const auto& value : values) {
        missing += value ? 0U : 1U;
        if (value) {
            all.add(*value);
        }
    }
    Findings out;
    out.figures["what"] = asked.measure.metric;
    out.figures["column"] = asked.measure.column;
    out.text = fmt::format("{} ({})\n", measure.title(), table.name());
    put_one(out, measure, all, missing);
    if (asked.by) {
        auto groups = groups_of(measure, values, table.texts(*asked.by));
        if (groups.size() > most_groups) {
            throw Refusal(
                Code::invalid,
                fmt::format("{} has {} values; groups are 500 at most.", *asked.by, groups.size())
            );
        }
        compare(measure, groups);
        put_groups(out, measure, *asked.by, groups);
    }
    return out;
}

}  // namespace styk::cli
