// Says what words.h holds, in one language; and writes figures as the console writes them, so that
// a page, a file and a mail agree.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/language.h"
#include "metric/metric.h"
#include "stats/difference.h"
#include "stats/score.h"
#include "story/words.h"

namespace styk::story {

class Speaker {
public:
    // `words`: what the firm calls customers and the like (firm/terms.h).
    explicit Speaker(std::string_view language, std::string words = {});

    [[nodiscard]] const Language& language() const { return language_; }

    // Throws Fault for a key that no table has.
    [[nodiscard]] Pieces say(std::string_view key, const PatternValues& values = {}) const;
    [[nodiscard]] std::string text(std::string_view key, const PatternValues& values = {}) const;

    [[nodiscard]] bool knows(std::string_view key) const { return patterns_.contains(key); }

private:
    Language language_;
    std::string words_;
    std::unordered_map<std::string_view, std::string_view> patterns_;
};

// Figures of one kind of metric. net: signed points, −100 to 100. box: percent. mean: two decimals.
// index: whole points.
class FigureWords {
public:
    FigureWords(const Speaker& speaker, metric::Kind kind) : speaker_(speaker), kind_(kind) {}

    [[nodiscard]] std::string value(double value) const;  // +41, 58%, 4.32
    // 38 to 44, 54–62%; with one decimal where whole numbers would hide the interval.
    [[nodiscard]] std::string range(double lo, double hi) const;
    // An end of an interval as a value: +38; the other end says how many decimals it takes.
    [[nodiscard]] std::string end(double value, double other) const;
    [[nodiscard]] std::string amount(double difference) const;  // 12 points, whatever the sign
    [[nodiscard]] std::string delta(double difference) const;   // −12
    [[nodiscard]] std::string slope(double a_step) const;       // 0.4: points a step of time
    [[nodiscard]] std::string range_of(const stats::Estimate& of) const;  // "" without an interval

    // Of a difference: the ends of its size, smaller first, signs kept only when it may be none.
    [[nodiscard]] std::string amounts(const stats::Difference& of) const;
    [[nodiscard]] std::string deltas(const stats::Difference& of) const;  // −18 to −6

    // By tier what may be said of a score in a table: "58%", "24 answers: too few", "no answers".
    [[nodiscard]] std::string ends(double lo, double hi) const;

private:
    [[nodiscard]] double points(double value) const;  // as it is written, before rounding
    [[nodiscard]] int decimals() const;
    [[nodiscard]] int decimals_between(double lo, double hi) const;
    [[nodiscard]] std::string bare(double value, int decimals) const;
    [[nodiscard]] std::string written(double value, int decimals) const;

    const Speaker& speaker_;
    metric::Kind kind_;
};

}  // namespace styk::story
