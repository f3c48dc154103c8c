// One page in plain words: what the score is and how certain, what changed and what stands out for
// certain, what decides, and what nobody knows yet. Only what a test supports is told.
#pragma once

#include "metric/benchmark.h"
#include "story/compare.h"
#include "story/names.h"
#include "story/show_drivers.h"
#include "story/show_lift.h"
#include "story/show_trend.h"

namespace styk::story {

// What the stories found; nothing that they could not be asked.
struct SummaryFindings {
    TallyRow now;
    std::uint64_t left_out = 0;  // answers of another kind of survey
    stats::TierLimits limits;
    std::optional<Comparisons> whole, parts;  // against the period before; none for all time
    std::vector<std::string> parts_by;        // groupings of `parts`
    std::vector<std::pair<std::string, Comparisons>> groups;  // grouping, each against the others
    std::vector<std::string> silent;                          // touchpoints without any answer
    Trend trend;
    // A score that is rated at many touchpoints is made of what would explain it: nothing decides
    // it.
    bool is_whole = true;
    Drivers drivers;
    Lift lift;
    bool lift_certain = false;
    std::vector<metric::Benchmark> others;
};

// Whatever the page tests is one family.
void add_claims(Claims& claims, SummaryFindings& findings);

// A figure behind a sentence: an estimate, a difference, or a share with its interval.
struct SummaryFigure {
    std::string_view what;  // now, before, after, difference, group, rest, weight, good, bad
    std::string name{};     // of the group or driver it belongs to; empty: the whole
    std::optional<stats::Estimate> estimate{};
    std::optional<stats::Difference> difference{};
    std::optional<double> p_adjusted{};
};

struct SummarySentence {
    std::string_view section;  // now, changed, differs, decides, unknown, others
    std::string key;           // of words.h
    Pieces text;
    std::vector<SummaryFigure> figures;
    std::optional<bool> certain{};  // of a claim: else it is only likely
};

struct Summary {
    std::string metric;              // key
    std::string title, period;       // in words
    std::vector<std::string> scope;  // the filter in words, a line each
    std::optional<Day> first, last;  // of the period; all time when there is none
    std::vector<SummarySentence> sentences;
    stats::Estimate now;
    std::string made;  // "Made on 22 November 2026"
    std::string how;   // what certain means
};

struct SummaryAsked {
    insight::Question question;     // one metric; `by` is not looked at
    record::Parameters parameters;  // as they were asked, to say the scope in words
    std::vector<metric::Benchmark> others;
    std::vector<insight::Mark> marks;
    std::function<std::string(const std::string&)> user;  // names an owner by id
};

[[nodiscard]] SummaryFindings find_summary(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const SummaryAsked& asked,
    Instant now
);

// The findings in the words of a language, in the order in which they are read.
[[nodiscard]] std::vector<SummarySentence> tell_summary(
    const SummaryFindings& findings,
    const metric::Metric& metric,
    const Speaker& speaker,
    const Names& names
);

[[nodiscard]] Summary show_summary(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const SummaryAsked& asked,
    const Speaker& speaker,
    Instant now
);

}  // namespace styk::story
