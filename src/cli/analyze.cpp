#include "cli/analyze.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <functional>
#include <memory>

#include "cli/analyze_concentration.h"
#include "cli/analyze_contacts.h"
#include "cli/analyze_drivers.h"
#include "cli/analyze_effect.h"
#include "cli/analyze_journey.h"
#include "cli/analyze_reliability.h"
#include "cli/analyze_score.h"
#include "cli/analyze_survival.h"
#include "cli/analyze_trend.h"

namespace styk::cli {

namespace {

constexpr double least_level = 0.5, most_level = 0.999;
constexpr int longest_forecast = 60;

struct FileAsked {
    std::string file, missing;
    bool as_json = false;
};

// What a subcommand keeps until it runs.
template <class Asked>
struct Kept {
    FileAsked file;
    Asked asked;
};

int show(const Findings& found, bool as_json) {
    if (as_json) {
        auto figures = found.figures;
        if (!found.reason.empty()) {
            figures["undefined"] = found.reason;
        }
        fmt::print("{}\n", json::write(figures));
    } else {
        fmt::print("{}", found.text);
    }
    if (!found.reason.empty()) {
        fmt::print(stderr, "styk: {}.\n", found.reason);
        return 1;
    }
    return 0;
}

template <class Asked>
using Analysis = Findings (*)(const Table&, const Asked&);

template <class Asked>
std::pair<CLI::App*, std::shared_ptr<Kept<Asked>>> add_subject(
    CLI::App& analyze, const char* name, const char* help, Analysis<Asked> analysis, int& code
) {
    auto* command = analyze.add_subcommand(name, help);
    auto kept = std::make_shared<Kept<Asked>>();
    command->add_option("FILE", kept->file.file, "CSV, UTF-8, its first row the names of columns")
        ->required()
        ->check(CLI::ExistingFile);
    command->add_flag("--json", kept->file.as_json, "Print the figures as JSON");
    command->add_option(
        "--missing", kept->file.missing, "What stands for a missing answer, besides nothing and NA"
    );
    command->callback([kept, analysis, &code] {
        const Table table(kept->file.file, kept->file.missing);
        code = show(analysis(table, kept->asked), kept->file.as_json);
    });
    return {command, kept};
}

void add_level(CLI::App& command, double& level) {
    command.add_option("--level", level, "Of the intervals")
        ->capture_default_str()
        ->check(CLI::Range(least_level, most_level));
}

void add_rating(CLI::App& command, MeasureAsked& measure) {
    command.add_option("--column", measure.column, "Column of the ratings")->required();
    command.add_option(
        "--scale", measure.scale, "MIN-MAX of the ratings (csat 1-5, ces 1-7; mean: any numbers)"
    );
    add_level(command, measure.level);
}

void add_metric(CLI::App& command, MeasureAsked& measure) {
    command.add_option("--metric", measure.metric, "nps, wr, csat, ces or mean")
        ->capture_default_str()
        ->check(CLI::IsMember({"nps", "wr", "csat", "ces", "mean"}));
    add_rating(command, measure);
}

void add_columns(
    CLI::App& command, const char* name, std::vector<std::string>& columns, const char* help
) {
    command.add_option(name, columns, help)
        ->required()
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name("A,B,...");
}

void add_scores(CLI::App& analyze, int& code) {
    const std::pair<const char*, const char*> scores[] = {
        {"nps", "Net promoter score of ratings 0-10"},
        {"wr", "Recommendation index of ratings 1-10"},
        {"csat", "Share of satisfied answers"},
        {"ces", "Mean effort score"},
        {"mean", "Mean of ratings, or of any numbers"}
    };
    for (const auto& [name, help] : scores) {
        const auto [command, kept] =
            add_subject<ScoreAsked>(analyze, name, help, analyze_score, code);
        kept->asked.measure.metric = name;
        add_rating(*command, kept->asked.measure);
        command->add_option("--by", kept->asked.by, "Column of groups, each against the rest");
    }
}

void add_drivers(CLI::App& analyze, int& code) {
    const auto [command, kept] = add_subject<DriversAsked>(
        analyze, "drivers", "How much of an outcome each driver explains", analyze_drivers, code
    );
    command->add_option("--outcome", kept->asked.outcome, "Column of the outcome")->required();
    add_columns(*command, "--drivers", kept->asked.drivers, "Columns of the drivers, up to 24");
    command->add_option(
        "--positive", kept->asked.positive, "The outcome is text: the value that counts as 1"
    );
    add_level(*command, kept->asked.level);
}

void add_trend(CLI::App& analyze, int& code) {
    const auto [command, kept] = add_subject<TrendAsked>(
        analyze, "trend", "A score over time: signals, changes, forecast", analyze_trend, code
    );
    add_metric(*command, kept->asked.measure);
    command->add_option("--date", kept->asked.date, "Column of days (2026-11-21)")->required();
    command->add_option("--period", kept->asked.period, "day, week, month or quarter")
        ->capture_default_str()
        ->check(CLI::IsMember({"day", "week", "month", "quarter"}));
    command->add_option("--horizon", kept->asked.horizon, "Periods to forecast")
        ->capture_default_str()
        ->check(CLI::Range(1, longest_forecast));
}

void add_effect(CLI::App& analyze, int& code) {
    const auto [command, kept] = add_subject<EffectAsked>(
        analyze, "effect", "What a change at a known day did to a score", analyze_effect, code
    );
    EffectAsked& asked = kept->asked;
    add_metric(*command, asked.measure);
    command->add_option("--date", asked.date, "Column of days (2026-11-21)")->required();
    command->add_option("--at", asked.at, "First day of the change")->required();
    auto* group = command->add_option("--group", asked.group, "Column of groups");
    auto* changed =
        command->add_option("--changed", asked.changed, "The group that the change reached");
    group->needs(changed);
    changed->needs(group);
    command->add_option("--worth", asked.worth, "Smallest effect worth acting on, as shown")
        ->check(CLI::NonNegativeNumber);
    command->add_flag("--less-is-better", asked.less_is_better, "Low values are good");
}

void add_reliability(CLI::App& analyze, int& code) {
    const auto [command, kept] = add_subject<ReliabilityAsked>(
        analyze,
        "reliability",
        "May these questions be added up to one score?",
        analyze_reliability,
        code
    );
    add_columns(*command, "--items", kept->asked.items, "Columns of the questions");
    add_level(*command, kept->asked.level);
}

void add_concentration(CLI::App& analyze, int& code) {
    const auto [command, kept] = add_subject<ConcentrationAsked>(
        analyze,
        "concentration",
        "How unequally value is spread over customers",
        analyze_concentration,
        code
    );
    command->add_option("--customer", kept->asked.customer, "Column of customers")->required();
    command->add_option("--value", kept->asked.value, "Column of values")->required();
}

void add_survival(CLI::App& analyze, int& code) {
    const auto [command, kept] = add_subject<SurvivalAsked>(
        analyze, "survival", "How long until something happens", analyze_survival, code
    );
    SurvivalAsked& asked = kept->asked;
    command->add_option("--duration", asked.duration, "Column of durations")->required();
    command->add_option("--event", asked.event, "Column: 1 it happened, 0 not yet")->required();
    command->add_option("--group", asked.group, "Column of groups to compare");
    add_level(*command, asked.level);
}

void add_journey(CLI::App& analyze, int& code) {
    const auto [command, kept] = add_subject<JourneyAsked>(
        analyze,
        "journey",
        "The score of whole journeys beside those of their touchpoints",
        analyze_journey,
        code
    );
    JourneyAsked& asked = kept->asked;
    command
        ->add_option("--metric", asked.overall.metric, "Of the journey: nps, wr, csat, ces, mean")
        ->capture_default_str()
        ->check(CLI::IsMember({"nps", "wr", "csat", "ces", "mean"}));
    command->add_option("--overall", asked.overall.column, "Column of the journey's own score")
        ->required();
    command->add_option("--scale", asked.overall.scale, "MIN-MAX of the journey's own score");
    add_columns(
        *command, "--touchpoints", asked.touchpoints, "Columns of scores, in the order of the way"
    );
    command->add_option("--bad-to", asked.bad_to, "Scores up to this are bad")
        ->capture_default_str();
    command->add_option("--good-from", asked.good_from, "Scores from this are good")
        ->capture_default_str();
    add_level(*command, asked.overall.level);
}

void add_queue(CLI::App& command, QueueAsked& asked) {
    command.add_option("--at", asked.at, "Column of times (2026-11-21 18:30)")->required();
    command.add_option("--type", asked.type, "Column of types; without it every row is answered");
    command.add_option("--contact", asked.contact, "Column that the events of one contact share");
    command.add_option("--started", asked.started, "Its type")->capture_default_str();
    command.add_option("--answered", asked.answered, "Its type")->capture_default_str();
    command.add_option("--abandoned", asked.abandoned, "Its type")->capture_default_str();
}

void add_contacts(CLI::App& analyze, int& code) {
    {
        const auto [command, kept] = add_subject<WaitingAsked>(
            analyze, "waiting", "How long people wait in a queue", analyze_waiting, code
        );
        add_queue(*command, kept->asked.queue);
        command->add_option("--wait", kept->asked.wait, "Column of seconds waited");
        command->add_option("--target", kept->asked.target_s, "Seconds that are soon enough")
            ->capture_default_str()
            ->check(CLI::PositiveNumber);
        command->add_option("--by", kept->asked.by, "Column of groups");
    }
    const auto [command, kept] =
        add_subject<FcrAsked>(analyze, "fcr", "Whether one contact was enough", analyze_fcr, code);
    add_queue(*command, kept->asked.queue);
    command->add_option("--customer", kept->asked.customer, "Column of customers")->required();
    command->add_option("--topic", kept->asked.topic, "Column of topics");
    command->add_option("--days", kept->asked.days, "Who comes back sooner was not helped")
        ->capture_default_str()
        ->check(CLI::Range(1, 365));
    command->add_option(
        "--until", kept->asked.until, "Last day the file knows of; else its last event"
    );
    add_level(*command, kept->asked.queue.level);
}

}  // namespace

void add_analyze(CLI::App& app, int& code) {
    auto* analyze =
        app.add_subcommand("analyze", "Statistics of a CSV file")->require_subcommand(1);
    add_scores(*analyze, code);
    add_drivers(*analyze, code);
    add_trend(*analyze, code);
    add_effect(*analyze, code);
    add_reliability(*analyze, code);
    add_concentration(*analyze, code);
    add_survival(*analyze, code);
    add_journey(*analyze, code);
    add_contacts(*analyze, code);
}

}  // namespace styk::cli
