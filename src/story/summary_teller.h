// Which sentence stands for which finding. Every sentence is whole; the figures behind it go along.
#pragma once

#include "story/finding_words.h"
#include "story/show_summary.h"

namespace styk::story {

class SummaryTeller {
public:
    SummaryTeller(
        const SummaryFindings& findings,
        const metric::Metric& metric,
        const Speaker& speaker,
        const Names& names
    )
        : found_(findings),
          metric_(metric),
          speaker_(speaker),
          names_(names),
          words_(speaker, metric.kind),
          decides_(sentence_of(findings.drivers, speaker, names)) {}

    [[nodiscard]] std::vector<SummarySentence> tell();

private:
    void say(
        std::string_view key, const PatternValues& values, std::vector<SummaryFigure> figures = {}
    );
    void say(const FindingSentence& said, std::vector<SummaryFigure> figures = {});
    [[nodiscard]] std::string per_hundred(std::uint64_t part) const;
    [[nodiscard]] static PatternValue whole(std::uint64_t value);
    [[nodiscard]] std::string name_of(
        const std::vector<std::string>& by, const std::vector<std::optional<std::string>>& keys
    ) const;

    void tell_now();
    [[nodiscard]] std::string_view now_key() const;
    void tell_goal();

    void tell_whole();
    static std::vector<SummaryFigure> figures_of(
        const Comparison& row, const std::string& name, std::string_view one, std::string_view other
    );
    static std::vector<const Comparison*> standing(const Comparisons& all);
    void tell_parts();
    void tell_trend();
    void tell_level(const FindingSentence& said);
    [[nodiscard]] const insight::Mark* nearest_mark(Day day) const;

    void tell_groups(const std::string& by, const Comparisons& all);
    void tell_group(const std::string& by, const Comparison& row);

    [[nodiscard]] bool knows_drivers() const { return decides_.has_value(); }

    [[nodiscard]] SummaryFigure weight_of(const Driver& driver) const;
    void tell_drivers();
    void tell_lift();

    void tell_names(
        std::string_view key, std::string_view key_more, const std::vector<std::string>& all
    );
    void tell_unknown();
    void tell_unknown_change();

    [[nodiscard]] std::string reached(const metric::Benchmark& other) const;
    void tell_others();

    const SummaryFindings& found_;
    const metric::Metric& metric_;
    const Speaker& speaker_;
    const Names& names_;
    FigureWords words_;
    std::optional<DriverSentence> decides_;
    std::string_view section_;
    std::vector<SummarySentence> out_;
};

}  // namespace styk::story
